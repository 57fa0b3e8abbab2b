"""One update, taken apart: its elementary sub-steps, in formulas, in sentences and in the run's values.

The sub-steps are read from the rule's own program: the gradient, then every equation, before it those of its
parts that deserve a look (a square, a root, a fraction, a sign), and the move last. So a new optimizer needs
nothing here; a sentence of its own, at most.
"""

from dataclasses import dataclass

import numpy as np

from optim.explain.equations import symbol, updates
from optim.explain.formula import Call, Equation, Formula, Fraction, Number, Power, Root, Symbol
from optim.explain.lines import MOVE, listing
from optim.explain.sentences import sentence
from optim.objectives import OBJECTIVES
from optim.optimizers import Optimizer
from optim.schedules import SCHEDULES, factors
from optim.trajectory import Trajectory, run

CONSTANT = SCHEDULES["constant"]
BOTH_SIGNS = (0.6, -0.8)  # where the bowl rises in x and falls in y


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

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols that it is worked out from, in order."""
        return (self.formula.formula if isinstance(self.formula, Equation) else self.formula).symbols()

    @property
    def result(self) -> str:
        """The name of what it gives: s' for a new value of s."""
        if not isinstance(self.formula, Equation):
            return self.latex
        return f"{self.target}'" if self.formula.sign == r"\leftarrow" else self.target


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
    """The sub-steps of every update of one run: what its rule's program gives at every step.

    Raises ValueError for many runs at once.
    """
    if trajectory.value.ndim != 1:
        raise ValueError(f"expected one run, got runs of shape {trajectory.value.shape[1:]}")
    steps = substeps(trajectory.optimizer)
    places = _values(trajectory)
    # from its equation on, a symbol that is made new has another name
    made = {(step.formula.place, step.target): step.result for step in steps[:-1]}
    names, symbols, results = [], {}, []
    for step in steps:
        names.append({s.latex: made.get((s.place, s.latex), s.latex) for s in step.symbols})
        symbols |= {names[-1][s.latex]: places[s.place] for s in step.symbols}
        results.append(step.result + "'" * results.count(step.result))  # of √s before and after s is new
        symbols[results[-1]] = places[step.formula.place]
    symbols[results[-1]] = trajectory.x[1:]
    shape = (trajectory.n_iter, 2)
    stacked = np.stack([np.broadcast_to(places[step.formula.place], shape) for step in steps], axis=1)
    return Explanation(steps, stacked, symbols, tuple(names), tuple(results))


def directed(optimizer: Optimizer) -> tuple[bool, ...]:
    """Of each sub-step whether what it gives has a direction: is negative in y where f falls along y."""
    told = explain(run(OBJECTIVES["bowl"], optimizer, BOTH_SIGNS, n_iter=1))
    return tuple((told.values[0] < 0).any(axis=-1).tolist())


def substeps(optimizer: Optimizer) -> tuple[Substep, ...]:
    """The sub-steps of an update of this optimizer, the gradient first and the move last."""
    listed = listing(optimizer)
    effective_step = listed.program.results[1]
    gradient = symbol("gradient", listed.program.inputs.index("gradient"))
    found = {gradient.place: ("gradient", gradient)}  # in order, each place once
    for equation in updates(optimizer):
        for part in equation.formula.parts():
            kind = _kind(part, effective_step)
            if kind and part.place in listed.varying and part.place != equation.place:
                found.setdefault(part.place, (kind, part))
        found[equation] = "step" if equation.target.name == MOVE else equation.target.name, equation
    return tuple(Substep(part, sentence(kind, part, effective_step)) for kind, part in found.values())


def _kind(part: Formula, effective_step: int) -> str | None:
    """What a part of an equation is that deserves a look: its operation, or that it is the effective step."""
    if isinstance(part, Power) and part.exponent == Number("2"):
        return "square"
    if isinstance(part, Call) and part.name == "sign":
        return "sign"
    if isinstance(part, Root):
        return "sqrt"
    if isinstance(part, Fraction):
        return "effective_step" if part.place == effective_step else "divide"
    return None


def _values(trajectory: Trajectory) -> list:
    """What is at every place of the rule's program in each update: (n_iter, 2), or one number for all."""
    optimizer, rule = trajectory.optimizer, listing(trajectory.optimizer).rule
    given = {name: getattr(optimizer, name) for name in rule.hyperparameters}
    if trajectory.schedule is not CONSTANT:
        given["step_size"] = optimizer.step_size * factors(trajectory.schedule, trajectory.n_iter)[:, None]
    given |= {name: record[:-1] for name, record in trajectory.state.items()}
    given |= {"x": trajectory.x[:-1], "gradient": trajectory.used_gradient}
    with np.errstate(all="ignore"):
        return rule.update.values(*(given[name] for name in rule.update.inputs))
