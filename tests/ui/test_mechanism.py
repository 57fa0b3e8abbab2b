"""What is sent of the mechanism: for every rule of the catalogue, what made each of its steps."""

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, Noise, race
from ui.wire import mechanism

OBJECTIVE = OBJECTIVES["rosenbrock"]
START = np.array([-0.5, 0.75])


def raced(**conditions):
    rules = {name: rule(step_size=1e-3) for name, rule in OPTIMIZERS.items()}
    return race(OBJECTIVE, rules, START, 12, **conditions)


@pytest.mark.parametrize("noise", [None, Noise(0.5, seed=3)])
def test_each_row_is_the_gradient_that_the_rule_saw(noise):
    races = raced(noise=noise)
    sent = mechanism.pack(races, "its id")
    table = sent["steps"]
    assert sent["race"] == "its id"
    assert table.num_rows == 12 * len(races)
    for i, trajectory in enumerate(races.values()):
        rows = np.stack([table[name].to_numpy()[12 * i : 12 * (i + 1)] for name in ("g_x", "g_y")], axis=-1)
        state, x = trajectory.optimizer.init(START), START
        for gradient in rows.astype(float):
            step, state = trajectory.optimizer.update(gradient, state, x, trajectory.optimizer.step_size)
            x = x - step
        assert x == pytest.approx(trajectory.x[-1], rel=1e-3, abs=1e-5), trajectory.optimizer.name


@pytest.mark.parametrize("name", ["gd", "rmsprop", "adagrad"])
def test_the_effective_step_times_the_gradient_is_the_step_of_the_plain_rules(name):
    races = {name: raced()[name]}
    table = mechanism.pack(races, "")["steps"]
    for axis, x in zip("xy", races[name].x.T, strict=True):
        product = table[f"e_{axis}"].to_numpy() * table[f"g_{axis}"].to_numpy()
        assert product == pytest.approx(-np.diff(x), rel=1e-3, abs=1e-6)


def test_a_step_too_short_for_single_precision_beside_its_place_is_sent():
    """Beside 1 single precision tells 1e-7 apart; near its end gradient descent takes shorter steps."""
    near = race(OBJECTIVES["rosenbrock"], {"gd": OPTIMIZERS["gd"](step_size=1e-4)}, (1 + 1e-6, 1 + 2e-6), 5)
    table = mechanism.pack(near, "")["steps"]
    assert table["d_x"].to_numpy() == pytest.approx(np.diff(near["gd"].x[:, 0]), rel=1e-6)


def test_it_is_sent_only_while_somebody_looks():
    from streamlit.testing.v1 import AppTest

    def page():
        import streamlit as st

        from ui.wire import mechanism

        st.text(mechanism.shown())
        st.button("on", on_click=mechanism.show, args=(True,))
        st.button("off", on_click=mechanism.show, args=(False,))

    at = AppTest.from_function(page, default_timeout=60).run()
    assert [at.text[0].value, at.button[0].click().run().text[0].value] == ["False", "True"]
    assert at.button[1].click().run().text[0].value == "False"
