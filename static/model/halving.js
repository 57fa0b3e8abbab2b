/** A place found by halving. */

/**
 * Where a condition changes between two shares, by halving.
 * @param {(share: number) => boolean} condition @param {number} from @param {number} to
 */
export function meeting(condition, from, to) {
  const before = condition(from);
  for (let i = 0; i < 30; i++) {
    const middle = (from + to) / 2;
    if (condition(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}
