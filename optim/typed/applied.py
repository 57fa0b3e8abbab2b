"""How a function is applied: sin(x), sin 2x, sin² x, sin^-1 x, log_2 x, max(x, y, 0)."""

from collections.abc import Callable
from dataclasses import replace

from optim.typed.calls import CALLS, EXAMPLES, Call, number, root
from optim.typed.cursor import BRACKETS, Cursor
from optim.typed.errors import TypedError, quoted
from optim.typed.functions import FUNCTIONS
from optim.typed.tokens import Token
from optim.typed.tree import Node, is_constant

BARE = ("number", "fraction", "name", "+", "-", "root", "frac", "|")


class Applied(Cursor):
    """The rules of the grammar for functions by name.

    Those for an expression, a term, a factor and a power are of the class that builds on this.
    """

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
        """What a function is applied to: in brackets, or bare, as in sin 2x."""
        if self.next.kind not in BRACKETS:
            return [self.bare_argument(token, call)]
        args = self.enclosed(self.take(), call.least, call.most, token)
        if token.value == "log" and len(args) == 2 and is_constant(args[0]) and not is_constant(args[1]):
            raise token.error(f"{quoted(token.text)} {token.at} takes its base second, as in log(x, 2).")
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
        value = -exponent.value if negative else exponent.value
        if (closing and self.take().kind != closing) or (value < 0 and (value != -1 or not call.inverse)):
            raise self.no_power(token)
        if value < 0:
            inverse = FUNCTIONS[call.inverse].spellings[1]
            self.remarks.append(
                f"{quoted(token.value + '^-1')} is read as {inverse}, not as 1/{token.value}."
            )
        return replace(exponent, value=value)

    def exponent(self) -> Node:
        token = self.take()
        return self.node("number", since=self.index - 1, value=token.value)

    def no_power(self, token: Token) -> TypedError:
        """The error for a power of a function's name that means nothing."""
        if token.value == "exp":
            return token.error(f"{quoted(token.text)} {token.at} is a function: write e^x or exp(x).")
        return token.error(f"A power of {quoted(token.text)} {token.at} is written ({token.value}(x))^2.")

    def bare_argument(self, token: Token, call: Call) -> Node:
        """The 2x of sin 2x: a factor, and the letters that follow it."""
        if call.least > 1 or self.next.kind not in BARE:
            raise self.no_arguments(token, call)
        since, signed = self.index, self.next.kind in ("+", "-")
        factors = [self.factor()]
        while self.next.kind == "name" and self.next.value not in CALLS:
            self.note_space()
            factors.append(self.power())
        glued = len(factors) == 1 and factors[0].op == "number" and self.tokens[since].position == token.end
        if glued and token.value == "sqrt":  # sqrt5 is one number, whatever follows
            return factors[0]
        if self.reaches_on(signed, all(map(is_constant, factors))):
            own = self.slice(since)
            rest = self.passed(self.rest)
            name, first = token.value, self.tokens.index(token)
            raise self.two_readings(first, f"{name}({own}){rest}", f"{name}({own}{rest})")
        return self.product(factors, since)

    def reaches_on(self, signed: bool, constant: bool) -> bool:
        """Whether a bare argument may go on behind its letters: sin 2(x), ln 2*x, exp -x - y.

        Another function ends it, as in sin x cos y, unless it is constant so far, or has a sign before it.
        """
        after = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        calls = after.kind == "name" and after.value in CALLS
        if self.next.kind in ("+", "-"):
            return signed
        if self.next.kind in ("*", "/"):
            return signed or constant or not calls
        return self.opens() and (constant or self.next.kind != "name")

    def rest(self) -> Node:
        """What an argument or exponent may go on with: a factor or term, and the sign before it."""
        sign = self.take().kind if self.next.kind in ("*", "/", "+", "-") else None
        return self.term() if sign in ("+", "-") else self.factor()

    def no_arguments(self, token: Token, call: Call) -> TypedError:
        example = EXAMPLES[min(call.least, 2)].format(token.value)
        return token.error(f"{quoted(token.text)} {token.at} needs {example}.")

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
            raise self.no_arguments(owner, CALLS[owner.value])
        self.take()
        self.opened.pop()
        return found
