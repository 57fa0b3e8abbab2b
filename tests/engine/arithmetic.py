"""What every machine rounds alike."""

from optim.program import Program

COMPARISONS = {"greater", "greater_equal", "less", "less_equal", "equal", "not_equal"}
CHOICES = {"maximum", "minimum", "fmax", "fmin", "logical_and", "logical_or"}
UNARY = {"negative", "sqrt", "absolute", "sign", "floor", "rint"}
# What IEEE 754 says how to round, and what needs no rounding.
EXACT = {"add", "subtract", "multiply", "divide", "where"} | UNARY | COMPARISONS | CHOICES


def is_arithmetic(program: Program) -> bool:
    return {name for name, *_ in program.steps} <= EXACT
