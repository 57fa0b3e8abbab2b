"""What static/bridge/plotly_scene.js takes of Plotly: after an upgrade this says what is gone."""

from playwright.sync_api import Page

MODULE = """async (view) => {
    const m = await import("/app/static/bridge/plotly_scene.js");
    const plot = document.querySelector(`[data-view="${view}"] .stage-plot`);
    return [m, plot];
}"""


def ask(page: Page, view: str, body: str) -> object:
    """Evaluates `body`, JavaScript in which `m` is the module and `plot` the plot of a view."""
    return page.evaluate(f"async () => {{ const [m, plot] = await ({MODULE})('{view}'); {body} }}")


def test_the_axes_of_the_contour_are_told_in_pixels(stage: Page) -> None:
    axes = ask(stage, "contour", "return m.axesOf(plot)")
    (x0, x1), _ = axes["ranges"]
    assert axes["box"]["width"] > 100 and axes["scaleX"] * (x1 - x0) > 0.99 * axes["box"]["width"]
    assert axes["scaleY"] < 0, "y grows upwards"


def test_the_scene_has_a_camera_and_matrices(stage: Page) -> None:
    projection = ask(stage, "surface", "return m.projectionOf(plot)")
    assert {len(projection[name]) for name in ("projection", "view", "model")} == {16}
    assert len(projection["scale"]) == len(projection["eye"]) == 3
    assert ask(stage, "surface", "return m.viewOf(plot)") != ""
    assert set(ask(stage, "surface", "return m.cameraOf(plot).eye")) >= {"x", "y", "z"}


def test_a_plot_that_was_not_drawn_has_nothing(stage: Page) -> None:
    empty = "const none = document.createElement('div');"
    assert ask(
        stage, "contour", f"{empty} return [m.isDrawn(none), m.axesOf(none), m.projectionOf(none)]"
    ) == [
        False,
        None,
        None,
    ]


def test_the_sheet_takes_other_heights_and_its_lines_go_and_come_back(stage: Page) -> None:
    heights = """
        const { traces, glplot } = plot._fullLayout.scene._scene;
        const [sheet, lines] = plot._fullData.map(({ uid }) => traces[uid]);
        const { z, surfacecolor } = sheet.data;
        const [ny, nx] = [z.length, z[0].length];
        const flat = (rows) => Float32Array.from([].concat(...rows.map((row) => [...row])));
        const before = { height: flat(z), colour: flat(surfacecolor ?? z), nx, ny };
        const half = { ...before, height: before.height.map((value) => value / 2) };
        m.drawSheet(plot, half, false);
        const moved = [sheet.data.z[0][0] / before.height[0], glplot.objects.includes(lines.linePlot)];
        m.drawSheet(plot, before, true);
        return [...moved, sheet.data.z[0][0] / before.height[0], glplot.objects.includes(lines.linePlot)];
    """
    assert ask(stage, "surface", heights) == [0.5, False, 1, True]
