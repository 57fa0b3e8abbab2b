"""From the tree to SymPy and its derivatives, with no arithmetic in it that could grow.

SymPy evaluates as it builds: 9^9^9 would be worked out digit by digit, a function of a difference compared
and expanded. So it is given little to evaluate: a constant part of the tree is worked out in floating point
before SymPy sees it, and kept exact only as a small integer or fraction, π or e; each function is a class of
ours that never evaluates and knows its derivative; and a power is SymPy's own only for an integer exponent
that keeps every number below 10^150. What is left, sums and products of at most 200 parts, is small.
"""

from itertools import islice

import numpy as np
import sympy

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CONSTANTS, FUNCTIONS, namespace
from optim.typed.tree import Node

X, Y = sympy.Symbol("x"), sympy.Symbol("y")
EXACT = 10**6  # integers, numerators and denominators up to this stay what they are
MAX_SHOWN = 120  # parts of a derivative
MAX_SIZE = 500  # bits of a number, or the degree, that a power may have


class Opaque(sympy.Function):
    """A function of the registry: never evaluated, written as its record says."""

    @classmethod
    def _should_evalf(cls, arg):
        return -1

    def _latex(self, printer, exp=None):
        args = [printer._print(arg) for arg in self.args]
        if self.record == "power" and not (self.args[0].is_Symbol or args[0].isdigit()):
            args[0] = rf"\left({args[0]}\right)"
        text = "e" if self == E else FUNCTIONS[self.record].latex.format(*args)
        if exp is not None:
            text = text if text.startswith(r"\left") or text == "e" else rf"\left({text}\right)"
            text = f"{text}^{{{exp}}}"
        return text


OPAQUE = namespace({
    name: type(f"{name.capitalize()}Opaque", (Opaque,), {"record": name, "nargs": function.arity})
    for name, function in FUNCTIONS.items()
})  # fmt: skip

E = OPAQUE.exp(1)  # SymPy's own would evaluate its powers
LEAVES = {"x": X, "y": Y, "pi": sympy.pi, "π": sympy.pi, "e": E}


def expression(tree: Node, text: str) -> sympy.Expr:
    """The SymPy expression of a tree. Raises TypedError where a constant part of it is no finite number."""
    return _convert(tree, text)[0]


def gradient(expression: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """The derivatives by x and by y: what SymPy's diff gives, without its asking of each part if it is 0.

    That question costs most of the time of a long product's derivative: 20 ms instead of 300.
    """
    return _derivative(expression, X, {}), _derivative(expression, Y, {})


def _derivative(part, by, known):
    if part not in known:
        rule = next(rule for kind, rule in RULES.items() if isinstance(part, kind))
        varies = by in part.free_symbols
        known[part] = rule(part, lambda inner: _derivative(inner, by, known)) if varies else sympy.S.Zero
    return known[part]


def _product_rule(part, d):
    return sympy.Add(*(
        sympy.Mul(d(factor), *part.args[:i], *part.args[i + 1 :]) for i, factor in enumerate(part.args)
    ))  # fmt: skip


def _chain_rule(part, d):
    partials = FUNCTIONS[part.record].partials(OPAQUE, *part.args)
    inner = [(partial, d(arg)) for partial, arg in zip(partials, part.args)]
    return sympy.Add(*(sympy.Mul(partial, slope) for partial, slope in inner if slope != 0))


RULES = {
    sympy.Symbol: lambda part, d: sympy.S.One,
    sympy.Add: lambda part, d: sympy.Add(*map(d, part.args)),
    sympy.Mul: _product_rule,
    sympy.Pow: lambda part, d: sympy.Mul(part.exp, sympy.Pow(part.base, part.exp - 1), d(part.base)),
    Opaque: _chain_rule,
    sympy.Basic: lambda part, d: sympy.S.Zero,  # numbers
}


def latex(expression: sympy.Expr, digits: int = 6) -> str | None:
    """A derivative in LaTeX, its decimals cut to `digits`; None for one of more than 120 parts."""
    if sum(1 for _ in islice(sympy.preorder_traversal(expression), MAX_SHOWN + 1)) > MAX_SHOWN:
        return None
    shorter = {number: sympy.Float(number, digits) for number in expression.atoms(sympy.Float)}
    return sympy.latex(expression.xreplace(shorter))


def _convert(node, text):
    """The expression of a node, and its value where it is constant, else None."""
    if node.op == "number":
        return _number(node.value), node.value
    if node.op == "name":
        return LEAVES[node.value], CONSTANTS.get(node.value)
    args, values = zip(*(_convert(arg, text) for arg in node.args))
    if None not in values:
        return _constant(node, args, values, text)
    expression = BUILDERS.get(node.op, lambda *args: getattr(OPAQUE, node.op)(*args))(*args)
    if expression.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise _not_finite(node, text)
    return expression, None


def _constant(node, args, values, text):
    with np.errstate(all="ignore"):
        value = float(NUMERIC.get(node.op, lambda *values: FUNCTIONS[node.op].numpy(*values))(*values))
    if not np.isfinite(value):
        raise _not_finite(node, text)
    if node.op in ("sum", "minus", "product", "quotient") and all(arg.is_Rational for arg in args):
        exact = BUILDERS[node.op](*args)
        if max(abs(exact.p), exact.q) <= EXACT:
            return exact, value
    return _number(value), value


def _number(value):
    """A number of SymPy's: a small integer, or a float of 53 bits."""
    return sympy.Integer(int(value)) if value % 1 == 0 and abs(value) <= EXACT else sympy.Float(value)


def _not_finite(node, text):
    start, end = node.span
    sentence = f"{quoted(text[start:end])} at character {start + 1} is no finite number."
    return TypedError(sentence, start, end - start)


def _power(base, exponent):
    if base == E:
        return OPAQUE.exp(exponent)
    if exponent.is_Integer and _size(base) * abs(exponent) <= MAX_SIZE:
        return sympy.Pow(base, exponent)
    return OPAQUE.power(base, exponent)


def _size(expression):
    """A bound on the bits of the numbers in an expression, and on its degree."""
    if expression.is_Rational:
        return max(abs(expression.p), expression.q).bit_length()
    if expression.is_Pow:
        return _size(expression.base) * abs(expression.exp)
    return max(1, sum(map(_size, expression.args))) if expression.is_Add or expression.is_Mul else 1


BUILDERS = {
    "sum": lambda *terms: sympy.Add(*terms),
    "minus": lambda term: sympy.Mul(-1, term),
    "product": lambda *factors: sympy.Mul(*factors),
    "quotient": lambda above, below: sympy.Mul(above, sympy.Pow(below, -1)),
    "power": _power,
}
NUMERIC = {
    "sum": lambda *terms: np.sum(terms),
    "minus": lambda term: -term,
    "product": lambda *factors: np.prod(factors),
    "quotient": np.divide,
    "power": np.power,
}
