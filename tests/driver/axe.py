"""What axe-core finds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious(page: Page) -> str:
    """What axe-core finds of serious or critical impact, a line each."""
    violations = Axe().run(page).response["violations"]
    return "\n".join(
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    )
