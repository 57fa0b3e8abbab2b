"""How far the settings of a run go, wherever they come from: a link, a slider or the file of a lesson."""

N_ITER = 1, 30_000
SEED = 0, 2**32 - 1
TIMES = 1e-10, 1e3  # a factor of f
NOISE = 0.0, 100.0  # its standard deviation
MOST_ROWS = 10_000  # of a mini-batch
BUDGET = 1, 10_000  # gradients of a run in a fair race
STEP_SIZES = 1e-6, 100.0  # that a fair race tries
MOST_STARTS = 100  # that a fair race is tuned on, or tested on
FARTHEST = 1e6  # a coordinate of a start or of a predicted point
