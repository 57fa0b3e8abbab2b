"""Where the lines of a level run over a grid."""

import numpy as np


def isolines(x: np.ndarray, y: np.ndarray, grid: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines where `grid` takes the value `level`, by marching squares.

    `x` (nx,), `y` (ny,), `grid` (ny, nx); cells with a corner that is not finite hold no line. Returns
    polylines (m, 2); a closed one ends where it starts. Crossings are interpolated linearly along grid edges,
    as in marching cubes (Lorensen & Cline 1987); four crossings are settled by the mean of the corners.
    """
    chains = _chains(_segments(grid, level))
    if not chains:
        return []
    ends = np.cumsum([len(chain) for chain in chains])
    return np.split(_crossings(x, y, grid, level, np.concatenate(chains)), ends[:-1])  # all at once: faster


def _crossings(x, y, grid, level, edges):
    """Where `level` lies on each of the numbered grid edges: (m, 2)."""
    upright, corner = np.divmod(edges, grid.size)
    j, i = np.divmod(corner, grid.shape[1])
    to_j, to_i = j + upright, i + 1 - upright
    share = (level - grid[j, i]) / (grid[to_j, to_i] - grid[j, i])
    return np.stack([x[i] + share * (x[to_i] - x[i]), y[j] + share * (y[to_j] - y[j])], -1)


def _segments(grid, level):
    """Pairs of edge numbers, (m, 2): the piece of line in each cell that has one (or two).

    The edge that runs right from a corner has the corner's number, the one that runs up has grid.size added.
    """
    nx = grid.shape[1]
    above = grid >= level
    right, up = above[:, :-1] != above[:, 1:], above[:-1] != above[1:]
    j, i = np.nonzero(right[:-1] | right[1:] | up[:, :-1])
    corners = np.stack([grid[j, i], grid[j, i + 1], grid[j + 1, i + 1], grid[j + 1, i]], -1)
    whole = np.isfinite(corners).all(-1)
    j, i, corners = j[whole], i[whole], corners[whole]
    first = j * nx + i
    edges = np.stack([first, first + 1 + grid.size, first + nx, first + grid.size], -1)  # round the cell
    is_above = corners >= level
    crossed = is_above != np.roll(is_above, -1, -1)
    four = crossed.all(-1)
    # of four crossings, those go together that run round a corner which differs from the middle
    alike = (corners[four].mean(-1) >= level) == is_above[four, 0]
    saddles = np.where(alike[:, None], edges[four], np.roll(edges[four], 1, -1))
    return np.concatenate([edges[~four][crossed[~four]].reshape(-1, 2), saddles.reshape(-1, 2)])


def _chains(segments):
    """Join segments that share an edge: arrays of edge numbers, open lines first, then closed ones."""
    edges, places = np.unique(segments, return_inverse=True)
    near, other = _neighbours(places.reshape(-1, 2), len(edges))
    open_ends = [place for place, beyond in enumerate(other) if beyond < 0]
    left, chains = [True] * len(edges), []
    for start in (*open_ends, *range(len(edges))):
        chain, place = [], start
        while place >= 0 and left[place]:
            left[place] = False
            chain.append(place)
            place = near[place] if left[near[place]] else other[place]
        if chain:
            closing = [start] if other[start] >= 0 else []
            chains.append(edges[chain + closing])
    return chains


def _neighbours(segments, n):
    """Of each of n edges the one or two that it shares a segment with, as two lists; -1 for none."""
    start, end = np.concatenate([segments, segments[:, ::-1]]).T
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    near = np.full((2, n), -1)
    near[(np.diff(start, prepend=-1) == 0).astype(int), start] = end
    return near.tolist()


def thin(line: np.ndarray, spacing: float) -> np.ndarray:
    """A polyline (m, 2) with vertices about `spacing` apart, the first and the last kept."""
    x, y = (line[1:] - line[:-1]).T
    place = np.floor(np.cumsum(np.hypot(x, y)) / spacing)
    keep = np.ones(len(line), bool)
    keep[1:-1] = place[:-1] > np.concatenate([[0], place[:-2]])
    return line[keep]
