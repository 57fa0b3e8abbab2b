/** Where the lines of a level run over a grid: marching squares, as figures/isolines.py. */

/**
 * @typedef {{x: number[], y: number[], closed: boolean}} Line  in cells: the middle of the first one is at 0
 */

/**
 * @param {ArrayLike<number>} grid  row after row @param {number} columns @param {number} level
 * @returns {Line[]} the lines where the grid takes that value; none through a cell with a corner that is not finite
 */
export function isolines(grid, columns, level) {
  const rows = grid.length / columns;
  /** From an edge of the grid to those that a line joins it with. @type {Map<number, number[]>} */
  const joined = new Map();
  const join = (/** @type {number} */ a, /** @type {number} */ b) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ])
      joined.has(from) ? joined.get(from)?.push(to) : joined.set(from, [to]);
  };
  for (let j = 0; j + 1 < rows; j++)
    for (let i = 0; i + 1 < columns; i++) joinCell(grid, columns, level, j * columns + i, join);
  return chains(joined).map((edges) => lineOf(edges, grid, columns, level));
}

/**
 * The edge that runs right from corner c is 2 c, the one that runs up 2 c + 1.
 * @param {ArrayLike<number>} grid @param {number} columns @param {number} level @param {number} first  corner of the cell
 * @param {(a: number, b: number) => void} join
 */
function joinCell(grid, columns, level, first, join) {
  const corners = [first, first + 1, first + columns + 1, first + columns];
  const values = corners.map((corner) => grid[corner]);
  if (!values.every(Number.isFinite)) return;
  const above = values.map((value) => value >= level);
  const edges = [2 * first, 2 * (first + 1) + 1, 2 * (first + columns), 2 * first + 1]; // round the cell
  const crossed = edges.filter((_, i) => above[i] !== above[(i + 1) % 4]);
  if (crossed.length === 2) join(crossed[0], crossed[1]);
  if (crossed.length < 4) return;
  const middle = values.reduce((sum, value) => sum + value, 0) / 4 >= level;
  const [a, b, c, d] = middle === above[0] ? crossed : [crossed[3], ...crossed.slice(0, 3)];
  join(a, b);
  join(c, d);
}

/** @param {Map<number, number[]>} joined @returns {number[][]} */
function chains(joined) {
  const found = [];
  const ends = [...joined.keys()].filter((edge) => joined.get(edge)?.length === 1);
  for (const start of [...ends, ...joined.keys()]) {
    const chain = [start];
    for (let at = start; ;) {
      const next = joined.get(at)?.pop();
      if (next === undefined) break;
      const back = joined.get(next) ?? [];
      back.splice(back.indexOf(at), 1);
      chain.push((at = next));
    }
    if (chain.length > 1) found.push(chain);
  }
  return found;
}

/** @param {number[]} edges @param {ArrayLike<number>} grid @param {number} columns @param {number} level @returns {Line} */
function lineOf(edges, grid, columns, level) {
  /** @type {Line} */
  const line = { x: [], y: [], closed: edges[0] === edges[edges.length - 1] };
  for (const edge of edges) {
    const corner = Math.floor(edge / 2);
    const isUpright = edge % 2 === 1;
    const to = corner + (isUpright ? columns : 1);
    const share = (level - grid[corner]) / (grid[to] - grid[corner]);
    line.x.push((corner % columns) + (isUpright ? 0 : share));
    line.y.push(Math.floor(corner / columns) + (isUpright ? share : 0));
  }
  return line;
}
