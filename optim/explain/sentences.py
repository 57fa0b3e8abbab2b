"""What each sub-step of an update is for, in a sentence for someone who sees it for the first time."""

from optim.explain.formula import Equation, Formula, Symbol

CORRECTED = "The average started at 0 and is too small at first: this corrects it."
ALONG_THE_AVERAGE = "The move: the effective step, along the average of the gradients, not only the last one."

# What a sub-step is, and names that are all in its formula: the first that fits. What it is: the name that it
# gives a value (step: the move), or of a part its operation (effective_step: what multiplies the gradient).
SENTENCES: dict[tuple[str, ...], str] = {
    # Parts
    ("gradient",): "The gradient: how steeply f rises here along each coordinate.",
    ("square", "gradient"): (
        "Squared, only the steepness is left, uphill or downhill; what is steep counts much more."
    ),
    ("square", "gradient_avg"): "What the gradients have in common, squared.",
    ("square", "move"): "The last move, squared.",
    ("square",): "Squared: the sign is gone.",
    ("sqrt", "move_avg"): "The typical size of its last moves: it takes the place of a step size.",
    ("sqrt", "gradient_avg"): "Their spread: how much the gradients differ from their average.",
    ("sqrt",): "The root leads back from squares to the size of a typical gradient.",
    ("sign", "c"): "Only the sign of the direction is kept, not how steep it is.",
    ("sign", "last_gradient"): "Only the sign of the gradient is kept, not how steep it is.",
    ("sign",): "Only the sign is kept.",
    ("effective_step", "gradient_avg"): (
        "The effective step: the step size, made short where the gradients differ much."
    ),
    ("effective_step", "gradient_max"): (
        "The effective step: the step size, divided by the largest gradient of late."
    ),
    ("effective_step",): "The effective step: the step size, made short where it is usually steep.",
    ("divide", "count"): CORRECTED,
    ("divide", "gradient"): "The gradient, measured by how steep it usually is here.",
    ("divide", "move_avg"): "How far it usually moves for a gradient of size 1.",
    ("divide",): "The one divided by the other.",
    # What is made new
    ("square_sum",): "The memory: every square ever seen is added, so it only grows.",
    ("square_avg",): "The memory: an average of the squares, in which old ones fade.",
    ("square_max",): "The largest average so far: it never shrinks, so no step grows back.",
    ("gradient_avg", "rho"): "The average of the gradients: what they have in common.",
    ("gradient_avg", "beta2"): "For the next update the average takes the gradient in; old ones fade.",
    ("gradient_avg",): "The direction: an average of the gradients, in which old ones fade.",
    ("gradient_max",): "The largest gradient of late: an old one fades until a larger one comes.",
    ("velocity",): "The velocity: a share of the old one, and the new push.",
    ("move_avg",): "The memory of its own moves: the average of their squares takes in the last one.",
    ("move",): "The direction: the gradient, scaled to the size of its last moves.",
    ("momentum_product",): "All momenta so far, multiplied: the share of the average that is its start at 0.",
    ("length",): "The length of the step: longer while the slope keeps its sign, shorter when that flips.",
    ("last_gradient",): (
        "The gradient is kept for the next comparison; where its sign flipped, it rests once."
    ),
    ("m_hat", "gradient"): (
        "The look ahead: the new gradient, and the average as the next update will weigh it."
    ),
    ("m_hat",): CORRECTED,
    ("s_hat",): "The same correction for the average of the squares.",
    ("n_hat",): "The same correction for the largest average.",
    ("mu_t",): "The momentum of this update: it grows slowly.",
    ("eta",): "What the length is multiplied by: it depends on whether the slope kept its sign.",
    ("c",): "The direction: mostly the average of the gradients, with a share of the new one.",
    # The move
    ("step", "c"): "The move: equally long along every coordinate; weight decay, if any, pulls towards 0.",
    ("step", "length"): "The move: the length of the step, downhill.",
    ("step", "momentum"): (
        "The move looks ahead: the gradient, and the push that the velocity will give next."
    ),
    ("step", "velocity"): "The move: along the velocity, which may roll past a minimum.",
    ("step", "move"): "The move: what was worked out, subtracted, so it leads downhill.",
    ("step", "m_hat", "weight_decay"): (
        "The move: the effective step along the average of the gradients, and a little towards 0."
    ),
    ("step", "m_hat"): ALONG_THE_AVERAGE,
    ("step", "effective_step", "gradient"): (
        "The move: the effective step times the gradient, subtracted, so it leads downhill."
    ),
    ("step", "effective_step", "gradient_avg"): ALONG_THE_AVERAGE,
    ("step", "gradient"): "The move: the step size times the gradient, subtracted, so downhill.",
    ("step",): "The move: the step is subtracted, so it leads downhill.",
}
WHATEVER = "This is worked out next, from what is known by now."


def sentence(kind: str, formula: Formula, effective_step: int) -> str:
    """What a sub-step is for: `kind` is its operation, or the name of what it gives a value.

    effective_step: the place of what the rule says it multiplied the gradient by.
    """
    right = formula.formula if isinstance(formula, Equation) else formula
    names = {symbol.name for symbol in right.symbols()}
    if any(part.place == effective_step and not isinstance(part, Symbol) for part in right.parts()):
        names.add("effective_step")
    fits = (text for (what, *having), text in SENTENCES.items() if what == kind and names.issuperset(having))
    return next(fits, WHATEVER)
