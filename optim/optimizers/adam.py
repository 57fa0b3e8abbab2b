"""Adam, and what changes its direction: Nesterov's look ahead, and a weight decay of its own."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.named import named
from optim.optimizers.base import AT_LEAST_0, DECAY, DIVISOR, Hyperparameter, Optimizer


def unbiased(average: np.ndarray, decay: Hyperparameter, count: int | np.ndarray) -> np.ndarray:
    """A decaying average that started at 0, divided by the weight of the `count` values in it."""
    return average / (1 - decay**count)


class AdamState(NamedTuple):
    """Decaying averages of gradients and of their squares, for each coordinate; and the count of updates."""

    gradient_avg: np.ndarray
    square_avg: np.ndarray
    count: int | np.ndarray = 0


@dataclass(frozen=True)
class Adam(Optimizer):
    """Adam (Kingma and Ba 2015): RMSProp's steps along the average of the gradients.

    m = beta1 * m + (1 - beta1) * g, s = beta2 * s + (1 - beta2) * g² (the paper's v); at update t
    step = step_size / (epsilon + sqrt(s / (1 - beta2^t))) * m / (1 - beta1^t). The variant: PyTorch's Adam
    and the paper's Algorithm 1; epsilon outside the root and after the correction.

    Without `bias_correction` both averages are taken as they are, as in the paper's section 6.4.
    """

    beta1: Hyperparameter = field(default=0.9, metadata=DECAY)
    beta2: Hyperparameter = field(default=0.999, metadata=DECAY)
    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    bias_correction: bool = True
    name = "adam"
    title = "Adam"
    short = "Adam"
    parent = "rmsprop"
    adds = "Steps along an average of the gradients, and corrects both averages for starting at 0."
    accumulator = "square_avg"
    remembers = AdamState

    def update(self, gradient, state, x, step_size):
        """The step and the new state: the effective step along the corrected average of the gradients."""
        state = self.averages(gradient, state)
        direction = self.corrected("m_hat", state.gradient_avg, self.beta1, state.count)
        return self.effective_step(state, step_size) * direction, state

    def corrected(self, name: str, average: np.ndarray, decay: Hyperparameter, count) -> np.ndarray:
        """An average without the bias of its start at 0, under a name of its own; itself, if that stays."""
        return named(name, unbiased(average, decay, count)) if self.bias_correction else average

    def averages(self, gradient: np.ndarray, state: NamedTuple) -> NamedTuple:
        """The state with this gradient in both averages."""
        return state._replace(
            gradient_avg=self.beta1 * state.gradient_avg + (1 - self.beta1) * gradient,
            square_avg=self.beta2 * state.square_avg + (1 - self.beta2) * gradient**2,
            count=state.count + 1,
        )

    def effective_step(self, state, step_size):
        """What multiplies the corrected average of the gradients."""
        return step_size / (self.epsilon + np.sqrt(self.unbiased_square(state)))

    def stable_sharpness(self):
        """(2 + 2 beta1) / (1 - beta1): 38 for a beta1 of 0.9 (Cohen et al. 2022: see RMSProp)."""
        return (2 + 2 * self.beta1) / (1 - self.beta1)

    def unbiased_square(self, state: NamedTuple) -> np.ndarray:
        """The corrected average of squares, which makes the steps shorter."""
        return self.corrected("s_hat", state.square_avg, self.beta2, state.count)


class NAdamState(NamedTuple):
    """Adam's averages, the product of the momenta of all updates so far, and their count."""

    gradient_avg: np.ndarray
    square_avg: np.ndarray
    momentum_product: Hyperparameter = 1.0
    count: int | np.ndarray = 0


@dataclass(frozen=True)
class NAdam(Adam):
    """NAdam (Dozat 2016): Adam with Nesterov's look ahead, and a momentum that grows from beta1 / 2 to beta1.

    With mu_t = beta1 * (1 - 0.96^(t * momentum_decay) / 2) and p_t the product of mu_1 to mu_t, Adam's step
    is taken along (1 - mu_t) / (1 - p_t) * g + mu_{t+1} / (1 - p_{t+1}) * m. The variant: PyTorch's NAdam.
    Without `bias_correction` neither of the two is divided, nor is s.
    """

    momentum_decay: Hyperparameter = field(default=4e-3, metadata=AT_LEAST_0)
    name = "nadam"
    title = "NAdam"
    short = "NAdam"
    parent = "adam"
    adds = "Looks ahead as Nesterov's momentum does: the new gradient counts twice in the direction."
    remembers = NAdamState

    def update(self, gradient, state, x, step_size):
        """The step and the new state, as the docstring of the class has them; its mu of t and of t + 1."""
        state = self.averages(gradient, state)
        momentum = named("mu_t", self._momentum(state.count))
        next_momentum = named("mu_next", self._momentum(state.count + 1))
        product = momentum * state.momentum_product
        along_gradient, along_average = (1 - momentum) * gradient, next_momentum * state.gradient_avg
        if self.bias_correction:
            along_gradient = (1 - momentum) / (1 - product) * gradient
            along_average = next_momentum / (1 - next_momentum * product) * state.gradient_avg
        direction = named("m_hat", along_gradient + along_average)
        state = state._replace(momentum_product=product)
        return self.effective_step(state, step_size) * direction, state

    def stable_sharpness(self):
        """Unknown: its momentum grows from update to update."""
        return None

    def _momentum(self, count):
        return self.beta1 * (1 - 0.5 * 0.96 ** (count * self.momentum_decay))


@dataclass(frozen=True)
class AdamW(Adam):
    """AdamW (Loshchilov and Hutter 2019): Adam's step plus step_size * weight_decay * x.

    The variant: PyTorch's AdamW. The decay is no part of the gradient, so neither average knows of it.
    """

    weight_decay: Hyperparameter = field(default=0.01, metadata=AT_LEAST_0)
    name = "adamw"
    title = "AdamW"
    short = "AdamW"
    parent = "adam"
    adds = "Pulls the iterate towards 0 at every step, outside of the averages: weight decay."

    def update(self, gradient, state, x, step_size):
        """Adam's step and, beside it, the decay."""
        step, state = super().update(gradient, state, x, step_size)
        return step + step_size * self.weight_decay * x, state

    def stable_sharpness(self):
        """Unknown: the decay is outside of the effective steps."""
        return None
