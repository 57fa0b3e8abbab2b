"""The fan: the runs of one slider's positions are the true runs, thinned."""

import json
from dataclasses import replace

import numpy as np
import pytest

from optim import OPTIMIZERS, run
from ui.settings.record import DEFAULT, NUMBERS, objective, optimizers, start
from ui.wire import fan

SLIDERS = ("step_size", "rho", "n_iter", "seed")


def made(slider: str, settings=DEFAULT, whole: bool = True) -> fan.Fan:
    """The fan of a slider over all its positions."""
    return fan.make(settings, slider, NUMBERS[slider].positions, whole)


def rows(table, place: int, samples: int) -> dict[str, np.ndarray]:
    """The columns of the run at one position."""
    return {n: table[n].to_numpy()[place * samples : (place + 1) * samples] for n in table.column_names}


@pytest.mark.parametrize("slider", ["step_size", "rho", "seed"])
@pytest.mark.parametrize("place", [0, 7, -1])
def test_each_run_of_a_fan_is_the_true_run_at_its_iterates(slider: str, place: int) -> None:
    sent = made(slider)
    position = sent.facts["positions"][place]
    settings = replace(DEFAULT, **{slider: position})
    for name, table in sent.tables.items():
        true = run(objective(settings), optimizers(settings)[name], start(settings), settings.n_iter)
        column = rows(table, place % len(sent.facts["positions"]), sent.facts["samples"])
        with np.errstate(over="ignore"):
            x = true.x[column["at"], 0].astype(np.float32)
        np.testing.assert_allclose(column["x"], x, rtol=1e-6, atol=1e-37)
        np.testing.assert_allclose(column["f"], true.value[column["at"]], rtol=1e-12)
        outcome = {key: values[place] for key, values in sent.facts["outcomes"][name].items()}
        assert outcome["reasons"] == true.outcome.reason
        assert outcome["iterations"] == true.outcome.iteration


def test_only_the_runs_that_differ_are_sent() -> None:
    assert set(made("rho").tables) == {"rmsprop"}
    assert set(made("step_size").tables) == {"rmsprop", "adagrad", "gd"}


def test_the_iterations_need_only_the_longest_run() -> None:
    sent = made("n_iter")
    assert sent.tables["gd"].num_rows == sent.facts["samples"]
    assert sent.tables["gd"]["at"].to_numpy()[-1] == 10_000
    first = made("n_iter", whole=False)
    assert first.tables["gd"]["at"].to_numpy()[-1] == 200
    assert not first.facts["whole"] and sent.facts["whole"]


@pytest.mark.parametrize("slider", SLIDERS)
@pytest.mark.parametrize("n_iter", [1, 50, 1000])
def test_a_fan_is_at_most_200_kilobytes(slider: str, n_iter: int) -> None:
    sent = made(slider, replace(DEFAULT, n_iter=n_iter))
    size = sum(table.nbytes for table in sent.tables.values()) + len(json.dumps(sent.facts))
    assert size <= 200_000


@pytest.mark.parametrize("slider", SLIDERS)
@pytest.mark.parametrize("n_iter", [50, 200])
def test_all_optimizers_together_have_a_fan_of_fewer_positions(slider: str, n_iter: int) -> None:
    settings = replace(DEFAULT, optimizers=tuple(OPTIMIZERS), n_iter=n_iter)
    sent = made(slider, settings, whole=False)
    size = sum(table.nbytes for table in sent.tables.values()) + len(json.dumps(sent.facts))
    assert size <= 200_000
    every, samples = sent.facts["every"], sent.facts["samples"]
    last = (len(sent.facts["positions"]) - 1) // every if slider != "n_iter" else 0
    value = sent.facts["positions"][last * every]
    chosen = replace(settings, **{slider: value}) if slider != "n_iter" else replace(settings, n_iter=10_000)
    true = run(objective(chosen), optimizers(chosen)["gd"], start(chosen), chosen.n_iter)
    thinned = rows(sent.tables["gd"], last, samples) if "gd" in sent.tables else {}
    if thinned:
        finite = np.isfinite(thinned["x"])
        np.testing.assert_allclose(
            thinned["x"][finite], true.x[thinned["at"], 0][finite], rtol=1e-6, atol=1e-30
        )


@pytest.mark.parametrize(
    ("slider", "changes", "words"),
    [
        ("rho", {"optimizers": ("gd",)}, "none of the racers has it"),
        ("n_iter", {"schedule": "cosine"}, "another length is another run"),
        ("seed", {"n_iter": 10_000}, "too large a race"),
    ],
)
def test_where_there_is_no_fan_the_page_says_why(slider: str, changes: dict, words: str) -> None:
    settings = replace(DEFAULT, **changes)
    assert made(slider, settings) is None
    assert words in fan.why_none(settings, slider)


@pytest.mark.parametrize("slider", SLIDERS)
def test_samples_begin_at_the_start_end_at_the_end_and_go_forward(slider: str) -> None:
    sent = made(slider, replace(DEFAULT, n_iter=300))
    for table in sent.tables.values():
        at = table["at"].to_numpy().reshape(-1, sent.facts["samples"]).astype(int)
        assert (at[:, 0] == 0).all() and (at[:, -1] == at.max()).all()
        assert (np.diff(at, axis=1) >= 0).all()


def test_too_long_a_run_has_no_fan_and_a_slider_without_an_optimizer_neither() -> None:
    assert made("step_size", replace(DEFAULT, n_iter=10_000)) is None
    assert made("rho", replace(DEFAULT, optimizers=("gd",))) is None


def test_a_fan_is_good_for_its_own_slider_and_nothing_else() -> None:
    positions = NUMBERS["step_size"].positions
    key = fan.key(DEFAULT, "step_size", positions)
    assert key == fan.key(replace(DEFAULT, step_size=1.0, view=(0, 1, 0, 1)), "step_size", positions)
    assert key != fan.key(replace(DEFAULT, rho=0.9), "step_size", positions)
    assert key != fan.key(DEFAULT, "step_size", (*positions, 11.0))


def test_a_run_that_overflows_is_sent_without_a_warning() -> None:
    settings = replace(DEFAULT, n_iter=1000)
    sent = made("step_size", settings)
    assert min(sent.facts["outcomes"]["gd"]["lengths"]) < 1001
