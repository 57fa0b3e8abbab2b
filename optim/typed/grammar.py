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

from dataclasses import dataclass
from functools import lru_cache

from optim.typed.applied import Applied
from optim.typed.calls import CALLS, number, power, root
from optim.typed.coordinates import located
from optim.typed.cursor import BRACKETS, LINK
from optim.typed.errors import TypedError, quoted
from optim.typed.tokens import Token, readable
from optim.typed.tree import Node, is_constant


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


def _title(found, plain):
    written, end = "", found[0].position
    for token in found[:-1]:
        written += " " * (" " in plain[end : token.position])
        written += PIECES.get(token.kind, token.text if token.kind != "name" else token.value)
        end = token.end
    return written


class _Parser(Applied):
    """The rules of the grammar, a method each."""

    def parse(self) -> Node:
        """The whole text. Raises TypedError where it is empty or where something is left over."""
        if self.next.kind == "end":
            raise TypedError("Nothing has been typed: try a function such as x^2 + 3xy.")
        tree = self.expression()
        if self.next.kind != "end":
            raise self.left_over(self.next)
        return tree

    def expression(self) -> Node:
        """Terms with + and - between them."""
        since, terms = self.index, [self.term()]
        while self.next.kind in ("+", "-"):
            start, sign = self.index, self.take()
            term = self.term()
            terms.append(self.node("minus", term, since=start) if sign.kind == "-" else term)
        return self.node("sum", *terms, since=since) if len(terms) > 1 else terms[0]

    def term(self) -> Node:
        """Factors with *, / or nothing between them, from left to right."""
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
        """A quotient by the next factor alone; 1/2x gets a remark."""
        self.take()
        quotient = self.node("quotient", above, self.factor(), since=since)
        if self.opens() and not self.gap:
            shown = quoted(self.plain[quotient.span[0] : quotient.span[1]])
            self.remarks.append(
                f"{shown} is multiplied by what follows it: to divide by all of it, write 1/(2x)."
            )
        return quotient

    def starts_factor(self) -> bool:
        """Whether the next token is multiplied without a sign, as in 2x, x(y + 1) and |x||y|."""
        if self.next.kind in ("number", "fraction", "superscript"):
            hint = f"; {LINK}" if self.gap and "+" not in self.plain else ""
            sentence = f"{quoted(self.next.text)} {self.next.at} follows a factor: write x^2 or 2x{hint}."
            raise self.next.error(sentence)
        return self.opens()

    def factor(self) -> Node:
        """A power with its signs."""
        since, signs = self.index, []
        while self.next.kind in ("+", "-"):
            signs.append(self.take().kind)
        factor = self.power()
        if signs.count("-") % 2:
            return self.node("minus", factor, since=since)
        return self.widened(factor, since) if signs else factor

    def power(self) -> Node:
        """A primary and what is raised behind it."""
        since, base = self.index, self.primary()
        while self.next.kind in POSTFIXES:
            base = POSTFIXES[self.next.kind](self, base, since)
        return base

    def superscript(self, base: Node, since: int) -> Node:
        return self.node("power", base, self.exponent(), since=since)

    def degrees(self, base: Node, since: int) -> Node:
        """45° is 45 pi/180."""
        self.take()
        make = self.maker(since)
        return make("product", base, make("quotient", make("name", value="pi"), number(make, 180)))

    def caret(self, base: Node, since: int) -> Node:
        """A power written with ^; an error names both readings where its exponent may go on, as in e^2x."""
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
        return plain.op != "number" or is_constant(base)

    def primary(self) -> Node:
        """A number, a name, brackets and what else can stand alone: see `READERS`."""
        since, token = self.index, self.next
        reader = READERS.get(token.kind)
        if reader is None:
            raise self.missing(token)
        with self.deeper(token):
            self.take()
            return reader(self, token, since)

    def number(self, token: Token, since: int) -> Node:
        """A number, also with a decimal comma."""
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
        """1,5 is 1.5, with a remark; 1,500 could be either, and is an error."""
        typed, read_as = f"{whole.text},{decimals.text}", f"{whole.text}.{decimals.text}"
        if len(decimals.text) == 3 and whole.value:
            readings = f"{read_as} or {whole.text}{decimals.text}"
            sentence = f"{quoted(typed)} {whole.at} can mean {readings}: write it without a comma."
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
        """√ and ∛ of the next power."""
        radicand = self.power()
        if self.opens() and not self.gap and self.last.kind in ("number", "fraction", "name", "superscript"):
            self.remarks.append(f"{quoted(self.slice(since))} ends the root: write √(xy) for more.")
        return root(self.maker(since), radicand, token.value)

    def frac(self, token: Token, since: int) -> Node:
        """LaTeX's fraction, with its two pairs of braces."""
        terms = []
        for _ in range(2):
            if self.next.kind != "{":
                raise token.error(f"{quoted(token.text)} {token.at} needs two pairs of braces.")
            terms += self.enclosed(self.take())
        return self.node("quotient", *terms, since=since)

    def brackets(self, token: Token, since: int) -> Node:
        (inner,) = self.enclosed(token)
        return self.widened(inner, since)

    def bars(self, token: Token, since: int) -> Node:
        return self.node("abs", *self.enclosed(token), since=since)


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
PIECES = {"*": "·", **{sign: sign for sign in "/^|()[]{}"}}
