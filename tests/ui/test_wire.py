"""The names of what is sent: static/bridge/*wire.d.ts say what ui/wire sends, and neither changes alone."""

import json
import re
from collections.abc import Iterable, Mapping

import pytest

from tests.driver.server import ROOT
from tests.ui.declared import check
from tests.ui.messages import page, run_race, sent
from ui import race_page
from ui.wire import mechanism, update

STATIC = ROOT / "static"


def all_of(nested: Mapping[str, Iterable[Mapping]]) -> list[Mapping]:
    """The records of lists by name, in one list."""
    return [record for records in nested.values() for record in records]


@pytest.fixture(scope="module")
def messages() -> dict[str, dict]:
    """The stage's messages of a page of twins on which a schedule runs: then every kind of guide is drawn."""
    twins = {"optimizers": "rmsprop,rmsprop_2,adagrad,momentum", "rmsprop_2.rho": "0.9"}
    app = page({"schedule": "cosine", **twins})
    return {name: sent(app, name) for name in ("stage", "terrain", "programs")}


def test_a_race_is_sent_as_it_is_declared(messages) -> None:
    facts = messages["stage"]["facts"]
    check("RaceMessage", messages["stage"])
    check("RaceFacts", facts)
    check("SliderFacts", *facts["sliders"].values())
    check("EngineNumbers", facts["engine"])
    check("Guide", *all_of(facts["guides"]))
    check("RunFacts", *facts["runs"])
    check("Style", *(run["style"] for run in facts["runs"]))
    check("Outcome", *(run["outcome"] for run in facts["runs"]))


def test_a_hill_is_sent_as_it_is_declared(messages) -> None:
    check("TerrainMessage", messages["terrain"])
    check("Theme", messages["terrain"]["theme"])
    check("Quantity", *messages["terrain"]["quantities"].values())


def test_programs_are_sent_as_they_are_declared(messages) -> None:
    check("ProgramsMessage", messages["programs"])
    check("Programs", {"key": messages["programs"]["key"], **json.loads(messages["programs"]["json"])})


def test_updates_and_steps_are_sent_as_they_are_declared() -> None:
    races = run_race()
    explained = update.pack(races["rmsprop"], "its id")
    check("UpdateMessage", explained)
    check("UpdateFacts", explained["facts"])
    check("SubStep", *explained["facts"]["steps"])
    check("StepsMessage", mechanism.pack(races, "its id"))


def test_the_stage_asks_for_what_python_answers() -> None:
    modules = [path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js")]
    asked = {name for text in modules for name in re.findall(r'\b(?:request|release)\("(\w+)"', text)}
    assert asked == set(race_page.REQUESTS)
