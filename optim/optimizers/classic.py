"""The three of the tutorial: gradient descent, AdaGrad, RMSProp."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.optimizers.base import DIVISOR, FRACTION, Hyperparameter, Optimizer


class GradientDescentState(NamedTuple):
    """Gradient descent remembers nothing."""


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Gradient descent with a fixed step size (Cauchy 1847): step = step_size * g."""

    name = "gd"
    title = "Gradient descent"
    short = "GD"
    parent = None
    adds = "Steps downhill, the further the steeper the slope."
    limit = "2/L"
    remembers = GradientDescentState

    def update(self, gradient, state, x, step_size):
        return step_size * gradient, state

    def effective_step(self, state, step_size):
        return step_size

    def stable_sharpness(self):
        """2 (Goh, Why Momentum Really Works, Distill 2017)."""
        return 2.0


class AdaGradState(NamedTuple):
    """The sum of all squared gradients so far, for each coordinate."""

    square_sum: np.ndarray


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """AdaGrad (Duchi, Hazan, Singer 2011), diagonal form: steps shrink with every gradient seen.

    s = s + g², step = step_size / (epsilon + sqrt(s)) * g. The variant: s starts at 0, and epsilon stands
    outside the root, as in PyTorch; optax has it inside.
    """

    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    name = "adagrad"
    title = "AdaGrad"
    short = "AdaGrad"
    parent = "gd"
    adds = "Divides each coordinate's step by the root of the sum of all its squared gradients."
    accumulator = "square_sum"
    remembers = AdaGradState

    def update(self, gradient, state, x, step_size):
        state = AdaGradState(state.square_sum + gradient**2)
        return self.effective_step(state, step_size) * gradient, state

    def effective_step(self, state, step_size):
        return step_size / (self.epsilon + np.sqrt(state.square_sum))

    def stable_sharpness(self):
        """2, as for gradient descent."""
        return 2.0


class RMSPropState(NamedTuple):
    """The decaying average of squared gradients, for each coordinate, and how many have entered it."""

    square_avg: np.ndarray
    count: int | np.ndarray = 0


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """RMSProp (Hinton, Neural Networks for Machine Learning, lecture 6e, 2012): AdaGrad that forgets.

    s = rho * s + (1 - rho) * g², step = step_size / (epsilon + sqrt(s)) * g. The variant: s starts at 0,
    without bias correction, and epsilon stands outside the root, as in PyTorch; optax has it inside.

    `bias_correction`, one switch for all runs, divides the s of the step by 1 - rho^t at update t, as Adam
    does (Kingma and Ba 2015, section 3): what s lacks at first, as it starts at 0.
    """

    rho: Hyperparameter = field(default=0.99, metadata=FRACTION)
    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    bias_correction: bool = False
    name = "rmsprop"
    title = "RMSProp"
    short = "RMSProp"
    parent = "adagrad"
    adds = "Forgets: a decaying average of the squared gradients takes the place of their sum."
    accumulator = "square_avg"
    remembers = RMSPropState

    def __post_init__(self):
        super().__post_init__()
        if self.bias_correction and np.any(np.equal(self.rho, 1)):
            raise ValueError(f"rho: expected less than 1 where its bias is corrected, got {self.rho!r}")

    def update(self, gradient, state, x, step_size):
        """The step and the new state; the average is the new one, as in the tutorial."""
        square_avg = self.rho * state.square_avg + (1 - self.rho) * gradient**2
        state = RMSPropState(square_avg, state.count + 1)
        return self.effective_step(state, step_size) * gradient, state

    def effective_step(self, state, step_size):
        """step_size / (epsilon + sqrt(s)) for each coordinate, with s / (1 - rho^t) where it is corrected."""
        s = state.square_avg
        if self.bias_correction:
            s = s / (1 - self.rho**state.count)
        return step_size / (self.epsilon + np.sqrt(s))

    def stable_sharpness(self):
        """2, as for gradient descent (Cohen et al., Adaptive Gradient Methods at the Edge, 2022)."""
        return 2.0
