/** Letters that two values must share in a row to be compared at all (OpenRefine's blocking). */
export const shortestBlock = 6;
/** Letters that may differ; fewer in short texts, where two letters make another word. */
const farthest = 2;

/** True where so few letters differ (Levenshtein) that one may be a slip of the other. */
export function isNear(one: string, other: string): boolean {
  const allowed = Math.min(one.length, other.length) < 2 * shortestBlock ? 1 : farthest;
  return Math.abs(one.length - other.length) <= allowed && distance(one, other, allowed) <= allowed;
}

/**
 * Levenshtein's distance; anything beyond `limit` is told as more than it, and found out early. Places further
 * apart than `limit` cannot be on the way: looking at the others alone keeps two long texts quick.
 */
function distance(one: string, other: string, limit: number): number {
  const far = limit + 1;
  let row = Array.from({ length: 2 * limit + 1 }, (_, at) => (at < limit ? far : at - limit));
  for (let at = 1; at <= one.length; at += 1) {
    const next: number[] = [];
    let best = far;
    for (let shift = 0; shift <= 2 * limit; shift += 1) {
      const to = at + shift - limit;
      let cost = far;
      if (to === 0) cost = at;
      else if (to > 0 && to <= other.length) {
        cost = Math.min(
          (next[shift - 1] ?? far) + 1,
          (row[shift + 1] ?? far) + 1,
          (row[shift] ?? far) + (one[at - 1] === other[to - 1] ? 0 : 1),
          far,
        );
      }
      next.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return far;
    row = next;
  }
  return row[other.length - one.length + limit] ?? far;
}
