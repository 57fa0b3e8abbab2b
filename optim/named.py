"""A name for a value of a rule, for whoever prints the rule: equations, sub-steps, script."""

from typing import TypeVar

Value = TypeVar("Value")


def named(name: str, value: Value) -> Value:
    """`value` itself, called `name` where the rule is printed: named("m_hat", m / (1 - beta1**t)).

    A number or an array goes through untouched; while a rule is traced (optim.program), its value takes note.
    """
    note = getattr(value, "called", None)
    if note is not None:
        note(name)
    return value
