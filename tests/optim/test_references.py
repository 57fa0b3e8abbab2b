"""Every rule against somebody else's: PyTorch's, and for Lion a plain loop."""

from dataclasses import fields

import pytest

from optim import OPTIMIZERS, Lion
from tests.optim.reference import LIONS, TORCH_FAMILY, follows_pytorch, follows_the_paper, known_runs


def title(record):
    step_size = record["hyperparameters"]["step_size"]
    return f"{record['optimizer']} on {record['objective']} at {step_size:g}"


@pytest.mark.parametrize("record", TORCH_FAMILY, ids=title)
def test_every_iterate_is_pytorchs(record):
    follows_pytorch(record, OPTIMIZERS[record["optimizer"]])


@pytest.mark.parametrize("case", LIONS, ids=lambda case: case[0])
def test_every_iterate_of_lion_is_the_papers(case):
    follows_the_paper(case, Lion)


def test_every_optimizer_has_a_reference():
    by_pytorch = {record["optimizer"] for record in (*TORCH_FAMILY, *known_runs())}
    assert by_pytorch | {"lion"} == set(OPTIMIZERS)


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_the_references_try_every_hyperparameter(rule):
    runs = [record["hyperparameters"] for record in TORCH_FAMILY if record["optimizer"] == rule.name]
    runs = runs or [hyperparameters for _, _, hyperparameters in LIONS]
    for field in fields(rule):
        tried = {hyperparameters.get(field.name, field.default) for hyperparameters in runs}
        assert len(tried) > 1 or field.type is bool, field.name
