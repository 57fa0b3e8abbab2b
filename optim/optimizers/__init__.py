"""The update rules: a frozen record of hyperparameters per optimizer, and the catalogue OPTIMIZERS."""

from optim.checks import Registry
from optim.optimizers.adam import Adam, AdamW, NAdam
from optim.optimizers.adam_maxima import AdaMax, AMSGrad
from optim.optimizers.base import Hyperparameter, Optimizer, as_optimizer
from optim.optimizers.classic import AdaGrad, GradientDescent, RMSProp
from optim.optimizers.momentum import Momentum, Nesterov
from optim.optimizers.rmsprops import Adadelta, RMSPropCentered, RMSPropMomentum
from optim.optimizers.signs import Lion, Rprop

OPTIMIZERS = Registry(
    "optimizer",
    {
        record.name: record
        for record in (
            *(RMSProp, AdaGrad, GradientDescent, Momentum, Nesterov, Adadelta, RMSPropCentered),
            *(RMSPropMomentum, Adam, NAdam, AMSGrad, AdamW, AdaMax, Rprop, Lion),
        )
    },
)

__all__ = [
    "OPTIMIZERS",
    "Hyperparameter",
    "Optimizer",
    "as_optimizer",
    *(record.__name__ for record in OPTIMIZERS.values()),
]
