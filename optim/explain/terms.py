"""What the words beside the picture mean, each in a sentence that is filled with the numbers of the run.

{start}, {now} and so on are filled where the word stands, by whoever has the numbers; {} is a line's level.
"""

TERMS: dict[str, str] = {
    # The heads of the scoreboard and of the table
    "loss": "The loss is f at the iterate on show. All begin at {start}; the lowest there is: {minimum}.",
    "best": "The lowest loss so far: what the run would return if it ended here. All begin at {start}.",
    "distance": "How far the iterate on show is from the nearest minimum. All begin at {start}.",
    "optimizer": "The rule that has led to this iterate.",
    "iteration": "How many updates have led here: 0 is the start.",
    "x": "The first coordinate of the iterate, in full precision.",
    "y": "The second coordinate of the iterate, in full precision.",
    "f": "The objective at the iterate, in full precision.",
    # How a run stands
    "share": "{share}% of the way: the nearest minimum was {start} away at first and is {now} now.",
    "moving": "No nearer to a minimum than at first: its distance was {start}, and is {now} now.",
    "unbounded": "There is no minimum to measure the way to; f was {start} at first and is {now} now.",
    "left": "From iterate {iterate} on it is outside of the plot; it may come back.",
    "outcome": "What became of the run, at iterate {iterate}. The loss was {start} at first, and is {now}.",
    # The lines of the charts
    "step_size": "α is the step size: {}",
    "own_step_size": "α is the step size of {title}: {{}}",
    "decaying": "α/√t is the effective step of {title} if each gradient has size 1: {{}}",
    "edge": "With a step size above {limit} = {{}}, {title} diverges",
    "sharpness_edge": "Above {{}} the steps of {title} grow along the sharpest direction",
    "tolerance": "A run has converged once its loss is below {}",
}
