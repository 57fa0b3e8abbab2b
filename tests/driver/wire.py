"""The line between the page and the server, held in the middle, as a slow or a lost server would."""

from playwright.sync_api import Page, WebSocketRoute

PROBES = "**/_stcore/h*"  # what the page asks before it connects again: health, host-config


class Wire:
    """The websocket of a page; made before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page, self.cut, self.held = page, False, None
        page.route_web_socket("**/_stcore/stream", self._connect)

    def hold(self) -> None:
        """Keeps what the server says, in order, until `release`."""
        self.held = []

    def release(self) -> None:
        """Lets the page hear what was kept, and all that follows."""
        held, self.held = self.held, None
        for message in held:
            self.browser.send(message)

    def sever(self) -> None:
        """Ends the connection, and lets no other be made until `mend`."""
        self.cut = True
        self.page.route(PROBES, lambda route: route.fulfill(status=503))
        self.browser.close()

    def mend(self) -> None:
        """Lets the page connect again."""
        self.cut = False
        self.page.unroute(PROBES)

    def _connect(self, browser: WebSocketRoute) -> None:
        if self.cut:
            return browser.close()
        self.browser, server = browser, browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(lambda message: self._answer(browser, message))

    def _answer(self, browser: WebSocketRoute, message: str | bytes) -> None:
        if self.held is None:
            browser.send(message)
        else:
            self.held.append(message)
