"""A rule that is hard to explain: it reads old and new values together."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim import GradientDescent
from optim.named import named


class PullState(NamedTuple):
    """A velocity, and a memory that no symbol is known of."""

    velocity: np.ndarray
    long_memory: np.ndarray


@dataclass(frozen=True)
class Pull(GradientDescent):
    """A rule that needs the old velocity beside the new one, as Nesterov's in the form of Keras."""

    name = "pull"

    def init(self, x):
        return PullState(np.zeros_like(x), np.array(x))

    def update(self, gradient, state, x, step_size):
        velocity = 0.9 * state.velocity + gradient
        memory = named("look_ahead", velocity + x)
        return step_size * (velocity - state.velocity) * memory, PullState(velocity, gradient)
