/** Where on a picture something is drawn already, in coarse cells: a label asks whether it has room. */

const CELL = 4; // px
const REACH = 15; // px from the middle of a text to what it must not touch: half its height, half a path, some air
const RIM = Math.ceil(REACH / CELL); // cells round the picture, so that nothing need ask where it ends

export class Occupied {
  /** @param {number} width @param {number} height  of the picture in pixels */
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 2 * RIM;
    this.rows = Math.ceil(height / CELL) + 2 * RIM;
    this.taken = new Uint8Array(this.columns * this.rows);
    this.drawn = new Uint8Array(this.columns * this.rows); // whose surroundings are taken already
    /** From a cell to those within reach. @type {number[]} */
    this.around = [];
    for (let row = -RIM; row <= RIM; row++)
      for (let column = -RIM; column <= RIM; column++)
        if (Math.hypot(row, column) * CELL <= REACH) this.around.push(row * this.columns + column);
  }

  /** A line through pixels; the pen is lifted before those that `move`. @param {import("../types.js").Stroke} stroke */
  addStroke({ px, py, move }) {
    for (let i = 0; i < px.length; i++) {
      const from = i && !move[i] ? i - 1 : i;
      const [dx, dy] = [px[i] - px[from], py[i] - py[from]];
      const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / CELL));
      for (let p = 1; p <= pieces; p++)
        this.addSpot(px[from] + (dx * p) / pieces, py[from] + (dy * p) / pieces);
    }
  }

  /** @param {number} x @param {number} y */
  addSpot(x, y) {
    const at = this.cellAt(x, y);
    if (at < 0 || this.drawn[at]) return;
    this.drawn[at] = 1;
    for (const by of this.around) this.taken[at + by] = 1;
  }

  /**
   * How much of a text's length is taken, in cells; beside the picture all is.
   * @param {number} x @param {number} y  its middle @param {number} half  of its width @param {number} [turn]
   */
  takenOf(x, y, half, turn = 0) {
    const n = Math.ceil((2 * half) / CELL);
    let taken = 0;
    for (let i = 0; i <= n; i++) {
      const along = half * ((2 * i) / n - 1);
      const cell = this.cellAt(x + along * Math.cos(turn), y + along * Math.sin(turn));
      if (cell < 0 || this.taken[cell]) taken++;
    }
    return taken;
  }

  /** @param {number} x @param {number} y @returns {number} -1 beside the picture */
  cellAt(x, y) {
    const column = Math.floor(x / CELL) + RIM;
    const row = Math.floor(y / CELL) + RIM;
    const inside = // NaN is nowhere
      column >= RIM && row >= RIM && column < this.columns - RIM && row < this.rows - RIM;
    return inside ? row * this.columns + column : -1;
  }
}

/**
 * @param {import("../types.js").Box} box  of the picture @param {import("../types.js").Stroke[]} strokes
 * @param {import("../types.js").Pixel[]} spots
 */
export function occupiedBy({ left, top, width, height }, strokes, spots) {
  const occupied = new Occupied(left + width, top + height);
  for (const stroke of strokes) occupied.addStroke(stroke);
  for (const { x, y } of spots) occupied.addSpot(x, y);
  return occupied;
}
