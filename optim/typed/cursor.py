"""A place among the tokens of a typed function, and what every rule of the grammar needs there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from optim.typed.errors import TypedError, quoted
from optim.typed.tokens import Token
from optim.typed.tree import Node

MAX_DEPTH = 30
MAX_NODES = 200  # each is worked out at some 10^5 points before the function is shown
MAX_READING = 30  # characters of a reading that is shown
BRACKETS = {"(": ")", "[": "]", "{": "}"}
LINK = "in a link, a plus sign is written %2B"
LEFT_OVER = {
    ",": "{} {} is one too many: a decimal is written 0.5.",
    **dict.fromkeys(BRACKETS.values(), "{} {} closes nothing."),
    "=": "{} {} cannot stand there: type the function alone, such as x^2 + 3xy.",
}


class Cursor:
    """The tokens, of which some are taken; the nodes made of them so far; remarks on how they were read."""

    def __init__(self, found: list[Token], plain: str):
        self.tokens, self.plain = found, plain
        self.index, self.depth, self.n_nodes, self.remarks = 0, 0, 0, []
        self.opened: list[tuple[str, bool]] = []  # the brackets round the next token: sign, commas separate

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    @property
    def last(self) -> Token:
        return self.tokens[self.index - 1]

    @property
    def gap(self) -> str:
        """What lies between the token last taken and the next one: spaces, or nothing."""
        return self.plain[self.last.end : self.next.position]

    def take(self) -> Token:
        self.index += 1
        return self.last

    def slice(self, since: int) -> str:
        """The text from the token numbered `since` to the one last taken."""
        return self.plain[self.tokens[since].position : self.last.end]

    def passed(self, rule: Callable[[], Node]) -> str:
        """The text that a rule reads."""
        since = self.index
        rule()
        return self.slice(since)

    def node(self, op: str, *args: Node, since: int, value=None) -> Node:
        """A node that reaches from the token numbered `since` to the one last taken."""
        first = self.tokens[since]
        self.n_nodes += 1
        if self.n_nodes > MAX_NODES:
            raise self.last.error(f"This function has more than {MAX_NODES} parts: try a shorter one.")
        node = Node(op, args, value, (first.position, self.last.end))
        if node.depth > MAX_DEPTH:
            raise self.too_deep(first)
        return node

    def maker(self, since: int) -> Callable[..., Node]:
        return partial(self.node, since=since)

    def widened(self, node: Node, since: int) -> Node:
        """A node that also reaches over the signs or brackets round it."""
        return replace(node, span=(self.tokens[since].position, self.last.end))

    @contextmanager
    def deeper(self, token: Token) -> Iterator[None]:
        """A context in which what is read lies a level deeper. Raises TypedError at the last one."""
        if self.depth == MAX_DEPTH:
            raise self.too_deep(token)
        self.depth += 1
        yield
        self.depth -= 1

    def opens(self) -> bool:
        """Whether the next token begins something that is multiplied without a sign."""
        if self.next.kind == "|":
            return self.opened[-1:] != [("|", False)] or self.next.text.startswith(("\\left", "\\lvert"))
        return self.next.kind in ("name", "root", "frac", *BRACKETS)

    def note_space(self) -> None:
        """Say that a space is read as a times sign: it may be what a link has left of a plus sign."""
        if not self.gap or set(self.plain) & set("+\\"):  # LaTeX separates by spaces
            return
        if len(self.gap) >= 3:  # a plus sign with a space on either side
            sentence = f"A sign is missing at character {self.last.end + 2}: {LINK}."
            raise TypedError(sentence, self.last.end, len(self.gap))
        self.remarks.append(f"A space is read as a times sign; {LINK}.")

    def missing(self, token: Token) -> TypedError:
        """The error where a number, a letter or a bracket is missing."""
        before = f" after {quoted(self.last.text)}" if self.index else ""
        if token.kind == "end":
            return TypedError(f"Something is missing at the end{before}.", max(token.position - 1, 0), 1)
        return token.error(
            f"Something is missing{before}: {quoted(token.text)} {token.at} cannot stand there."
        )

    def left_over(self, token: Token, opening: Token | None = None) -> TypedError:
        """The error where a finished expression is followed by what continues nothing."""
        if opening and token.kind in BRACKETS.values():
            shown = f"{quoted(opening.text)} {opening.at}"
            return token.error(f"{quoted(token.text)} {token.at} does not close {shown}.")
        sentence = LEFT_OVER.get(token.kind, "{} {} cannot stand there.")
        return token.error(sentence.format(quoted(token.text), token.at))

    def too_deep(self, token: Token) -> TypedError:
        return token.error(f"What starts {token.at} is nested more than {MAX_DEPTH} deep.")

    def two_readings(self, since: int, one: str, other: str) -> TypedError:
        """The error for what is read in two ways, from the token numbered `since` to the last one taken."""
        token, whole = self.tokens[since], self.slice(since)
        readings = " or ".join(re.sub(" *([-+*/^(),]) *", r"\1", reading) for reading in (one, other))
        if max(len(one), len(other)) > MAX_READING or "\\" in readings:
            readings = "more than one thing"
        sentence = f"{quoted(whole)} {token.at} can mean {readings}: add brackets."
        return TypedError(sentence, token.position, len(whole))
