"""What lies over what on the page, and which text is cut: found in the browser, in sentences (layout.js)."""

from pathlib import Path

from playwright.sync_api import Page

from tests.driver.stage import next_frames

SIZES = {
    "1440x900": (1440, 900),
    "390x844": (390, 844),
    "1366x768": (1366, 768),
    "1280x720": (1280, 720),
    "1024x768": (1024, 768),
    "900x700": (900, 700),
    "768x1024": (768, 1024),
    "1920x1080": (1920, 1080),
    "200 %": (720, 450),  # a window of 1440x900, as large to a style sheet as this one
}
PATIENCE = 240  # looks, of 30 ms each, at a fault before it is called one
SIDEBAR = '[data-testid="stSidebar"]'
SCROLLER = '[data-testid="stMain"]'
MODULE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").replace("export function", "function")
FAULTS = f"only => {{ {MODULE}\nreturn faults(only); }}"


def faults(page: Page) -> list[str]:
    """A sentence for each two things that lie over each other and each text that is cut, as the page stands.

    An open sidebar that lies over the page, as on a phone, is looked at alone.
    """
    return page.evaluate(FAULTS, SIDEBAR if _covers(page) else None)


def lasting_faults(page: Page) -> list[str]:
    """The faults that stay: a new size reaches one part of the page after the other."""
    found = faults(page)
    for _ in range(PATIENCE):
        if not found:
            break
        next_frames(page)
        found = faults(page)
    return found


def _covers(page: Page) -> bool:
    return page.evaluate(
        """selectors => {
            const boxes = selectors.map(each => document.querySelector(each)?.getBoundingClientRect());
            return Boolean(boxes[0] && boxes[0].width > 1 && boxes[1].left < boxes[0].right - 1);
        }""",
        [SIDEBAR, SCROLLER],
    )


def scroll(page: Page, to: int) -> None:
    """Scrolls the page, as far as it goes."""
    page.evaluate(f"""to => document.querySelector('{SCROLLER}').scrollTo(0, to)""", to)


def resize(page: Page, size: str, sidebar: bool) -> None:
    """Gives the window a size, with the sidebar open or closed, and waits until all stands still."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    set_sidebar(page, sidebar)


def set_sidebar(page: Page, is_open: bool) -> None:
    """Opens or closes the sidebar, unless it is, and waits until it stands still.

    In a window of another size it may do so by itself, at any moment: it is asked again and again.
    """
    page.wait_for_function(SET_SIDEBAR, arg=is_open)
    page.mouse.move(0, 0)  # what is pointed at explains itself, over what is beside it
    page.evaluate(STILL, [SIDEBAR, SCROLLER])


# Whether the sidebar is open, or closed, as it is to be; if not, its button is clicked.
SET_SIDEBAR = """async isOpen => {
    const [expand, collapse] = ["stExpandSidebarButton", "stSidebarCollapseButton"]
        .map(name => document.querySelector(`[data-testid="${name}"]`));
    if (isOpen === !expand) return true;
    (isOpen ? expand : collapse.querySelector("button")).click();
    for (const frame of [1, 2]) await new Promise(requestAnimationFrame);
    return false;
}"""
# Until all of these have been where they are for some frames.
STILL = """async selectors => {
    const where = () => selectors.map(selector => {
        const { left, width } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
        return `${left} ${width}`;
    }).join();
    for (let before = "", same = 0; same < 4; before = where()) {
        await new Promise(requestAnimationFrame);
        same = where() === before ? same + 1 : 0;
    }
}"""
