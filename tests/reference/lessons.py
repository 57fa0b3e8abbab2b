"""What the lessons must measure, and what predictions are worth: numbers of an independent computation.

They were computed once by a plain loop in double precision, one run after the other. What is measured is a
whole number here, or agrees to the digits that stand here as text; the lesson on noise has other random
numbers, and agrees within the spread of its 20 runs.
"""

NOISY = 0.15  # of a number
APART = 0.003  # of a point


def differs(name: str, measured, number) -> bool:
    """Whether what was measured is another number, by what is known of it; `name`: the lesson's."""
    if isinstance(number, tuple):
        return max(abs(m - n) for m, n in zip(measured, number)) > APART
    if isinstance(number, int):
        return measured != number
    mantissa, _, exponent = number.partition("e")
    last = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    return abs(measured - float(number)) > max(0.51 * last, NOISY * float(number) * (name == "noise"))


# (lesson, step) -> fact -> number
NUMBERS = {
    ("edge", "a"): {"edge": "0.250", "edge_nearer": "0.250", "limit": "0.2500", "L": "8.00"},
    ("edge", "b"): {"best": "0.220", "theory": "0.2222", "mu": "1.00"},
    ("ravine", "a"): {"mild_n": 22, "deep_n": 220},
    ("ravine", "b"): {"mild_n": 84, "deep_n": 84, "rmsprop_n": 99, "gd_n": 220},
    ("adagrads-clock", "a"): {
        **{"near_n": 672, "far_n": 2596, "rmsprop_n": 92, "gd_n": 101},
        **{"late": "0.00200", "ghost": "0.00200"},
    },
    ("adagrads-clock", "b"): {"share": "0.0316", "theory": "0.0331"},
    ("what-rho-remembers", "a"): {"short_n": 34, "long_n": 467, "theory": "467"},
    ("what-rho-remembers", "b"): {"short_n": 212, "long_n": 597, "adagrad_n": 4011, "late": "4.58e-4"},
    ("first-step", "a"): {"first": "0.1000", "first_y": "0.1000", "theory": "0.1000"},
    ("first-step", "b"): {"rmsprop_parts": "3e-8", "adagrad_parts": "3e-9", "gd_parts": "4e114"},
    ("first-step", "c"): {"first": "0.0032"},
    ("never-settles", "a"): {"early": "1.6e-8", "before": "1.5e-45", "later": "5.4e-5", "passes": 258},
    ("never-settles", "b"): {"far": "0.00500", "half": "0.00500", "swing": "0.0100", "tail": "5.0e-5"},
    ("stretch-and-turn", "a"): {"end": (0.53210, 0.33913), "gd_end": (0.556, 0.00692), "parts": "3.5e-9"},
    ("stretch-and-turn", "b"): {
        **{"gd_loss": "2.6e-2", "adagrad_loss": "4.3e-2", "rmsprop_loss": "1.9e-2"},
        **{"level": "0.014", "level_turned": "0.978"},
    },
    ("beyond-bowls", "a"): {"near_n": 67, "far_n": 139, "theory": "72.5"},
    ("beyond-bowls", "a2"): {"near_n": 30, "far_n": 30},
    ("beyond-bowls", "b"): {
        **{"settled_0": 109, "settled_1": 109, "settled_2": 0, "settled_3": 84},
        **{"L_0": "82.3", "L_1": "80.6", "L_2": "133.8", "L_3": "105.4"},
    },
    ("noise", "a"): {"centre": (0.0, 0.0), "median": (0.0, 0.0), "mean": (0.1, 0.1)},
    ("noise", "a2"): {"centre": (0.063, 0.063)},
    ("noise", "a3"): {"centre": (0.097, 0.097)},
    ("noise", "b"): {"gd": "5.0e-3", "rmsprop": "5.0e-3", "adagrad": "5.3e-4", "floor": "5.05e-3"},
    ("fair-race", "a"): {
        **{"rmsprop_loss": "1.6e-8", "gd_loss": "2.9e-2", "adagrad_loss": "1.1e-1"},
        **{"gd_best": 0, "rmsprop_best": "3e-77", "adagrad_best": "5e-56"},
        **{"gd_step": "0.5", "rmsprop_step": "1.0", "adagrad_step": "0.5"},
    },
    ("fair-race", "b"): {
        **{"chosen": "0.001", "here": "2.5e-7", "median": "6.0e-2", "short": 23},
        **{"all_chosen": "0.002", "all_median": "2.0e-6"},
    },
}

RIGHT, CLOSE, FAR = "right", "close", "far"
ORDER_OF_CLIFF = ("short_n", "long_n", "adagrad_n")
ORDER_OF_RACE = ("gd_best", "rmsprop_best", "adagrad_best")

# (lesson, step) -> grade -> predictions that are worth it
PREDICTIONS = {
    ("edge", "a"): {RIGHT: (0.25, 0.245, 0.256), CLOSE: (0.18, 0.3), FAR: (0.05, 0.9)},
    ("edge", "b"): {RIGHT: (0.22, 0.23, 0.21), CLOSE: (0.25, 0.19), FAR: (0.1, 0.5)},
    ("ravine", "a"): {RIGHT: (220, 200, 270), CLOSE: (120, 400), FAR: (22, 2200)},
    ("ravine", "b"): {RIGHT: (84, 70, 100), CLOSE: (50, 150), FAR: (840, 20)},
    ("adagrads-clock", "a"): {RIGHT: (2688, 2596, 2100), CLOSE: (1344, 4000), FAR: (672, 10_000)},
    ("adagrads-clock", "b"): {RIGHT: ("levels",), FAR: ("falls", "grows")},
    ("what-rho-remembers", "a"): {RIGHT: (467, 400, 340 * 1.5), CLOSE: (340, 800), FAR: (34, 3400)},
    ("what-rho-remembers", "b"): {
        RIGHT: (ORDER_OF_CLIFF,),
        CLOSE: (("long_n", "short_n", "adagrad_n"), ("short_n", "adagrad_n", "long_n")),
        FAR: (ORDER_OF_CLIFF[::-1],),
    },
    ("first-step", "a"): {RIGHT: (0.1, 0.12), CLOSE: (0.06,), FAR: (0.01, 1.0)},
    ("first-step", "b"): {
        RIGHT: (("gd",),),
        CLOSE: ((), ("gd", "adagrad")),
        FAR: (("gd", "adagrad", "rmsprop"),),
    },
    ("first-step", "c"): {
        **{RIGHT: (("gd", "adagrad", "rmsprop"),), CLOSE: (("adagrad", "rmsprop"),)},
        **{FAR: (("gd",), ())},
    },
    ("never-settles", "a"): {RIGHT: ("larger",), FAR: ("smaller", "same")},
    ("never-settles", "b"): {RIGHT: (0.005, 0.006), CLOSE: (0.009, 0.003), FAR: (1e-4, 0.05)},
    ("stretch-and-turn", "a"): {
        **{RIGHT: ((0.532, 0.339), (0.54, 0.35)), CLOSE: ((0.55, 0.3),)},
        **{FAR: ((0.59, 0.09), (0.0, 0.0))},
    },
    ("stretch-and-turn", "b"): {RIGHT: ("vanishes",), FAR: ("stays", "halves")},
    ("beyond-bowls", "a"): {RIGHT: (139, 150), CLOSE: (90, 250), FAR: (67, 67_000)},
    ("beyond-bowls", "a2"): {RIGHT: (30, 31), CLOSE: (45, 60), FAR: (102, 30_000)},
    ("beyond-bowls", "b"): {RIGHT: ("minimum-2",), FAR: ("minimum-0", "minimum-1", "minimum-3")},
    ("noise", "a"): {RIGHT: ((0.0, 0.0),), CLOSE: ((0.05, 0.05),), FAR: ((0.1, 0.1), (1.0, 1.0))},
    ("noise", "a2"): {RIGHT: ((0.063, 0.063),), CLOSE: ((0.1, 0.1), (0.0, 0.0)), FAR: ((0.5, 0.5),)},
    ("noise", "a3"): {RIGHT: ((0.1, 0.1),), CLOSE: ((0.05, 0.05),), FAR: ((0.0, 0.0),)},
    ("noise", "b"): {RIGHT: ("adagrad",), FAR: ("gd", "rmsprop")},
    ("fair-race", "a"): {
        RIGHT: (ORDER_OF_RACE,),
        CLOSE: (("rmsprop_best", "gd_best", "adagrad_best"),),
        FAR: (ORDER_OF_RACE[::-1],),
    },
    ("fair-race", "b"): {RIGHT: ("thousand",), FAR: ("same", "ten")},
}
