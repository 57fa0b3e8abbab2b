"""The README's examples run as they stand, and its files exist."""

import re
from pathlib import Path

import numpy as np
import pytest

import optim.objectives
import optim.optimizers.signs

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOK, OBJECTIVE, OPTIMIZER = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_notebook_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(NOTEBOOK, names)
    assert names["races"]["rmsprop"].x.shape == (51, 2)
    assert "Plotly.newPlot" in (tmp_path / "race.html").read_text(encoding="utf-8")


def test_the_objective_example_is_an_objective_with_the_right_gradient() -> None:
    names = dict(vars(optim.objectives))
    exec(OBJECTIVE, names)
    hill = names["zakharov"]
    assert hill.name not in optim.OBJECTIVES, "an example is something new"
    x, step = np.array([0.7, -0.4]), 1e-6
    slopes = [(hill(x + step * e) - hill(x - step * e)) / (2 * step) for e in np.eye(2)]
    assert hill.gradient(x) == pytest.approx(slopes, abs=1e-6)
    assert hill.gradient(hill.minima) == pytest.approx(0)


def test_the_optimizer_example_races_and_is_the_rule_it_says() -> None:
    names = dict(vars(optim.optimizers.signs))
    exec(OPTIMIZER, names)
    signum, bowl = names["Signum"], optim.OBJECTIVES["bowl"]
    assert signum.name not in optim.OPTIMIZERS and signum.parent in optim.OPTIMIZERS
    x = optim.run(bowl, signum(step_size=0.8, beta1=0.5), start=np.array([1.0, -0.1]), n_iter=2).x
    assert x[1] == pytest.approx([0.2, 0.7])
    assert x[2] == pytest.approx([-0.6, -0.1])  # m = [0.7, 0.65]: its sign, not its size
    assert set(signum.symbols) == {"step_size", "beta1", "gradient_avg"}


def test_what_the_readme_names_is_there() -> None:
    text = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    links = re.findall(r"\]\((?!http)([^)]+)\)", text)
    folders = re.findall(r"^\| `([\w/]+)`", text, re.MULTILINE)
    assert "docs/screenshot.png" in links and "optim/" in folders
    for name in [*links, *folders]:
        assert (ROOT / name).exists(), f"the README names {name}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)(?= |`|\n)", README)) <= targets | {"it"}
