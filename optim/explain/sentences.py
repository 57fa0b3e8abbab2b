"""What each sub-step of an update is for, in a sentence for someone who sees it for the first time."""

from optim.explain.formula import Equation, Formula
from optim.optimizers import Optimizer

CORRECTED = "The average started at 0 and is too small at first: this corrects it."
EFFECTIVE_STEP = "The effective step: the step size, made short where it is usually steep."
MOVE = "The move: the effective step times the gradient, subtracted, so it leads downhill."
ALONG_THE_AVERAGE = "The move: the effective step, along the average of the gradients, not only the last one."

# By the LaTeX of the sub-step, by the name of what it makes new, or by its kind: the first that is found.
SENTENCES = {
    # Parts
    "g": "The gradient: how steeply f rises here along each coordinate.",
    "g^2": "Squared, only the steepness is left, uphill or downhill; what is steep counts much more.",
    "m^2": "What the gradients have in common, squared.",
    "d^2": "The last move, squared.",
    r"\sqrt{u + \epsilon}": "The typical size of its last moves: it takes the place of a step size.",
    r"\sqrt{s - m^2}": "Their spread: how much the gradients differ from their average.",
    r"\operatorname{sign}(c)": "Only the sign of the direction is kept, not how steep it is.",
    r"\operatorname{sign}(\tilde g)": "Only the sign of the gradient is kept, not how steep it is.",
    r"\frac{g}{\epsilon + \sqrt{s}}": "The gradient, measured by how steep it usually is here.",
    r"\frac{\sqrt{u + \epsilon}}{\sqrt{s + \epsilon}}": "How far it usually moves for a gradient of size 1.",
    r"\frac{m}{1 - \beta_1^t}": CORRECTED,
    r"\frac{s}{1 - \rho^t}": CORRECTED,
    r"\frac{\alpha}{\epsilon + \sqrt{s}}": EFFECTIVE_STEP,
    r"\frac{\alpha}{\epsilon + \sqrt{\hat s}}": EFFECTIVE_STEP,
    r"\frac{\alpha}{\epsilon + \sqrt{\hat n}}": EFFECTIVE_STEP,
    r"\frac{\alpha}{\epsilon + \sqrt{\frac{s}{1 - \rho^t}}}": EFFECTIVE_STEP,
    r"\frac{\alpha}{\epsilon + \sqrt{s - m^2}}": (
        "The effective step: the step size, made short where the gradients differ much."
    ),
    r"\frac{\alpha}{u}": "The effective step: the step size, divided by the largest gradient of late.",
    "Power": "Squared: the sign is gone.",
    "Root": "The root leads back from squares to the size of a typical gradient.",
    "Fraction": "The one divided by the other.",
    "Call": "Only the sign is kept.",
    # What is made new
    "square_sum": "The memory: every square ever seen is added, so it only grows.",
    "square_avg": "The memory: an average of the squares, in which old ones fade.",
    "square_max": "The largest average so far: it never shrinks, so no step grows back.",
    "gradient_avg": "The direction: an average of the gradients, in which old ones fade.",
    "gradient_max": "The largest gradient of late: an old one fades until a larger one comes.",
    "velocity": "The velocity: a share of the old one, and the new push.",
    "move_avg": "The memory of its own moves: the average of their squares takes in the last one.",
    "move": "The direction: the gradient, scaled to the size of its last moves.",
    "momentum_product": "All momenta so far, multiplied: the share of the average that is its start at 0.",
    "length": "The length of the step: longer while the slope keeps its sign, shorter when that flips.",
    "last_gradient": "The gradient is kept for the next comparison; where its sign flipped, it rests once.",
    r"\hat m": CORRECTED,
    r"\hat s": "The same correction for the average of the squares.",
    r"\hat n": "The same correction for the largest average.",
    r"\mu_t": "The momentum of this update: it grows slowly.",
    "c": "The direction: mostly the average of the gradients, with a share of the new one.",
    "x": "The move: the step is subtracted, so it leads downhill.",
    "Equation": "This is worked out next, from what is known by now.",
    # Whole equations
    r"m \leftarrow \rho m + (1 - \rho) g": "The average of the gradients: what they have in common.",
    r"m \leftarrow \beta_2 m + (1 - \beta_2) g": (
        "For the next update the average takes the gradient in; old ones fade."
    ),
    r"\hat m = \frac{1 - \mu_t}{1 - p} g + \frac{\mu_{t+1}}{1 - \mu_{t+1} p} m": (
        "The look ahead: the new gradient, and the average as the next update will weigh it."
    ),
    r"x \leftarrow x - \alpha g": "The move: the step size times the gradient, subtracted, so downhill.",
    r"x \leftarrow x - \alpha v": "The move: along the velocity, which may roll past a minimum.",
    r"x \leftarrow x - \alpha (g + \mu v)": (
        "The move looks ahead: the gradient, and the push that the velocity will give next."
    ),
    r"x \leftarrow x - \alpha d": "The move: what was worked out, subtracted, so it leads downhill.",
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s}} g": MOVE,
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\frac{s}{1 - \rho^t}}} g": MOVE,
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s - m^2}} g": MOVE,
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat s}} \hat m": ALONG_THE_AVERAGE,
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat n}} \hat m": ALONG_THE_AVERAGE,
    r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{\hat s}} \hat m - \alpha \lambda x": (
        "The move: the effective step along the average of the gradients, and a little towards 0."
    ),
    r"x \leftarrow x - \frac{\alpha}{u} \frac{m}{1 - \beta_1^t}": ALONG_THE_AVERAGE,
    r"x \leftarrow x - l \operatorname{sign}(\tilde g)": "The move: the length of the step, downhill.",
    r"x \leftarrow x - \alpha (\operatorname{sign}(c) + \lambda x)": (
        "The move: equally long along every coordinate; weight decay, if any, pulls towards 0."
    ),
}  # fmt: skip


def sentence(formula: Formula, optimizer: Optimizer) -> str:
    """What this sub-step of an update of `optimizer` is for."""
    keys = [str(formula)]
    if isinstance(formula, Equation):
        target = formula.target.latex
        keys += [*(name for name, latex in optimizer.symbols.items() if latex == target), target]
    keys.append(type(formula).__name__)
    return next(SENTENCES[key] for key in keys if key in SENTENCES)
