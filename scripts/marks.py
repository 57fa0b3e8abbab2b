"""`python -m scripts.marks`: draws the mark of each racer, as the stage does, into static/marks.

Needed after a change of the palette or of a shape alone; the pills of the sidebar show them.
"""

import json
import subprocess
from dataclasses import asdict
from pathlib import Path

from figures.palette import THEMES, style
from figures.racers import RACERS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static/marks"
# The rim of the light theme: on the dark sidebar that of the dark theme could not be told from it.
DRAW = """
import { markerSvg } from "./static/draw/marks.js";
const [styles, casing] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(styles.map(style => markerSvg(style, casing))));
"""


def draw() -> dict[str, str]:
    """name -> its mark as a file of SVG."""
    looks = json.dumps([[asdict(style(name)) for name in RACERS], THEMES["light"].casing])
    command = ["node", "--input-type=module", "--eval", DRAW, looks]
    drawn = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = (svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"') for svg in json.loads(drawn))
    return {name: f"{svg}\n" for name, svg in zip(RACERS, files, strict=True)}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for racer, svg in draw().items():
        (FOLDER / f"{racer}.svg").write_text(svg, encoding="utf-8")
