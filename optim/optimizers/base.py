"""What every update rule has: hyperparameters that are checked, names, and its place in the family.

An optimizer turns a gradient, and what it remembers, into a step, and the loop takes it, x = x - step. So a
rule is two pure methods, `init(x) -> state` and `update(gradient, state, x, step_size) -> (step, state)`: as
in optax, with the iterate x for weight decay, and a step size that has the factor of a schedule in it.
`effective_step(state, step_size)` is what multiplied the gradient.

Hyperparameters may be arrays (...), an entry a run; gradients and states are then coordinate first, (2, ...).
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar, NamedTuple

import numpy as np

from optim.checks import as_hyperparameter, as_kind, as_switch
from optim.objectives import Objective

Hyperparameter = float | np.ndarray
# What a hyperparameter may be; without one of these it is finite and greater than 0.
FRACTION = {"high": 1.0, "with_low": True, "with_high": True}  # [0, 1]
DECAY = {"high": 1.0, "with_low": True}  # [0, 1): at 1 a bias correction would divide by 0
AT_LEAST_0 = {"with_low": True}
DIVISOR = {"low": 1e-100, "with_low": True}  # smaller ones make a step size / epsilon overflow

# The LaTeX of every hyperparameter, field of a state, and name that `named` gives: the same in all rules.
SYMBOLS = {
    "step_size": r"\alpha", "epsilon": r"\epsilon", "rho": r"\rho", "momentum": r"\mu", "beta1": r"\beta_1",
    "beta2": r"\beta_2", "weight_decay": r"\lambda", "momentum_decay": r"\psi", "eta_minus": r"\eta_-",
    "eta_plus": r"\eta_+", "step_min": r"l_{\min}", "step_max": r"l_{\max}",
    "square_sum": "s", "square_avg": "s", "square_max": "n", "gradient_avg": "m", "gradient_max": "u",
    "velocity": "v", "move": "d", "move_avg": "u", "momentum_product": "p", "count": "t",
    "last_gradient": r"\tilde g", "length": "l",
    "gradient": "g", "x": "x", "m_hat": r"\hat m", "s_hat": r"\hat s", "n_hat": r"\hat n",
    "mu_t": r"\mu_t", "mu_next": r"\mu_{t+1}", "eta": r"\eta", "c": "c",
}  # fmt: skip


class _Symbols:
    """The LaTeX of each hyperparameter of a record and of each field of its state, by name."""

    def __get__(self, optimizer: "Optimizer | None", record: type["Optimizer"]) -> dict[str, str]:
        return _symbols(record)


@cache
def _symbols(record: type["Optimizer"]) -> dict[str, str]:
    state = record(step_size=1.0).init(np.zeros(2))._fields
    names = (*(field.name for field in fields(record) if field.type is not bool), *state)
    return {name: SYMBOLS.get(name, name) for name in names}


@dataclass(frozen=True)
class Optimizer:
    """What every optimizer has: a step size, and its names. Raises ValueError for a bad hyperparameter.

    `step_size` is what a schedule multiplies: an update is given the product, and no state keeps it unless a
    rule says so.
    """

    step_size: Hyperparameter
    name: ClassVar[str]
    title: ClassVar[str]
    short: ClassVar[str]
    parent: ClassVar[str | None]  # the name of the optimizer it grew from; None: gradient descent
    adds: ClassVar[str]  # what it adds to its parent, one sentence
    symbols = _Symbols()
    remembers: ClassVar[type[NamedTuple]]  # its state
    accumulator: ClassVar[str | None] = None  # the field of the state that makes its steps shorter: s
    typical_step_size: ClassVar[float | None] = None  # where the scale of its steps is its own
    limit: ClassVar[str | None] = None  # the formula of `stable_step_size`, L the largest curvature

    def __post_init__(self) -> None:
        for parameter in fields(self):
            check = as_switch if parameter.type is bool else as_hyperparameter
            value = check(parameter.name, getattr(self, parameter.name), **parameter.metadata)
            object.__setattr__(self, parameter.name, value)

    def init(self, x: np.ndarray) -> NamedTuple:
        """What is remembered before the first update, at the start x: 0 where a field has no default."""
        state = self.remembers
        return state(
            **{name: np.zeros_like(x) for name in state._fields if name not in state._field_defaults}
        )

    def update(
        self, gradient: np.ndarray, state: NamedTuple, x: np.ndarray, step_size: Hyperparameter
    ) -> tuple[np.ndarray, NamedTuple]:
        """The step to subtract from the iterate x with this gradient, and what is remembered from now on."""
        raise NotImplementedError

    def effective_step(self, state: NamedTuple, step_size: Hyperparameter) -> Hyperparameter:
        """What the update of this step size that left this state multiplied the gradient by, by coordinate.

        A rule that steps along something else, such as an average of gradients, says along what.
        """
        raise NotImplementedError

    def stable_sharpness(self) -> Hyperparameter | None:
        """The `sharpness` beyond which this rule's steps along the sharpest direction grow; None if unknown.

        That of the update linearised at a minimum, with the effective steps held still.
        """
        return None

    def stable_step_size(self, objective: Objective) -> Hyperparameter | None:
        """The step size beyond which this optimizer diverges on `objective`; None where none is known.

        Known where the curvature is, and where the step size is the effective step: see `limit`.
        """
        if self.limit is None or objective.lipschitz is None:
            return None
        return self.stable_sharpness() / objective.lipschitz


def as_optimizer(optimizer) -> Optimizer:
    """`optimizer` itself; ValueError for what is none, such as a name, or a rule without its step size."""
    return as_kind("optimizer", optimizer, Optimizer, "RMSProp(step_size=0.01)")
