"""The page in a frame of somebody else's page, by `?embed=true`."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Frame, expect

from tests.driver.server import Server
from tests.driver.stage import READY, STAGE, complaints_of

FRAME = {"width": 800, "height": 600}
LESSON = """<!DOCTYPE html><html lang="en"><title>A lesson</title><link rel="icon" href="data:,">
<style>body {{ margin: 0 }} iframe {{ border: 0 }}</style>
<iframe title="Descent Lab" src="{}" width="800" height="600"></iframe></html>"""


@pytest.fixture(scope="module")
def lesson(server: Server) -> Iterator[str]:
    """Another site (localhost is not 127.0.0.1), whose page embeds the address in its query."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            source = f"{server.url}/?{self.path.partition('?')[2]}"
            self.wfile.write(LESSON.format(source.replace("&", "&amp;")).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}"
        site.shutdown()


@pytest.fixture(scope="module")
def framed(desk: BrowserContext, lesson: str) -> Iterator[Frame]:
    """The frame in the lesson, with settings of its own. Nothing may complain, on either page."""
    page = desk.new_page()
    page.set_viewport_size(FRAME)
    complaints = complaints_of(page)
    page.goto(f"{lesson}/?embed=true&objective=beale&step_size=0.02&seed=3")
    page.frame_locator("iframe").locator(READY).wait_for(timeout=30_000)
    yield page.frames[1]
    assert complaints == []
    page.close()


def test_an_embedded_page_is_the_stage_and_a_way_out(framed: Frame) -> None:
    stage = framed.locator(STAGE)
    expect(stage).to_have_attribute("data-objective", "beale")
    for hidden in ("stSidebar", "stExpandSidebarButton", "stHeader"):
        expect(framed.get_by_test_id(hidden)).to_be_hidden()
    expect(framed.get_by_role("button", name="Take it away")).to_have_count(0)
    box = stage.bounding_box()
    assert box["width"] > FRAME["width"] - 50 and box["y"] < 50
    views = [framed.locator(f'[data-view="{view}"]').bounding_box() for view in ("contour", "surface")]
    assert all(view["y"] + view["height"] < FRAME["height"] for view in views)
    play = framed.locator('[data-action="play"]').bounding_box()
    assert play["y"] + play["height"] < FRAME["height"]
    way_out = framed.get_by_role("link", name="Open in Descent Lab")
    expect(way_out).to_be_in_viewport()
    expect(way_out).to_have_attribute("target", "_blank")
    expect(way_out).to_have_attribute("href", "?objective=beale&step_size=0.02&seed=3")


def test_a_change_in_an_embedded_page_keeps_it_embedded(framed: Frame) -> None:
    framed.locator('[data-action="fit"]').click()
    framed.wait_for_function("() => location.search.includes('view=')")
    assert "embed=true" in framed.url and "step_size=0.02" in framed.url
    expect(framed.get_by_role("link", name="Open in Descent Lab")).to_have_attribute(
        "href", re.compile(r"^\?(?!.*embed).*view=")
    )
    expect(framed.get_by_test_id("stSidebar")).to_be_hidden()
