"""Names in a link that no setting has: which setting was probably meant, and which names are ignored."""

from collections.abc import Iterable
from functools import lru_cache

from optim import OBJECTIVES
from ui.settings.parameters import closest, fold, quote, spellings
from ui.settings.racers import CALLED, misnumbered, racer_titles
from ui.settings.record import OWN, owner_of

# Names of Streamlit's own, and those that are added where links are passed on.
IGNORED = {"embed", "embed_options", "theme", "lang", "ref", "source", "fbclid", "gclid", "msclkid"}
IGNORED_PREFIX = "utm_"
# What is seen of a race and is no setting: the browser reads and writes these (static/model/seen.js).
SEEN = {
    *("iterate", "playing", "speed", "loop", "mechanism", "ghosts", "update", "open"),
    *("camera", "zoomed", "map", "owner", "map_zoomed", "ground", "below", "sort"),
}
MOST = 12  # names that get a line of their own

# What else people call a setting: the page's parameters, then what one optimizer has for itself.
ALSO = {
    "objective": "hill surface landscape problem test_function",
    "optimizers": "optimizer optimiser optimisers algorithm algorithms method methods",
    "step_size": "learning_rate lr alpha α eta η step step_length",
    "rho": "beta ρ decay decay_rate gamma smoothing",
    "n_iter": "iterations iteration iters iter max_iter steps n_steps epochs",
    "seed": "random_seed random_state rng",
    "epsilon": "eps ε delta",
    "bias_correction": "bias_corrected debias",
    "schedule": "scheduler lr_schedule learning_rate_schedule",
    "noise": "sigma σ std noise_std gradient_noise",
    "batch": "batch_size minibatch mini_batch",
    "times": "factor multiplier scale",
    "domain": "bounds range limits xlim ylim",
    "f": "function formula expression expr",
    "start": "x0 initial init initial_point start_point starting_point",
    "view": "zoom window frame extent",
    "colorscale": "colormap colourmap cmap colors colours colourscale palette",
    "present": "projector presentation beamer",
    "curves": "charts plots quantities metrics",
}
OWN_ALSO = {
    "beta1": "beta β1",
    "beta2": "β2",
    "momentum": "mu μ",
    "weight_decay": "wd l2 lambda λ",
    "condition": "condition_number kappa κ",
    "rotation": "angle",
}


def unknown(keys: Iterable[str], known: Iterable[str], own: Iterable[str]) -> list[str]:
    """A line for each key that is neither `known` nor ignored; of very many, one line for the rest.

    `own`: the keys 'owner.field' that there are.
    """
    names, own = frozenset((*known, *SEEN)), tuple(own)
    strange = [key for key in keys if key not in names and key not in own and not is_ignored(key)]
    lines = [_line(key, tuple(sorted(names)), own) for key in strange[:MOST]]
    rest = len(strange) - len(lines)
    return [*lines, f"{rest} more names in the link are not settings."] if rest else lines


def is_ignored(key: str) -> bool:
    """Whether a key is meant for others, such as Streamlit's `embed`."""
    return key.casefold() in IGNORED or key.casefold().startswith(IGNORED_PREFIX)


@lru_cache(maxsize=256)  # an address is read several times a run
def _line(key: str, known: tuple[str, ...], own: tuple[str, ...]) -> str:
    meant = _own_meant(key, own) if "." in key else _meant(key, known, own)
    return f"There is no setting {quote(key)}{': use ' + ' or '.join(meant) if meant else ''}."


def _meant(key: str, known: tuple[str, ...], own: tuple[str, ...]) -> list[str]:
    """The settings that a name without an owner may mean: those it is another name of, else the closest."""
    names, fields = _spelled(known, ALSO), _spelled(OWN, OWN_ALSO)
    exact = [names.get(fold(key)), _field(fields.get(fold(key)), known, own)]
    close = [closest(key, names), _field(closest(key, fields), known, own)]
    return list(dict.fromkeys(filter(None, exact))) or list(filter(None, close))[:1]


def _own_meant(key: str, own: tuple[str, ...]) -> list[str]:
    """What 'owner.field' may mean where the owner, or the field, is misspelled."""
    owner, _, field = key.partition(".")
    owners = spellings(
        {**{name: record.title for name, record in OBJECTIVES.items()}, **racer_titles()}, CALLED
    )
    name = owners.get(fold(owner)) or misnumbered(owner, owners) or closest(owner, owners)
    fields = {one.partition(".")[2]: None for one in own if owner_of(one) == name}
    spelled = {s: f for s, f in (_spelled(OWN, OWN_ALSO) | _STEP).items() if f in fields}
    found = spelled.get(fold(field)) or closest(field, spelled)
    return [f"{name}.{found}"] if found else []


def _field(field: str | None, known: tuple[str, ...], own: tuple[str, ...]) -> str | None:
    """The key of a field: the setting of those that share it, else the first there is of one owner."""
    return field if field in known else next((key for key in own if key.partition(".")[2] == field), None)


def _spelled(names: Iterable[str], also: dict[str, str]) -> dict[str, str]:
    return spellings(
        dict.fromkeys(names), {word: name for name in names for word in also.get(name, "").split()}
    )


_STEP = _spelled(("step_size", "rho", "epsilon", "bias_correction"), ALSO)
