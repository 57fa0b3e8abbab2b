"""Opens links as strangers write them: python -m tests.ui.fuzz_links [cases] [seed]

Each link has every parameter of the address now and then: good values, values at the ends of their ranges,
and nonsense; typed functions among them, cheap and dear. A real server answers over its websocket. It prints
what went wrong: exceptions in the log, error boxes, answers that take the server more than a second of the
processor's time; and the slowest answers. A processor that is shared is slower at times: the seconds are what
an answer would take at the best pace met, as a short run of known length before and after it tells.
"""

import asyncio
import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.visitor import visit
from figures.racers import RACERS
from optim import OBJECTIVES, OPTIMIZERS, run
from tests.driver.server import Server, serve
from ui.quantities import QUANTITIES
from ui.settings.parameters import Choice, Number, Switch
from ui.settings.racers import Racers
from ui.settings.record import OWN_KEYS, PARAMETERS
from ui.settings.regions import Domain, Formula, Frame

LONGEST = 1.0  # seconds an answer may take
SHARE = 0.25  # of the parameters that a link has
NONSENSE = (
    "", " ", "NaN", "inf", "-1e999", "1e400", "−0,5", "0x10", "½", "²", "null", "[]", "{}", "'", "%00",
    "\u202e", "🐌", "<b>", "[a](b)", "$x$", "1,2,3", ",,,", "a=b&c", "../..", "9" * 400, "True", "1_000",
)  # fmt: skip
PARTS = (
    "x", "y", "2", "x^2", "y^2", "sin(x)", "exp(y)", "log(x)", "sqrt(y)", "|x|", "x^y", "x^1.5", "1/x", "pi",
)  # fmt: skip
JOINTS = ("+", "-", "*", "/", "^", " ", "*(x+1)^")
TOWERS = (
    "*".join(f"x^{k}.5" for k in range(30)),
    "^".join("xy"[k % 2] for k in range(30)),
    "^".join(("|x|", "|y|")[k % 2] for k in range(24)),
    "".join(f"(x^y+{k})" for k in range(26)),
    "sin(" * 40 + "x" + ")" * 40 + "+y^2",
    "x^2-12x+8sin(5pi x/2)+10cos(pi x/2)+11-0.2sqrt5/e^(0.5(y-0.5)^2)",
    "-(y+47)sin(sqrt(|x/2+y+47|))-x*sin(sqrt(|x-y-47|))",
)


def link(choose: random.Random) -> dict[str, str]:
    """A link: parameter -> text."""
    names = [name for name in PARAMETERS if choose.random() < SHARE]
    query = {name: _text(PARAMETERS[name], choose) for name in names}
    if choose.random() < 0.4:
        query |= {"objective": "typed", "f": _formula(choose)}
    if choose.random() < 0.15:
        query |= {"n_iter": "10000", "optimizers": ",".join(list(RACERS)[:: choose.choice((1, 2, 3))])}
    for _ in range(choose.randrange(3) if choose.random() < 0.3 else 0):
        key, number = _own(choose)
        query[key] = _text(number, choose)
    return query


def _own(choose: random.Random) -> tuple[str, Number | Switch]:
    key = choose.choice(list(OWN_KEYS))
    return key, OWN_KEYS[key]


def _text(parameter, choose: random.Random) -> str:
    """A value for a parameter: mostly one of its kind, at times nonsense."""
    if choose.random() < 0.12:
        return choose.choice(NONSENSE)
    kinds = {
        Number: _number, Racers: _names, Choice: _name, Switch: _switch, Formula: _any_formula,
        Domain: _four, Frame: _four,
    }  # fmt: skip
    return kinds.get(type(parameter), _pair)(parameter, choose)


def _number(number: Number, choose: random.Random) -> str:
    ends = (number.lo, number.hi, number.lo - 1, number.hi * 2 + 1)
    value = choose.choice((*ends, *choose.choices(number.positions or (0,), k=6)))
    return f"{int(value)}" if number.whole else f"{value:g}"


def _name(choice: Choice, choose: random.Random) -> str:
    return choose.choice(list(choice.names))


def _names(racers: Racers, choose: random.Random) -> str:
    names = choose.sample(list(racers.names), choose.randint(1, len(OPTIMIZERS) + 2))
    return ",".join(choose.choice(("", "", "", "", "_2", "9")).join((name, "")) for name in names)


def _switch(switch: Switch, choose: random.Random) -> str:
    return choose.choice(("true", "false", "on", "maybe"))


def _any_formula(formula: Formula, choose: random.Random) -> str:
    return _formula(choose)


def _four(parameter, choose: random.Random) -> str:
    reach = choose.choice((1e-3, 0.5, 2, 30, 512, 1e4))
    x, y = choose.choice((0, 0, 1.05, -3)) * reach, choose.choice((0, 0, 1.05)) * reach
    return f"{x - reach:g},{x + reach:g},{y - reach:g},{y + reach:g}"


def _pair(parameter, choose: random.Random) -> str:
    """A point, or two of what the charts can show."""
    if parameter is PARAMETERS["curves"]:
        return ",".join(f"{choose.choice(list(QUANTITIES))}:{choose.choice(('log', 'linear'))}" for _ in "ab")
    return f"{choose.uniform(-3, 3):.3g},{choose.uniform(-3, 3):.3g}"


def _formula(choose: random.Random) -> str:
    """A tower, or some parts joined."""
    if choose.random() < 0.3:
        return choose.choice(TOWERS)
    text = choose.choice(PARTS)
    for _ in range(choose.choice((1, 2, 3, 5, 12, 25))):
        text += choose.choice(JOINTS) + choose.choice(PARTS)
    return text[: choose.choice((20, 60, 200, 500))]


@dataclass
class Record:
    """What was met so far: what went wrong, by the link, and the seconds of every answer."""

    faults: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)

    def meet(self, query: str, seconds: float, errors: list[str], printed: str, longest: float) -> None:
        """Notes one answer."""
        self.seconds.append((seconds, query))
        if errors:
            self._fault(f"error box {errors[0][:80]!r} for ?{query}")
        if "Traceback" in printed:
            self._fault(f"exception for ?{query}\n{printed[printed.index('Traceback') :][-900:]}")
        if seconds > longest:
            self._fault(f"{seconds:.2f} s for ?{query}")

    def _fault(self, what: str) -> None:
        self.faults.append(what)
        print(what, flush=True)


async def _open(server: Server, query: str, timeout: float) -> list[str]:
    """What error boxes have said by the end of the first run."""
    async with asyncio.timeout(timeout), visit(server.url, query) as visitor:
        return visitor.errors


def _processor_seconds(server: Server) -> float:
    """What the server has used of the processor: what else runs on the machine does not count."""
    used = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def _yardstick() -> float:
    """Seconds of the processor's time that a run of known length takes."""
    begun = time.process_time()
    run(OBJECTIVES["bowl"], OPTIMIZERS["adam"](step_size=0.01), (0.5, 0.5), 1_000)
    return time.process_time() - begun


def fuzz(server: Server, cases: int, seed: int, longest: float = LONGEST, timeout: float = 60) -> Record:
    """Opens that many links, one after another."""
    choose, record = random.Random(seed), Record()
    asyncio.run(_open(server, "", timeout))  # what the first visit imports is no link's fault
    best = pace = min(_yardstick() for _ in range(20))
    for n in range(cases):
        query, used, printed = urlencode(link(choose)), _processor_seconds(server), len(server.printed())
        try:
            errors = asyncio.run(_open(server, query, timeout))
        except TimeoutError:
            errors = ["no answer"]
        seconds = _processor_seconds(server) - used
        before, pace = pace, _yardstick()
        best = min(best, pace)
        seconds *= 2 * best / (before + pace)
        record.meet(query, seconds, errors, server.printed()[printed:], longest)
        if n % 100 == 99:
            print(f"{n + 1} links, {len(record.faults)} faults", flush=True)
    return record


def main(cases: int = 2000, seed: int | None = None) -> int:
    """Prints what went wrong and the slowest answers; the number of faults."""
    seed = random.randrange(10**6) if seed is None else seed
    with serve() as server:
        record = fuzz(server, cases, seed)
    print(f"seed {seed}: {cases} links, {len(record.faults)} faults")
    for seconds, query in sorted(record.seconds, reverse=True)[:10]:
        print(f"{seconds:.2f} s ?{query[:300]}")
    return len(record.faults)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])) > 0)
