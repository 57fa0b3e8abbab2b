"""What is said of a typed function: how it was read, or why it was not."""

import pytest

from optim import TypedError, typed_objective, typed_remarks

BOUNDS = [[-2, 2], [-1.5, 2.5]]
REMARKS = [
    ("x^2 + 3xy - sin(2x)/2", ""),
    ("f(x, y) = x^2 + y^2", ""),
    ("x[0]**2 + x[1]**2", "'x[0]' is read as x and 'x[1]' as y."),
    ("x[1]**2 + x[2]**2", "'x[1]' is read as x and 'x[2]' as y."),
    ("x_2^2 + x_ 1^2", "'x_1' is read as x and 'x_2' as y."),
    ("f(u, v) = u + v", "'u' is read as x and 'v' as y."),
    ("sin^-1(x)", "'sin^-1' is read as arcsin, not as 1/sin."),
    ("cosh⁻¹(x)", "'cosh^-1' is read as arcosh, not as 1/cosh."),
    ("3,5x", "'3,5' is read as 3.5."),
    ("x^2 y^2", "A space is read as a times sign; in a link, a plus sign is written %2B."),
    ("sin x y", "A space is read as a times sign; in a link, a plus sign is written %2B."),
    ("2x y + 1", ""),
    (r"\pi x", ""),
    ("1/2x", "'1/2' is multiplied by what follows it: to divide by all of it, write 1/(2x)."),
    ("√xy", "'√x' ends the root: write √(xy) for more."),
    ("x +", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_how_it_was_read_is_said(text, remark):
    assert " ".join(typed_remarks(text)) == remark


ERRORS = [
    ("x + foo(y)", "I do not know 'foo' at character 5: try sin, cos, exp, log, sqrt, abs, pi.", 4, 3),
    ("xyz", "I do not know 'z' at character 3: the coordinates are x and y.", 2, 1),
    ("w_1 + w_2", "I do not know 'w' at character 1: the coordinates are x and y.", 0, 1),
    ("np.x", "I do not know 'np.x' at character 1: try sin, cos, exp, log, sqrt, abs, pi.", 0, 4),
    (r"\foo x", r"I do not know '\foo' at character 1: try sin, cos, exp, log, sqrt, abs, pi.", 0, 4),
    ("x + 2xfloor(y)", "'floor' at character 7 is flat between its steps: no slope leads down.", 6, 5),
    ("x # y", "I cannot read '#' at character 3.", 2, 1),
    ("x^2;", "I cannot read ';' at character 4.", 3, 1),
    ("x\u202ey", "I cannot read the character U+202E at character 2.", 1, 1),
    ("x⁻", "I cannot read the superscript at character 2.", 1, 1),
    ("x.", "The point at character 2 belongs to no number.", 1, 1),
    ("x_i", "I cannot read '_' at character 2: an index is a number, as in x_1.", 1, 1),
    ("1e999x", "The number at character 1 is too large.", 0, 5),
    ("9" * 20 + "½x", "The number at character 1 is too large.", 0, 21),
    ("", "Nothing has been typed: try a function such as x^2 + 3xy.", 0, 0),
    ("x +", "Something is missing at the end after '+'.", 2, 1),
    ("x + * y", "Something is missing after '+': '*' at character 5 cannot stand there.", 4, 1),
    ("sin()", "Something is missing after '(': ')' at character 5 cannot stand there.", 4, 1),
    ("²x", "Something is missing: '²' at character 1 cannot stand there.", 0, 1),
    ("2(x + (y)", "'(' at character 2 is never closed.", 1, 1),
    ("[x)", "')' at character 3 does not close '[' at character 1.", 2, 1),
    ("1 + |x", "'|' at character 5 is never closed.", 4, 1),
    ("x)y", "')' at character 2 closes nothing.", 1, 1),
    (r"\frac12x", r"'\frac' at character 1 needs two pairs of braces.", 0, 5),
    (r"\sqrt[x]{y}", r"The degree of the root at character 1 is no whole number from 2 on.", 0, 5),
    ("x, y", "',' at character 2 is one too many: a decimal is written 0.5.", 1, 1),
    ("sin(x, y)", "',' at character 6 is one too many: a decimal is written 0.5.", 5, 1),
    ("1,000x", "'1,000' at character 1 can mean 1.000 or 1000: write it without a comma.", 0, 5),
    ("x = y", "'=' at character 3 cannot stand there: type the function alone, such as x^2 + 3xy.", 2, 1),
    ("x^2+y^2=0", "'=' at character 8 cannot stand there: type the function alone, such as x^2 + 3xy.", 7, 1),
    ("1 + max(x)", "'max' at character 5 needs two arguments, separated by a comma: max(x, y).", 4, 3),
    ("cos", "'cos' at character 1 needs brackets around its argument, as in cos(2x).", 0, 3),
    ("sin^-2 x", "A power of 'sin' at character 1 is written (sin(x))^2.", 0, 3),
    ("exp^x", "'exp' at character 1 is a function: write e^x or exp(x).", 0, 3),
    ("log(2, x)", "'log' at character 1 takes its base second, as in log(x, 2).", 0, 3),
    ("x + 1/(2-2)", "'1/(2-2)' at character 5 is no finite number.", 4, 7),
    ("x^9^9^9^9", "'9^9^9' at character 5 is no finite number.", 4, 5),
    ("1/(x-x)", "This is not defined anywhere within the bounds, or is beyond 1e15 everywhere.", 0, 0),
    ("(" * 40 + "x" + ")" * 40, "What starts at character 31 is nested more than 30 deep.", 30, 1),
    ("x" * 1001, "That is 1001 characters long: at most 1000 are read.", 1000, 1),
    ("x+" * 300 + "x", "This function has more than 200 parts: try a shorter one.", 400, 1),
    ("x - x + 3", "This is constant within the bounds: there is no way down.", 0, 0),
    ("2π + 3", "This is constant: type a function of x or y, such as x^2 + 3xy.", 0, 0),
    ("max(x, 3)", "This is constant within the bounds: there is no way down.", 0, 0),
    ("log(x-5)", "This is not defined anywhere within the bounds, or is beyond 1e15 everywhere.", 0, 0),
    ("sin(1e9x)", "This rises and falls too fast to be drawn: smaller bounds would show it.", 0, 0),
    ("1e308x*1e308x", "The numbers in this function grow too large.", 0, 0),
    # coordinates that cannot be told apart
    ("x[1]", "'x[1]' at character 1 can mean x, counted from 1, or y, counted from 0: write x or y.", 0, 4),
    ("x(2) + y", "'x(2)' at character 1 can mean a product or a coordinate: write 2x, or write x and y.",
     0, 4),
    ("x_1 + y", "'x_1' at character 1 stands beside 'y': write x and y, or x_1 and x_2.", 0, 3),
    ("x₁ + x₃", "'x₁' at character 1 is one of more than two coordinates: there are x and y.", 0, 2),
    ("x[0] + x[-1]", "'x[-1]' at character 8 is counted from the end: write x and y.", 7, 5),
    ("x[0][1]", "'x[0]' at character 1 is followed by another index.", 0, 4),
    ("y[0]", "'y[0]' at character 1 is no coordinate: write x and y, or x_1 and x_2.", 0, 4),
    ("x2 + y2", "'2' at character 2 follows a factor: write x^2 or 2x.", 1, 1),
    ("f(x, y, z) = x", "'x, y, z' does not name two coordinates: type a function of x and y.", 2, 7),
    ("f(e) = x", "'e' is no name for a coordinate.", 2, 1),
    # two readings
    ("sin pi*x", "'sin pi*x' at character 1 can mean sin(pi)*x or sin(pi*x): add brackets.", 0, 8),
    ("ln 2*x", "'ln 2*x' at character 1 can mean ln(2)*x or ln(2*x): add brackets.", 0, 6),
    ("exp -x*y", "'exp -x*y' at character 1 can mean exp(-x)*y or exp(-x*y): add brackets.", 0, 8),
    ("exp -x - y", "'exp -x - y' at character 1 can mean exp(-x)-y or exp(-x-y): add brackets.", 0, 10),
    ("sin x/2", "'sin x/2' at character 1 can mean sin(x)/2 or sin(x/2): add brackets.", 0, 7),
    ("sin 2(x+1)", "'sin 2(x+1)' at character 1 can mean sin(2)(x+1) or sin(2(x+1)): add brackets.",
     0, 10),
    ("log2x", "'log2x' at character 1 can mean log_2(x) or log(2x): add brackets.", 0, 5),
    ("e^2x", "'e^2x' at character 1 can mean (e^2)x or e^(2x): add brackets.", 0, 4),
    ("1 + e^-xy", "'e^-xy' at character 5 can mean (e^-x)y or e^(-xy): add brackets.", 4, 5),
    ("x^xy", "'x^xy' at character 1 can mean (x^x)y or x^(xy): add brackets.", 0, 4),
    ("x^1/3", "'x^1/3' at character 1 can mean (x^1)/3 or x^(1/3): add brackets.", 0, 5),
    (r"\sin \pi*x", r"'\sin \pi*x' at character 1 can mean more than one thing: add brackets.", 0, 10),
    ("sin 2 cos x", "'sin 2 cos x' at character 1 can mean sin(2)cos x or sin(2cos x): add brackets.",
     0, 11),
    # a plus sign that a link has lost
    ("x^2   y^2", "A sign is missing at character 5: in a link, a plus sign is written %2B.", 3, 3),
    ("x 1", "'1' at character 3 follows a factor: write x^2 or 2x; in a link, a plus sign is written %2B.",
     2, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence", "position", "length"), ERRORS, ids=[e[0][:20] for e in ERRORS])
def test_errors_say_what_is_wrong_and_where(text, sentence, position, length):
    with pytest.raises(TypedError) as caught:
        typed_objective(text, BOUNDS)
    assert str(caught.value) == sentence
    assert (caught.value.position, caught.value.length) == (position, length)
