"""Formulas as MathML: well formed, complete, and with a place for every number."""

from xml.etree import ElementTree

import pytest

from figures import mathml
from optim import OPTIMIZERS, RMSProp, run
from optim.explain import formula as f
from optim.explain.equations import updates
from optim.explain.substeps import explain


def text(markup: str) -> str:
    """The signs of a formula, in the order in which they stand."""
    return "".join(ElementTree.fromstring(markup).itertext())


def places(markup: str) -> list[tuple[str, str]]:
    """The name and the guard of each place of a formula."""
    found = ElementTree.fromstring(markup).iter("mpadded")
    return [(place.get("data-slot"), place.get("data-guard")) for place in found]


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_sub_step_is_written_in_letters_and_in_numbers(rule, bowl):
    told = explain(run(bowl, rule(step_size=0.01), (0.3, 0.4), 5))
    for step, names, result in zip(told.substeps, told.names, told.results, strict=True):
        assert text(mathml.symbolic(step.formula)) and "\\" not in text(mathml.symbolic(step.formula))
        first, *others = places(mathml.numeric(step.formula, names, result))
        assert first == (result, "")
        assert {name for name, _ in others} <= told.symbols.keys()
        if len(told.names) > 1 and step.latex != "g":
            assert others, f"{step.latex} has no number"


def test_letters():
    _, first, _, second, _ = map(mathml.symbolic, updates(OPTIMIZERS["adam"](0.1)))
    assert text(first) == "s←β2s+(1−β2)g2"
    assert text(second) == "s^=s1−β2t"
    assert "<msubsup>" in second and "<mfrac>" in second


def test_a_name_that_has_no_letter_is_written_in_words():
    assert mathml.letters(r"\text{look ahead}") == "<mtext>look ahead</mtext>"
    assert text(mathml.letters(r"\tilde g_{\text{old}}")) == "g~old"
    assert text(mathml.letters(r"l_{\max}")) == "lmax" and text(mathml.letters(r"\mu_{t+1}")) == "μt+1"


def test_numbers_are_told_apart_by_signs_and_parentheses():
    mu, v, a, b, c = (f.Symbol(latex) for latex in ("\\mu", "v", "a", "b", "c"))
    terms = f.Product((mu, v)), f.Power(a, f.Number("2")), f.Product((b, c))
    equation = f.Equation(v, r"\leftarrow", f.Sum("+-+", terms))
    numbers = mathml.numeric(equation, {name: name for name in ("\\mu", "v", "a", "b", "c")}, "v'")
    assert text(numbers) == "←·−2+·"
    assert places(numbers) == [
        ("v'", ""), ("\\mu", ""), ("v", "power"), ("a", "power"), ("b", "sign"), ("c", "power"),
    ]  # fmt: skip


def test_the_places_of_a_symbol_that_is_made_new_have_two_names(bowl):
    told = explain(run(bowl, RMSProp(0.01), (0.3, 0.4), 5))
    memory, root = told.substeps[2], told.substeps[3]
    assert [n for n, _ in places(mathml.numeric(memory.formula, told.names[2], told.results[2]))] == [
        "s'", r"\rho", "s", r"\rho", "g",
    ]  # fmt: skip
    assert places(mathml.numeric(root.formula, told.names[3], told.results[3]))[1] == ("s'", "")


def test_cases_are_a_table():
    g, zero = f.Symbol("g"), f.Number("0")
    cases = f.Cases(((zero, f.Condition(g, "<", zero)),), f.Call("abs", (g,)))
    equation = f.Equation(f.Symbol("l"), r"\leftarrow", cases)
    assert text(mathml.symbolic(equation)) == "l←0if\xa0g<0|g|else"
    assert mathml.symbolic(equation).count("<mtr>") == 2
