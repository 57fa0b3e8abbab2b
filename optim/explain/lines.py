"""A rule as lines, each of which gives one name a value: what is printed, explained and put into a script."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from optim.optimizers import Optimizer
from optim.program import Program, RuleProgram, optimizer_programs

LONG = 8  # operations: what is longer is not written twice
MOVE = "x"  # the name of the line that makes the new iterate; its value is the step, which is subtracted


@dataclass(frozen=True)
class Line:
    """One line: a field of the state or the iterate gets its new value, a `named` value is worked out."""

    name: str
    place: int  # of its value in the program
    replaces: bool = False  # whether the name had another value before


@dataclass(frozen=True, eq=False)
class Listing:
    """The lines of a rule, in an order in which they can be worked out, the move last.

    `names` has what is not taken apart where a line reads it: place -> name. A counter, which is 0 at the
    start and then one more each time, has no line: its new value is the number of the update, from 1 on.
    """

    rule: RuleProgram
    lines: tuple[Line, ...]
    names: Mapping[int, str]
    counters: tuple[str, ...]
    needed: frozenset[int]  # the places that lead to the step or the new state
    varying: frozenset[int]  # the places that differ from coordinate to coordinate

    @property
    def program(self) -> Program:
        return self.rule.update

    def given(self, line: Line) -> str | None:
        """The name that a line's value has already, where it is an input; None where it is worked out."""
        if not 0 <= line.place < len(self.program.inputs):
            return None
        return self.program.inputs[line.place] if self.has_own(line) else self.names[line.place]

    def has_own(self, line: Line) -> bool:
        """Whether the line works its value out, and does not take one that has a name already."""
        return self.names.get(line.place) == line.name


def listing(optimizer: Optimizer) -> Listing:
    """The lines of a rule, for its switches as they are. Raises UntraceableError where it has no program."""
    return _listing(optimizer_programs(optimizer))


@lru_cache(maxsize=256)
def _listing(rule: RuleProgram) -> Listing:
    program, inputs = rule.update, dict(enumerate(rule.update.inputs))
    step, _, *new = program.results
    needed = program.ancestors(step, *new)
    counters = {place: name for name, place in _counters(rule, needed)}
    state = [
        Line(name, place, replaces=True)
        for old, (name, place) in enumerate(zip(rule.state, new))
        if place != old and name not in counters.values()
    ]
    taken = {step, *inputs, *counters, *(line.place for line in state)}
    lines = sorted([*hints(program, needed, taken), *state], key=lambda line: line.place)
    names = counters | {line.place: line.name for line in reversed(lines) if line.place >= 0} | inputs
    ordered, kept = _in_order(program, [*lines, Line(MOVE, step)], names)
    names |= {line.place: line.name for line in kept}
    return Listing(rule, (*kept, *ordered), names, tuple(counters.values()), needed, _varying(rule))


def hints(program: Program, needed: frozenset[int], taken: set[int]) -> Iterator[Line]:
    """Lines for what a record calls by `named`, and for what is long and needed twice; each name once."""
    found = {place: name for place, name in program.names.items() if place in needed - taken and place >= 0}
    found |= _repeated(program, needed, taken | found.keys())
    used = {*program.inputs}
    for place, name in sorted(found.items()):
        others = (f"{name}_{i}" for i in range(2, len(found) + 2))
        name = name if name not in used else next(other for other in others if other not in used)
        used.add(name)
        yield Line(name, place)


def _repeated(program: Program, needed: frozenset[int], named: set[int]) -> dict[int, str]:
    """Names for values without one that are long to write and that more than one step needs: a_1, a_2 ..."""
    steps = {place: step[1:] for place, step in program.places() if place in needed}
    readers = Counter(argument for arguments in steps.values() for argument in {*arguments})
    found, sizes = {}, {}
    for place in (place for place in steps if place not in named):
        sizes[place] = 1 + sum(sizes.get(argument, 0) for argument in steps[place])
        if sizes[place] > LONG and readers[place] > 1:
            found[place], sizes[place] = f"a_{len(found) + 1}", 0
    return found


def _counters(rule: RuleProgram, needed: frozenset[int]) -> Iterator[tuple[str, int]]:
    """The fields that count the updates, and whose old value nothing else needs; and where the new one is."""
    program = rule.update
    for old, (name, new) in enumerate(zip(rule.state, program.results[2:])):
        readers = {place for place, step in program.places() if place in needed and old in step[1:]}
        if readers == {new} and rule.init.constant(rule.init.results[old]) == 0:
            operation, *arguments = program.step(new)
            if operation == "add" and {program.constant(place) for place in arguments} == {None, 1}:
                yield name, new


def _in_order(program: Program, lines: list[Line], names: Mapping[int, str]) -> tuple[list[Line], list[Line]]:
    """The lines, each after those that it reads and before what it reads is replaced; the last stays so.

    Where that cannot be, as a rule reads old and new values together, there are lines that keep the old ones.
    """
    reads = {line: _reads(program, line, names) for line in lines}
    owners = {line.place: line for line in lines if names.get(line.place) == line.name}
    values = {line: {owners[place] for place in reads[line] & owners.keys()} for line in lines}
    olds = {line: _readers_of_old(program, line, reads) for line in lines}
    *waiting, move = lines
    ordered, kept = [], []
    while waiting:
        free = [line for line in waiting if values[line].isdisjoint(waiting)]
        line = next((line for line in free if olds[line].isdisjoint([*waiting, move])), None)
        if line is None:
            line = free[0]
            kept.append(Line(f"{line.name}_old", program.inputs.index(line.name)))
        waiting.remove(line)
        ordered.append(line)
    return [*ordered, move], kept


def _readers_of_old(program: Program, line: Line, reads: Mapping[Line, set[int]]) -> set[Line]:
    """The other lines that look at the value which a line replaces."""
    if not line.replaces:
        return set()
    old = program.inputs.index(line.name)
    return {other for other in reads if other is not line and old in reads[other]}


def _reads(program: Program, line: Line, names: Mapping[int, str]) -> set[int]:
    """The places with a name that a line looks at."""
    found, waiting = set(), {line.place}
    if names.get(line.place) == line.name:
        waiting = set(program.step(line.place)[1:])
    while waiting:
        place = waiting.pop()
        if place in names:
            found.add(place)
        elif place >= 0:
            waiting.update(program.step(place)[1:])
    return found


def _varying(rule: RuleProgram) -> frozenset[int]:
    """What depends on the gradient or the iterate, by way of the state too."""
    names, more = set(), {"gradient", "x"}
    more |= {name for name, place in zip(rule.state, rule.init.results) if place in rule.init.varying("x")}
    while not more <= names:
        names |= more
        varying = rule.update.varying(*names)
        more = {name for name, place in zip(rule.state, rule.update.results[2:]) if place in varying}
    return frozenset(varying)
