"""What grew from RMSProp beside Adam: Adadelta, the centred RMSProp, RMSProp with momentum."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from optim.optimizers.base import DIVISOR, FRACTION, Hyperparameter, Optimizer


class AdadeltaState(NamedTuple):
    """Decaying averages of squared gradients and of squared moves, for each coordinate; and the last move.

    The last move is not in its average yet, so that the effective step follows from the state.
    """

    square_avg: np.ndarray
    move_avg: np.ndarray
    move: np.ndarray


@dataclass(frozen=True)
class Adadelta(Optimizer):
    """Adadelta (Zeiler 2012): RMSProp whose step size is the size of its own last moves.

    s = rho * s + (1 - rho) * g², d = sqrt(u + epsilon) / sqrt(s + epsilon) * g, step = step_size * d,
    u = rho * u + (1 - rho) * d². The variant: PyTorch's Adadelta; s and u start at 0, epsilon stands inside
    both roots, and a step size, 1 in the paper, multiplies the moves but is not in u.
    """

    rho: Hyperparameter = field(default=0.9, metadata=FRACTION)
    epsilon: Hyperparameter = field(default=1e-6, metadata=DIVISOR)
    name = "adadelta"
    title = "Adadelta"
    short = "Adadelta"
    parent = "rmsprop"
    adds = "Does without a step size: the root of its own squared moves, averaged, takes its place."
    accumulator = "square_avg"
    typical_step_size = 1.0
    remembers = AdadeltaState

    def update(self, gradient, state, x, step_size):
        """The step and the new state; the average of the moves is that of the moves before this one."""
        move_avg = self.rho * state.move_avg + (1 - self.rho) * state.move**2
        square_avg = self.rho * state.square_avg + (1 - self.rho) * gradient**2
        move = np.sqrt(move_avg + self.epsilon) / np.sqrt(square_avg + self.epsilon) * gradient
        return step_size * move, AdadeltaState(square_avg, move_avg, move)

    def effective_step(self, state, step_size):
        """step_size times the root of the averaged moves over that of the averaged gradients."""
        roots = np.sqrt(state.move_avg + self.epsilon) / np.sqrt(state.square_avg + self.epsilon)
        return step_size * roots

    def stable_sharpness(self):
        """2, as for gradient descent."""
        return 2.0


class RMSPropCenteredState(NamedTuple):
    """Decaying averages of squared gradients and of gradients, for each coordinate."""

    square_avg: np.ndarray
    gradient_avg: np.ndarray


@dataclass(frozen=True)
class RMSPropCentered(Optimizer):
    """RMSProp divided by the gradient's standard deviation (Graves, Generating Sequences with RNNs, 2013).

    s = rho * s + (1 - rho) * g², m = rho * m + (1 - rho) * g,
    step = step_size / (epsilon + sqrt(s - m²)) * g. The variant: PyTorch's RMSprop(centered=True), epsilon
    outside the root. Where rounding leaves s below m², the variance is 0; PyTorch's is NaN.
    """

    rho: Hyperparameter = field(default=0.99, metadata=FRACTION)
    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    name = "rmsprop_centered"
    title = "Centred RMSProp"
    short = "RMSProp c."
    parent = "rmsprop"
    adds = "Subtracts the mean: only how much the gradients vary makes the steps shorter."
    accumulator = "square_avg"
    remembers = RMSPropCenteredState

    def update(self, gradient, state, x, step_size):
        """The step and the new state; both averages are the new ones."""
        square_avg = self.rho * state.square_avg + (1 - self.rho) * gradient**2
        gradient_avg = self.rho * state.gradient_avg + (1 - self.rho) * gradient
        state = RMSPropCenteredState(square_avg, gradient_avg)
        return self.effective_step(state, step_size) * gradient, state

    def effective_step(self, state, step_size):
        """step_size / (epsilon + the deviation of the gradients); rounding may not make it negative."""
        variance = np.maximum(state.square_avg - state.gradient_avg**2, 0)
        return step_size / (self.epsilon + np.sqrt(variance))

    def stable_sharpness(self):
        """2, as for gradient descent."""
        return 2.0


class RMSPropMomentumState(NamedTuple):
    """The decaying average of squared gradients, and the velocity, for each coordinate."""

    square_avg: np.ndarray
    velocity: np.ndarray


@dataclass(frozen=True)
class RMSPropMomentum(Optimizer):
    """RMSProp with momentum (Graves 2013): a velocity gathers RMSProp's scaled gradients.

    s = rho * s + (1 - rho) * g², v = momentum * v + g / (epsilon + sqrt(s)), step = step_size * v.
    The variant: PyTorch's RMSprop(momentum=...), epsilon outside the root, the step size outside of v.
    """

    rho: Hyperparameter = field(default=0.99, metadata=FRACTION)
    epsilon: Hyperparameter = field(default=1e-8, metadata=DIVISOR)
    momentum: Hyperparameter = field(default=0.9, metadata=FRACTION)
    name = "rmsprop_momentum"
    title = "RMSProp with momentum"
    short = "RMSProp m."
    parent = "rmsprop"
    adds = "Rolls: a share of the last step goes into the next, as with momentum."
    accumulator = "square_avg"
    remembers = RMSPropMomentumState

    def update(self, gradient, state, x, step_size):
        """The step and the new state; the step size multiplies the whole velocity."""
        square_avg = self.rho * state.square_avg + (1 - self.rho) * gradient**2
        velocity = self.momentum * state.velocity + gradient / (self.epsilon + np.sqrt(square_avg))
        return step_size * velocity, RMSPropMomentumState(square_avg, velocity)

    def effective_step(self, state, step_size):
        """What multiplies the new gradient on its way through the velocity: RMSProp's effective step."""
        return step_size / (self.epsilon + np.sqrt(state.square_avg))

    def stable_sharpness(self):
        """2 (1 + momentum), as for momentum: the velocity gathers scaled gradients alike."""
        return 2 * (1 + self.momentum)
