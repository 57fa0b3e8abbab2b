"""The equations that are read from the rules: those of a textbook, and of the rule's own program."""

from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, RMSProp, equations, run, script
from optim.explain import formula as f
from optim.explain.equations import updates
from optim.explain.mathematics import formula
from optim.explain.substeps import explain
from optim.named import named
from optim.program import trace
from tests.optim.pull import Pull

# As someone has set them by hand who knows how a textbook prints them; spaces apart, they are to be equal.
ADAM = (
    r"m \leftarrow \beta_1 m + (1-\beta_1)\, g",
    r"s \leftarrow \beta_2 s + (1-\beta_2)\, g^2",
    r"\hat m = \frac{m}{1-\beta_1^t}, \quad \hat s = \frac{s}{1-\beta_2^t}",
)
BY_HAND = {
    "rmsprop": (
        r"s \leftarrow \rho s + (1-\rho)\, g^2",
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s}}\, g",
    ),
    "adagrad": (r"s \leftarrow s + g^2", r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s}}\, g"),
    "gd": (r"x \leftarrow x - \alpha\, g",),
    "momentum": (r"v \leftarrow \mu v + g", r"x \leftarrow x - \alpha\, v"),
    "nesterov": (r"v \leftarrow \mu v + g", r"x \leftarrow x - \alpha\,(g + \mu v)"),
    "adadelta": (
        r"u \leftarrow \rho u + (1-\rho)\, d^2",
        r"s \leftarrow \rho s + (1-\rho)\, g^2",
        r"d \leftarrow \frac{\sqrt{u + \epsilon}}{\sqrt{s + \epsilon}}\, g",
        r"x \leftarrow x - \alpha\, d",
    ),
    "rmsprop_centered": (
        r"s \leftarrow \rho s + (1-\rho)\, g^2",
        r"m \leftarrow \rho m + (1-\rho)\, g",
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s - m^2}}\, g",
    ),
    "rmsprop_momentum": (
        r"s \leftarrow \rho s + (1-\rho)\, g^2",
        r"v \leftarrow \mu v + \frac{g}{\epsilon + \sqrt{s}}",
        r"x \leftarrow x - \alpha\, v",
    ),
    "adam": (*ADAM, r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat s}}\, \hat m"),
    "nadam": (
        *ADAM[:2],
        r"\mu_t = \beta_1 \left(1 - \tfrac{1}{2}\, 0.96^{t \psi}\right), \quad p \leftarrow \mu_t\, p",
        r"\hat m = \frac{1-\mu_t}{1-p}\, g + \frac{\mu_{t+1}}{1-\mu_{t+1}\, p}\, m, "
        r"\quad \hat s = \frac{s}{1-\beta_2^t}",
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat s}}\, \hat m",
    ),
    "amsgrad": (
        *ADAM[:2],
        r"n \leftarrow \max(n, s)",
        r"\hat m = \frac{m}{1-\beta_1^t}, \quad \hat n = \frac{n}{1-\beta_2^t}",
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat n}}\, \hat m",
    ),
    "adamw": (
        *ADAM,
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat s}}\, \hat m - \alpha \lambda x",
    ),
    "adamax": (
        r"m \leftarrow \beta_1 m + (1-\beta_1)\, g",
        r"u \leftarrow \max(\beta_2 u, |g| + \epsilon)",
        r"x \leftarrow x - \frac{\alpha}{u} \cdot \frac{m}{1-\beta_1^t}",
    ),
    "rprop": (
        r"l_0 = \alpha, \quad \eta = \begin{cases} \eta_+ & \text{if } g\,\tilde g > 0 \\"
        r"\eta_- & \text{if } g\,\tilde g < 0 \\ 1 & \text{else} \end{cases}",
        r"l \leftarrow \min(\max(\eta l, l_{\min}), l_{\max})",
        r"\tilde g \leftarrow \begin{cases} 0 & \text{if } g\,\tilde g < 0 \\ g & \text{else} \end{cases}",
        r"x \leftarrow x - l \operatorname{sign}(\tilde g)",
    ),
    "lion": (
        r"c = \beta_1 m + (1-\beta_1)\, g",
        r"m \leftarrow \beta_2 m + (1-\beta_2)\, g",
        r"x \leftarrow x - \alpha\,(\operatorname{sign}(c) + \lambda x)",
    ),
}
RECORDS = [rule(step_size=5e-4) for rule in OPTIMIZERS.values()]
RECORDS += [RMSProp(step_size=5e-4, bias_correction=True), OPTIMIZERS["lion"](5e-4, weight_decay=0.1)]
RECORDS += [OPTIMIZERS[name](5e-4, bias_correction=False) for name in ("adam", "nadam", "amsgrad", "adamw")]


def set_tight(line: str) -> str:
    """A line of LaTeX without what only leaves room."""
    for space in (r"\,", " "):
        line = line.replace(space, "")
    return line


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_equations_are_those_of_a_textbook(name):
    printed = equations(OPTIMIZERS[name](step_size=0.1))
    assert [*map(set_tight, printed)] == [*map(set_tight, BY_HAND[name])]


def test_a_switch_makes_other_equations():
    average, step = equations(RMSProp(0.1, bias_correction=True))
    assert average == BY_HAND["rmsprop"][0].replace("1-", "1 - ")
    assert step == r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s / (1 - \rho^t)}}\, g"


def test_without_correction_adam_steps_along_the_average_itself():
    *_, step = equations(OPTIMIZERS["adam"](0.1, bias_correction=False))
    assert step == r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s}}\, m"


WORKED_OUT = {
    f.Number: lambda part, value: float(part.text),
    f.Sum: lambda part, value: sum(
        value(term) if sign == "+" else -value(term) for sign, term in zip(part.signs, part.terms)
    ),
    f.Product: lambda part, value: reduce(np.multiply, map(value, part.factors)),
    f.Fraction: lambda part, value: value(part.over) / value(part.under),
    f.Power: lambda part, value: value(part.base) ** value(part.exponent),
    f.Root: lambda part, value: np.sqrt(np.maximum(value(part.of), 0)),
    f.Group: lambda part, value: value(part.inside),
    f.Call: lambda part, value: {"max": np.maximum, "min": np.minimum, "abs": np.abs, "sign": np.sign}[
        part.name
    ](*map(value, part.arguments)),
    f.Condition: lambda part, value: {">": np.greater, "<": np.less}[part.sign](
        value(part.left), value(part.right)
    ),
    f.Cases: lambda part, value: np.select(
        [value(when) for _, when in part.rows],
        [value(then) for then, _ in part.rows],
        value(part.otherwise),
    ),
}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: equations(r)[-1])
def test_what_is_printed_is_what_is_computed(record):
    """Each equation, worked out from its own letters and signs, gives what the program gives there."""
    told = explain(run(OBJECTIVES["himmelblau"], record, (0.5, -0.5), 40))
    for step, names, values in zip(told.substeps, told.names, np.moveaxis(told.values, 1, 0)):

        def value(part, names=names):
            if isinstance(part, f.Symbol):
                return told.symbols[names[part.latex]]
            return WORKED_OUT[type(part)](part, value)

        equation = step.formula if isinstance(step.formula, f.Equation) else None
        found = np.broadcast_to(value(equation.formula if equation else step.formula), values.shape)
        if equation and equation.target.latex == "x":
            assert_allclose(found, told.symbols["x'"], rtol=1e-12, atol=1e-15)
        else:
            assert_allclose(found, values, rtol=1e-9, atol=1e-18)


def printed(function) -> str:
    """The LaTeX of a function of a and b."""
    program = trace(function, "a", "b")
    symbols = {place: f.Symbol(name, name, place=place) for place, name in enumerate(program.inputs)}
    return str(formula(program, program.results[0], symbols))


@pytest.mark.parametrize(
    ("function", "latex"),
    [
        (lambda a, b: a - (b + 1), "a - b - 1"),
        (lambda a, b: a - (b - 1), "a - b + 1"),
        (lambda a, b: (a + b) * (a + b), "(a + b)^2"),
        (lambda a, b: (a + b) * b, r"(a + b)\, b"),
        (lambda a, b: -a * b + 0, "-a b"),
        (lambda a, b: 2 * a * 3, r"2 a \cdot 3"),
        (lambda a, b: a * 0.5 * b, r"a\, \tfrac{1}{2}\, b"),
        (lambda a, b: (a / b) ** 3, r"\left(\frac{a}{b}\right)^3"),
        (lambda a, b: a**-0.25, "a^{-0.25}"),
        (lambda a, b: a**0.5, r"\sqrt{a}"),
        (lambda a, b: a + 1e-8, "a + 10^{-8}"),
        (lambda a, b: a * 2.5e9, r"a \cdot 2.5 \cdot 10^9"),
        (lambda a, b: np.hypot(a, b) + np.exp(a), r"\operatorname{hypot}(a, b) + \exp(a)"),
        (lambda a, b: (a >= b) * a, r"(a \ge b)\, a"),
        (lambda a, b: np.where((a > 0) & (b > 0), a, b),
         r"\begin{cases} a & \text{if } a > 0 \land b > 0 \\ b & \text{else} \end{cases}"),
    ],
)  # fmt: skip
def test_a_formula_is_printed_as_in_print(function, latex):
    assert printed(function) == latex


class SwapState(NamedTuple):
    """Two values that change places, one that begins anew, and a count by a name that the script needs."""

    first: np.ndarray
    second: np.ndarray
    rest: np.ndarray
    step: int | np.ndarray = 0


@dataclass(frozen=True)
class Swap(GradientDescent):
    """A rule that is hard to put into lines."""

    name = "swap"

    def init(self, x):
        return SwapState(np.zeros_like(x) + 0.5, np.array(x), np.ones_like(x))

    def update(self, gradient, state, x, step_size):
        direction = named("step", gradient + np.sqrt(state.rest) + np.sqrt(state.second * state.second))
        new = SwapState(state.second, state.first, np.zeros_like(x), state.step + 1)
        return named("step", direction * step_size / new.step), new


def test_values_that_change_places():
    assert [str(equation) for equation in updates(Swap(0.1))] == [
        r"\text{second}_{\text{old}} = \text{second}",
        r"\text{step 2} = g + \sqrt{\text{rest}} + \sqrt{\text{second}_{\text{old}}^2}",
        r"\text{rest} \leftarrow 0",
        r"\text{second} \leftarrow \text{first}",
        r"\text{first} \leftarrow \text{second}_{\text{old}}",
        r"x \leftarrow x - \frac{\text{step 2} \alpha}{\text{step}}",
    ]
    objective, start = OBJECTIVES["bowl"], (0.5, -0.5)
    names = {}
    exec(script(objective, Swap(0.01), start, 7), names)
    assert np.array_equal(names["x"], run(objective, Swap(0.01), start, 7).x[-1])


@dataclass(frozen=True)
class Steep(GradientDescent):
    """A rule whose parts are read many times over: written out whole, it would have a million of them."""

    name = "steep"

    def update(self, gradient, state, x, step_size):
        part = gradient
        for _ in range(20):
            part = part * (1 + part)
        return step_size * part, state


def test_what_is_long_and_needed_twice_gets_a_name():
    lines = equations(Steep(0.1))
    assert 5 < sum(len(line.split(r"\quad")) for line in lines) < 20 and max(map(len, lines)) < 300
    assert lines[0].startswith("a_{1} = ")
    told = explain(run(OBJECTIVES["bowl"], Steep(1e-3), (0.05, -0.05), 3))
    assert_allclose(told.symbols["x"] - told.values[:, -1], told.symbols["x'"], rtol=1e-12)
    assert len(script(OBJECTIVES["bowl"], Steep(1e-3), (0.05, -0.05), 3)) < 3000


def test_old_and_new_values_that_are_read_together_have_two_names():
    assert [str(equation) for equation in updates(Pull(0.1))] == [
        r"v_{\text{old}} = v",
        r"\text{long memory} \leftarrow g",
        r"v \leftarrow 0.9 v_{\text{old}} + g",
        r"\text{look ahead} = v + x",
        r"x \leftarrow x - \alpha\, (v - v_{\text{old}})\, \text{look ahead}",
    ]
    assert equations(Pull(0.1))[0].startswith(r"\text{long memory}_0 = x_0")
    told = explain(run(OBJECTIVES["bowl"], Pull(0.01), (0.5, -0.5), 20))
    assert_allclose(told.symbols["x"] - told.values[:, -1], told.symbols["x'"], rtol=1e-12)
