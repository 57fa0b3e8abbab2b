"""The Chrome or Chromium of tests, benchmarks and screenshots: finds, installs and starts it.

`python -m scripts.browser` prints its path; `--install` first installs one where none is found.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Drawn in software, so that every machine measures and paints the same; and no calls home.
FLAGS = (
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters are drawn alike with or without a screen.
    "--font-render-hinting=none",
)


def find(playwrights_own: str = "") -> str | None:
    """The path of a browser that starts, or None.

    CHROME=/path in the environment comes first, then an installed browser, then Playwright's own.
    """
    installed = (shutil.which(name) or "" for name in NAMES)
    places = (os.environ.get("CHROME", ""), *installed, *MAC_APPS, playwrights_own)
    return next((path for path in places if _starts(path)), None)


def install() -> str:
    """The path of a browser, after installing Playwright's or else Debian's where there was none.

    Raises SystemExit with one sentence when neither can be had.
    """
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    for attempt in (None, _install_playwrights, _install_debians):
        if attempt:
            attempt()
        if path := find(own):
            return path
    raise SystemExit("No browser: install Chrome or Chromium, or name one with CHROME=/path/to/chrome.")


def launch(playwright: Playwright, *flags: str) -> Browser:
    """A headless browser, started, with more flags than FLAGS; SystemExit with one sentence where none is."""
    path = find(playwright.chromium.executable_path)
    if path is None:
        raise SystemExit("No browser: run 'make test' or 'python -m scripts.browser --install' first.")
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser is only a note about a snap; a browser without its libraries is none.
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True  # there --version opens a window
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def _install_playwrights() -> None:
    _attempt(sys.executable, "-m", "playwright", "install", "chromium")


def _install_debians() -> None:
    if not shutil.which("apt-get"):
        return
    root = [] if os.geteuid() == 0 else ["sudo"]
    _attempt(*root, "apt-get", "update", "-q")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    _attempt(*root, *quiet, "apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")


def _attempt(*command: str) -> None:
    print("No browser yet, so:", *command, flush=True)
    with suppress(subprocess.TimeoutExpired, FileNotFoundError):
        subprocess.run(command, check=False, timeout=900)


if __name__ == "__main__":
    print(install() if "--install" in sys.argv else find() or "no browser found")
