"""The race as files that open without the lab: a table, the run with all its numbers, a page, a script."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from html import escape

import numpy as np

from figures import page, palette, race_figure
from figures.racers import race_titles
from optim import Trajectory, script, words
from ui import table
from ui.settings.address import to_query
from ui.settings.listeners import sliders_of
from ui.settings.record import NUMBERS, PARAMETERS, Settings, objective_of

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ background: {background}; margin: 16px }}</style>
</head>
<body>
{figure}
<script>
const plot = document.querySelector(".js-plotly-plot"), narrow = matchMedia("(max-width: 700px)");
const arrange = () => {{
  const changes = narrow.matches ? {on_a_phone} : {beside};
  plot.style.height = `${{changes.height}}px`;
  Plotly.relayout(plot, {{ ...changes, width: null, autosize: true }}); // as wide as the window
}};
narrow.addEventListener("change", arrange);
if (narrow.matches) arrange();
</script>
</body>
</html>
"""

PLOTLY = {"displayModeBar": False, "responsive": True}
FORMAT, VERSION = "descent-lab-race", 1  # of the JSON: a change that breaks a reader is a new version


def file_name(settings: Settings, suffix: str) -> str:
    """The settings as a file's name: 'descent-lab-bowl-seed1.csv', and every changed number.

    A start that was put in its place stands for the seed: 'descent-lab-bowl-start0.3_-0.5.csv'.
    """
    numbers = NUMBERS.keys() - {"seed"} | dict(settings.own).keys()
    changed = {name: text for name, text in to_query(settings).items() if name in numbers}
    place = PARAMETERS["start"].write(settings.start).replace(",", "_") if settings.start else ""
    origin = f"start{place}" if place else f"seed{settings.seed}"
    parts = ("descent-lab", settings.objective, origin, *(n + t for n, t in changed.items()))
    return "-".join(parts) + suffix


def as_csv(races: Mapping[str, Trajectory]) -> bytes:
    """The iterates as RFC 4180 has it: a header, lines that end in CR LF, floats that read back exactly."""
    return table.iterates(races).to_csv(index=False, lineterminator="\r\n").encode()


def as_page(settings: Settings, races: Mapping[str, Trajectory], theme: str) -> bytes:
    """The animated figure, with its settings, as one page that holds all it needs."""
    objective = objective_of(settings)
    sliders = {name: getattr(settings, name) for name in sliders_of(settings)}
    shown = sliders | to_query(replace(settings, view=None))
    if settings.start:  # the seed has drawn nothing that is seen
        shown = {name: value for name, value in shown.items() if name != "seed"} | {"start": settings.start}
    figure = race_figure(objective, races, theme=theme, frame=settings.view, settings=shown)
    html = figure.to_html(  # a figure was validated when it was made, and a second time takes as long
        include_plotlyjs=True, full_html=False, auto_play=False, config=PLOTLY, validate=False
    )
    on_a_phone, beside = map(json.dumps, page.on_a_phone(figure))
    return PAGE.format(
        on_a_phone=on_a_phone,
        beside=beside,
        title=escape(f"{objective.title}: {', '.join(title.title for title in race_titles(races).values())}"),
        background=palette.theme_of(theme).background,
        figure=html,
    ).encode()


def as_json(settings: Settings, races: Mapping[str, Trajectory]) -> bytes:
    """The race with its settings and every iterate, in full precision. What is not finite is null.

    {"format": "descent-lab-race", "version": 1, "settings": every setting, named as in the address,
    "objective": {name, title, formula, bounds, minima, minimum}, "start": [x, y], "runs": [{"racer",
    "optimizer", "title", "hyperparameters", "outcome": {reason, iteration, left, ended, words}, "iterates":
    {"x", "y", "f"}}]}. Each of x, y and f has n_iter + 1 entries; entry 0 is the start. From iterate `left`
    on the run stays outside of the bounds, `ended` is its first that is not finite; n_iter + 1 where there is
    none.
    """
    objective, called = objective_of(settings), race_titles(races)
    facts = {
        "format": FORMAT,
        "version": VERSION,
        "settings": {**asdict(settings), "own": dict(settings.own)},
        "objective": {
            **{name: getattr(objective, name) for name in ("name", "title", "formula", "minimum")},
            **{name: getattr(objective, name).tolist() for name in ("bounds", "minima")},
        },
        "start": next(iter(races.values())).x[0].tolist(),
        "runs": [_run(name, called[name].title, run) for name, run in races.items()],
    }
    return json.dumps(facts, allow_nan=False, ensure_ascii=False).encode()


def _run(name: str, title: str, trajectory: Trajectory) -> dict:
    rule = trajectory.optimizer
    columns = {"x": trajectory.x[:, 0], "y": trajectory.x[:, 1], "f": trajectory.value}
    return {
        "racer": name,
        "optimizer": rule.name,
        "title": title,
        "hyperparameters": {field.name: getattr(rule, field.name) for field in fields(rule)},
        "outcome": {**asdict(trajectory.outcome), "words": words(trajectory.objective, rule, trajectory)},
        "iterates": {axis: _numbers(values) for axis, values in columns.items()},
    }


def _numbers(values: np.ndarray) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]


def as_script(settings: Settings, trajectory: Trajectory) -> str | None:
    """One run of the race as a script of NumPy, see `optim.script`; None where it has no such script."""
    made_of = (trajectory.objective, trajectory.optimizer, trajectory.x[0], trajectory.n_iter)
    return script(*made_of, settings.seed, trajectory.schedule, trajectory.noise)
