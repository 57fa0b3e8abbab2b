"""One update adds up by hand: from the digits of a line follows what it gives, to a unit of its last."""

import math

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, run
from optim.explain import formula as f
from optim.explain.digits import GIVEN, digits, rounded
from optim.explain.substeps import explain

RUNS = {
    "bowl": ((-0.3, 0.4), 0.01),
    "stretched_bowl": ((-1.5, 1.2), 0.03),
    "rosenbrock": ((-1.2, 1.4), 0.0005),
    "himmelblau": ((0.5, -0.5), 0.01),
    "cliff_and_slope": ((3.0, 2.0), 0.05),
    "easom": ((1.0, 2.0), 0.1),
}
CALLS = {"max": max, "min": min, "abs": abs, "sign": lambda v: float(np.sign(v))}
SIGNS = {">": float.__gt__, "<": float.__lt__, "=": float.__eq__, r"\ge": float.__ge__, r"\le": float.__le__}


def by_hand(formula: f.Formula, values: dict[str, float]) -> float:
    """What a student with a calculator finds: the printed formula, with the printed numbers."""

    def at(part: f.Formula):
        match part:
            case f.Symbol():
                return float(values[part.latex])
            case f.Number():
                return float(part.text)
            case f.Sum():
                return sum(
                    (-1 if sign == "-" else 1) * at(term) for sign, term in zip(part.signs, part.terms)
                )
            case f.Product():
                return math.prod(map(at, part.factors))
            case f.Fraction():
                return at(part.over) / at(part.under) if at(part.under) else math.nan
            case f.Power():
                return at(part.base) ** at(part.exponent)
            case f.Root():
                return math.sqrt(at(part.of))
            case f.Group():
                return at(part.inside)
            case f.Call():
                return CALLS[part.name](*map(at, part.arguments))
            case f.Condition():
                return SIGNS[part.sign](at(part.left), at(part.right))
            case f.Cases():
                return at(next((case for case, when in part.rows if at(when)), part.otherwise))
        raise TypeError(part)

    return at(formula.formula if isinstance(formula, f.Equation) else formula)


def written(value: float, significant: int) -> float:
    """A number as it is printed."""
    return float(f"{value:.{significant - 1}e}") if significant else 0.0


def last_digit(value: float, significant: int) -> float:
    """The unit of a printed number’s last digit."""
    return 10.0 ** (int(f"{value:.{significant - 1}e}".split("e")[1]) - significant + 1)


def lines(told, chosen, k: int, axis: int):
    """Of an update, in one coordinate: each sub-step but the first, its printed numbers, what it gives."""
    printed = {}
    for name, values in told.symbols.items():
        if name in chosen:
            value = float(np.broadcast_to(values, (len(told.values), 2))[k, axis])
            printed[name] = written(value, int(chosen[name][k, axis]))
        else:
            printed[name] = float(values)
    for step, names, result in [*zip(told.substeps, told.names, told.results)][1:]:
        yield step, {latex: printed[name] for latex, name in names.items()}, result, printed[result]


@pytest.mark.parametrize("objective", RUNS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_printed_line_follows_from_its_printed_numbers(name: str, objective: str) -> None:
    start, step_size = RUNS[objective]
    trajectory = run(OBJECTIVES[objective], OPTIMIZERS[name](step_size=step_size), start, 40)
    told = explain(trajectory)
    chosen = digits(trajectory, told)
    for k in (0, 7, 39):
        for axis in (0, 1):
            for step, values, result, printed in lines(told, chosen, k, axis):
                significant = int(chosen[result][k, axis])
                found = by_hand(step.formula, values)
                where = f"{step.latex} in update {k + 1}: {values} give {found}, printed {printed}"
                if not significant:  # what is left of x is less than its digits tell
                    assert step.target == "x" and abs(found) <= last_digit(values["x"], GIVEN), where
                elif printed:
                    unit = last_digit(printed, significant)
                    assert abs(round(found / unit) - round(printed / unit)) <= 1, where
                else:
                    assert found == 0, where


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_of_the_given_five_digits_are_written_and_of_the_rest_three_at_least(name: str) -> None:
    trajectory = run(OBJECTIVES["himmelblau"], OPTIMIZERS[name](step_size=0.01), (0.5, -0.5), 200)
    told = explain(trajectory)
    chosen = digits(trajectory, told)
    assert np.median(chosen["g"]) == np.median(chosen["x"]) == GIVEN
    for result in told.results[:-1]:
        assert chosen[result].min() >= 3, result


def test_where_a_difference_is_small_all_that_is_given_has_more() -> None:
    """Lion’s direction is a difference, which of five digits of m and g is sometimes left with two."""
    trajectory = run(OBJECTIVES["rosenbrock"], OPTIMIZERS["lion"](step_size=0.01), (-1.2, 1.4), 60)
    chosen = digits(trajectory, explain(trajectory))
    assert chosen["g"].max() > GIVEN == np.median(chosen["g"])


def test_under_a_schedule_and_noise_the_lines_add_up_too() -> None:
    conditions = {"schedule": SCHEDULES["inverse_sqrt"], "noise": Noise(std=0.2, seed=3)}
    trajectory = run(OBJECTIVES["bowl"], OPTIMIZERS["adam"](step_size=0.01), (0.6, -0.8), 10, **conditions)
    told = explain(trajectory)
    chosen = digits(trajectory, told)
    for step, values, result, printed in lines(told, chosen, 5, 0):
        unit = last_digit(printed, int(chosen[result][5, 0]))
        assert abs(by_hand(step.formula, values) - printed) <= 1.5 * unit, step.latex


@pytest.mark.parametrize("significant", [1, 3, 5, 7, 15])
def test_numbers_are_rounded_as_they_are_printed(significant: int) -> None:
    values = np.random.default_rng(1).standard_normal(500) * 10.0 ** np.arange(-250, 250)
    values = np.append(values, [0.0, np.inf, 0.9999999999, -9.5, 1e-320])
    expected = [float(f"{value:.{significant - 1}e}") for value in values]
    np.testing.assert_allclose(rounded(values, significant), expected, rtol=1e-14, atol=1e-306)
    assert rounded(np.array([0.3]), np.array([0])) == [0]


def test_a_run_that_overflows_has_digits_without_a_warning() -> None:
    trajectory = run(OBJECTIVES["rosenbrock"], OPTIMIZERS["gd"](step_size=0.1), (-1.2, 1.0), 100)
    assert digits(trajectory, explain(trajectory))["g"].shape == (100, 2)
