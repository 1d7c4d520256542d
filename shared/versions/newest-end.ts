import type { PlacedNode } from './layout.ts';
import { step } from './layout.ts';

/**
 * As much of a picture as is drawn of a chain with more records: the items above and the record that was asked for,
 * then the versions from the newest back, then what hangs below. It begins at its left edge anew; a bar covers only
 * the versions that are left, and a record from before them stands at the edge by itself.
 */
export function newestEnd(
  places: readonly PlacedNode[],
  focus: string,
  most: number,
): readonly PlacedNode[] {
  if (places.length <= most) return places;
  const ofLane = (lane: PlacedNode['lane']) => places.filter((place) => place.lane === lane);
  const asked = places.filter(({ key }) => key === focus);
  const ranked = new Set([
    ...ofLane('canonical'),
    ...asked,
    ...ofLane('version').toReversed(),
    ...ofLane('beside'),
    ...ofLane('lineage'),
  ]);
  const kept = new Set([...ranked].slice(0, most));
  const left = places.reduce(
    (least, place) =>
      kept.has(place) && place.lane === 'version' && place.key !== focus
        ? Math.min(least, place.x)
        : least,
    Infinity,
  );
  const isEarlier = asked.some(({ lane, x }) => lane === 'version' && x < left);
  const edge = Number.isFinite(left) ? left - (isEarlier ? step.x : 0) : 0;
  return places
    .filter((place) => kept.has(place))
    .map((place) => {
      const cut = Math.max(0, edge - place.x);
      const width = place.lane === 'canonical' ? Math.max(place.width - cut, 0) : place.width;
      return { ...place, x: place.x + cut - edge, width };
    });
}
