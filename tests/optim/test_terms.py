"""Every word beside the picture has its sentence, and every number in it a name that the page knows."""

import re

import pytest

from optim.explain.terms import TERMS

KNOWN = {"", "start", "now", "minimum", "share", "iterate", "title", "limit"}


@pytest.mark.parametrize("name", TERMS)
def test_a_sentence_is_short_and_its_numbers_are_known(name: str) -> None:
    assert len(TERMS[name]) <= 110
    assert set(re.findall(r"\{(\w*)\}", TERMS[name].replace("{{}}", ""))) <= KNOWN
