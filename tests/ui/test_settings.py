"""Settings and their address: exact both ways, and nothing that can be written in an address does harm."""

import math
from dataclasses import FrozenInstanceError, replace

import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.racers import RACERS
from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, race
from ui.quantities import QUANTITIES, Curve
from ui.settings import link_keys
from ui.settings import record as ui
from ui.settings.address import from_query, to_query
from ui.settings.parameters import quote, short
from ui.settings.racers import MOST
from ui.settings.record import DEFAULT, NUMBERS, PARAMETERS, Settings


def numbers(name):
    number = NUMBERS[name]
    if number.whole:
        return st.integers(number.lo, number.hi)
    return st.floats(number.lo, number.hi).map(lambda value: value + 0.0) | st.sampled_from(number.positions)


OWNED = ("adam.beta1", "gd_3.step_size", "hubble.centring", "momentum.momentum", "rmsprop.epsilon")
SWITCHED = ("adam.bias_correction", "rmsprop_2.bias_correction")


@st.composite
def curves(draw):
    name = draw(st.sampled_from(list(QUANTITIES)))
    return Curve(name, draw(st.sampled_from(QUANTITIES[name].scales)))


@st.composite
def settings(draw):
    objective = draw(st.sampled_from(list(OBJECTIVES)))
    (x_lo, x_hi), (y_lo, y_hi) = OBJECTIVES[objective].bounds.tolist()
    share = st.floats(0.001, 0.499)
    x0, x1, y0, y1 = draw(share), 1 - draw(share), draw(share), 1 - draw(share)
    frame = (x_lo + x0 * (x_hi - x_lo), x_lo + x1 * (x_hi - x_lo))
    frame += (y_lo + y0 * (y_hi - y_lo), y_lo + y1 * (y_hi - y_lo))
    point = st.tuples(st.floats(x_lo, x_hi), st.floats(y_lo, y_hi)).map(lambda p: (p[0] + 0.0, p[1] + 0.0))
    chosen = draw(st.sets(st.sampled_from(list(RACERS)), min_size=1, max_size=MOST))
    own = draw(st.dictionaries(st.sampled_from(OWNED), st.just(0.5)))
    own |= draw(st.dictionaries(st.sampled_from(SWITCHED), st.booleans()))
    return Settings(
        objective=objective,
        optimizers=tuple(name for name in RACERS if name in chosen),
        start=draw(st.none() | point),
        view=draw(st.sampled_from([None, "fit", frame])),
        colorscale=draw(st.sampled_from(list(PARAMETERS["colorscale"].names))),
        curves=tuple(draw(curves()) for _ in DEFAULT.curves),
        bias_correction=draw(st.booleans()),
        schedule=draw(st.sampled_from(list(SCHEDULES))),
        own=tuple(sorted(own.items())),
        **{name: draw(numbers(name)) for name in NUMBERS},
    )


ODD = (
    "−0,5 1'000 10^-3 2·10⁻³ 1/0 9^9999 0^-1 0,5;0,5 1;-1;1;-1 1/t GD ½ pi/2 www.example.com a@b.c "
    "nan inf -inf 1e999 -1 7 0,01 1_0 ٣ 1/2 bowll Gd gd,gd gd,adam , 0,1,0,1 1,0,0,1 nan,1,0,1 0,1,0 "
    "gd_99 gd,foo_2 adam_3 "
    "0,1e-9,0,1 -1e9,1e9,0,1 -0 1e-300 loss:,:,: loss:log:log,, position:log,loss"
)
words = st.text(max_size=30) | st.sampled_from([*ODD.split(), "", "9" * 5000, "x" * 5000])


@given(settings())
def test_the_address_gives_the_settings_back(chosen):
    assert from_query(to_query(chosen)) == (chosen, ())


strange = st.text(max_size=9).filter(lambda key: not link_keys.is_ignored(key) and key not in link_keys.SEEN)
keys = st.sampled_from([*PARAMETERS, *ui.OWN_KEYS]) | strange
KNOWN = {*PARAMETERS, *ui.OWN_KEYS}


@hypothesis.settings(deadline=None)
@given(st.dictionaries(keys, words, max_size=9))
def test_any_address_gives_valid_settings(query):
    chosen, notices = from_query(query)
    assert_valid(chosen)
    assert len(notices) <= len(query)
    assert all("\n" not in notice and len(notice) < 200 for notice in notices)
    assert from_query(to_query(chosen)) == (chosen, ())


@hypothesis.settings(deadline=None)
@given(st.dictionaries(keys, words, max_size=9))
def test_every_key_of_an_address_is_in_the_settings_or_in_a_line(query):
    _, notices = from_query(query)
    for key in query:
        label = PARAMETERS[key].label if key in PARAMETERS else key
        lines = [
            line for line in notices if line.startswith((f"{label}: ", f"There is no setting {quote(key)}"))
        ]
        assert lines or (key in KNOWN and is_taken(key, query))


def is_taken(key, query):
    """Whether an address without this key would give other settings, or it asks for the usual value."""
    others = {name: text for name, text in query.items() if name != key}
    usual = key in PARAMETERS and PARAMETERS[key].read(query[key], DEFAULT)[:2] == (
        getattr(DEFAULT, key),
        None,
    )
    return usual or from_query(query)[0] != from_query(others)[0]


@given(st.sampled_from(list(NUMBERS)), st.data())
def test_a_number_means_the_same_however_it_is_written(name, data):
    value = data.draw(numbers(name))
    text = short(value)
    spaced = f"{value:,}".replace(",", " ") if NUMBERS[name].whole else text.replace(".", ",")
    for written in (text, f" {spaced} ", text.replace("-", "−").replace("e", "E")):
        assert from_query({name: written})[0] == replace(DEFAULT, **{name: value})


def test_of_very_many_unknown_names_each_has_no_line_of_its_own():
    notices = from_query({f"name{k}": "" for k in range(1000)})[1]
    assert len(notices) == 13 and notices[-1] == "988 more names in the link are not settings."


def assert_valid(chosen):
    assert chosen.objective in {*OBJECTIVES, "typed"}
    assert chosen.optimizers == tuple(name for name in RACERS if name in chosen.optimizers) != ()
    for name, number in NUMBERS.items():
        value = getattr(chosen, name)
        assert number.lo <= value <= number.hi
        assert type(value) is (int if number.whole else float)
    assert len(chosen.curves) == 3
    assert all(scale in QUANTITIES[quantity].scales for quantity, scale in chosen.curves)
    assert chosen.start is None or all(map(math.isfinite, chosen.start))
    if chosen.view:
        x0, x1, y0, y1 = chosen.view
        assert all(map(math.isfinite, chosen.view)) and x0 < x1 and y0 < y1


def test_the_default_is_the_tutorials_run():
    assert Settings("bowl", ("rmsprop", "adagrad", "gd"), 0.01, 0.99, 50, 1) == DEFAULT
    assert to_query(DEFAULT) == {}
    assert from_query({}) == (DEFAULT, ())
    with pytest.raises(FrozenInstanceError):
        DEFAULT.rho = 0.5


def test_a_shared_link_reads_as_the_design_writes_it():
    query = "objective=beale&optimizers=rmsprop,gd&step_size=0.0001&rho=0.9&n_iter=400&seed=7"
    query = dict(pair.split("=") for pair in query.split("&"))
    chosen = Settings("beale", ("rmsprop", "gd"), 1e-4, 0.9, 400, 7)
    assert from_query(query) == (chosen, ())
    assert to_query(chosen) == query


@pytest.mark.parametrize(
    "exact", [("step_size", 0.01), ("rho", 0.99), ("n_iter", 50), ("n_iter", 400), ("seed", 1)]
)
def test_the_tutorials_values_are_positions(exact):
    name, value = exact
    assert value in NUMBERS[name].positions


@pytest.mark.parametrize("name", NUMBERS)
def test_positions_are_round_numbers_in_range(name):
    number = NUMBERS[name]
    assert list(number.positions) == sorted(set(number.positions), key=number.order)
    assert number.lo <= number.positions[0] and number.positions[-1] <= number.hi
    assert all(len(short(value).replace(".", "").strip("0")) <= 4 for value in number.positions)
    default = getattr(DEFAULT, name)
    assert number.positions[0] <= default <= number.positions[-1] or number.order(default) == math.inf


def test_gradient_descent_can_be_made_to_diverge_on_the_bowl():
    steps = [step for step in NUMBERS["step_size"].positions if step > 2 / OBJECTIVES["bowl"].lipschitz]
    assert len(steps) >= 5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.01, "0.01"),
        (1e-4, "0.0001"),
        (3e-160, "3e-160"),
        (1.5e-05, "0.000015"),
        (10.0, "10"),
        (0.0, "0"),
        (10_000, "10000"),
    ],
)
def test_decimals_are_short_and_plain(value, text):
    assert short(value) == text


def test_the_settings_make_the_race():
    chosen = Settings("beale", ("rmsprop", "gd"), 0.02, 0.9, 5, 3)
    objective, rules = ui.objective_of(chosen), ui.optimizers(chosen)
    assert objective is OBJECTIVES["beale"]
    assert rules == {"rmsprop": OPTIMIZERS["rmsprop"](0.02, 0.9), "gd": OPTIMIZERS["gd"](0.02)}
    unit = np.random.RandomState(3).rand(2)
    low, high = objective.bounds.T
    assert np.array_equal(ui.start(chosen), low + unit * (high - low))
    assert race(objective, rules, ui.start(chosen), chosen.n_iter)["gd"].x.shape == (6, 2)
