"""From tokens to a tree of nodes, by recursive descent.

expression   term {(+ | -) term}
term         factor {* factor | / factor | power}        a product without a sign binds like one with it
factor       {+ | -} power
power        primary {superscript | ^ factor | °}        so -x^2 is -(x^2), and x^y^2 is x^(y^2)
primary      number | name | ( expression ) | | expression | | √ power | function | \\frac{...}{...}
function     name [power of it] ( arguments )  or  name bare argument, as in sin 2x or sin² x

Where people read a text in two ways, as sin 2*x, it is refused by an error that names both. Where one reading
is usual and the other possible, the tree comes with a remark.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from optim.typed.calls import CALLS, EXAMPLES, Call, number, power, root
from optim.typed.coordinates import located
from optim.typed.errors import TypedError, quoted
from optim.typed.functions import COORDINATES, FUNCTIONS
from optim.typed.tokens import Token, readable
from optim.typed.tree import Node

MAX_DEPTH = 30
MAX_READING = 30  # characters of a reading that is shown
BRACKETS = {"(": ")", "[": "]", "{": "}"}
LINK = "in a link, a plus sign is written %2B"


@dataclass(frozen=True)
class Reading:
    """How a typed function was read."""

    tree: Node
    remarks: tuple[str, ...]  # sentences on what could be read otherwise
    title: str  # the function in one line of plain signs


@lru_cache(maxsize=64)  # a page reads its function at each of its runs
def read(text: str) -> Reading:
    """The tree of a typed function, with remarks. Raises TypedError, with the place, for what is none."""
    plain = readable(text)
    found, remarks = located(plain)
    parser = _Parser(found, plain)
    tree = parser.parse()
    return Reading(tree, (*remarks, *dict.fromkeys(parser.remarks)), _title(found, plain))


def parse(text: str) -> Node:
    """The tree of a typed function, see `read`."""
    return read(text).tree


def _title(found, plain):
    written, end = "", found[0].position
    for token in found[:-1]:
        written += " " * (" " in plain[end : token.position])
        written += PIECES.get(token.kind, token.text if token.kind != "name" else token.value)
        end = token.end
    return written


class _Parser:
    def __init__(self, found: list[Token], plain: str):
        self.tokens, self.plain = found, plain
        self.index, self.depth, self.remarks = 0, 0, []
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

    def node(self, op: str, *args: Node, since: int, value=None) -> Node:
        """A node that reaches from the token numbered `since` to the one last taken."""
        first = self.tokens[since]
        node = Node(op, args, value, (first.position, self.last.end))
        if node.depth > MAX_DEPTH:
            raise self.too_deep(first)
        return node

    def maker(self, since: int) -> Callable[..., Node]:
        return partial(self.node, since=since)

    def parse(self) -> Node:
        if self.next.kind == "end":
            raise TypedError("Nothing is typed: a function is wanted, such as x^2 + 3xy.")
        tree = self.expression()
        if self.next.kind != "end":
            raise self.left_over(self.next)
        return tree

    def expression(self) -> Node:
        since, terms = self.index, [self.term()]
        while self.next.kind in ("+", "-"):
            start, sign = self.index, self.take()
            term = self.term()
            terms.append(self.node("minus", term, since=start) if sign.kind == "-" else term)
        return self.node("sum", *terms, since=since) if len(terms) > 1 else terms[0]

    def term(self) -> Node:
        since, factors = self.index, [self.factor()]
        while True:
            if self.next.kind == "*":
                self.take()
                factors.append(self.factor())
            elif self.next.kind == "/":
                factors = [self.divided(self.product(factors, since), since)]
            elif self.starts_factor():
                self.note_space()
                factors.append(self.power())
            else:
                return self.product(factors, since)

    def product(self, factors: list[Node], since: int) -> Node:
        return self.node("product", *factors, since=since) if len(factors) > 1 else factors[0]

    def divided(self, above: Node, since: int) -> Node:
        self.take()
        quotient = self.node("quotient", above, self.factor(), since=since)
        if self.opens() and not self.gap:
            shown = quoted(self.plain[quotient.span[0] : quotient.span[1]])
            self.remarks.append(
                f"{shown} is multiplied by what follows it: to divide by all of it, write 1/(2x)."
            )
        return quotient

    def opens(self) -> bool:
        """Whether the next token begins something that is multiplied without a sign."""
        if self.next.kind == "|":
            return self.opened[-1:] != [("|", False)] or self.next.text.startswith(("\\left", "\\lvert"))
        return self.next.kind in ("name", "root", "frac", *BRACKETS)

    def starts_factor(self) -> bool:
        """Whether the next token is multiplied without a sign, as in 2x, x(y + 1) and |x||y|."""
        if self.next.kind in ("number", "fraction", "superscript"):
            hint = f"; {LINK}" if self.gap and "+" not in self.plain else ""
            sentence = f"{quoted(self.next.text)} {self.next.at} follows a factor: write x^2 or 2x{hint}."
            raise self.next.error(sentence)
        return self.opens()

    def note_space(self) -> None:
        """Say that a space is read as a times sign: it may be what a link has left of a plus sign."""
        if not self.gap or set(self.plain) & set("+\\"):  # LaTeX separates by spaces
            return
        if len(self.gap) >= 3:  # a plus sign with a space on either side
            sentence = f"A sign is missing at character {self.last.end + 2}: {LINK}."
            raise TypedError(sentence, self.last.end, len(self.gap))
        self.remarks.append(f"A space is read as a times sign; {LINK}.")

    def factor(self) -> Node:
        since, signs = self.index, []
        while self.next.kind in ("+", "-"):
            signs.append(self.take().kind)
        factor = self.power()
        if signs.count("-") % 2:
            return self.node("minus", factor, since=since)
        return self.widened(factor, since) if signs else factor

    def widened(self, node: Node, since: int) -> Node:
        """A node that also reaches over the signs or brackets round it."""
        return replace(node, span=(self.tokens[since].position, self.last.end))

    def power(self) -> Node:
        since, base = self.index, self.primary()
        while self.next.kind in POSTFIXES:
            base = POSTFIXES[self.next.kind](self, base, since)
        return base

    def superscript(self, base: Node, since: int) -> Node:
        return self.node("power", base, self.exponent(), since=since)

    def exponent(self) -> Node:
        token = self.take()
        return self.node("number", since=self.index - 1, value=token.value)

    def degrees(self, base: Node, since: int) -> Node:
        self.take()
        make = self.maker(since)
        return make("product", base, make("quotient", make("name", value="pi"), number(make, 180)))

    def caret(self, base: Node, since: int) -> Node:
        sign = self.take()
        start = self.index
        with self.deeper(sign):
            exponent = self.factor()
        if self.is_doubtful(base, exponent):
            begin = self.tokens[since].position
            below, above = self.plain[begin : sign.position].strip(), self.slice(start)
            rest = self.passed(self.rest)
            raise self.two_readings(since, f"({below}^{above}){rest}", f"{below}^({above}{rest})")
        return power(self.maker(since), base, exponent)

    def is_doubtful(self, base: Node, exponent: Node) -> bool:
        """Whether what is close behind an exponent may belong to it: e^2x, x^xy and x^1/3, unlike x^2y."""
        if exponent.value == 1 and self.next.kind == "/" and self.last.text == "1":
            return True
        if not self.opens() or self.gap or self.last.kind not in ("number", "fraction", "name"):
            return False
        plain = exponent.args[0] if exponent.op == "minus" else exponent
        return plain.op != "number" or _is_constant(base)

    def primary(self) -> Node:
        since, token = self.index, self.next
        reader = READERS.get(token.kind)
        if reader is None:
            raise self.missing(token)
        with self.deeper(token):
            self.take()
            return reader(self, token, since)

    @contextmanager
    def deeper(self, token: Token) -> Iterator[None]:
        """A context in which what is read lies a level deeper. Raises TypedError at the last one."""
        if self.depth == MAX_DEPTH:
            raise self.too_deep(token)
        self.depth += 1
        yield
        self.depth -= 1

    def number(self, token: Token, since: int) -> Node:
        if self.next.kind == "," and self.has_decimal_comma(token):
            self.take()
            return self.decimal(token, self.take(), since)
        return self.node("number", since=since, value=token.value)

    def has_decimal_comma(self, token: Token) -> bool:
        """Whether the comma after a number stands between digits, where no comma separates arguments."""
        separates = self.opened and self.opened[-1][1]
        comma, after = self.tokens[self.index : self.index + 2]
        close = token.end == comma.position and comma.end == after.position
        digits = after.kind == "number" and after.text.partition("e")[0].isdigit()
        return close and digits and token.text.isdigit() and not separates

    def decimal(self, whole: Token, decimals: Token, since: int) -> Node:
        typed, read_as = f"{whole.text},{decimals.text}", f"{whole.text}.{decimals.text}"
        if len(decimals.text) == 3 and whole.value:
            readings = f"{read_as} or {whole.text}{decimals.text}"
            sentence = f"{quoted(typed)} {whole.at} can be {readings}: write it without a comma."
            raise TypedError(sentence, whole.position, len(typed))
        self.remarks.append(f"{quoted(typed)} is read as {read_as}.")
        return self.node("number", since=since, value=float(read_as))

    def fraction(self, token: Token, since: int) -> Node:
        make = self.maker(since)
        return make("quotient", *(number(make, term) for term in token.value))

    def name(self, token: Token, since: int) -> Node:
        return (self.function if token.value in CALLS else self.letter)(token, since)

    def letter(self, token: Token, since: int) -> Node:
        return self.node("name", since=since, value=token.value)

    def root(self, token: Token, since: int) -> Node:
        radicand = self.power()
        if self.opens() and not self.gap and self.last.kind in ("number", "fraction", "name", "superscript"):
            self.remarks.append(f"{quoted(self.slice(since))} ends the root: write √(xy) for more.")
        return root(self.maker(since), radicand, token.value)

    def frac(self, token: Token, since: int) -> Node:
        terms = []
        for _ in range(2):
            if self.next.kind != "{":
                raise token.error(f"{quoted(token.text)} {token.at} wants two pairs of braces.")
            terms += self.enclosed(self.take())
        return self.node("quotient", *terms, since=since)

    def brackets(self, token: Token, since: int) -> Node:
        (inner,) = self.enclosed(token)
        return self.widened(inner, since)

    def bars(self, token: Token, since: int) -> Node:
        return self.node("abs", *self.enclosed(token), since=since)

    def function(self, token: Token, since: int) -> Node:
        """What follows a function's name: its power, if any, and its arguments, with or without brackets."""
        call = CALLS[token.value]
        self.check_digits(token)
        index = self.base_or_degree(token)
        exponent = self.power_of_function(token, call)
        args = self.arguments(token, call)
        make = self.maker(since)
        if exponent is not None and exponent.value == -1:
            return make(call.inverse, *args)
        node = index(make, *args) if index else call.build(make, *args)
        return make("power", node, exponent) if exponent else node

    def check_digits(self, token: Token) -> None:
        """log2x is log_2(x) or log(2x)."""
        if token.value in ("log2", "log10") and self.next.kind == "name" and not self.gap:
            digits, rest, since = token.value.removeprefix("log"), self.next.text, self.index - 1
            self.take()
            raise self.two_readings(since, f"log_{digits}({rest})", f"log({digits}{rest})")

    def base_or_degree(self, token: Token) -> Callable[..., Node] | None:
        """What builds a logarithm to a base that is written as its index, or \\sqrt[3]{x}."""
        if token.value == "log" and self.next.kind == "index":
            base = self.take().value
            return lambda make, argument: CALLS["log"].build(make, argument, number(make, base))
        if token.text != r"\sqrt" or self.next.kind != "[":
            return None
        self.take()
        degree = self.take()
        if degree.kind != "number" or degree.value % 1 or degree.value < 2 or self.take().kind != "]":
            raise token.error(f"The degree of the root {token.at} is no whole number from 2 on.")
        return lambda make, radicand: root(make, radicand, int(degree.value))

    def arguments(self, token: Token, call: Call) -> list[Node]:
        if self.next.kind not in BRACKETS:
            return [self.bare_argument(token, call)]
        args = self.enclosed(self.take(), call.least, call.most, token)
        if token.value == "log" and len(args) == 2 and _is_constant(args[0]) and not _is_constant(args[1]):
            raise token.error(f"{quoted(token.text)} {token.at} wants its base second, as in log(x, 2).")
        return args

    def power_of_function(self, token: Token, call: Call) -> Node | None:
        """The 2 of sin² x, sin^2 x and sin^{2} x; -1 for the inverse function."""
        if self.next.kind not in ("superscript", "^"):
            return None
        closing = None
        if self.next.kind == "^":
            self.take()
            closing = BRACKETS.get(self.next.kind)
            if closing:
                self.take()
        negative = self.next.kind == "-" and self.take()
        if self.next.kind not in ("superscript", "number"):
            raise self.no_power(token)
        exponent = self.exponent()
        if closing and self.take().kind != closing:
            raise self.no_power(token)
        if not negative and exponent.value >= 0:
            return exponent
        if abs(exponent.value) != 1 or not call.inverse:
            raise self.no_power(token)
        inverse = FUNCTIONS[call.inverse].spellings[1]
        self.remarks.append(f"{quoted(token.value + '^-1')} is read as {inverse}, not as 1/{token.value}.")
        return replace(exponent, value=-1.0)

    def no_power(self, token: Token) -> TypedError:
        if token.value == "exp":
            return token.error(f"{quoted(token.text)} {token.at} is a function: write e^x or exp(x).")
        return token.error(f"A power of {quoted(token.text)} {token.at} is written ({token.value}(x))^2.")

    def bare_argument(self, token: Token, call: Call) -> Node:
        """The 2x of sin 2x: a factor, and the letters that follow it."""
        if call.least > 1 or self.next.kind not in BARE:
            raise self.wants(token, call)
        since, signed = self.index, self.next.kind in ("+", "-")
        factors = [self.factor()]
        while self.next.kind == "name" and self.next.value not in CALLS:
            self.note_space()
            factors.append(self.power())
        # sqrt5 is one number, whatever follows
        glued = factors[0].op == "number" and self.tokens[since].position == token.end and len(factors) == 1
        if not (glued and token.value == "sqrt") and self.reaches_on(signed):
            own = self.slice(since)
            rest = self.passed(self.rest)
            name, first = token.value, self.tokens.index(token)
            raise self.two_readings(first, f"{name}({own}){rest}", f"{name}({own}{rest})")
        return self.product(factors, since)

    def reaches_on(self, signed: bool) -> bool:
        """Whether a bare argument may go on behind the letters: sin 2(x), ln 2*x, exp -x - y."""
        after = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        calls = after.kind == "name" and after.value in CALLS
        if self.next.kind in ("+", "-"):
            return signed
        if self.next.kind in ("*", "/"):
            return signed or not calls
        return self.opens() and self.next.kind != "name"

    def rest(self) -> Node:
        """What an argument or exponent may go on with: a factor or term, and the sign before it."""
        sign = self.take().kind if self.next.kind in ("*", "/", "+", "-") else None
        return self.term() if sign in ("+", "-") else self.factor()

    def slice(self, since: int) -> str:
        """The text from the token numbered `since` to the one last taken."""
        return self.plain[self.tokens[since].position : self.last.end]

    def passed(self, rule: Callable[[], Node]) -> str:
        """The text that a rule reads."""
        since = self.index
        rule()
        return self.slice(since)

    def two_readings(self, since: int, one: str, other: str) -> TypedError:
        """The error for what is read in two ways, from the token numbered `since` to the last one taken."""
        token, whole = self.tokens[since], self.slice(since)
        readings = " or ".join("".join(reading.split()) for reading in (one, other))
        if max(len(one), len(other)) > MAX_READING or "\\" in readings:
            readings = "read in two ways"
        sentence = f"{quoted(whole)} {token.at} can be {readings}: write the brackets."
        return TypedError(sentence, token.position, len(whole))

    def enclosed(
        self, opening: Token, least: int = 1, most: int = 1, owner: Token | None = None
    ) -> list[Node]:
        """The expressions up to the closing sign, separated by commas."""
        self.opened.append((opening.kind, most > 1))
        found = [self.expression()]
        while self.next.kind == "," and len(found) < most:
            self.take()
            found.append(self.expression())
        if self.next.kind == "end":
            raise opening.error(f"{quoted(opening.text)} {opening.at} is never closed.")
        if self.next.kind != BRACKETS.get(opening.kind, opening.kind):
            raise self.left_over(self.next, opening)
        if len(found) < least:
            raise self.wants(owner, CALLS[owner.value])
        self.take()
        self.opened.pop()
        return found

    def wants(self, token: Token, call: Call) -> TypedError:
        example = EXAMPLES[min(call.least, 2)].format(token.value)
        return token.error(f"{quoted(token.text)} {token.at} wants {example}.")

    def missing(self, token: Token) -> TypedError:
        """The error where a number, a letter or a bracket is wanted."""
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


def _is_constant(node):
    return node.value not in COORDINATES and all(map(_is_constant, node.args))


READERS = {
    "number": _Parser.number,
    "fraction": _Parser.fraction,
    "name": _Parser.name,
    "root": _Parser.root,
    "frac": _Parser.frac,
    "|": _Parser.bars,
    **dict.fromkeys(BRACKETS, _Parser.brackets),
}
POSTFIXES = {"superscript": _Parser.superscript, "^": _Parser.caret, "°": _Parser.degrees}
BARE = ("number", "fraction", "name", "+", "-", "root", "frac", "|")
PIECES = {
    "*": "·",
    "/": "/",
    "^": "^",
    **{sign: sign for pair in BRACKETS.items() for sign in pair},
    "|": "|",
}
LEFT_OVER = {
    ",": "{} {} is one too many: a decimal is written 0.5.",
    **dict.fromkeys(BRACKETS.values(), "{} {} closes nothing."),
    "=": "{} {} cannot stand there: type the function alone, such as x^2 + 3xy.",
}
