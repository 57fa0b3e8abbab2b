"""One update, step by step: what is worked out on the way from an iterate to the next, with its values.

The sub-steps are read from the rule itself, as each record has it in LaTeX: the gradient, then every
equation, before it those of its parts that deserve a look (a square, a root, a fraction, a sign), and the
move last. So a new optimizer needs nothing here; a sentence of its own, at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from optim.explain.formula import Call, Equation, Formula, Fraction, Number, Power, Root, Sum, Symbol
from optim.explain.latex import equations
from optim.explain.sentences import sentence
from optim.optimizers import Optimizer
from optim.schedules import SCHEDULES, factors
from optim.trajectory import Trajectory

CONSTANT = SCHEDULES["constant"]
GRADIENT = Symbol("g")
ITERATE = "x"


@dataclass(frozen=True)
class Substep:
    """An elementary step of an update: its formula, and one sentence on what it is for."""

    formula: Formula
    sentence: str

    @property
    def latex(self) -> str:
        return str(self.formula)

    @property
    def target(self) -> str | None:
        """The LaTeX of the symbol that it gives a new value, if it does."""
        return self.formula.target.latex if isinstance(self.formula, Equation) else None

    def value(self, values: dict) -> np.ndarray:
        """(n_iter, 2), or what broadcasts to it, from the values of its symbols; of the move, x - new x."""
        if self.target != ITERATE:
            return self.formula.value(values)
        step = self.formula.formula
        return -Sum(step.signs[1:], step.terms[1:]).value(values)


@dataclass(frozen=True, eq=False)
class Explanation:
    """All updates of one run. Update k leads from iterate k to iterate k + 1.

    `values` has what each sub-step gives; the last is the move, x_k - x_{k+1}.
    """

    substeps: tuple[Substep, ...]
    values: np.ndarray  # (n_iter, n_substeps, 2)
    symbols: dict[str, np.ndarray | float]  # name -> (n_iter, 2), or a number that never changes
    names: tuple[dict[str, str], ...]  # for each sub-step: LaTeX of a symbol -> its name in `symbols`
    results: tuple[str, ...]  # for each sub-step: the name of what it gives


def explain(trajectory: Trajectory) -> Explanation:
    """The sub-steps of every update of one run, worked out from what the run recorded.

    Raises ValueError for many runs at once.
    """
    if trajectory.value.ndim != 1:
        raise ValueError(f"expected one run, got runs of shape {trajectory.value.shape[1:]}")
    steps = substeps(trajectory.optimizer)
    symbols = known_before(trajectory, steps)
    now = {latex: latex for latex in symbols}  # the name of the value that a symbol has by now
    names, values, results = [], [], []
    with np.errstate(all="ignore"):
        for step in steps:
            names.append({latex: now[latex] for latex in step.formula.symbols() if latex in now})
            values.append(step.value({latex: symbols[name] for latex, name in now.items()}))
            result = f"{step.target}'" if step.target in now else step.target or step.latex
            symbols[result] = trajectory.x[1:] if step.target == ITERATE else values[-1]
            if step.target:
                now[step.target] = result
            results.append(result)
    shape = (trajectory.n_iter, 2)
    stacked = np.stack([np.broadcast_to(value, shape) for value in values], axis=1)
    return Explanation(steps, stacked, symbols, tuple(names), tuple(results))


def substeps(optimizer: Optimizer) -> tuple[Substep, ...]:
    """The sub-steps of an update of this optimizer, the gradient first and the move last."""
    shared = set(scalars(optimizer))
    found = {GRADIENT: None}  # in order, each once
    for equation in ordered_equations(optimizer):
        if shared.issuperset(equation.formula.symbols()):
            shared |= {equation.target.latex, _one_on(equation.target.latex)}
        found |= dict.fromkeys((*_pieces(equation, shared), equation))
    return tuple(Substep(formula, sentence(formula, optimizer)) for formula in found)


def ordered_equations(optimizer: Optimizer) -> tuple[Equation, ...]:
    """The equations of a rule but for values at the start; the new iterate last: no other looks at it."""
    found = [equation for line in optimizer.rule for equation in equations(line)]
    updates = [equation for equation in found if not equation.target.latex.endswith("_0")]
    return tuple(sorted(updates, key=lambda equation: equation.target.latex == ITERATE))


def scalars(optimizer: Optimizer) -> list[str]:
    """The LaTeX of what is the same in both coordinates: hyperparameters, and counts in the state."""
    state = optimizer.init(np.zeros(2))._asdict()
    names = [field.name for field in fields(optimizer)] + [n for n, v in state.items() if np.ndim(v) == 0]
    return [optimizer.symbols[name] for name in names if name in optimizer.symbols]


def known_before(trajectory: Trajectory, steps: tuple[Substep, ...]) -> dict[str, np.ndarray | float]:
    """LaTeX -> what is known when an update begins: the hyperparameters, x, g and the state.

    What no equation makes new, such as the count of updates, has its new value at once.
    """
    optimizer, targets = trajectory.optimizer, {step.target for step in steps}
    known = {
        optimizer.symbols[f.name]: getattr(optimizer, f.name) for f in fields(optimizer) if f.type is not bool
    }
    if trajectory.schedule is not CONSTANT:
        factor = factors(trajectory.schedule, trajectory.n_iter)[:, None]
        known[optimizer.symbols["step_size"]] = optimizer.step_size * factor
    shared = scalars(optimizer)
    for name, record in trajectory.state.items():
        latex = optimizer.symbols[name]
        rows = record[:-1] if latex in targets else record[1:]
        known[latex] = rows[:, :1] if latex in shared else rows
    known |= {ITERATE: trajectory.x[:-1], GRADIENT.latex: trajectory.used_gradient}
    return known | dict(_one_update_on(steps, known))


def _one_update_on(steps: tuple[Substep, ...], known: dict) -> Iterator[tuple[str, np.ndarray]]:
    """What an index t + 1 names: the value that a symbol of index t will have in the next update."""
    for step in steps:
        if step.target and step.target.endswith("_t"):
            yield _one_on(step.target), step.formula.value({**known, "t": known["t"] + 1})


def _one_on(latex: str) -> str:
    return latex.removesuffix("t") + "{t+1}"


def _pieces(equation: Equation, shared: set[str]) -> Iterator[Formula]:
    """The parts of an equation that are sub-steps of their own, those that a later one needs first."""
    for part in equation.formula.parts():
        differs = not shared.issuperset(part.symbols())  # from coordinate to coordinate
        if part is not equation.formula and differs and _deserves_a_look(part):
            yield part


def _deserves_a_look(part: Formula) -> bool:
    if isinstance(part, Power):
        return part.exponent == Number("2")
    return isinstance(part, Root | Fraction) or (isinstance(part, Call) and part.name == "sign")
