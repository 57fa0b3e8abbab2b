"""Whatever is typed, the answer comes soon and small: an objective, or a sentence."""

import ast
import json
import re
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings

from optim import TypedError, typed_objective
from optim.typed.coordinates import located
from optim.typed.grammar import read
from optim.typed.minima import MOST_WORK
from optim.typed.tokens import readable
from tests.driver.server import ROOT
from tests.optim.typed_meanings import FORGIVING
from tests.optim.typed_texts import BOUNDS, HOSTILE, anything, checked, functions, nested

SPACING = re.compile(r" |\\[,;:! ]|\\q?quad")
ALL_HOSTILE = """
import json, resource
from pathlib import Path
import optim.typed
from tests.optim.typed_texts import HOSTILE, checked
minima, steps = optim.typed.minima, {}
for text in HOSTILE:
    def counted(f, df, bounds, work):
        found = minima(f, df, bounds, work)
        steps[text] = found.samples * work
        return found
    optim.typed.minima = counted
    checked(text)
status = Path("/proc/self/status")  # on Linux, rusage has the peak of the parent too
if status.exists():
    peak = int(status.read_text().split("VmHWM:")[1].split()[0])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([steps, peak / 1024]))
"""
EXECUTING = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "lambdify", "symbols"}
DEEPEST = [nested("sin(", ")"), nested("max(x,", ")", times=27), "x/" * 28 + "x", nested("|", "|")]


def run(program: str) -> str:
    """What a program prints that runs in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_hostile_texts_are_answered_within_the_budget_and_200_mb():
    """The budget is each one's; the memory is that of all, of which Python, NumPy, Hypothesis take half."""
    steps, memory = json.loads(run(ALL_HOSTILE))
    assert len(steps) > len(HOSTILE) / 3
    assert {text: taken for text, taken in steps.items() if taken > 2 * MOST_WORK} == {}
    assert memory < 200


@settings(max_examples=80)
@given(anything)
def test_anything_is_answered(text):
    checked(text)


MEANT = ("number", "fraction", "name", "index", "superscript", "root", "frac", "/", "^", "-", "°", "|", ",")


@pytest.mark.parametrize("text", FORGIVING)
def test_every_character_of_a_function_counts(text):
    check_every_character(text)


@settings(max_examples=200)
@given(anything | functions)
def test_every_character_counts(text):
    check_every_character(text)


def check_every_character(text):
    """Every character of a function is a space or in a token, and without that token it is another one."""
    try:
        tree = read(text).tree
    except TypedError:
        return
    plain = readable(text)
    found, _ = located(plain)
    inside = {place for token in found for place in range(token.position, token.end)}
    skipped = "".join(
        c for place, c in enumerate(plain) if place >= found[0].position and place not in inside
    )
    assert not SPACING.sub("", skipped)
    assert tree.span == (found[0].position, found[-2].end)
    for token in found:
        if token.kind in MEANT:
            shorter = plain[: token.position] + " " * len(token.text) + plain[token.end :]
            assert shape_of(shorter) != shape(tree), (text, shorter)


def shape(node):
    """What a node means, wherever it stands."""
    return node.op, node.value, *map(shape, node.args)


def shape_of(text):
    """The shape of what is typed; None if it is no function."""
    try:
        return shape(read(text).tree)
    except TypedError:
        return None


@settings(max_examples=40)
@given(functions)
def test_any_function_of_the_grammar_is_answered(text):
    checked(text)


@pytest.mark.parametrize("text", ["__import__('os')", "x.__class__", "lambda: 0", "eval(x)", "x;y"])
def test_programs_are_refused_by_character_or_name(text):
    with pytest.raises(TypedError, match=r"I cannot read|I do not know|belongs to no number"):
        typed_objective(text, BOUNDS)


def test_nothing_is_executed():
    """The package calls nothing that could run text."""
    for path in (ROOT / "optim" / "typed").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "id", getattr(node, "attr", ""))
            known = name == "compile" and isinstance(node, ast.Attribute) and node.value.id == "re"
            assert name not in EXECUTING or known, f"{path.name}, line {node.lineno}: {name}"


@pytest.mark.parametrize("text", DEEPEST)
def test_the_deepest_nesting_leaves_room_on_the_stack(text):
    """As deep in calls as a page is, and in a thread, as Streamlit runs it."""
    answers = []

    def fall(depth):
        answers.append(typed_objective(text, BOUNDS)) if depth == 0 else fall(depth - 1)

    thread = threading.Thread(target=fall, args=(200,))
    thread.start()
    thread.join()
    assert len(answers) == 1


@pytest.mark.parametrize("bounds", [[[-1e6, 1e6]] * 2, [[0, 2e-6], [1, 1.00001]], [[5, 6], [-2e5, 0]]])
@pytest.mark.parametrize("text", ["x^2 + y^2", "sin(x) + y", "exp(x)", "|x - y|", "1/(x y)", "x^9y^9"])
def test_bounds_of_any_size(text, bounds):
    answer = checked(text, bounds)
    assert isinstance(answer, TypedError) or np.array_equal(answer.bounds, bounds)
