"""`python -m scripts.plotly_bundle`: builds static/vendor/plotly.js, of the version that Python's Plotly has.

Needed after an upgrade of Plotly alone; the result is kept with the project. Needs Node.js and npm.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static/vendor/plotly.js"
ESBUILD = json.loads((ROOT / "package.json").read_text())["devDependencies"]["esbuild"]


def build(target: Path = TARGET) -> None:
    """Installs plotly.js and esbuild into a folder that is gone afterwards, and bundles from there."""
    packages = {"plotly.js": get_plotlyjs_version(), "esbuild": ESBUILD}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package.json").write_text(json.dumps({"private": True, "dependencies": packages}))
        _run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", folder=folder)
        _run("node", str(ROOT / "scripts/plotly_bundle.mjs"), folder, str(target), folder=folder)


def _run(*command: str, folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    build()
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")
