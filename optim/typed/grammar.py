"""From tokens to a tree of nodes, by recursive descent.

expression   term {(+ | -) term}
term         factor {* factor | / factor | power}        a product without a sign binds like one with it
factor       {+ | -} power
power        primary {superscript | ^ factor}            so -x^2 is -(x^2), and x^y^2 is x^(y^2)
primary      number | name | ( expression ) | | expression | | √ power | function
function     name [power of it] ( arguments )  or  name bare argument, as in sin 2x or sin² x
"""

from dataclasses import dataclass

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CALLED, FUNCTIONS
from optim.typed.tokens import Token, tokens

MAX_DEPTH = 30


@dataclass(frozen=True)
class Node:
    """A part of a typed function.

    op: number, name, sum, minus, product, quotient, power, or the name of a function
    """

    op: str
    args: tuple["Node", ...] = ()
    value: float | str | None = None  # of a number or a name
    span: tuple[int, int] = (0, 0)  # where it stands in the text: first character, and the one after the last

    @property
    def depth(self) -> int:
        """How many nodes lie one in another."""
        return 1 + max((node.depth for node in self.args), default=0)


def parse(text: str) -> Node:
    """The tree of a typed function. Raises TypedError, with the place, for what is no function."""
    return _Parser(tokens(text)).parse()


class _Parser:
    def __init__(self, found: list[Token]):
        self.tokens, self.index, self.opened, self.depth = found, 0, [], 0

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        self.index += 1
        return self.tokens[self.index - 1]

    def node(self, op: str, *args: Node, since: int, value=None) -> Node:
        """A node that reaches from the token numbered `since` to the one last taken."""
        first, last = self.tokens[since], self.tokens[self.index - 1]
        node = Node(op, args, value, (first.position, last.position + len(last.text)))
        if node.depth > MAX_DEPTH:
            raise self.too_deep(first)
        return node

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
                self.take()
                above = self.product(factors, since)
                factors = [self.node("quotient", above, self.factor(), since=since)]
            elif self.starts_factor():
                factors.append(self.power())
            else:
                return self.product(factors, since)

    def product(self, factors: list[Node], since: int) -> Node:
        return self.node("product", *factors, since=since) if len(factors) > 1 else factors[0]

    def starts_factor(self) -> bool:
        """Whether the next token is multiplied without a sign, as in 2x, x(y + 1) and |x||y|."""
        if self.next.kind in ("number", "superscript"):
            sentence = f"{quoted(self.next.text)} {self.next.at} follows a factor: write x^2 or 2x."
            raise TypedError(sentence, self.next.position, len(self.next.text))
        closes = self.next.kind == "|" and self.opened[-1:] == ["|"]
        return self.next.kind in ("name", "(", "√", "|") and not closes

    def factor(self) -> Node:
        since, negative = self.index, False
        while self.next.kind in ("+", "-"):
            negative ^= self.take().kind == "-"
        factor = self.power()
        return self.node("minus", factor, since=since) if negative else factor

    def power(self) -> Node:
        since, base = self.index, self.primary()
        while self.next.kind in ("superscript", "^"):
            exponent = self.superscript() if self.next.kind == "superscript" else self.caret()
            base = self.node("power", base, exponent, since=since)
        return base

    def superscript(self) -> Node:
        token = self.take()
        return self.node("number", since=self.index - 1, value=token.value)

    def caret(self) -> Node:
        self.take()
        return self.factor()

    def primary(self) -> Node:
        since, token = self.index, self.next
        reader = READERS.get(token.kind)
        if reader is None:
            raise self.missing(token)
        if self.depth == MAX_DEPTH:
            raise self.too_deep(token)
        self.depth += 1
        self.take()
        primary = reader(self, token, since)
        self.depth -= 1
        return primary

    def number(self, token: Token, since: int) -> Node:
        return self.node("number", since=since, value=token.value)

    def name(self, token: Token, since: int) -> Node:
        return (self.function if token.value in CALLED else self.letter)(token, since)

    def letter(self, token: Token, since: int) -> Node:
        return self.node("name", since=since, value=token.value)

    def root(self, token: Token, since: int) -> Node:
        return self.node("sqrt", self.power(), since=since)

    def brackets(self, token: Token, since: int) -> Node:
        (inner,) = self.enclosed(token, ")", 1)
        return inner

    def bars(self, token: Token, since: int) -> Node:
        return self.node("abs", *self.enclosed(token, "|", 1), since=since)

    def function(self, token: Token, since: int) -> Node:
        """What follows a function's name: its power, if any, and its arguments, with or without brackets."""
        exponent = self.power_of_function(token)
        op = CALLED[token.value]
        arity = FUNCTIONS[op].arity
        if self.next.kind == "(":
            args = self.enclosed(self.take(), ")", arity, token)
        else:
            args = [self.bare_argument(token, arity)]
        call = self.node(op, *args, since=since)
        return self.node("power", call, exponent, since=since) if exponent else call

    def power_of_function(self, token: Token) -> Node | None:
        """The 2 of sin² x and sin^2 x."""
        if self.next.kind not in ("superscript", "^"):
            return None
        if self.next.kind == "^":
            self.take()
        if self.next.kind not in ("superscript", "number") or self.next.value < 0:
            example = f"({token.text}(x))^2"
            raise TypedError(f"A power of {quoted(token.text)} {token.at} is written {example}.",
                             token.position, len(token.text))  # fmt: skip
        return self.superscript()

    def bare_argument(self, token: Token, arity: int) -> Node:
        """The 2x of sin 2x: a factor, and the letters that follow it."""
        fault = TypedError(f"{quoted(token.text)} {token.at} wants {EXAMPLES[arity].format(token.text)}.",
                           token.position, len(token.text))  # fmt: skip
        if arity > 1 or self.next.kind not in ("number", "name", "+", "-", "√", "|"):
            raise fault
        since, factors = self.index, [self.factor()]
        while self.next.kind == "name" and self.next.value not in CALLED:
            factors.append(self.power())
        if self.next.kind == "(":  # sin 2(x + 1) and log10(x) can be meant in two ways
            raise fault
        return self.product(factors, since)

    def enclosed(self, opening: Token, closing: str, arity: int, owner: Token | None = None) -> list[Node]:
        """The expressions up to the `closing` sign, separated by commas, as many as `arity`."""
        self.opened.append(opening.kind)
        found = [self.expression()]
        while self.next.kind == "," and len(found) < arity:
            self.take()
            found.append(self.expression())
        if self.next.kind == "end":
            sentence = f"{quoted(opening.text)} {opening.at} is never closed."
            raise TypedError(sentence, opening.position, len(opening.text))
        if self.next.kind != closing:
            raise self.left_over(self.next)
        if len(found) < arity:
            sentence = f"{quoted(owner.text)} {owner.at} wants {EXAMPLES[arity].format(owner.text)}."
            raise TypedError(sentence, owner.position, len(owner.text))
        self.take()
        self.opened.pop()
        return found

    def missing(self, token: Token) -> TypedError:
        """The error where a number, a letter or a bracket is wanted."""
        before = f" after {quoted(self.tokens[self.index - 1].text)}" if self.index else ""
        if token.kind == "end":
            return TypedError(f"Something is missing at the end{before}.", max(token.position - 1, 0), 1)
        sentence = f"Something is missing{before}: {quoted(token.text)} {token.at} cannot stand there."
        return TypedError(sentence, token.position, len(token.text))

    def left_over(self, token: Token) -> TypedError:
        """The error where a finished expression is followed by what continues nothing."""
        sentence = LEFT_OVER.get(token.kind, "{} {} cannot stand there.").format(quoted(token.text), token.at)
        return TypedError(sentence, token.position, len(token.text))

    def too_deep(self, token: Token) -> TypedError:
        sentence = f"What starts {token.at} is nested more than {MAX_DEPTH} deep."
        return TypedError(sentence, token.position, len(token.text))


READERS = {
    "number": _Parser.number,
    "name": _Parser.name,
    "(": _Parser.brackets,
    "|": _Parser.bars,
    "√": _Parser.root,
}
EXAMPLES = {1: "brackets round what it works on, as in {}(2x)", 2: "two, with a comma between them: {}(x, y)"}
LEFT_OVER = {
    ",": "{} {} is one too many: a decimal is written 0.5.",
    ")": "{} {} closes nothing.",
    "=": "{} {} cannot stand there: type the function alone, such as x^2 + 3xy.",
}
