"""Claims about lowest points: the standard benchmark functions, typed; budgets; and runs that go lower."""

from dataclasses import replace

import numpy as np
import pytest

from optim import GradientDescent, TypedError, race, typed_objective, yielding
from optim.typed import _objective
from optim.typed.minima import MOST_WORK, minima

PI = np.pi
ACKLEY = "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi x)+cos(2pi y)))+e+20"
SHUBERT = "(cos(2{0}+1)+2cos(3{0}+2)+3cos(4{0}+3)+4cos(5{0}+4)+5cos(6{0}+5))"
# Surjanovic and Bingham, Virtual Library of Simulation Experiments, and the minima there; bounds off centre
BENCHMARKS = {
    "chichinadze": ("x^2-12x+8sin(5pi x/2)+10cos(pi x/2)+11-0.2sqrt5/e^(0.5(y-0.5)^2)", [-30, 30],
                    -42.944387, (6.18987, 0.5)),
    "eggholder": ("-(y+47)sin(sqrt|x/2+y+47|)-x sin(sqrt|x-y-47|)", [-512, 512], -959.6407, (512, 404.2318)),
    "ackley": (ACKLEY, [-30, 32.768], 0, (0, 0)),
    "rastrigin": ("20+x^2+y^2-10(cos(2pi x)+cos(2pi y))", [-5.12, 5], 0, (0, 0)),
    "schwefel": ("837.9657745-x sin(sqrt|x|)-y sin(sqrt|y|)", [-500, 500], 0, (420.9687, 420.9687)),
    "levy 13": ("sin(3pi x)^2+(x-1)^2(1+sin(3pi y)^2)+(y-1)^2(1+sin(2pi y)^2)", [-10, 9], 0, (1, 1)),
    "griewank": ("(x^2+y^2)/4000-cos(x)cos(y/sqrt(2))+1", [-600, 500], 0, (0, 0)),
    "michalewicz": ("-sin(x)sin(x^2/pi)^20-sin(y)sin(2y^2/pi)^20", [0, PI], -1.8013034, (2.2029, 1.5708)),
    "holder table": ("-|sin(x)cos(y)exp(|1-sqrt(x^2+y^2)/pi|)|", [-10, 10], -19.2085026, (8.05502, 9.66459)),
    "cross in tray": ("-0.0001(|sin(x)sin(y)exp(|100-sqrt(x^2+y^2)/pi|)|+1)^0.1", [-10, 10], -2.0626119,
                      (1.34941, 1.34941)),
    "bukin 6": ("100sqrt|y-0.01x^2|+0.01|x+10|", [[-15, -5], [-3, 3]], 0, (-10, 1)),
    "drop wave": ("-(1+cos(12sqrt(x^2+y^2)))/(0.5(x^2+y^2)+2)", [-5.12, 5], -1, (0, 0)),
    "shubert": (SHUBERT.format("x") + SHUBERT.format("y"), [-10, 10], -186.7309088, (4.85806, -7.08351)),
    "easom": ("-cos(x)cos(y)exp(-(x-pi)^2-(y-pi)^2)", [-100, 100], -1, (PI, PI)),
    "schaffer 2": ("0.5+(sin(x^2-y^2)^2-0.5)/(1+0.001(x^2+y^2))^2", [-100, 90], 0, (0, 0)),
    "mccormick": ("sin(x+y)+(x-y)^2-1.5x+2.5y+1", [[-1.5, 4], [-3, 4]], -1.9132230, (-0.54720, -1.54720)),
    "half a plane": ("sqrt(x) + y^2", [-2, 2], 0, (0, 0)),
}  # fmt: skip
TOWERS = ["^".join("xy" * 15), "x^0.5*" + "*".join(f"x^{i}.5" for i in range(1, 30)),
          "".join(f"(x^y+{i})" for i in range(26)), "|x|^" * 27 + "y"]  # fmt: skip


def objective_of(name):
    text, bounds, minimum, point = BENCHMARKS[name]
    return typed_objective(text, np.broadcast_to(bounds, (2, 2))), minimum, point


@pytest.mark.parametrize("name", BENCHMARKS)
def test_the_lowest_point_of_a_benchmark_function_is_found(name):
    objective, minimum, point = objective_of(name)
    assert objective.minimum == pytest.approx(minimum, rel=1e-6, abs=1e-6) and objective.estimated
    nearest = np.abs(objective.minima - point).max(axis=-1).min()
    mirrored = np.abs(np.abs(objective.minima) - np.abs(point)).max(axis=-1).min()
    assert min(nearest, mirrored) < 2e-4
    assert "estimated" in objective.lesson
    grid = np.stack(np.meshgrid(*(np.linspace(*ends, 1501) for ends in objective.bounds)), -1)
    assert objective.minimum <= np.nanmin(objective(grid)) + 1e-9 * max(1, abs(minimum))


def test_a_lowest_point_on_the_edge_is_said_to_lie_there():
    assert "on their edge" in objective_of("eggholder")[0].lesson
    assert "edge" not in objective_of("ackley")[0].lesson


@pytest.mark.parametrize("text", ["x + y", "log(x) + y^2", "-x^2", "x^3 - 3x + y^2 - 9y"])
def test_what_runs_off_has_no_minimum(text):
    assert not len(typed_objective(text, [[-2, 2], [-2, 2]]).minima)


@pytest.mark.parametrize("text", ["x^2 + y^2", ACKLEY, *TOWERS])
def test_a_search_keeps_to_its_budget(text, monkeypatch):
    taken = []

    def recorded(f, df, bounds, work):
        found = minima(f, df, bounds, work)
        taken.append(found.samples * work)
        return found

    monkeypatch.setattr("optim.typed.minima", recorded)
    _objective.__wrapped__(text, ((-2.0, 2.0), (-2.0, 2.0)))
    assert 0 < taken[0] <= 1.5 * MOST_WORK


def test_a_derivative_of_too_many_parts_is_refused_with_their_number(monkeypatch):
    monkeypatch.setattr("optim.typed.terms.MOST_PARTS", 20)
    with pytest.raises(TypedError, match="more than 20 parts"):
        _objective.__wrapped__(ACKLEY, ((-2.0, 2.0), (-2.0, 2.0)))


@pytest.mark.parametrize("text", TOWERS)
def test_towers_have_few_parts_and_say_what_they_cost(text):
    objective = typed_objective(text, [[-2, 2], [-2, 2]])
    assert 1 < objective.cost < 150
    assert typed_objective("x^2 + y^2", [[-2, 2], [-2, 2]]).cost < 2


@pytest.mark.parametrize(
    ("text", "unit", "offset"),
    [("x^2+y^2", 1, 0), ("1000000+0.01(x^2+y^2)", 0.01, 1e6), ("100000+x^2+y^2", 1, 1e5),
     ("1e-6(x^2+y^2)", 1e-6, 0), ("1e9(x^2+y^2)", 1e9, 0), ("x^2 + y^2 - 12345.6", 1, -12350),
     ("999 + x^2 + y^2", 1, 0)],
)  # fmt: skip
def test_units_and_offsets(text, unit, offset):
    objective = typed_objective(text, [[-2, 2], [-2, 2]])
    assert (objective.unit, objective.offset) == (unit, offset)
    assert objective.minima.tolist() == [[0, 0]] and objective.scale == "sqrt"


def test_a_claim_yields_to_a_run_that_goes_lower():
    true = typed_objective("x^4 - 3x^2 + x + y^2", [[-2, 2], [-2, 2]])
    wrong = replace(true, minima=[[1.13, 0.0]])
    runs = race(wrong, {"gd": GradientDescent(0.05), "slow": GradientDescent(0.001)}, (-1, 0.5), 50)
    better = yielding(runs)
    assert {run.objective for run in better.values()} == {better["gd"].objective}
    assert better["gd"].objective.minimum == pytest.approx(true.minimum, abs=1e-9)
    assert better["gd"].objective.estimated and "estimate" in better["gd"].objective.lesson
    assert np.array_equal(better["gd"].x, runs["gd"].x)
    honest = race(true, {"gd": GradientDescent(0.05)}, (-1, 0.5), 50)
    assert yielding(honest) is honest
