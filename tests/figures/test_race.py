import json
import re
from dataclasses import replace

import numpy as np
import pytest

from figures import page, race_figure
from figures.palette import THEMES, style
from figures.race import frame_iterates, settings_of
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, race, random_start, words

FLAT = "scattergl"


@pytest.fixture(scope="module")
def figure(bowl, tutorial):
    return race_figure(bowl, tutorial)


def heads(figure, k, name):
    """The contour's one-point traces of an optimizer's head in frame k."""
    frame = next(frame for frame in figure.frames if frame.name == str(k))
    named = [trace for i, trace in zip(frame.traces, frame.data) if figure.data[i].legendgroup == name]
    return [trace for trace in named if trace.type == FLAT and len(trace.x) == 1 and trace.marker.symbol]


def paths(figure, k, name, kind=FLAT):
    frame = next(frame for frame in figure.frames if frame.name == str(k))
    return [
        trace
        for i, trace in zip(frame.traces, frame.data)
        if figure.data[i].legendgroup == name and trace.type == kind and "lines" in figure.data[i].mode
    ]


@pytest.mark.parametrize("n_iter", [1, 7, 50, 118, 119, 120, 999, 1000, 10_000])
def test_frames_are_few_and_end_with_the_last_iterate(n_iter):
    iterates = frame_iterates(n_iter)
    assert len(iterates) <= 120
    assert iterates[0] == 0 and iterates[-1] == n_iter
    assert len(set(iterates)) == len(iterates)
    if n_iter <= 118:
        assert iterates == list(range(n_iter + 1))


def test_one_frame_and_one_slider_position_an_iterate(figure):
    names = [frame.name for frame in figure.frames]
    assert names == [str(k) for k in range(51)]
    (slider,) = figure.layout.sliders
    assert [step.label for step in slider.steps] == names
    assert [list(step.args[0]) for step in slider.steps] == [[name] for name in names]
    assert slider.active == 50
    assert [button.label for button in figure.layout.updatemenus[0].buttons] == ["Play", "Pause"]


@pytest.mark.parametrize("k", [0, 1, 17, 50])
def test_a_frame_shows_the_trajectory_up_to_its_iterate(figure, tutorial, k):
    for name, trajectory in tutorial.items():
        casing, core = paths(figure, k, name)
        for line in (casing, core):
            assert np.allclose(np.column_stack([line.x, line.y])[-1], trajectory.x[k], atol=1e-6)
        assert np.allclose(np.column_stack([core.x, core.y])[0], trajectory.x[0], atol=1e-6)
        (head,) = heads(figure, k, name)
        assert np.allclose([head.x[0], head.y[0]], trajectory.x[k])
        solid = paths(figure, k, name, "scatter3d")
        assert np.allclose([solid[0].x[-1], solid[0].y[-1]], trajectory.x[k], atol=1e-6)
        assert (np.asarray(solid[1].z) > np.asarray(solid[0].z)).all()  # the core is above its casing


def test_the_figure_opens_on_its_last_frame(figure):
    last = figure.frames[-1]
    for i, trace in zip(last.traces, last.data, strict=True):
        assert np.allclose(figure.data[i].x, trace.x, equal_nan=True)


def test_colours_and_words(bowl, figure, tutorial):
    legend = [trace for trace in figure.data if trace.showlegend is not False and trace.name]
    assert [trace.legendgroup for trace in legend] == list(tutorial)
    for trace in legend:
        trajectory = tutorial[trace.legendgroup]
        assert words(bowl, trajectory.optimizer, trajectory) in trace.name
        assert trajectory.optimizer.title in trace.name
        assert trace.line.color == style(trace.legendgroup).color
        group = [t for t in figure.data if t.legendgroup == trace.legendgroup and t.mode == "lines"]
        assert {t.line.color for t in group} == {THEMES["light"].casing, style(trace.legendgroup).color}


def test_start_and_minimum_are_marked_on_both(bowl, figure, tutorial):
    marks = [t for t in figure.data if "scatter" in t.type and "lines" not in t.mode and not t.legendgroup]
    start, minimum = tutorial["gd"].x[0], bowl.minima[0]
    flat = {(round(t.x[0], 6), round(t.y[0], 6)) for t in marks if t.type != "scatter3d"}
    assert flat == {tuple(start.round(6)), tuple(minimum.round(6))}
    assert {t.text for t in marks if t.type == "scatter3d"} == {"●", "✚"}


@pytest.mark.parametrize("name", ["bowl", "himmelblau", "goldstein_price"])
def test_a_head_on_the_surface_stands_before_its_place(name):
    objective = OBJECTIVES[name]
    races = race(objective, {"gd": GradientDescent(1e-5)}, objective.bounds.mean(1) + 0.1, 20)
    figure = race_figure(objective, races, frame=objective.bounds.ravel())
    scene, (_, core) = figure.layout.scene, paths(figure, 20, "gd", "scatter3d")
    ends = np.array([scene[f"{axis}axis"].range for axis in "xyz"])
    box = np.array([scene.aspectratio[axis] for axis in "xyz"]) / np.ptp(ends, axis=1)
    eye = np.array([scene.camera.eye[axis] for axis in "xyz"])
    head = next(t for t in figure.frames[-1].data if t.type == "scatter3d" and len(t.x) == 1)
    off = np.array([(head[axis][-1] - core[axis][-1]) for axis in "xyz"]) * box
    assert off @ eye / np.linalg.norm(off) / np.linalg.norm(eye) > 0.95


def test_no_mark_leaves_the_surfaces_box_where_plotly_draws_none(bowl):
    figure = race_figure(bowl, race(bowl, {"gd": GradientDescent(1e-5)}, (1, -1), 20))
    ends = np.array([figure.layout.scene[f"{axis}axis"].range for axis in "xyz"])
    marks = [t for t in figure.data if t.type == "scatter3d" and t.text]
    places = np.array([[t.x[0], t.y[0], t.z[0]] for t in marks])
    assert len(marks) == 7 and (ends[:, 0] <= places).all() and (places <= ends[:, 1]).all()


def test_settings_travel_and_are_shown(bowl, tutorial):
    settings = {"objective": "bowl", "step_size": 0.01, "n_iter": 50, "seed": 1, "rho": 0.99}
    figure = race_figure(bowl, tutorial, settings=settings, title="My race")
    assert json.loads(figure.to_json())["layout"]["meta"]["settings"] == settings
    assert figure.layout.meta["levels"]
    assert "My race" in figure.layout.title.text
    for text in ("step size 0.01", "rho 0.99", "iterations 50", "seed 1"):
        assert text in figure.layout.title.subtitle.text
    assert settings_of(tutorial)["step_size"] == 0.01 and settings_of(tutorial)["rho"] == 0.99


def test_a_diverging_run_gets_an_arrow_and_words():
    stretched = OBJECTIVES["stretched_bowl"]
    optimizers = {"rmsprop": RMSProp(0.12, 0.9), "gd": GradientDescent(0.12)}
    figure = race_figure(stretched, race(stretched, optimizers, (-1.7, 0.6), 60))
    assert [heads(figure, k, "gd")[0].marker.symbol for k in (3, 4, 60)] == ["triangle-up", "arrow", "arrow"]
    assert heads(figure, 60, "gd")[0].y[0] == pytest.approx(2)
    assert heads(figure, 60, "rmsprop")[0].marker.symbol == "circle"
    assert any("GD leaves at 4" in str(t.text) for t in figure.data)
    assert any("2/L" in (t.name or "") for t in figure.data)
    y = np.asarray(paths(figure, 60, "gd")[0].y)
    assert np.nanmax(np.abs(y)) <= 2 + 1e-6


def test_every_shape_makes_a_page_that_needs_no_server(specimen, tmp_path):
    optimizers = {"rmsprop": RMSProp(0.05), "adagrad": AdaGrad(0.05), "gd": GradientDescent(0.7)}
    races = race(specimen, optimizers, random_start(specimen.bounds, 3), 20)
    figure = race_figure(specimen, races, "dark")
    json.loads(figure.to_json(), parse_constant=pytest.fail)
    figure.write_html(tmp_path / "race.html")
    page = (tmp_path / "race.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img)[^>]+(src|href)\s*=\s*[\"']?(https?:)?//", page)
    assert "Plotly.newPlot" in page and "Plotly.addFrames" in page


def test_a_run_that_overflows_and_one_of_a_single_step(bowl):
    races = race(bowl, {"gd": GradientDescent(1e200)}, (0.5, 0.5), 1)
    assert len(race_figure(bowl, races).frames) == 2
    with pytest.raises(ValueError, match="at least one"):
        race_figure(bowl, {})
    with pytest.raises(ValueError, match="theme"):
        race_figure(bowl, races, theme="sepia")


def test_names_of_ones_own_get_a_style_each(bowl):
    races = race(bowl, {"slow": GradientDescent(0.01), "fast": GradientDescent(0.1)}, (0.5, 0.5), 10)
    figure = race_figure(bowl, races)
    colors = [t.line.color for t in figure.data if t.name]
    assert len(set(colors)) == 2


def test_a_long_race_stays_a_page_one_can_send(bowl):
    stretched = OBJECTIVES["stretched_bowl"]
    optimizers = {"rmsprop": RMSProp(0.0999, 0.9), "adagrad": AdaGrad(0.0999), "gd": GradientDescent(0.0999)}
    figure = race_figure(stretched, race(stretched, optimizers, (-1.7, 1.1), 10_000))
    assert len(figure.to_json()) < 8_000_000


@pytest.mark.parametrize("frame", [None, (-1, 1, -1, 1), (-1, -0.5, -1, 1)], ids=["auto", "half", "nowhere"])
def test_over_a_hole_the_figure_is_still_a_page(bowl, frame):
    def df(x, y):
        return 0.5 / np.sqrt(x), 2 * y

    half = replace(bowl, f=lambda x, y: np.sqrt(x) + y**2, df=df, scale="linear", minima=())
    races = race(half, {"rmsprop": RMSProp(0.05), "gd": GradientDescent(0.1)}, (0.8, 0.6), 40)
    figure = race_figure(half, races, frame=frame)
    json.loads(figure.to_json(), parse_constant=pytest.fail)
    assert len(figure.layout.images) == (0 if frame is None and figure.layout.meta["frame"][0] > 0 else 1)
    assert any("not defined" in (trace.name or "") for trace in figure.data)


@pytest.mark.parametrize(("step_size", "left"), [(1.5, 2), (8, 1)])
def test_the_label_of_a_run_that_overflows_tells_when_it_left(bowl, step_size, left):
    races = race(bowl, {"gd": GradientDescent(step_size)}, random_start(bowl.bounds, 1), 1000)
    figure = race_figure(bowl, races)
    assert any(f"GD leaves at {left}" in str(trace.text) for trace in figure.data)
    assert any(f"left the plot at iterate {left}" in (trace.name or "") for trace in figure.data)


def test_what_was_subtracted_from_f_is_named(bowl):
    raised = replace(bowl, f=lambda x, y: 100_000 + x**2 + y**2, offset=100_000.0)
    figure = race_figure(raised, race(raised, {"gd": GradientDescent(0.1)}, (0.8, 0.6), 10))
    assert "levels f − 10⁵" in figure.layout.title.subtitle.text


def test_paths_in_a_narrow_frame_keep_their_places_apart(bowl):
    start = (1 + 3e-7, 1 + 2e-7)
    narrow = (1 - 5e-7, 1 + 5e-7, 1 - 5e-7, 1 + 5e-7)
    races = race(bowl, {"gd": GradientDescent(1e-8)}, start, 10)
    figure = race_figure(bowl, races, frame=narrow)
    flat, solid = paths(figure, 10, "gd")[0], paths(figure, 10, "gd", "scatter3d")[0]
    assert np.asarray(flat.x)[-1] == pytest.approx(races["gd"].x[-1, 0], abs=1e-12)
    assert np.asarray(solid.x)[-1] == pytest.approx(races["gd"].x[-1, 0] - 1, abs=1e-12)
    axis = figure.layout.scene.xaxis
    assert np.abs(axis.tickvals).max() < 1e-6 and all(
        text.startswith(("0.99", "1")) for text in axis.ticktext
    )


def test_a_phone_has_the_contour_on_top_and_a_desk_gets_it_back(figure):
    before = json.loads(figure.to_json())["layout"]
    on_a_phone, beside = page.on_a_phone(figure)
    assert json.loads(figure.update_layout(expanded(on_a_phone)).to_json())["layout"] != before
    layout = figure.layout
    assert layout.yaxis.domain[0] > layout.scene.domain.y[1] and layout.xaxis.domain == (0, 1)
    assert json.loads(figure.update_layout(expanded(beside)).to_json())["layout"] == before


def expanded(changes):
    """Changes for `Plotly.relayout`, as Plotly in Python takes them."""
    return {
        path.replace("[", "_").replace("]", "").replace(".", "_"): value for path, value in changes.items()
    }
