"""RMSProp passes every check; that the checks would catch a wrong one is shown in test_mutants."""

from optim import RMSProp
from tests.optim.rmsprop_checks import every_check


@every_check
def test_rmsprop(check):
    check(RMSProp)
