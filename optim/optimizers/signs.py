"""Rules that look at signs only: how steep it is does not matter to the length of a step."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.named import named
from optim.optimizers.base import AT_LEAST_0, DECAY, Hyperparameter, Optimizer


class RpropState(NamedTuple):
    """The last gradient, 0 where its sign had changed, and the length of a step, for each coordinate."""

    last_gradient: np.ndarray
    length: np.ndarray


@dataclass(frozen=True)
class Rprop(Optimizer):
    """Rprop (Riedmiller and Braun 1993): a step length per coordinate, led by the signs of its slope.

    Where g * last g > 0, length = eta_plus * length; where it is < 0, length = eta_minus * length and g = 0,
    so the coordinate rests once; always from step_min to step_max. step = length * sign(g). The variant:
    PyTorch's Rprop, known as iRprop- (Igel and Hüsken 2000). The step size is the length of the first step
    only, and the state keeps it: to change it later has no effect.
    """

    eta_minus: Hyperparameter = field(default=0.5, metadata={"high": 1.0})
    eta_plus: Hyperparameter = field(default=1.2, metadata={"low": 1.0})
    step_min: Hyperparameter = 1e-6
    step_max: Hyperparameter = 50.0
    name = "rprop"
    title = "Rprop"
    short = "Rprop"
    parent = "gd"
    adds = "Looks at signs only: a step grows while the sign of its slope stays, and shrinks when it flips."
    typical_step_size = 0.01

    def __post_init__(self):
        super().__post_init__()
        if np.any(np.greater(self.step_min, self.step_max)):
            raise ValueError(f"step_min: expected at most step_max, {self.step_max!r}, got {self.step_min!r}")

    def init(self, x):
        return RpropState(np.zeros_like(x), np.zeros_like(x) + self.step_size)

    def update(self, gradient, state, x, step_size):
        """The step and the new state; where the sign has changed, a coordinate rests for one update."""
        agreement = gradient * state.last_gradient
        eta = np.where(agreement > 0, self.eta_plus, np.where(agreement < 0, self.eta_minus, 1.0))
        length = np.clip(named("eta", eta) * state.length, self.step_min, self.step_max)
        gradient = np.where(agreement < 0, 0.0, gradient)
        return length * np.sign(gradient), RpropState(gradient, length)

    def effective_step(self, state, step_size):
        """The length of the step: what multiplies the sign of the gradient."""
        return state.length


class LionState(NamedTuple):
    """The decaying average of the gradients, for each coordinate."""

    gradient_avg: np.ndarray


@dataclass(frozen=True)
class Lion(Optimizer):
    """Lion (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023), the paper's Algorithm 2.

    step = step_size * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * x), and only then
    m = beta2 * m + (1 - beta2) * g. m starts at 0, nothing is bias-corrected. PyTorch has no Lion.
    """

    beta1: Hyperparameter = field(default=0.9, metadata=DECAY)
    beta2: Hyperparameter = field(default=0.99, metadata=DECAY)
    weight_decay: Hyperparameter = field(default=0.0, metadata=AT_LEAST_0)
    name = "lion"
    title = "Lion"
    short = "Lion"
    parent = "momentum"
    adds = "Keeps only the sign of the momentum: every step is equally long in every coordinate."
    typical_step_size = 0.01
    remembers = LionState

    def update(self, gradient, state, x, step_size):
        """The step and the new state; the step's average weighs by beta1, the one remembered by beta2."""
        direction = named("c", self.beta1 * state.gradient_avg + (1 - self.beta1) * gradient)
        step = step_size * (np.sign(direction) + self.weight_decay * x)
        gradient_avg = self.beta2 * state.gradient_avg + (1 - self.beta2) * gradient
        return step, LionState(gradient_avg)

    def effective_step(self, state, step_size):
        """The step size: what multiplies the sign of the momentum."""
        return step_size
