"""Programs: what a record's functions compute, as data that can be run, sent and printed.

- program: a Program, the list of elementary steps from inputs to results, and what it can be run with
- trace: any function of NumPy as a Program, by running it once with numbers that are not known yet
- records: the programs of objectives, optimizers and schedules
"""

from optim.named import named
from optim.program.program import OPERATIONS, Program
from optim.program.records import RuleProgram, kinks, objective_program, optimizer_programs, schedule_program
from optim.program.trace import UntraceableError, trace

__all__ = [
    "OPERATIONS",
    "Program",
    "RuleProgram",
    "UntraceableError",
    "kinks",
    "named",
    "objective_program",
    "optimizer_programs",
    "schedule_program",
    "trace",
]
