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
    axes = ask(stage, "contour", "return m.axesOf(plot, 1)")
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


def test_nothing_is_picked_from_the_scene(stage: Page) -> None:
    slots = "return plot._fullLayout.scene._scene.glplot.objects.map(({ pickSlots }) => pickSlots)"
    assert ask(stage, "surface", slots) == [0, 0], "the sheet and its lines"


def test_a_frame_is_shown_as_it_is_and_as_large_as_its_place_whatever_was_shown_before(stage: Page) -> None:
    ranges = """
        const { ContourView } = await import("/app/static/views/contour_view.js");
        const Plotly = await (await import("/app/static/bridge/plotly.js")).loadPlotly();
        const host = document.body.appendChild(document.createElement("div"));
        const view = new ContourView(host, () => {});
        const axis = (range) => ({ range, constrain: "domain" });
        const figure = (x, y) => ({
            data: [{ type: "contour", z: [[0, 1], [1, 2]], x, y, showscale: false }],
            layout: {
                margin: { l: 34, r: 8, t: 10, b: 24 },
                xaxis: axis(x), yaxis: { ...axis(y), scaleanchor: "x" },
            },
        });
        const shown = [];
        const wide = [[1, 4], [3, 6], 362];
        for (const [x, y, size] of [wide, [[-0.4, 0.2], [-0.1, 0.5], 204], wide]) {
            view.plot.style = `width: ${size - 4}px; height: ${size}px`;
            await view.show(Plotly, figure(x, y));
            shown.push([...m.axesOf(view.plot, 1).ranges, m.fits(view.plot)]);
        }
        Plotly.purge(view.plot);
        host.remove();
        return shown;
    """
    wide, narrow = [[1, 4], [3, 6], True], [[-0.4, 0.2], [-0.1, 0.5], True]
    assert ask(stage, "contour", ranges) == [wide, narrow, wide]
