"""Maps in the browser against optim.maps: every cell, on objectives whose steps are rounded alike."""

import csv

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, random_start, stable_step_at
from optim.maps import fates, local_minima, sensitivity, settings_map, starts_map
from tests.engine.node import node, same
from tests.engine.records import CONSTANT, NO_NOISE, default, engine_record, objective_record

N_ITER = 60
STEP_SIZES = np.geomspace(1e-3, 3, 37)
PARTS = {
    "near": "near",
    "first_near": "firstNear",
    "first_out": "firstOut",
    "out": "out",
    "diverged": "diverged",
}
CONDITIONS = {
    "plain": {},
    "schedule": {"schedule": SCHEDULES["inverse_sqrt"]},
    "noise": {"noise": Noise(0.05, seed=2)},
}
ROOTS = ["gd", "adagrad", "rmsprop", "momentum", "nesterov", "rprop", "lion", "adadelta"]  # no power in these


def record(objective, rule, conditions, start=(0.0, 0.0)):
    return engine_record(objective, {"racer": rule}, start, N_ITER, **conditions)


@pytest.mark.parametrize("conditions", CONDITIONS)
@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "himmelblau", "beale"])
def test_fates_are_the_same_to_the_bit(name, conditions):
    objective, given = OBJECTIVES[name], CONDITIONS[conditions]
    starts = np.array([random_start(objective.bounds, seed) for seed in range(len(STEP_SIZES))])
    lanes = {
        "n": len(STEP_SIZES),
        "start": starts.T.ravel(),
        "hyperparameters": {"step_size": STEP_SIZES},
    }
    jobs = [
        {"job": "fates", "engine": record(objective, default(rule), given), "racer": "racer", "lanes": lanes}
        for rule in ROOTS
    ]
    for rule, found in zip(ROOTS, node(jobs)):
        expected = fates(objective, OPTIMIZERS[rule](STEP_SIZES), starts, N_ITER, **given)
        for here, there in PARTS.items():
            assert same(found[there], getattr(expected, here).astype(float)), (rule, here)
        assert same(found["loss"], expected.loss), rule
        assert same(np.array([found["x"], found["y"]]).T, expected.x), rule


def test_batches_are_the_same():
    objective, given = OBJECTIVES["hubble"], {"noise": Noise(seed=1, batch=6)}
    lanes = {"n": 3, "start": np.zeros(6), "hyperparameters": {"step_size": np.array([0.01, 0.1, 0.5])}}
    (found,) = node(
        [
            {
                "job": "fates",
                "engine": record(objective, default("gd"), given),
                "racer": "racer",
                "lanes": lanes,
            }
        ]
    )
    expected = fates(objective, OPTIMIZERS["gd"]([0.01, 0.1, 0.5]), (0, 0), N_ITER, **given)
    assert same(found["loss"], expected.loss)


def test_a_map_of_settings_has_the_same_scores_in_the_same_places():
    """More cells than the engine takes at once."""
    objective, start = OBJECTIVES["stretched_bowl"], random_start(OBJECTIVES["stretched_bowl"].bounds, 1)
    rule, axes = default("rmsprop"), {"rho": 1 - np.geomspace(1e-3, 1, 40), "step_size": STEP_SIZES}
    job = {
        "job": "settings_map",
        "engine": record(objective, rule, {}, start),
        "racer": "racer",
        "axes": [{"name": name, "values": values} for name, values in axes.items()],
    }
    (found,) = node([job])
    expected = settings_map(objective, rule, start, N_ITER, axes).score
    np.testing.assert_allclose(found.reshape(expected.shape), expected, rtol=1e-12)


@pytest.mark.parametrize("rule", ["gd", "rmsprop"])
def test_a_map_of_starts_ends_in_the_same_minima(rule):
    objective = OBJECTIVES["himmelblau"]
    optimizer = default(rule, step_size=0.024)
    job = {
        "job": "starts_map",
        "engine": {**engine_record(objective, {"racer": optimizer}, (0, 0), 250, CONSTANT, NO_NOISE)},
        "racer": "racer",
        "minima": local_minima(objective).tolist(),
        "n": 48,
    }
    (found,) = node([job])
    expected = starts_map(objective, optimizer, 250, n=48)
    assert same(found["end"].reshape(48, 48), expected.end.astype(float))
    assert same(found["since"].reshape(48, 48), expected.since.astype(float))


def test_the_same_minima_are_found_and_as_steep():
    """On every objective; of equally deep ones the order is chance."""
    objectives = [record for record in OBJECTIVES.values() if record.name != "typed"]
    jobs = [{"job": "minima", "objective": objective_record(record)} for record in objectives]
    for record, found in zip(objectives, node(jobs)):
        expected = local_minima(record)
        here = np.array(found["minima"]).reshape(-1, 2)
        assert len(here) == len(expected), record.name
        width = np.ptp(record.bounds, axis=1).max()
        for point, limit in zip(here, found["limits"]):
            nearest = expected[np.argmin(np.hypot(*(expected - point).T))]
            assert np.hypot(*(nearest - point)) < 1e-6 * width, record.name
            steepest = stable_step_at(record, nearest)
            assert np.isnan(limit) if steepest is None else limit == pytest.approx(steepest, rel=1e-4)


def sensitivity_job(
    along="step_size", positions=STEP_SIZES, n_iter=N_ITER, objective="stretched_bowl", **values
):
    """What a chart against a slider asks for, with the facts of all objectives of its axis."""
    record = OBJECTIVES[objective]
    rules = {"gd": default("gd", **values), "adagrad": default("adagrad")}
    engine = engine_record(record, rules, (-0.3, 0.9), n_iter, CONSTANT, NO_NOISE)
    if along in record.parameters:
        facts = {f"{value:g}": objective_record(record.at(**{along: value})) for value in positions}
        parts = ("minima", "minimum", "unit", "offset", "tolerance", "data")
        engine["objective"]["along"] = {
            along: {value: {part: fact[part] for part in parts} for value, fact in facts.items()}
        }
    return {"job": "sensitivity", "engine": engine, "along": along, "positions": list(map(float, positions))}


@pytest.mark.parametrize(
    ("along", "positions", "objective"),
    [
        ("step_size", STEP_SIZES, "stretched_bowl"),
        ("condition", [1, 2, 5, 20, 100, 500], "stretched_bowl"),
        ("rotation", range(0, 91, 5), "double_well"),
        ("centring", [0, 0.25, 0.5, 1], "hubble"),
    ],
)
def test_a_chart_against_a_slider_has_the_same_losses_and_the_same_best(along, positions, objective):
    found = node([sensitivity_job(along, positions, objective=objective, step_size=0.05)])[0]
    rules = {"gd": OPTIMIZERS["gd"](0.05), "adagrad": OPTIMIZERS["adagrad"](0.01)}
    expected = sensitivity(OBJECTIVES[objective], rules, (-0.3, 0.9), N_ITER, list(positions), along)
    assert [racer["name"] for racer in found] == list(rules)
    for racer in found:
        ends = expected[racer["name"]]
        losses = np.where(ends.diverged, np.inf, ends.loss)
        np.testing.assert_allclose(racer["losses"], losses, rtol=1e-9, atol=1e-15, err_msg=racer["name"])
        inside = np.where(ends.stayed, losses, np.inf)
        assert inside[racer["best"]] == pytest.approx(inside.min()), racer["name"]
    if along == "step_size":
        assert np.isinf(found[0]["losses"]).any()  # beyond 2 / L


def test_a_sweep_is_the_same_whatever_the_slider_of_it_says_now():
    here, there, other = node(
        [sensitivity_job(), sensitivity_job(step_size=0.5), sensitivity_job(n_iter=N_ITER + 1)]
    )
    assert here[0]["key"] == there[0]["key"] != other[0]["key"]
    assert here[0]["key"] != here[1]["key"]


def read(table: str) -> dict[str, np.ndarray]:
    """The columns of a CSV table as numbers; what is empty is NaN."""
    head, *rows = csv.reader(table.splitlines())
    numbers = [[{"": np.nan, "true": 1.0, "false": 0.0}.get(cell, cell) for cell in row] for row in rows]
    return dict(zip(head, np.array(numbers, float).T))


def test_a_map_of_settings_as_a_table_has_the_numbers_of_settings_map():
    objective, start, n = OBJECTIVES["stretched_bowl"], (-0.3, 0.9), 24
    axes = [
        {"name": "rho", "positions": [0.0, 0.5, 0.999], "size": n},
        {"name": "step_size", "positions": [1e-3, 3.0], "size": n},
    ]
    job = {"job": "settings_table", "engine": record(objective, default("rmsprop"), {}, start), "axes": axes}
    table = read(node([{**job, "racer": "racer"}])[0])
    expected = settings_map(
        objective,
        default("rmsprop"),
        start,
        N_ITER,
        {"rho": table["rho"][::n], "step_size": table["step_size"][:n]},
    )
    ends = expected.fates
    np.testing.assert_allclose(table["score"], expected.score.ravel(), rtol=1e-12)
    np.testing.assert_allclose(table["loss"], np.where(np.isfinite(ends.loss), ends.loss, np.nan).ravel())
    for name in ("near", "first_near", "first_out"):
        iterates = getattr(ends, name).ravel().astype(float)
        assert same(table[name], np.where(iterates > N_ITER, np.nan, iterates)), name
    assert same(table["diverged"], ends.diverged.ravel().astype(float))


def test_a_map_of_starts_as_a_table_has_the_numbers_of_starts_map():
    objective, optimizer = OBJECTIVES["himmelblau"], default("gd", step_size=0.024)
    n, frame = 16, [[0, 5], [-4, 4]]
    job = {"job": "starts_table", "engine": engine_record(objective, {"racer": optimizer}, (0, 0), 250)}
    table = read(node([{**job, "racer": "racer", "n": n, "frame": frame}])[0])
    expected = starts_map(objective, optimizer, 250, n, frame)
    assert same(table["end"], expected.end.ravel().astype(float))
    assert same(table["since"], expected.since.ravel().astype(float))
    np.testing.assert_allclose(table["start_x"].reshape(n, n), np.tile(expected.x, (n, 1)))
    np.testing.assert_allclose(table["start_y"].reshape(n, n).T, np.tile(expected.y, (n, 1)))
    inside = expected.end.ravel() >= 0
    minima = expected.minima[expected.end.ravel()[inside]]
    np.testing.assert_allclose(
        np.array([table["minimum_x"], table["minimum_y"]]).T[inside], minima, atol=1e-6
    )
