"""Eight wrong RMSProps: each must fail the checks that test_rmsprop holds the right one to."""

from typing import NamedTuple

import numpy as np
import pytest

from optim import RMSProp
from tests.optim.rmsprop_checks import every_check, failures


class State(NamedTuple):
    square_avg: np.ndarray
    n: np.ndarray | int = 0


class Mutant(RMSProp):
    """RMSProp with its average and its denominator open to a mistake."""

    def update(self, gradient, state, x, step_size):
        new = state._replace(square_avg=self.average(state.square_avg, gradient))
        return self.effective_step(new, step_size) * gradient, new

    def average(self, s, gradient):
        return self.rho * s + (1 - self.rho) * gradient**2


class EpsilonInsideTheRoot(Mutant):
    def effective_step(self, state, step_size):
        return step_size / np.sqrt(self.epsilon + state.square_avg)


class BiasCorrected(Mutant):
    def init(self, x):
        return State(np.zeros_like(x), np.zeros_like(x))

    def update(self, gradient, state, x, step_size):
        return super().update(gradient, state._replace(n=state.n + 1), x, step_size)

    def effective_step(self, state, step_size):
        unbiased = state.square_avg / np.maximum(1 - self.rho**state.n, 1e-300)
        return step_size / (self.epsilon + np.sqrt(unbiased))


class WithoutOneMinusRho(Mutant):
    def average(self, s, gradient):
        return self.rho * s + gradient**2


class RhoSwapped(Mutant):
    def average(self, s, gradient):
        return (1 - self.rho) * s + self.rho * gradient**2


class AdaGradsSum(Mutant):
    def average(self, s, gradient):
        return s + gradient**2


class AbsoluteGradient(Mutant):
    def average(self, s, gradient):
        return self.rho * s + (1 - self.rho) * np.abs(gradient)


class CoordinatesPooled(Mutant):
    def average(self, s, gradient):
        return self.rho * s + (1 - self.rho) * np.mean(gradient**2, axis=0)


class OneStepOld(Mutant):
    def update(self, gradient, state, x, step_size):
        _, new = super().update(gradient, state, x, step_size)
        return self.effective_step(state, step_size) * gradient, new


MUTANTS = [
    EpsilonInsideTheRoot,
    BiasCorrected,
    WithoutOneMinusRho,
    RhoSwapped,
    AdaGradsSum,
    AbsoluteGradient,
    CoordinatesPooled,
    OneStepOld,
]


@every_check
def test_the_mutants_are_right_but_for_their_mistake(check):
    check(Mutant)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_wrong_rmsprop_fails(mutant):
    assert failures(mutant), f"nothing catches {mutant.__name__}"


def test_gradients_as_small_as_epsilon_tell_where_it_stands():
    assert "epsilon_counts_where_gradients_are_as_small" in failures(EpsilonInsideTheRoot)
