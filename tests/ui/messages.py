"""The whole page, run, and what it sends to the browser."""

import json

from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, OPTIMIZERS, race, random_start
from tests.driver.server import ROOT
from ui.settings.record import DEFAULT

BOWL = OBJECTIVES["bowl"]


def run_race(step_size: float = 0.01, n_iter: int = 50, objective=BOWL) -> dict:
    """The three of the first page on one terrain from the tutorial's start."""
    rules = {name: OPTIMIZERS[name](step_size=step_size) for name in DEFAULT.optimizers}
    return race(objective, rules, random_start(objective.bounds, 1), n_iter)


def page(query: dict[str, str] | None = None) -> AppTest:
    """The whole app, run once with an address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (query or {}).items():
        app.query_params[name] = value
    return app.run()


def element(app: AppTest, name: str):
    """What the browser is sent for one of the stage's elements: terrain, stage or programs."""
    protos = [found.proto for found in app.get("bidi_component")]
    return next(proto for proto in protos if proto.component_name.endswith(f"descent_lab_{name}"))


def sent(app: AppTest, name: str) -> dict:
    """The plain part of an element's data."""
    proto = element(app, name)
    return json.loads(proto.json or proto.mixed.json)
