/** The picture as it is now, which stays so while the visitor goes on. */

/**
 * @param {object} stage
 * @param {import("../views/contour_view.js").ContourView} stage.contour
 * @param {import("../views/surface_view.js").SurfaceView} stage.surface
 * @param {import("../views/mechanism.js").Mechanism} stage.mechanism
 * @param {import("../hands/preview.js").Preview} stage.preview
 * @param {import("../model/clock.js").Clock} stage.clock
 * @param {import("../hands/maps.js").Maps} stage.maps
 * @param {import("../types.js").Packet} stage.packet
 */
export function snapshot({ contour, surface, mechanism, preview, clock, maps, packet }) {
  const { title, file, sliders } = packet;
  const views = { contour: contour.still(), surface: surface.isOffered ? surface.still() : null };
  const words = { time: clock.time, title, file, settings: preview.words(sliders) };
  const map = { map: maps.taken(clock.time), hasFailedMap: maps.hasFailed };
  return { ...views, mechanism: mechanism.still(), ...map, ...words };
}
