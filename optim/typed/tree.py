"""The tree of a typed function, as the grammar makes it."""

from dataclasses import dataclass

from optim.typed.functions import COORDINATES


@dataclass(frozen=True)
class Node:
    """A part of a typed function.

    op: number, name, sum, minus, product, quotient, power, or the name of a function in FUNCTIONS
    """

    op: str
    args: tuple["Node", ...] = ()
    value: float | str | None = None  # of a number or a name
    span: tuple[int, int] = (0, 0)  # where it stands in the text: first character, and the one after the last

    @property
    def depth(self) -> int:
        """How many nodes lie one in another."""
        return 1 + max((node.depth for node in self.args), default=0)


def is_constant(node: Node) -> bool:
    """Whether there is no coordinate in it."""
    return node.value not in COORDINATES and all(map(is_constant, node.args))
