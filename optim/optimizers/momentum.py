"""Gradient descent with a velocity."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.optimizers.base import FRACTION, Hyperparameter, Optimizer


class MomentumState(NamedTuple):
    """The velocity: the sum of all gradients so far, older ones counting less."""

    velocity: np.ndarray


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Gradient descent with momentum, the heavy ball (Polyak 1964).

    v = momentum * v + g, step = step_size * v. The variant: PyTorch's SGD(momentum=...) without dampening;
    v starts at 0, the new gradient enters it whole, and the step size stands outside of v. Sutskever et al.
    2013 have it inside.
    """

    momentum: Hyperparameter = field(default=0.9, metadata=FRACTION)
    name = "momentum"
    title = "Momentum"
    short = "Momentum"
    parent = "gd"
    adds = "Rolls: a share of the last step goes into the next, so it speeds up along a valley."
    limit = "2(1 + μ)/L"
    remembers = MomentumState

    def update(self, gradient, state, x, step_size):
        state = MomentumState(self.momentum * state.velocity + gradient)
        return step_size * state.velocity, state

    def effective_step(self, state, step_size):
        """The step size: what multiplies the velocity, in which the new gradient counts once."""
        return step_size

    def stable_sharpness(self):
        """2 (1 + momentum) (Goh, Distill 2017)."""
        return 2 * (1 + self.momentum)


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Nesterov's accelerated gradient (1983), written as momentum.

    v = momentum * v + g, step = step_size * (g + momentum * v). The variant: PyTorch's SGD(nesterov=True),
    after Sutskever et al. 2013. The iterate is the point looked ahead to, where the gradient is taken.
    """

    name = "nesterov"
    title = "Nesterov momentum"
    short = "Nesterov"
    parent = "momentum"
    adds = "Looks ahead: the gradient is taken where the velocity is about to lead, so it brakes in time."
    limit = "2(1 + μ)/((1 + 2μ)L)"

    def update(self, gradient, state, x, step_size):
        _, state = super().update(gradient, state, x, step_size)
        return step_size * (gradient + self.momentum * state.velocity), state

    def effective_step(self, state, step_size):
        """The step size: what multiplies g + momentum * v."""
        return step_size

    def stable_sharpness(self):
        """2 (1 + momentum) / (1 + 2 momentum).

        Where a root of z² - (1 + momentum) (1 - sharpness) z + momentum (1 - sharpness), which governs its
        steps on a quadratic, reaches -1; see O'Donoghue and Candès, Adaptive Restart, 2015.
        """
        return super().stable_sharpness() / (1 + 2 * self.momentum)
