"""A rule as statements of NumPy for a script: what it remembers at first, an update from `g` to `step`."""

import string

from optim.explain.equations import symbol
from optim.explain.expression import expression
from optim.explain.lines import MOVE, Line, Listing, listing
from optim.optimizers import Optimizer
from optim.program import Program

GIVEN = {"gradient": "g", "x": "x"}
TAKEN = {"g", "x", "k", "n_iter", "step", "bounds", "objective", "derivative", "random", "rand", "seed", "np"}
UNREADABLE = {"l"}  # a letter that looks like 1


def used_hyperparameters(optimizer: Optimizer) -> list[str]:
    """The names of the hyperparameters that the rule looks at, with its switches as they are."""
    listed = listing(optimizer)
    step, _, *new = listed.program.results
    used = _inputs(listed.program, step, *new) | _inputs(listed.rule.init, *listed.rule.init.results)
    return [name for name in listed.rule.hyperparameters if name in used]


def _inputs(program: Program, *places: int) -> set[str]:
    """The names of the inputs that lead to some places."""
    found = program.ancestors(*places)
    return {name for place, name in enumerate(program.inputs) if place in found}


def state(optimizer: Optimizer) -> list[str]:
    """The statement that makes the state before the first update, if there is one to make."""
    listed = listing(optimizer)
    names = dict(enumerate(listed.rule.init.inputs))
    first = {}
    for old, (field, place) in enumerate(zip(listed.rule.state, listed.rule.init.results)):
        if field not in listed.counters:
            value = expression(listed.rule.init, place, names)
            if old in listed.varying and "x" not in _inputs(listed.rule.init, place):
                value = "np.zeros(2)" if value == "0" else f"np.full(2, {value})"
            first[_variable(optimizer, field)] = value
    if len(first) > 1 and {*first.values()} == {"np.zeros(2)"}:
        return [f"{', '.join(first)} = np.zeros(({len(first)}, 2))"]
    return [f"{', '.join(first)} = {', '.join(first.values())}"] if first else []


def update(optimizer: Optimizer) -> list[str]:
    """The statements of update k, from 0 on: from the gradient `g` at `x` to `step`, and the new state."""
    listed = listing(optimizer)
    names = {place: _variable(optimizer, name) for place, name in listed.names.items()}
    lines = [f"{names[place]} = k + 1" for place in _counts(listed)]
    for line in listed.lines:
        name = "step" if line.name == MOVE else _variable(optimizer, line.name)
        lines.append(f"{name} = {_right(optimizer, listed, line, names)}")
    return lines


def _counts(listed: Listing) -> list[int]:
    """The places of the counters that a line looks at."""
    steps = [(place, step) for place, step in listed.program.places() if place in listed.needed]
    read = {argument for _, step in steps for argument in step[1:]}
    return [place for place, _ in steps if place in read and listed.names.get(place) in listed.counters]


def _right(optimizer: Optimizer, listed: Listing, line: Line, names: dict[int, str]) -> str:
    if name := listed.given(line):
        return _variable(optimizer, name)
    return expression(listed.program, line.place, names, taken_apart=listed.has_own(line))


def _variable(optimizer: Optimizer, name: str) -> str:
    """What a name is called in the script: a field of the state by its letter, if it has one."""
    hyperparameters = listing(optimizer).rule.hyperparameters
    if name in GIVEN or name in hyperparameters:
        return GIVEN.get(name, name)
    if name.endswith("_old"):
        return f"{_variable(optimizer, name.removesuffix('_old'))}_old"
    latex = symbol(name).latex
    if latex in string.ascii_letters and latex not in {*TAKEN, *UNREADABLE, *hyperparameters}:
        return latex
    return f"{name}_" if name in TAKEN else name
