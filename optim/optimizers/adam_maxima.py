"""Adam with a maximum in the place of its average of squares: AMSGrad and AdaMax."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.optimizers.adam import Adam, unbiased
from optim.optimizers.base import DECAY, DIVISOR, Hyperparameter, Optimizer


class AMSGradState(NamedTuple):
    """Adam's averages and count, and the largest average of squares so far, for each coordinate."""

    gradient_avg: np.ndarray
    square_avg: np.ndarray
    square_max: np.ndarray
    count: int | np.ndarray = 0


@dataclass(frozen=True)
class AMSGrad(Adam):
    """AMSGrad (Reddi, Kale, Kumar 2018): Adam divided by the largest s so far, so no step grows back.

    n = max(n, s), step = step_size / (epsilon + sqrt(n / (1 - beta2^t))) * m / (1 - beta1^t). The variant:
    PyTorch's Adam(amsgrad=True), the maximum of the uncorrected s; the paper corrects nothing, and so does
    this without `bias_correction`.
    """

    name = "amsgrad"
    title = "AMSGrad"
    short = "AMSGrad"
    parent = "adam"
    adds = "Never forgets a steep slope: divides by the largest average of squares so far."
    accumulator = "square_max"
    remembers = AMSGradState

    def averages(self, gradient, state):
        """Adam's, and the largest average of squares."""
        state = super().averages(gradient, state)
        return state._replace(square_max=np.maximum(state.square_max, state.square_avg))

    def unbiased_square(self, state):
        """The largest average of squares, corrected."""
        return self.corrected("n_hat", state.square_max, self.beta2, state.count)


class AdaMaxState(NamedTuple):
    """The decaying average and the decaying maximum of gradients, for each coordinate; and their count."""

    gradient_avg: np.ndarray
    gradient_max: np.ndarray
    count: int | np.ndarray = 0


@dataclass(frozen=True)
class AdaMax(Optimizer):
    """AdaMax (Kingma and Ba 2015, section 7.1): Adam divided by the largest gradient, which decays.

    m = beta1 * m + (1 - beta1) * g, u = max(beta2 * u, |g| + epsilon); at update t
    step = step_size / u * m / (1 - beta1^t). The variant: PyTorch's Adamax; the paper has no epsilon.
    """

    beta1: Hyperparameter = field(default=0.9, metadata=DECAY)
    beta2: Hyperparameter = field(default=0.999, metadata=DECAY)
    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    name = "adamax"
    title = "AdaMax"
    short = "AdaMax"
    parent = "adam"
    adds = "Divides by the largest gradient of late in the place of the root of the average square."
    accumulator = "gradient_max"
    remembers = AdaMaxState

    def update(self, gradient, state, x, step_size):
        """The step and the new state; the largest gradient fades by beta2 until a larger one comes."""
        gradient_avg = self.beta1 * state.gradient_avg + (1 - self.beta1) * gradient
        gradient_max = np.maximum(self.beta2 * state.gradient_max, np.abs(gradient) + self.epsilon)
        state = AdaMaxState(gradient_avg, gradient_max, state.count + 1)
        return self.effective_step(state, step_size) * unbiased(gradient_avg, self.beta1, state.count), state

    def effective_step(self, state, step_size):
        """What multiplies the corrected average of the gradients."""
        return step_size / state.gradient_max

    def stable_sharpness(self):
        """(2 + 2 beta1) / (1 - beta1), as for Adam."""
        return (2 + 2 * self.beta1) / (1 - self.beta1)
