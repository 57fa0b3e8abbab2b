"""The numbers a visitor can set: how far each goes, the stops of its slider, and what it does, as records."""

from optim import limits
from ui.settings.parameters import Number, Rows

STOPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # of a decade


def decades(exponents: range, stops: tuple[float, ...] = STOPS) -> tuple[float, ...]:
    """Round numbers, those of `stops` in each decade; read from text, so each is the shortest decimal."""
    return tuple(float(f"{m}e{k}") for k in exponents for m in stops)


FEW = (1, 2, 5)
STEP_SIZES = (*decades(range(-4, 1)), 10.0)
RHOS = (
    0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985,
    0.99, 0.993, 0.995, 0.997, 0.998, 0.999, 0.9995, 0.9999,
)  # fmt: skip
N_ITERS = tuple(sorted({round(n) for n in (*decades(range(4)), 1e4, 1.5e4, 2e4, 3e4)}))
SEEDS = tuple(range(101))

STEP_SIZE = Number(
    "Step size α",
    1e-5,
    10.0,
    STEP_SIZES,
    "What multiplies the gradient: α alone for gradient descent, α / (ε + √s) for RMSProp and AdaGrad.",
)
RHO = Number(
    "Rho ρ",
    0.0,
    0.9999,
    RHOS,
    "How slowly RMSProp forgets: at 0 it remembers only the last gradient, at 0.99 about the last hundred.",
)
N_ITER = Number("Iterations", *limits.N_ITER, N_ITERS, "How many steps each optimizer takes.", whole=True)
SEED = Number(
    "Seed",
    *limits.SEED,
    SEEDS,
    "Draws the start at random; the same seed always gives the same start.",
    whole=True,
)
EPSILON = Number(
    "Epsilon ε",
    1e-16,
    1.0,
    decades(range(-12, 1), (1,)),
    "Keeps the division safe before there has been a gradient. Where √s is smaller than ε, ε sets the step.",
)
TIMES = Number(
    "f times c",
    *limits.TIMES,
    (*decades(range(-10, 3), FEW), 1e3),
    "Multiplies f: gradient descent then takes another path, RMSProp hardly does, unless ε dominates.",
)
NOISE = Number(
    "Gradient noise σ",
    *limits.NOISE,
    (0.0, *decades(range(-4, 2), FEW)),
    "Standard deviation of the random noise in each coordinate of a gradient; all optimizers get the same.",
)
NOISE_SEED = Number(
    "Noise seed", *limits.SEED, SEEDS, "The same seed always gives the same noise.", whole=True
)
BATCH = Rows(
    "Mini-batch",
    0,
    limits.MOST_ROWS,
    (*(2**k for k in range(14)), 0),
    "How many rows of the data each gradient is taken over.",
    whole=True,
)

_BETAS = tuple(rho for rho in RHOS if rho < 1)

# What an optimizer or an objective may have of its own, by the names of its fields.
OWN = {
    "step_size": STEP_SIZE,
    "rho": RHO,
    "epsilon": EPSILON,
    "momentum": Number(
        "Momentum μ", 0.0, 0.9999, _BETAS, "The share of the last move that carries over to the next."
    ),
    "beta1": Number("Beta β₁", 0.0, 0.9999, _BETAS, "How slowly the average of the gradients forgets."),
    "beta2": Number(
        "Beta β₂", 0.0, 0.9999, _BETAS, "How slowly the average of the squared gradients forgets."
    ),
    "weight_decay": Number(
        "Weight decay λ",
        0.0,
        10.0,
        (0.0, *decades(range(-4, 1), FEW)),
        "Pulls every iterate towards the origin.",
    ),
    "momentum_decay": Number(
        "Momentum decay ψ", 0.0, 1.0, (0.0, *decades(range(-4, 0), FEW)), "How fast the momentum warms up."
    ),
    "eta_minus": Number(
        "Eta minus η₋",
        0.01,
        0.99,
        (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
        "Multiplies the step after the slope has changed its sign.",
    ),
    "eta_plus": Number(
        "Eta plus η₊",
        1.01,
        10.0,
        (1.01, 1.05, 1.1, 1.2, 1.3, 1.5, 2.0, 3.0),
        "Multiplies the step while the slope keeps its sign.",
    ),
    "step_min": Number(
        "Shortest step", 1e-12, 1.0, decades(range(-12, 1), (1,)), "No step is shorter than this."
    ),
    "step_max": Number(
        "Longest step", 1e-3, 1e3, (*decades(range(-3, 3), FEW), 1e3), "No step is longer than this."
    ),
    "condition": Number(
        "Condition number",
        1.0,
        1000.0,
        (*decades(range(3), (1, 1.5, 2, 3, 5, 7)), 1000.0),
        "How many times as steep the valley is across as along.",
    ),
    "rotation": Number(
        "Rotation",
        0.0,
        90.0,
        tuple(float(angle) for angle in range(0, 91, 5)),
        "How far the valley is turned away from the axes, in degrees.",
    ),
    "centring": Number(
        "Centring",
        0.0,
        1.0,
        tuple(round(0.05 * k, 2) for k in range(21)),
        "How far the data are shifted towards their mean; at 1 the two weights no longer affect each other.",
    ),
}
