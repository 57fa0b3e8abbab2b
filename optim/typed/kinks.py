"""The slope where the formula of a derivative gives none, or not the shortest: at kinks and cusps."""

import math
from functools import lru_cache

import numpy as np

from optim.objectives.base import Coordinates
from optim.program import Program
from optim.typed.compile import BLOCK, Formulas
from optim.typed.terms import Term, parts

# In the unit of `optim.cost`: a look, and a step of its program; the shortest gradient at a kink, and each
# step of f and of its slopes that this takes for many points.
LOOK, STEP, AT_A_KINK, STEP_OF_F, STEP_OF_SLOPES = 0.2, 0.05, 14.0, 0.4, 0.2
REACH = 1e-6  # of the smaller side of the bounds: how far from a kink f is looked at
# Of these, values and slopes are finite wherever the arguments are.
SMOOTH = {"sum", "minus", "product", "number", "name", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh",
          "asinh", "exp", "abs", "sign", "max", "min", "above"}  # fmt: skip


def kinks(term: Term) -> list[Term]:
    """The terms at whose zeros a function has a kink: what is inside |.|, and what max and min compare."""
    found = parts(term)
    bent = [part.args[0] for part in found if part.op == "abs"]
    bent += [part.args[0] - part.args[1] for part in found if part.op in ("max", "min")]
    return [part for part in bent if part.letters]


def is_smooth(*terms: Term) -> bool:
    """Whether terms are finite wherever no number overflows, by the functions and powers in them."""
    return all(map(_is_smooth, {part for term in terms for part in parts(term)}))


def _is_smooth(term):
    if term.op == "quotient":
        return not term.args[1].letters
    if term.op == "power":
        exponent = term.args[1]
        return not term.letters or (exponent.op == "number" and exponent.value % 1 == 0)
    return term.op in SMOOTH or not term.letters


class Slopes:
    """df of a typed function: its formula, and at kinks the shortest generalised gradient of f."""

    def __init__(self, term: Term, gradient: tuple[Term, Term], f: Coordinates, bounds: np.ndarray):
        self.f, self.formulas = f, Formulas(*gradient)
        self.kinks = kinks(term)
        self.is_smooth = not self.kinks and is_smooth(*gradient)
        self.reach = float(REACH * max(np.ptp(bounds, axis=1).min(), 1e-3 * np.abs(bounds).max()))
        self.zeros = Formulas(*self.kinks)
        self._work = Formulas(term).work
        self._at_point = lru_cache(maxsize=64)(self._at_point)

    @property
    def program(self) -> Program:
        """The formulas alone."""
        return self.formulas.program

    @property
    def cost(self) -> float:
        """Of one look, see `optim.cost`: of the dearest there can be, since a run may stay on a kink."""
        steps = len(self.program.steps)
        at_a_kink = AT_A_KINK + STEP_OF_F * self._work + STEP_OF_SLOPES * steps
        return LOOK + STEP * (steps + len(self.zeros.program.steps)) + (0.0 if self.is_smooth else at_a_kink)

    def __call__(self, x, y):
        slopes, zeros = self.formulas(x, y), self.kinks and self.zeros(x, y)
        if isinstance(x, float):  # one point: NumPy's own questions would take as long as the slope itself
            plain = math.isfinite(slopes[0]) and math.isfinite(slopes[1]) and 0 not in zeros
            nowhere = not (math.isfinite(x) and math.isfinite(y))  # a run that has ended: nothing to mend
            return slopes if plain or nowhere else tuple(self._at_point(float(x), float(y)))
        odd = self._odd(slopes, zeros)
        return tuple(self._mended(x, y, np.array(slopes), odd)) if odd.any() else slopes

    @staticmethod
    def _odd(slopes, zeros):
        """Where the formula gives no slope, or f has a kink."""
        odd = ~np.isfinite(slopes).all(axis=0)
        for zero in zeros:
            odd |= zero == 0
        return odd

    def special(self, points: np.ndarray) -> dict[tuple[float, float], tuple[float, float]]:
        """Which of the points (n, 2) have other slopes than the formula says, and which they have."""
        points = np.unique(points[np.isfinite(points).all(axis=-1)], axis=0)
        with np.errstate(all="ignore"):
            same = np.equal(self(*points.T), self.formulas(*points.T))
            found = [(point, self(*point)) for point in points[~same.all(axis=0)]]
        return {
            tuple(map(float, point)): tuple(map(float, slopes))
            for point, slopes in found
            if np.isfinite(slopes).all()
        }

    def _at_point(self, x, y):
        """The slopes at one point, remembered for a run that rests there."""
        x, y = np.array([x]), np.array([y])
        return least_slopes(self.f, np.array(self.formulas(x, y)), x, y, self.reach)[:, 0]

    def _mended(self, x, y, slopes, odd):
        x, y, flat = np.ravel(x), np.ravel(y), slopes.reshape(2, -1)
        odd = np.flatnonzero(odd)
        for block in np.array_split(odd, 64 * len(odd) // BLOCK + 1):
            flat[:, block] = least_slopes(self.f, flat[:, block], x[block], y[block], self.reach)
        return slopes


def least_slopes(f, slopes, x, y, reach):
    """(2, k): `slopes` (2, k) of f at x, y (k,), the shortest generalised gradient where that is shorter.

    The directional derivatives along 64 ways tell it. Where they are those of a smooth function, it is the
    gradient. At a kink it is minus the steepest descent, the shortest element of Clarke's generalised
    gradient (F. Clarke, Optimization and Nonsmooth Analysis, 1983; J. Burke, A. Lewis, M. Overton, A Robust
    Gradient Sampling Algorithm for Nonsmooth, Nonconvex Optimization, SIAM J. Optim. 15, 2005), and 0 where
    no way leads down both before and behind the point. Two distances, `reach` and a hundredth of it, show the
    limit: a slope that vanishes is 0. One that grows without bound, and a point where f is not defined or
    where rounding blurs the distance, leave `slopes` as they are.
    """
    turn = np.arange(64) * np.pi / 32
    way = np.round([np.cos(turn), np.sin(turn)], 15)
    r = np.array([reach, reach / 100]).reshape(2, 1, 1)
    here = np.where(np.maximum(np.abs(x), np.abs(y)) < 1e11 * reach, f(x, y), np.nan)
    ahead = (f(x[:, None] + r * way[0], y[:, None] + r * way[1]) - here[:, None]) / r
    steep = np.where(np.isfinite(ahead), np.fmax(ahead, -np.roll(ahead, 32, axis=-1)), np.inf)
    best = steep[1].argmin(axis=-1)
    far, near = np.take_along_axis(steep, best[None, :, None], axis=-1)[..., 0]
    vanishes = (near >= 0.8 * far) | (near >= -1e-13 * np.abs(here) / reach)
    down = np.where(vanishes, 0 * here, np.where(near >= 1.25 * far, near, np.nan)) * way[:, best]
    mean = way @ steep[1].T / 32
    smooth = np.abs(steep[1].T - way.T @ mean).max(axis=0) <= 1e-3 * np.hypot(*mean)
    least = np.where(smooth, mean, down) + 0.0
    shorter = np.hypot(*least) < 0.999 * np.hypot(*slopes)
    wanted = np.where(np.isfinite(slopes).all(axis=0), shorter, ~np.isfinite(slopes) & np.isfinite(least))
    return np.where(wanted, least, slopes)
