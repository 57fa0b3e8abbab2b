"""Wrong variants of the family's rules: each must fail the references that the right one follows."""

import numpy as np
import pytest

from optim import (
    Adadelta,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    RMSPropCentered,
    RMSPropMomentum,
    Rprop,
)
from optim.optimizers.adam import unbiased
from tests.optim.reference import LIONS, TORCH_FAMILY, follows_pytorch, follows_the_paper


class WithoutBiasCorrection(Adam):
    def update(self, gradient, state, x, step_size):
        state = self.averages(gradient, state)
        return self.effective_step(state, step_size) * state.gradient_avg, state

    def effective_step(self, state, step_size):
        return step_size / (self.epsilon + np.sqrt(state.square_avg))


class EpsilonInsideTheRoot(Adam):
    def effective_step(self, state, step_size):
        return step_size / np.sqrt(self.epsilon + unbiased(state.square_avg, self.beta2, state.count))


class EpsilonBeforeTheCorrection(Adam):
    def effective_step(self, state, step_size):
        root = self.epsilon + np.sqrt(state.square_avg)
        return step_size / (root / np.sqrt(1 - self.beta2**state.count))


class BetasSwapped(Adam):
    def averages(self, gradient, state):
        return Adam(self.step_size, self.beta2, self.beta1, self.epsilon).averages(gradient, state)


class CountFromZero(Adam):
    def effective_step(self, state, step_size):
        return super().effective_step(state._replace(count=np.maximum(state.count - 1, 1)), step_size)


class Dampened(Momentum):
    def update(self, gradient, state, x, step_size):
        return super().update((1 - self.momentum) * gradient, state, x, step_size)


class StepSizeInTheVelocity(RMSPropMomentum):
    def update(self, gradient, state, x, step_size):
        step, new = super().update(gradient, state, x, step_size)
        return self.effective_step(new, step_size) * gradient + self.momentum * step, new


class WithoutLookingAhead(Nesterov):
    def update(self, gradient, state, x, step_size):
        return Momentum(self.step_size, self.momentum).update(gradient, state, x, step_size)


class EpsilonOutsideTheRoots(Adadelta):
    def update(self, gradient, state, x, step_size):
        _, new = super().update(gradient, state, x, step_size)
        roots = (self.epsilon + np.sqrt(new.move_avg)) / (self.epsilon + np.sqrt(new.square_avg))
        return step_size * roots * gradient, new._replace(move=roots * gradient)


class StepSizeInTheMoves(Adadelta):
    def update(self, gradient, state, x, step_size):
        step, new = super().update(gradient, state, x, step_size)
        return step, new._replace(move=step)


class VarianceWithEpsilonInside(RMSPropCentered):
    def effective_step(self, state, step_size):
        return step_size / np.sqrt(state.square_avg - state.gradient_avg**2 + self.epsilon)


class MaximumOfTheCorrected(AMSGrad):
    def averages(self, gradient, state):
        new = Adam.averages(self, gradient, state)
        corrected = unbiased(new.square_avg, self.beta2, new.count)
        return new._replace(square_max=np.maximum(state.square_max, corrected))

    def effective_step(self, state, step_size):
        return step_size / (self.epsilon + np.sqrt(state.square_max))


class ConstantMomentum(NAdam):
    def _momentum(self, count):
        return self.beta1


class DecayInTheGradient(AdamW):
    def update(self, gradient, state, x, step_size):
        return Adam.update(self, gradient + self.weight_decay * x, state, x, step_size)


class WithoutEpsilon(AdaMax):
    def update(self, gradient, state, x, step_size):
        gradient_max = np.maximum(self.beta2 * state.gradient_max, np.abs(gradient))
        _, new = super().update(gradient, state, x, step_size)
        new = new._replace(gradient_max=gradient_max)
        return self.effective_step(new, step_size) * unbiased(new.gradient_avg, self.beta1, new.count), new


class NeverRests(Rprop):
    def update(self, gradient, state, x, step_size):
        _, new = super().update(gradient, state, x, step_size)
        return new.length * np.sign(gradient), new._replace(last_gradient=gradient)


class AverageFirst(Lion):
    def update(self, gradient, state, x, step_size):
        new = self.beta2 * state.gradient_avg + (1 - self.beta2) * gradient
        return super().update(gradient, state._replace(gradient_avg=new), x, step_size)


class LionsBetasSwapped(Lion):
    def update(self, gradient, state, x, step_size):
        swapped = Lion(self.step_size, self.beta2, self.beta1, self.weight_decay)
        return swapped.update(gradient, state, x, step_size)


MUTANTS = [
    *(WithoutBiasCorrection, EpsilonInsideTheRoot, EpsilonBeforeTheCorrection, BetasSwapped, CountFromZero),
    *(Dampened, StepSizeInTheVelocity, WithoutLookingAhead, EpsilonOutsideTheRoots, StepSizeInTheMoves),
    *(VarianceWithEpsilonInside, MaximumOfTheCorrected, ConstantMomentum, DecayInTheGradient),
    *(WithoutEpsilon, NeverRests, AverageFirst, LionsBetasSwapped),
]


def failures(rule) -> int:
    """How many references a rule does not follow."""
    references = [(follows_pytorch, r) for r in TORCH_FAMILY if r["optimizer"] == rule.name]
    references += [(follows_the_paper, case) for case in LIONS if rule.name == "lion"]
    failed = 0
    for follows, reference in references:
        try:
            follows(reference, rule)
        except AssertionError:
            failed += 1
    return failed


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_wrong_rule_fails(mutant):
    assert failures(mutant.__mro__[1]) == 0
    assert failures(mutant) > 0, f"nothing catches {mutant.__name__}"
