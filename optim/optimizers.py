"""The update rules: a frozen record of hyperparameters per optimizer, and the catalogue OPTIMIZERS.

An optimizer never sees the iterate: it turns a gradient, and what it remembers, into a step, and the loop
takes the step, x = x - step. So a rule is two pure methods, `init(x) -> state` and
`update(gradient, state) -> (step, state)`; `effective_step(state)` is what multiplied the gradient.

Hyperparameters may be arrays (...), an entry a run; gradients and states are then coordinate first, (2, ...).
"""

from dataclasses import dataclass, field, fields
from typing import ClassVar, NamedTuple

import numpy as np

from optim.checks import Registry, as_hyperparameter
from optim.objectives import Objective

Hyperparameter = float | np.ndarray
FRACTION = {"low": 0.0, "high": 1.0, "closed": True}  # any other hyperparameter is finite and greater than 0


@dataclass(frozen=True)
class Optimizer:
    """What every optimizer has: a step size, and its names. Raises ValueError for a bad hyperparameter."""

    step_size: Hyperparameter
    name: ClassVar[str]
    title: ClassVar[str]
    short: ClassVar[str]
    accumulator: ClassVar[str | None] = None  # the field of the state that gathers squared gradients: s
    code: ClassVar[tuple[str, str] | None] = None  # in NumPy: what it remembers; from `g` to `step`

    def __post_init__(self) -> None:
        for parameter in fields(self):
            value = as_hyperparameter(parameter.name, getattr(self, parameter.name), **parameter.metadata)
            object.__setattr__(self, parameter.name, value)

    def init(self, x: np.ndarray) -> NamedTuple:
        """What is remembered before the first update, at the start x."""
        raise NotImplementedError

    def update(self, gradient: np.ndarray, state: NamedTuple) -> tuple[np.ndarray, NamedTuple]:
        """The step to subtract from the iterate with this gradient, and what is remembered from now on."""
        raise NotImplementedError

    def effective_step(self, state: NamedTuple) -> Hyperparameter:
        """What the update that left this state multiplied the gradient by, for each coordinate."""
        raise NotImplementedError

    def stable_step_size(self, objective: Objective) -> float | None:
        """The step size beyond which this optimizer diverges on `objective`; None where none is known."""
        return None


class GradientDescentState(NamedTuple):
    """Gradient descent remembers nothing."""


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Gradient descent with a fixed step size (Cauchy 1847): step = step_size * g."""

    name = "gd"
    title = "Gradient descent"
    short = "GD"
    code = ("", "step = step_size * g")

    def init(self, x):
        return GradientDescentState()

    def update(self, gradient, state):
        return self.step_size * gradient, state

    def effective_step(self, state):
        return self.step_size

    def stable_step_size(self, objective):
        """2/L on a quadratic of largest curvature L (Goh, Why Momentum Really Works, Distill 2017)."""
        return None if objective.lipschitz is None else 2 / objective.lipschitz


class AdaGradState(NamedTuple):
    """The sum of all squared gradients so far, for each coordinate."""

    square_sum: np.ndarray


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """AdaGrad (Duchi, Hazan, Singer 2011), diagonal form: steps shrink with every gradient seen.

    s = s + g², step = step_size / (epsilon + sqrt(s)) * g. The variant: s starts at 0, and epsilon stands
    outside the root, as in PyTorch; optax has it inside.
    """

    epsilon: Hyperparameter = 1e-8
    name = "adagrad"
    title = "AdaGrad"
    short = "AdaGrad"
    accumulator = "square_sum"
    code = ("s = np.zeros(2)", "s = s + g**2\nstep = step_size / (epsilon + np.sqrt(s)) * g")

    def init(self, x):
        return AdaGradState(square_sum=np.zeros_like(x))

    def update(self, gradient, state):
        state = AdaGradState(state.square_sum + gradient**2)
        return self.effective_step(state) * gradient, state

    def effective_step(self, state):
        return self.step_size / (self.epsilon + np.sqrt(state.square_sum))


class RMSPropState(NamedTuple):
    """The decaying average of squared gradients, for each coordinate."""

    square_avg: np.ndarray


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """RMSProp (Hinton, Neural Networks for Machine Learning, lecture 6e, 2012): AdaGrad that forgets.

    s = rho * s + (1 - rho) * g², step = step_size / (epsilon + sqrt(s)) * g. The variant: s starts at 0,
    without bias correction, and epsilon stands outside the root, as in PyTorch; optax has it inside.
    """

    rho: Hyperparameter = field(default=0.99, metadata=FRACTION)
    epsilon: Hyperparameter = 1e-8
    name = "rmsprop"
    title = "RMSProp"
    short = "RMSProp"
    accumulator = "square_avg"
    code = (
        "s = np.zeros(2)",
        "s = rho * s + (1 - rho) * g**2\nstep = step_size / (epsilon + np.sqrt(s)) * g",
    )

    def init(self, x):
        return RMSPropState(square_avg=np.zeros_like(x))

    def update(self, gradient, state):
        state = RMSPropState(self.rho * state.square_avg + (1 - self.rho) * gradient**2)
        return self.effective_step(state) * gradient, state

    def effective_step(self, state):
        return self.step_size / (self.epsilon + np.sqrt(state.square_avg))


OPTIMIZERS = Registry("optimizer", {record.name: record for record in (RMSProp, AdaGrad, GradientDescent)})
