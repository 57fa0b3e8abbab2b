"""Every operation in the browser against NumPy's, on special numbers and on random ones."""

import numpy as np
import pytest

from optim.program import OPERATIONS
from tests.engine.arithmetic import CHOICES, COMPARISONS, EXACT
from tests.engine.node import node, same, ulps

SPECIAL = np.array([
    *(0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -2.5, 2.0, 3.0, -3.0, 10.0, 0.1, -0.7, np.pi, -np.pi / 2),
    *(709.0, -745.0, 1e-8, -1e-8, 1e16, 1e22, 1e-150, 1e154, -1e154, 1e308, -1e308, 5e-324, -5e-324),
    *(2.3e-308, np.inf, -np.inf, np.nan),
])  # fmt: skip
BINARY = {"add", "subtract", "multiply", "divide", "power", "hypot", "arctan2"} | COMPARISONS | CHOICES
ALLOWED = 2  # units in the last place, of the functions that no standard says how to round


def width(name: str) -> int:
    """How many arguments an operation takes."""
    return 3 if name == "where" else 2 if name in BINARY else 1


def numbers(name: str) -> list[np.ndarray]:
    """Special numbers in every combination, and random ones of many sizes."""
    grid = [column.ravel() for column in np.meshgrid(*[SPECIAL] * width(name))]
    random = np.random.default_rng(1)
    sizes = 10.0 ** random.uniform(-4, 2, (width(name), 2000))
    return [np.concatenate([g, r]) for g, r in zip(grid, sizes * random.choice([-1, 1], sizes.shape))]


def job(name: str) -> dict:
    """The program of one step."""
    inputs = ["a", "b", "c"][: width(name)]
    program = {
        "inputs": inputs,
        "constants": [],
        "steps": [[name, *range(len(inputs))]],
        "results": [len(inputs)],
    }
    return {"job": "program", "program": program, "inputs": numbers(name)}


@pytest.fixture(scope="module")
def browser() -> dict[str, np.ndarray]:
    return dict(zip(OPERATIONS, (results[0] for results in node(list(map(job, OPERATIONS))))))


def numpys(name: str) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.asarray(OPERATIONS[name](*numbers(name)), float)


@pytest.mark.parametrize("name", sorted(EXACT))
def test_arithmetic_and_comparisons_are_the_same_to_the_bit(name: str, browser: dict) -> None:
    assert same(browser[name], numpys(name))


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() - EXACT))
def test_other_functions_differ_by_two_units_in_the_last_place_at_most(name: str, browser: dict) -> None:
    apart = ulps(browser[name], numpys(name))
    worst = apart.argmax()
    assert apart[worst] <= ALLOWED, [column[worst] for column in numbers(name)]
    assert np.isfinite(browser[name]).mean() > 0.1  # the numbers are not all out of its domain


def test_a_sign_has_no_negative_zero_and_rounding_keeps_it(browser: dict) -> None:
    zero = np.flatnonzero((numbers("sign")[0] == 0) & np.signbit(numbers("sign")[0]))
    assert not np.signbit(browser["sign"][zero]).any()
    assert np.signbit(browser["rint"][zero]).all()


def test_whole_powers_are_rounded_once() -> None:
    """beta ** t, as the bias corrections of Adam have it, against C's pow on the same machine."""
    betas, t = np.array([0.9, 0.99, 0.999, 0.9999, 0.95, 0.5]), np.arange(1.0, 2001.0)
    base, exponent = (column.ravel() for column in np.meshgrid(betas, t, indexing="ij"))
    found = node([{**job("power"), "inputs": [base, exponent]}])[0][0]
    expected = np.array([b**e for b, e in zip(base.tolist(), exponent.tolist())])
    assert ulps(found, expected).max() <= 1
    assert (found == expected).mean() > 0.999  # C's own is not always rounded right
