/** The three linked curves: what each shows, as records. */
import { axisRange } from "./axis.js";

const COORDINATES = [false, true]; // x solid, y dashed

function perCoordinate(pair, first = 0) {
  return pair ? COORDINATES.map((dashed, i) => ({ values: pair[i], dashed, first })) : [];
}

/** A line where the loss counts as converged. */
function convergedGuide(ctx, chart) {
  const { minimum, theme, tolerance } = chart.scene;
  if (minimum === null || !chart.axis.log) return;
  const y = chart.yAt(minimum + tolerance);
  const { left, top, width, height } = chart.plot;
  if (y < top || y > top + height) return;
  ctx.strokeStyle = theme.ink3;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  (ctx.moveTo(left, y), ctx.lineTo(left + width, y));
  ctx.stroke();
  ctx.setLineDash([]);
}

const sample = (dash) =>
  `<svg width="20" height="10" aria-hidden="true"><path d="M0 5h20" stroke="currentColor" stroke-width="2" ${dash}/></svg>`;
const X_AND_Y = `${sample("")}<i>x</i> ${sample('stroke-dasharray="5 3"')}<i>y</i>`;

/** name -> {title, formula and key (HTML), series, limits, guide} */
export const CHARTS = {
  loss: {
    title: "Loss",
    formula: "<i>f</i>(<i>x<sub>k</sub></i>)",
    key: `${sample('stroke-dasharray="3 3"')}1e-5 above the minimum`,
    series: (run) => [{ values: run.f, dashed: false, first: 0 }],
    limits: ({ runs, minimum, tolerance, lossLimits }) => ({
      high: Math.max(...runs.map((run) => run.f[0])) * 1e3,
      low: minimum === 0 ? tolerance / 10 : undefined,
      ...lossLimits,
    }),
    guide: convergedGuide,
  },
  effective_step: {
    title: "Effective step",
    formula: '<i>α</i> / (<i>ε</i> + √<span class="stage-root"><i>s</i></span>)',
    key: X_AND_Y,
    series: (run) =>
      run.accumulator ? perCoordinate(run.step) : [{ values: run.step[0], dashed: false, first: 0 }],
  },
  accumulator: {
    title: "Accumulator",
    formula: "<i>s</i>",
    key: X_AND_Y,
    series: (run) => perCoordinate(run.accumulator, 1), // s starts at 0, which no log axis holds
  },
};

/** The loss of an objective without a minimum is shown linearly, within what the plotted part of the hill holds. */
export function lossLimits(hillRange, minimum) {
  if (minimum !== null) return {};
  const { low, high } = axisRange([hillRange], { linear: true });
  return { low, high, linear: true };
}
