"""Types at typed_objective for some minutes: python -m tests.optim.fuzz_typed [minutes] [seed]

Not collected by pytest. Prints how many texts were functions and how many were refused, the slowest text and
the largest memory; a text that breaks what must hold stops it, shrunk by Hypothesis.
"""

import itertools
import random
import resource
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from figures import contour, surface
from optim import TypedError
from tests.optim.typed_texts import anything, checked, functions

BATCH = settings(
    max_examples=200,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


class Record:
    """What was met so far."""

    def __init__(self):
        self.counts, self.slowest, self.text = Counter(), 0.0, ""

    def meet(self, text: str) -> None:
        """Type one text; AssertionError if what must hold does not, or if it takes more than a second."""
        start = time.process_time()
        answer = checked(text)
        took = time.process_time() - start
        refused = isinstance(answer, TypedError)
        self.counts["refused" if refused else answer.scale] += 1
        self.counts["with minima"] += not refused and len(answer.minima) > 0
        if took > self.slowest:
            self.slowest, self.text = took, text
        assert took < 1, f"{took:.2f} s for {text!r}"
        if not refused and sum(self.counts.values()) % 5 == 0:
            contour(answer).to_json(), surface(answer).to_json()
            self.counts["drawn"] += 1

    def __str__(self):
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return f"{dict(self.counts)}; slowest {self.slowest:.2f} s: {self.text!r}; memory {memory:.0f} MB"


def main(minutes: float = 10, first_seed: int | None = None) -> None:
    """Batch after batch, each of its own seed, until the minutes are over."""
    record, end = Record(), time.monotonic() + 60 * minutes
    first_seed = random.randrange(10**6) if first_seed is None else first_seed
    for number in itertools.count(first_seed):
        if time.monotonic() > end:
            break
        seed(number)(BATCH(given(anything | functions)(record.meet)))()
        print(f"seed {number}: {record}", flush=True)


if __name__ == "__main__":
    main(*(kind(argument) for kind, argument in zip((float, int), sys.argv[1:])))
