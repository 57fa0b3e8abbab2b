"""How many digits of each number of an update are written, so that its lines add up by hand.

What is given, the gradient, the iterate and what the rule remembers, has `GIVEN` significant digits. Whatever
is worked out has as many as hold when it is worked out again from the digits of its own line: a difference of
two nearly equal numbers has fewer. Where one is left with too few, all that the update is given has more.
"""

import numpy as np

from optim.explain.lines import listing
from optim.explain.substeps import Explanation, Substep
from optim.program import OPERATIONS, Program
from optim.trajectory import Trajectory

GIVEN, MOST, MORE = 5, 15, 2  # significant digits: usually, at most, and added at a time
LEAST = 3  # of what is worked out; an iterate close to 0 has as many as its difference leaves
POWERS = np.array([float(f"1e{power}") for power in range(-308, 309)])  # of ten, to the last bit
Printed = dict[str, np.ndarray | float]  # name -> its values as they are written: (n_iter, 2), or one for all


def digits(trajectory: Trajectory, told: Explanation) -> dict[str, np.ndarray]:
    """name -> (n_iter, 2): of each value the significant digits that are written; 0 where it is written 0.

    A number that never changes is not in it: it is written in full.
    """
    program, chosen, open_ = listing(trajectory.optimizer).program, {}, True
    for given in range(GIVEN, MOST + 1, MORE):
        found, holds = _attempt(program, told, given)
        for name, each in found.items():
            chosen[name] = np.where(open_, each, chosen.get(name, each))
        open_ &= ~holds
        if not open_.any():
            break
    return chosen


def rounded(values: np.ndarray, significant: np.ndarray | int) -> np.ndarray:
    """The nearest numbers of so many significant digits; 0 for none."""
    with np.errstate(all="ignore"):
        place = _exponent(values) - np.maximum(significant, 1) + 1
        up, down = POWERS[np.clip(308 - place, 0, 616)], POWERS[np.clip(308 + place, 0, 616)]
        near = np.where(place < 0, np.rint(values * up) / up, np.rint(values / down) * down)
    usable = np.isfinite(near) & (place > -308)
    return np.where(significant == 0, 0.0, np.where(usable, near, values))


def _attempt(program: Program, told: Explanation, given: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The digits of each name, should the given have so many; (n_iter, 1): where that is enough."""
    shape = told.values[:, 0].shape
    found, printed, holds = {}, {}, np.full((shape[0], 1), True)

    def write(name: str, significant: np.ndarray) -> None:
        """The values of a name are written with so many digits, and are known by these from now on."""
        values = told.symbols[name]
        if np.ndim(values):
            found[name] = significant
            values = rounded(np.broadcast_to(values, shape), significant)
        printed[name] = values

    for i, (step, names, result) in enumerate(zip(told.substeps, told.names, told.results)):
        for name in names.values():
            if name not in printed:
                write(name, np.full(shape, given))
        if i == 0:
            continue  # the gradient is given
        left = _left(told.symbols[result], again(program, step, names, printed), given)
        last = i == len(told.substeps) - 1
        holds &= last | (left >= min(LEAST, given)).all(axis=-1, keepdims=True)
        write(result, left)
    return found, holds


def again(program: Program, step: Substep, names: dict[str, str], printed: Printed) -> np.ndarray | float:
    """What a sub-step gives, worked out from the values as they are written; see `Explanation.names`."""
    values = {symbol.place: printed[names[symbol.latex]] for symbol in step.symbols}

    def at(place: int) -> np.ndarray | float:
        """What is at a place of the program: worked out once, from what it is made of."""
        if place not in values:
            operation, *arguments = program.step(place) if place >= 0 else (None,)
            values[place] = (
                OPERATIONS[operation](*map(at, arguments)) if operation else program.constant(place)
            )
        return values[place]

    with np.errstate(all="ignore"):
        return printed["x"] - at(step.formula.place) if step.target == "x" else at(step.formula.place)


def _left(true: np.ndarray, again: np.ndarray | float, most: int) -> np.ndarray:
    """The digits in which two numbers differ by one unit of the last at most."""
    with np.errstate(all="ignore"):
        left = np.floor(_exponent(rounded(true, most)) + 1 - np.log10(np.abs(true - again)))
    known = np.isfinite(true) & (true != 0) & ~np.isnan(left)
    return np.clip(np.where(known, left, most), 0, most).astype(int)


def _exponent(values: np.ndarray) -> np.ndarray:
    """The power of ten of the first digit; 0 for what has none."""
    with np.errstate(all="ignore"):
        power = np.floor(np.log10(np.abs(values)))
    return np.where(np.isfinite(power), power, 0).astype(int)
