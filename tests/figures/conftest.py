import pytest

from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, race, random_start


@pytest.fixture(params=OBJECTIVES)
def objective(request):
    return OBJECTIVES[request.param]


@pytest.fixture(params=sorted({o.shape: name for name, o in OBJECTIVES.items()}.values()))
def specimen(request):
    """One objective of every shape, for what takes long."""
    return OBJECTIVES[request.param]


@pytest.fixture(scope="session")
def bowl():
    return OBJECTIVES["bowl"]


@pytest.fixture(scope="session")
def tutorial(bowl):
    """The tutorial's run, raced by all three."""
    optimizers = {"rmsprop": RMSProp(0.01), "adagrad": AdaGrad(0.01), "gd": GradientDescent(0.01)}
    return race(bowl, optimizers, random_start(bowl.bounds, 1), 50)
