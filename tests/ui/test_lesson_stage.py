"""What the stage of a lesson is sent: before the commit nothing hidden, after it what the pictures need."""

import json
from base64 import b64decode
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from lessons import LESSONS
from optim import typed_objective
from tests.lessons.conftest import KEYS, every_step, races_of, step_of
from tests.reference.lessons import PREDICTIONS
from tests.ui.declared import check
from ui.lessons import change, live, pictures, stage
from ui.wire import lesson as wire

SECRET = ("hyperparameters", "program", "rules", "engine")  # what a browser could make the hidden runs from
WITHOUT_ENGINE = [("noise", name) for name in ("a", "a2", "a3", "b")]  # noise is repeated: Python runs it
COLUMNS = {"path": {"x", "y", "height"}, "cloud": {"x", "y"}, "sweep": set()}


def right(key):
    return PREDICTIONS[key]["right"][0]


@cache
def shown(key, after: bool):
    """The pictures of a step, before the commit or after it."""
    step, races = step_of(key), races_of(key)
    seen = races if after else {name: races[name] for name in step.shown}
    asked = right(key) if step.ask.kind in ("number", "point") else None
    measured = step.ask.measured(step.facts(races)) if after and asked is not None else None
    return pictures.pictures(step, seen, asked, measured, not after, "light")


def message(key, after: bool, monkeypatch) -> str:
    """All that both elements are sent."""
    sent = []
    monkeypatch.setattr(stage.lesson, "show", lambda *args: sent.append(json.dumps(args)))
    answer = stage.Answer(right(key), 0) if after else None
    stage.show(key, step_of(key), shown(key, after), answer)
    return sent[0]


def numbers(array) -> np.ndarray:
    return np.frombuffer(b64decode(array["bdata"]), array["dtype"])


@every_step
def test_before_the_commit_nothing_hidden_is_sent(key, monkeypatch):
    step, scene = step_of(key), shown(key, after=False).scene
    assert set(scene["runs"]) == set(step.shown) and scene["hidden"]
    assert all("measured" not in figure for figure in (*scene["planes"], *scene["charts"]))
    sent = message(key, False, monkeypatch)
    assert not [word for word in SECRET if f'\\"{word}\\"' in sent or f'"{word}"' in sent]


@every_step
def test_after_the_commit_all_runs_are_there_and_nothing_moves(key, monkeypatch):
    before, after = shown(key, after=False), shown(key, after=True)
    assert set(after.scene["runs"]) == set(races_of(key)) and not after.scene["hidden"]
    assert before.ground == after.ground
    for name in ("planes", "charts"):
        frames = [
            [(one.get("kind"), one.get("x"), one.get("y"), one.get("bounds")) for one in scene[name]]
            for scene in (before.scene, after.scene)
        ]
        assert frames[0] == frames[1], "nothing moves"
    on = [name for figure in (*after.scene["planes"], *after.scene["charts"]) for name in figure["runs"]]
    assert set(on) == set(after.scene["runs"]), "each run is drawn somewhere"
    assert ('"engine": {' in message(key, True, monkeypatch)) == (key not in WITHOUT_ENGINE)


def test_a_point_that_has_left_all_bounds_is_not_drawn_and_what_is_sent_is_json(monkeypatch):
    key = ("stretch-and-turn", "a")
    step, sent = step_of(key), []
    races = races_of(key)
    measured = (float("nan"), float("inf"))
    drawn = pictures.pictures(step, races, (0.5, 0.3), measured, False, "light")
    planes = [plane for plane in drawn.scene["planes"] if "prediction" in plane]
    assert planes and all("measured" not in plane for plane in planes)
    monkeypatch.setattr(wire, "element", lambda *_, **__: lambda **given: sent.append(given["data"]["json"]))
    wire.show(drawn.ground, {**drawn.scene, "hand": {"positions": [1.0, np.nan], "now": -np.inf}})
    scene = json.loads(sent[-1], parse_constant=pytest.fail)
    assert scene["hand"] == {"positions": [1.0, None], "now": None}


@every_step
def test_runs_are_sent_as_they_are(key):
    for name, run in shown(key, after=True).scene["runs"].items():
        race, columns = races_of(key)[name], run.get("columns", {})
        assert (
            set(columns) - {"effective"} - ({"height"} if run["kind"] == "cloud" else set())
            == COLUMNS[run["kind"]]
        )
        if run["kind"] == "path":
            assert np.allclose(numbers(columns["x"]), race.x[: race.n_finite, 0], rtol=1e-6, atol=0)
            above = race.value[: race.n_finite] - (race.objective.minimum or 0)
            assert np.allclose(numbers(columns["height"]), above, rtol=1e-6, atol=0)
        if run["kind"] == "cloud":
            ends = race.x if "times" in run and len(run["times"]) == 1 else race.x[-1]
            assert np.allclose(
                numbers(columns["x"])[-run["count"] :], np.ravel(ends[..., 0]), atol=1e-6, equal_nan=True
            )
        if run["kind"] == "sweep":
            ratios = numbers(run["ratios"]).reshape(len(run["times"]), -1)
            with np.errstate(all="ignore"):
                mean = (race.value[-1] / race.value[0]) ** (1 / race.n_iter)
            assert np.allclose(ratios[-1], mean, rtol=1e-5, equal_nan=True)


def test_words_say_what_is_drawn_and_what_is_not():
    for key in KEYS:
        for after in (False, True):
            scene = shown(key, after).scene
            for figure in (*scene["planes"], *scene["charts"]):
                assert figure["words"].endswith(".") and ("hidden" in figure["words"]) == figure["hidden"]


def test_what_is_called_alike_looks_alike():
    runs = shown(("first-step", "b"), after=True).scene["runs"]
    assert (runs["gd"]["short"], runs["gd_times"]["short"]) == ("GD, f × 1", "GD, f × 1,000")
    assert runs["gd"]["style"]["variant"] == "hollow", "the given one steps back"
    assert "variant" not in runs["gd_times"]["style"]
    assert shown(("first-step", "b"), after=False).scene["runs"]["gd"]["style"] == runs["gd"]["style"]
    assert shown(("noise", "b"), after=True).scene["runs"]["gd"]["title"] == "Gradient descent"


def test_the_engine_moves_only_what_the_slider_does():
    step = LESSONS["never-settles"].step("b")
    made = live.engine(step, 0.005)
    stops = change.stops(step, 0.005)
    assert len(made["changes"]) == len(stops) and change.now(step, 0.005) == 0.01
    sizes = [entry["runs"]["run"]["hyperparameters"]["step_size"] for entry in made["changes"]]
    assert sizes == stops
    assert len(made["objectives"]) == len(made["starts"]) == 1
    turned = live.engine(LESSONS["stretch-and-turn"].step("a"), (0.5, 0.3))["changes"]
    assert "round" not in turned[-1]["runs"] and turned[0]["ground"] is None is not turned[-1]["ground"]


def test_two_typed_functions_are_pythons_alone():
    step = LESSONS["never-settles"].step("b")
    plane = [[-1, 1], [-1, 1]]
    of = {f: replace(step.runs["run"], objective=typed_objective(f, plane)) for f in ("x^2+y^2", "x^4+y^2")}
    one, other = of.values()
    assert live.engine(replace(step, runs={"run": one, "more": one}), 0.005)
    assert live.engine(replace(step, runs={"run": one, "more": other}), 0.005) is None


def test_noise_that_is_repeated_is_pythons_alone():
    assert live.engine(LESSONS["noise"].step("a"), (0.1, 0.1)) is None


def test_it_is_sent_as_it_is_declared():
    scenes = [shown(key, after).scene for key in KEYS for after in (False, True)]
    engines = [made for key in KEYS for made in [live.engine(step_of(key), right(key))] if made]
    hands = [stage._predicts(step_of(key), "_".join(key)) for key in KEYS]
    hands += [stage._changes(key, step_of(key), "_".join(key), right(key)) for key in KEYS]
    all_of = lambda name: [one for scene in scenes for one in scene[name]]  # noqa: E731
    runs = [run for scene in scenes for run in scene["runs"].values()]
    figures = (*all_of("planes"), *all_of("charts"))
    added = dict.fromkeys(("step", "ground", "revealed", "picks", "hand"))
    check("LessonScene", *({**scene, **added} for scene in scenes))
    check("LessonPlaneFacts", *all_of("planes"))
    check("LessonChartFacts", *all_of("charts"))
    check("LessonRunFacts", *runs)
    check("Style", *(run["style"] for run in runs))
    marked = [figure[kind] for figure in figures for kind in ("prediction", "measured") if kind in figure]
    check("LessonPoint", *(mark for mark in marked if "at" in mark))
    check("LessonMark", *(mark for mark in marked if "value" in mark))
    check("LessonHand", *(hand for hand in hands if hand))
    check("LessonEngine", *engines)
    changes = [entry for made in engines for entry in made["changes"]]
    check("LessonChange", *changes)
    check("LessonEngineRun", *(run for entry in changes for run in entry["runs"].values()))
    ground = json.loads(shown(("edge", "a"), after=False).ground)
    check("LessonGrounds", ground)
    check("Theme", ground["theme"])
