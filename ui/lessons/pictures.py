"""What is drawn of a step: the plane and a chart, before the commit without the hidden runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from figures.lessons import Curve, Path, badge, chart, plane
from figures.lessons.plane import Place, frame_of
from lessons import Step
from lessons.races import Races, Run
from lessons.words import say
from optim import Sweep, Trajectory

LAST = 40  # iterates of a run with noise that are drawn, of each of its repeats
DECADES = 14  # of a loss, below the highest


Parts = tuple[tuple[str, str], ...]  # head, as HTML, and SVG


@dataclass(frozen=True)
class Pictures:
    """SVGs with their heads, and where a point may be put: its picture's frame, and the box of it in px."""

    planes: Parts
    charts: Parts
    frame: tuple[float, ...]
    box: tuple[float, ...]

    @property
    def parts(self) -> Parts:
        """All of them, in order."""
        return self.planes + self.charts


def subject(step: Step) -> Run:
    """The run that the question is about: the first that is hidden."""
    return next(
        (run for name, run in step.runs.items() if name not in step.shown), next(iter(step.runs.values()))
    )


def pictures(
    step: Step,
    races: Races,
    prediction: Any,
    measured: Any,
    hidden: bool,
    theme: str,
    planes: Parts | None = None,
) -> Pictures:
    """All that is drawn; of `races`, before the commit, only the shown ones are there.

    `planes`: as they were drawn before, for a number that is moved: it stands on a chart alone.
    """
    about = subject(step)
    frame = _frame(about)
    if planes is None:
        planes = _planes(step, races, prediction, measured, hidden, theme)
    charts = () if about.ends_only else (CHARTS[step.chart], _loss) if step.trials else (CHARTS[step.chart],)
    drawn = tuple(draw(step, races, about, prediction, measured, hidden, theme) for draw in charts)
    return Pictures(planes, drawn, frame, Place(frame).box)


def _planes(step: Step, races: Races, prediction: Any, measured: Any, hidden: bool, theme: str) -> Parts:
    """The plane that the question is about, and before it that of a shown run, if it is another one."""
    about, point = subject(step), step.ask.kind == "point"
    drawn = plane(
        about.objective, _frame(about), _paths(races, about), start=np.reshape(about.start, (-1, 2))[0],
        prediction=prediction if point else None, measured=measured if point and not hidden else None,
        hidden=hidden, theme=theme, words=_words(races, about, hidden),
    )  # fmt: skip
    head = _head(about.objective.title, races, about, hidden, theme)
    return (*_given(step, races, about, theme), (head, drawn))


def _frame(run: Run) -> tuple[float, ...]:
    return frame_of(run.objective, np.reshape(run.start, (-1, 2))[0])


def _head(title: str, races: Races, about: Run, hidden: bool, theme: str) -> str:
    """What is drawn on a plane, and by whom, as HTML."""
    rules = {about.optimizer.name: about.optimizer.title}
    if not hidden:
        drawn = [run for run in races.values() if isinstance(run, Trajectory) and run.noise is not None]
        drawn += _single(races, about).values()
        rules |= {run.optimizer.name: run.optimizer.title for run in drawn}
    keys = "".join(f"<span>{badge(name, theme)} {escape(words)}</span>" for name, words in rules.items())
    return f"{escape(title)} {keys}"


def _given(step: Step, races: Races, about: Run, theme: str) -> list[tuple[str, str]]:
    """The plane of a shown run, if that is another one."""
    for name in step.shown:
        run = step.runs[name]
        if not _alike(run.objective, about.objective):
            start, frame = np.reshape(run.start, (-1, 2))[0], _frame(run)
            words = _words({name: races[name]}, run, False)
            drawn = plane(
                run.objective, frame, _paths(races, run), start=start, theme=theme, words=words, name="given"
            )
            return [(_head(f"{run.objective.title}, given", {name: races[name]}, run, False, theme), drawn)]
    return []


def _alike(one, other) -> bool:
    return (one.name, dict(one.parameters)) == (other.name, dict(other.parameters))


def _single(races: Races, about: Run) -> dict[str, Trajectory]:
    """The single runs on the objective that is drawn."""
    return {
        name: run
        for name, run in races.items()
        if isinstance(run, Trajectory) and run.x.ndim == 2 and _alike(run.objective, about.objective)
    }


def _paths(races: Races, about: Run) -> list[Path]:
    paths = [Path(run.x, run.optimizer.name) for run in _single(races, about).values()]
    for run in races.values():
        if isinstance(run, Sweep):
            paths.append(Path(np.reshape(run.x, (-1, 2)), about.optimizer.name, dots=True))
        elif run.x.ndim > 2 and run.noise is not None:
            paths.append(Path(run.x[-LAST:].reshape(-1, 2), run.optimizer.name, dots=True))
    return paths


def _words(races: Races, about: Run, hidden: bool) -> str:
    """What the plane shows, for who does not see it."""
    told = [
        f"{run.optimizer.title} from {say(run.x[0])} to {say(run.x[-1])} after {run.n_iter:,} iterations"
        for run in _single(races, about).values()
    ]
    told += ["the run is hidden until you commit"] if hidden else []
    return f"Contour of {about.objective.title}: {'; '.join(told) or 'the ends of many runs'}."


def _whole(step: Step) -> bool:
    return step.ask.kind == "number" and step.ask.whole


def _loss(step, races, about, prediction, measured, hidden, theme):
    """f above its minimum, by iterations; a number of them is predicted on its axis."""
    runs = {name: run for name, run in races.items() if isinstance(run, Trajectory) and _has_curve(run)}
    log_x = _whole(step)
    least, most = (1, max(about.n_iter, step.ask.high)) if log_x else (0, about.n_iter)
    base = about.objective.minimum or 0.0
    height = float(about.objective(np.reshape(about.start, (-1, 2))[0]) - base)
    top = 10.0 ** np.ceil(np.log10(max(height, 1e-12)) + 0.5)
    curves = [
        Curve(np.maximum(np.arange(run.n_iter + 1), least), _height(run), rule)
        for run in runs.values()
        for rule in [run.optimizer.name]
    ]
    marked = {"x_prediction": prediction, "x_measured": None if hidden else measured} if log_x else {}
    drawn = chart(
        curves, "Loss", "iteration", x_range=(least, most), y_range=(top / 10.0**DECADES, top),
        log_x=log_x, hidden=hidden, theme=theme, words=_ends(runs, hidden), **marked,
    )  # fmt: skip
    return "Loss, above the minimum", drawn


def _has_curve(run: Trajectory) -> bool:
    """Whether it is one run, or repeats of one."""
    return run.x.ndim == 2 or run.noise is not None


def _height(run: Trajectory) -> np.ndarray:
    """f above the minimum, of repeats their mean."""
    return run.value.reshape(run.n_iter + 1, -1).mean(axis=1) - (run.objective.minimum or 0.0)


def _ends(runs: Mapping[str, Trajectory], hidden: bool) -> str:
    told = [f"{run.optimizer.title} ends at {say(float(_height(run)[-1]))} above" for run in runs.values()]
    return (
        f"Loss by iterations: {'; '.join(told) or 'nothing drawn'}{', the rest is hidden' if hidden else ''}."
    )


def _by_iteration(title: str, of: Callable[[Trajectory], np.ndarray]):
    """A chart of one number of each iteration, on whose axis a length is predicted."""

    def drawn(step, races, about, prediction, measured, hidden, theme):
        """Its title and the picture, as every entry of the pictures gives them."""
        curves = [
            Curve(np.arange(1, len(values) + 1), values, run.optimizer.name)
            for run in _single(races, about).values()
            for values in [of(run)]
        ]
        size = (step.ask.low, step.ask.high)
        picture = chart(
            curves, title, "iteration", x_range=(1, about.n_iter), y_range=size, log_x=True,
            y_prediction=prediction, hidden=hidden, theme=theme, words=f"{title} by iterations.",
        )  # fmt: skip
        return title, picture

    return drawn


def _effective(step, races, about, prediction, measured, hidden, theme):
    """The effective step in x; a number of iterations is predicted on its axis."""
    runs, curves = _single(races, about).values(), []
    for run in runs:
        first = (step.since(run) if step.since else 1) or 1
        values = run.effective_step[first - 1 :, 0]
        curves.append(Curve(np.arange(1, len(values) + 1), values, run.optimizer.name))
    size = float(about.optimizer.step_size)
    marks = {"x_prediction": prediction, "x_measured": None if hidden else measured}
    marked = marks if _whole(step) else {}
    along = "iterations below the cliff" if step.since else "iteration"
    most = max(about.n_iter, step.ask.high if _whole(step) else 0)
    drawn = chart(
        curves, "Effective step", along, x_range=(1, most), y_range=(size / 1000, size * 10), log_x=True,
        hidden=hidden, theme=theme, words="The effective step in x, by iterations.", **marked,
    )  # fmt: skip
    return "Effective step in x", drawn


def _sweep(step, races, about, prediction, measured, hidden, theme):
    """What one step does to the loss, by the step size: the mean of all steps of a run."""
    sweeps = [
        run for run in races.values() if isinstance(run, Trajectory) and np.ndim(run.optimizer.step_size)
    ]
    sizes = np.ravel(about.optimizer.step_size)
    curves = [Curve(run.optimizer.step_size, _per_step(run), run.optimizer.name) for run in sweeps]
    number = step.ask.kind == "number"
    drawn = chart(
        curves, "What one step does", "step size α", x_range=(sizes.min(), sizes.max()), y_range=(0, 1.5),
        log_x=True, log_y=False, x_prediction=prediction if number else None,
        x_measured=measured if number and not hidden else None, hidden=hidden, theme=theme,
        words="By what one step multiplies the loss, by step size; above 1 it grows.",
    )  # fmt: skip
    return f"By what a step multiplies the loss, mean of {about.n_iter:,}", drawn


def _per_step(run: Trajectory) -> np.ndarray:
    with np.errstate(all="ignore"):
        return (run.value[-1] / run.value[0]) ** (1 / run.n_iter)


CHARTS = {
    "loss": _loss,
    "effective": _effective,
    "sweep": _sweep,
    "distance": _by_iteration("Distance of x from the minimum", lambda run: _offset(run)),
    "steps": _by_iteration("How far x moves in each iteration", lambda run: np.abs(np.diff(run.x[:, 0]))),
}


def _offset(run: Trajectory) -> np.ndarray:
    return np.abs(run.x[1:, 0] - run.objective.minima[0, 0])
