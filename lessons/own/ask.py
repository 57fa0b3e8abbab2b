"""The question of a step of one's own: which kind it is, and what it is marked by."""

from collections.abc import Callable

from lessons.asks import Ask, Choice, Number, Option, Order, Point, Several
from lessons.own.facts import POINT, Measured, read_condition
from lessons.own.reader import LINE, Reader
from lessons.races import Runs

MOST_OPTIONS = 8
Facts = dict[str, Measured]


def read_ask(read: Reader, runs: Runs, facts: Facts, numbers: set[str]) -> Ask:
    """A question such as {"kind": "number", "fact": "far_n", "from": 1, "to": 5000}.

    `facts` are those that are not known before the commit, `numbers` the names of all that are no points.
    """
    ask = KINDS[read.name("kind", KINDS)](read, runs, facts, numbers)
    read.finish()
    return ask


def _number(read, runs, facts, numbers):
    whole = read.switch("whole")
    low, high = (read.number(end, 1 if whole else 1e-12, 1e12, whole=whole) for end in ("from", "to"))
    if low >= high:
        raise read.error("expected ‘from’ to be smaller than ‘to’")
    right = read.number("right", 1, 1e6, 1.25)
    return Number(
        _hidden(read, "fact", numbers & facts.keys()),
        low,
        high,
        read.text("label", LINE, "Your number"),
        right=right,
        close=max(right, read.number("close", 1, 1e6, 2.0)),
        whole=whole,
    )


def _point(read, runs, facts, numbers):
    points = {name for name, fact in facts.items() if fact.kind.gives == POINT}
    right = read.number("right", 1e-9, 1e6, 0.02)
    close = max(right, read.number("close", 1e-9, 1e6, 0.1))
    return Point(_hidden(read, "fact", points), read.name("run", runs), right, close)


def _hidden(read: Reader, key: str, names: set[str]) -> str:
    if not names:
        raise read.error(
            "there is nothing to mark by: ‘measured’ needs a fact of a run that is not shown", key
        )
    return read.name(key, sorted(names))


def _options(read: Reader, numbers: set[str]) -> tuple[Option, ...]:
    rows = read.objects("options", 2, MOST_OPTIONS)
    options = tuple(
        Option(f"o{i}", row.text("text", LINE), read_condition(row, "holds", numbers))
        for i, row in enumerate(rows, 1)
    )
    for row in rows:
        row.finish()
    return options


def _order(read, runs, facts, numbers):
    items = Reader(read.get("items"), f"{read.where}, ‘items’")
    if not 2 <= len(items.value) <= MOST_OPTIONS:
        raise read.error(f"expected 2 to {MOST_OPTIONS} facts, each with its name", "items")
    for name in items.value:
        if name not in numbers:
            raise read.error(f"expected facts that are numbers: one of {', '.join(sorted(numbers))}", "items")
    return Order({name: items.text(name, LINE) for name in items.value})


KINDS: dict[str, Callable[..., Ask]] = {
    "number": _number,
    "point": _point,
    "choice": lambda read, runs, facts, numbers: Choice(_options(read, numbers)),
    "several": lambda read, runs, facts, numbers: Several(_options(read, numbers)),
    "order": _order,
}
