"""The README's examples run as they stand, and its files exist."""

import contextlib
import importlib
import io
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

import optim
from optim.explain.substeps import substeps
from optim.program import objective_program, optimizer_programs
from ui.races import race_of
from ui.settings.address import from_query
from ui.settings.record import NUMBERS, with_own

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOK, FAIR, OBJECTIVE, SHOWCASE, OPTIMIZER = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_notebook_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(NOTEBOOK, names)
    assert names["races"]["rmsprop"].x.shape == (51, 2)
    assert "Plotly.newPlot" in (tmp_path / "race.html").read_text(encoding="utf-8")


def test_the_fair_race_of_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(FAIR, names)
    assert names["found"]["adam"].median < names["found"]["momentum"].median
    assert "Fair race on Rosenbrock" in (tmp_path / "fair.html").read_text(encoding="utf-8")


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Both examples in a module of their own, with the names of the modules that they belong into."""
    header = "from optim.objectives import Objective\nfrom optim.optimizers.signs import *\n"
    (tmp_path / "readme_examples.py").write_text(header + OBJECTIVE + OPTIMIZER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("readme_examples")


def test_the_objective_example_is_an_objective_with_the_right_gradient(examples: ModuleType) -> None:
    objective = examples.zakharov
    assert objective.name not in optim.OBJECTIVES, "an example is something new"
    x, step = np.array([0.7, -0.4]), 1e-6
    slopes = [(objective(x + step * e) - objective(x - step * e)) / (2 * step) for e in np.eye(2)]
    assert objective.gradient(x) == pytest.approx(slopes, abs=1e-6)
    assert objective.gradient(objective.minima) == pytest.approx(0)


def test_the_showcase_example_shows_what_it_says(examples: ModuleType) -> None:
    record = eval(f"{{{SHOWCASE}}}", vars(importlib.import_module("ui.showcases.record")))["zakharov"]
    changes = dict(record.changes)
    start, n_iter, step_size, rho = (changes.pop(key) for key in ("start", "n_iter", "step_size", "rho"))
    rules = {"rmsprop": optim.OPTIMIZERS["rmsprop"](step_size, rho), "gd": optim.OPTIMIZERS["gd"](step_size)}
    assert record.claim(optim.race(examples.zakharov, rules, np.array(start), n_iter)) and not changes


def test_the_optimizer_example_races_and_is_the_rule_it_says(examples: ModuleType) -> None:
    signum, bowl = examples.Signum, optim.OBJECTIVES["bowl"]
    assert signum.name not in optim.OPTIMIZERS and signum.parent in optim.OPTIMIZERS
    x = optim.run(bowl, signum(step_size=0.8, beta1=0.5), start=np.array([1.0, -0.1]), n_iter=2).x
    assert x[1] == pytest.approx([0.2, 0.7])
    assert x[2] == pytest.approx([-0.6, -0.1])  # m = [0.7, 0.65]: its sign, not its size
    assert set(signum.symbols) == {"step_size", "beta1", "gradient_avg"}


def test_a_record_is_all_that_equations_sub_steps_script_and_programs_need(examples: ModuleType) -> None:
    objective, rule = examples.zakharov, examples.Signum(0.1)
    assert optim.equations(rule) == (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"x \leftarrow x - \alpha \operatorname{sign}(m)",
    )
    assert [step.latex for step in substeps(rule)] == [
        "g", optim.equations(rule)[0], r"\operatorname{sign}(m)", optim.equations(rule)[1],
    ]  # fmt: skip
    assert optimizer_programs(rule).state == ("gradient_avg",)
    x, y = np.array([0.7, -1.0]), np.array([-0.4, 2.0])
    assert objective_program(objective)(x, y)[0] == pytest.approx(objective(np.stack([x, y], -1)), rel=1e-15)
    start = np.array([3.0, -2.0])
    printed, names = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        exec(optim.script(objective, rule, start, 10), names)
    assert len(printed.getvalue().splitlines()) == 10 + 1, "a line for each update, and the last one"
    assert np.array_equal(names["x"], optim.run(objective, rule, start, 10).x[-1])


def test_what_the_readme_names_is_there() -> None:
    text = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    links = re.findall(r"\]\((?!http)([^)]+)\)", text)
    folders = re.findall(r"^\| `([\w/]+)`", text, re.MULTILINE)
    assert "docs/motion.gif" in links and "optim/" in folders
    for name in [*links, *folders]:
        assert (ROOT / name).exists(), f"the README names {name}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)(?= |`|\n)", README)) <= targets | {"it"}


def linked(title: str):
    """The settings of the link that the README has under a title in bold."""
    link = re.search(rf"\[\*\*{re.escape(title)}\*\*\]\((\S+)\)", README).group(1)
    settings, notices = from_query(dict(parse_qsl(urlsplit(link).query)))
    assert not notices
    return settings


def test_the_edge_lies_at_two_over_the_curvature() -> None:
    settings = linked("The edge.")
    assert 0.12 in NUMBERS["step_size"].positions, "a slider can be dragged there"
    below, beyond = (race_of(replace(settings, step_size=a))["gd"] for a in (0.095, 0.12))
    assert below.value[-1] < 1e-4 * below.value[0]
    assert (beyond.outcome.reason, beyond.outcome.left) == ("diverged", 3)
    assert 2 / below.objective.lipschitz == 0.1


def test_the_first_step_is_the_step_size_over_the_root_of_one_minus_rho() -> None:
    settings = linked("The first step.")
    for rho, length in ((settings.rho, 0.1), (0.0, 0.01)):
        x = race_of(replace(settings, rho=rho))["rmsprop"].x
        assert abs(x[1] - x[0]) == pytest.approx([length, length], rel=1e-6)


def test_rmsprop_never_settles() -> None:
    value = race_of(linked("It never settles."))["rmsprop"].value
    assert (f"{value[200]:.1e}", f"{value[2000]:.1e}") == ("1.5e-45", "5.4e-05")


def test_adagrad_remembers_the_cliff() -> None:
    races = race_of(linked("What AdaGrad remembers."))
    down = {name: np.flatnonzero(run.x[:, 0] < 1) for name, run in races.items()}
    assert down["rmsprop"][0] == 59 and not len(down["adagrad"])
    slow = race_of(replace(linked("What AdaGrad remembers."), rho=0.99))["rmsprop"]
    assert 0 < slow.x[-1, 0] < 1


def test_a_rotated_valley_troubles_a_step_size_for_each_coordinate() -> None:
    settings = linked("The wrong axes.")
    rotated = with_own(settings, "stretched_bowl.rotation", 45.0)
    along, across = (race_of(given)["rmsprop"].value[-1] for given in (settings, rotated))
    assert along == pytest.approx(2e-11, rel=0.2) and across == pytest.approx(0.046, rel=0.01)
