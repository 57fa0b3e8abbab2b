"""A rule as statements of NumPy for a script: what it remembers at first, an update from `g` to `step`."""

from optim.explain.equations import symbol
from optim.explain.expression import expression
from optim.explain.lines import STEP, Line, Listing, listing
from optim.optimizers import Optimizer

GIVEN = {"gradient": "g", "x": "x"}
TAKEN = {"g", "x", "k", "l"}  # other things in the script, and a letter that looks like 1


def used_hyperparameters(optimizer: Optimizer) -> list[str]:
    """The names of the hyperparameters that the rule looks at, with its switches as they are."""
    told = listing(optimizer)
    init = told.rule.init
    used = {name for place, name in enumerate(told.program.inputs) if place in told.needed}
    used |= {name for place, name in enumerate(init.inputs) if place in init.ancestors(*init.results)}
    return [name for name in told.rule.hyperparameters if name in used]


def state(optimizer: Optimizer) -> list[str]:
    """The statement that makes the state before the first update, if there is one to make."""
    told = listing(optimizer)
    names = dict(enumerate(told.rule.init.inputs))
    first = {}
    for old, (field, place) in enumerate(zip(told.rule.state, told.rule.init.results)):
        if field not in told.counters:
            value = expression(told.rule.init, place, names)
            if old in told.varying and 0 not in told.rule.init.ancestors(place):
                value = "np.zeros(2)" if value == "0" else f"np.full(2, {value})"
            first[_variable(optimizer, field)] = value
    if len(first) > 1 and {*first.values()} == {"np.zeros(2)"}:
        return [f"{', '.join(first)} = np.zeros(({len(first)}, 2))"]
    return [f"{', '.join(first)} = {', '.join(first.values())}"] if first else []


def update(optimizer: Optimizer) -> list[str]:
    """The statements of update k, from 0 on: from the gradient `g` at `x` to `step`, and the new state."""
    told = listing(optimizer)
    names = {place: _variable(optimizer, name) for place, name in told.names.items()}
    lines = [f"{names[place]} = k + 1" for place in _counts(told)]
    for line in told.lines:
        lines.append(f"{_variable(optimizer, line.name)} = {_right(optimizer, told, line, names)}")
    return lines


def _counts(told: Listing) -> list[int]:
    """The places of the counters that a line looks at."""
    first = len(told.program.inputs)
    read = {place for step in told.needed if step >= first for place in told.program.step(step)[1:]}
    return [place for place in sorted(read) if place >= first and told.names.get(place) in told.counters]


def _right(optimizer: Optimizer, told: Listing, line: Line, names: dict[int, str]) -> str:
    if name := told.given(line):
        return _variable(optimizer, name)
    return expression(told.program, line.place, names, taken_apart=told.has_own(line))


def _variable(optimizer: Optimizer, name: str) -> str:
    """What a name is called in the script: a field of the state by its letter, if it has one."""
    hyperparameters = listing(optimizer).rule.hyperparameters
    if name in GIVEN or name == STEP or name in hyperparameters:
        return GIVEN.get(name, name)
    if name.endswith("_old"):
        return f"{_variable(optimizer, name.removesuffix('_old'))}_old"
    latex = symbol(type(optimizer), name).latex
    is_letter = len(latex) == 1 and latex.isascii() and latex not in {*TAKEN, *hyperparameters}
    return latex if is_letter else name
