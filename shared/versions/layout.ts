import type { Chain } from './chain.ts';
import { isInTime } from './chain.ts';
import type { Link } from './links.ts';

/**
 * Where the records of a chain stand in its picture, in px: time runs from left to right, versions stand in
 * one lane (each branch of a fork in a row of its own), the canonical DOI above them, and what is tied in
 * other ways below, under the record it is tied to. Linear in records and links, without recursion: it holds
 * for paths, trees and everything else, and draws 5,000 versions in some milliseconds.
 */
export interface PlacedNode {
  readonly key: string;
  readonly lane: 'canonical' | 'version' | 'beside' | 'lineage';
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
  /** The canonical DOI is a bar above all the versions that it is tied to. */
  readonly width: number;
}

export const nodeSize = { width: 208, height: 68 } as const;
export const step = { x: 256, y: 108 } as const;

/** `ties` are links beyond the chain: derivations, uses and parts, by which further records come in. */
export function layOut(chain: Chain, ties: readonly Link[] = []): PlacedNode[] {
  const column = new Map(chain.versions.map((key, at) => [key, at]));
  const rows = rowsOfVersions(chain, column);
  const canonicals = chain.canonical === null ? [] : [chain.canonical, ...chain.otherCanonicals];
  const top = Math.max(1, canonicals.length);
  const lowest = top - 1 + [...rows.values()].reduce((most, row) => Math.max(most, row), 0);
  const placed: PlacedNode[] = chain.versions.map((key) =>
    place(key, 'version', column.get(key) ?? 0, top + (rows.get(key) ?? 0)),
  );
  const spans = spansOf(chain, column);
  // The one with most versions stands next to them, further ones above it.
  canonicals.forEach((key, at) => {
    const { first, last } = spans.get(key) ?? { first: 0, last: 0 };
    column.set(key, first);
    const width = (last - first) * step.x + nodeSize.width;
    placed.push({ ...place(key, 'canonical', first, canonicals.length - 1 - at), width });
  });
  const links = [...chain.links, ...ties];
  placed.push(...hang(chain.beside, links, { column, lane: 'beside', top: lowest + 2 }));
  const lineage = [...new Set(ties.flatMap(({ start, end }) => [start, end]))];
  const below = placed.reduce((most, { y }) => Math.max(most, y / step.y), lowest + 1) + 1;
  placed.push(
    ...hang(
      lineage.filter((key) => !column.has(key)),
      links,
      { column, lane: 'lineage', top: below },
    ),
  );
  return placed;
}

function place(key: string, lane: PlacedNode['lane'], column: number, row: number): PlacedNode {
  return { key, lane, x: column * step.x, y: row * step.y, width: nodeSize.width };
}

/** By canonical DOI: the columns from its first version to its last. */
function spansOf(
  { links, canonical, otherCanonicals }: Chain,
  column: ReadonlyMap<string, number>,
): ReadonlyMap<string, { readonly first: number; readonly last: number }> {
  const spans = new Map<string, { readonly first: number; readonly last: number }>();
  const above = new Set([canonical, ...otherCanonicals]);
  for (const { kind, start, end } of links) {
    const at = column.get(end);
    if (kind !== 'version' || !above.has(start) || at === undefined) continue;
    const known = spans.get(start) ?? { first: at, last: at };
    spans.set(start, { first: Math.min(known.first, at), last: Math.max(known.last, at) });
  }
  return spans;
}

/**
 * The first newer version stays in the row of the older; each further one opens the first row that is free
 * from the fork on.
 */
function rowsOfVersions(
  chain: Chain,
  column: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const older = new Map<string, string[]>();
  for (const { start, end } of chain.links.filter(isInTime)) {
    if ((column.get(start) ?? -1) >= (column.get(end) ?? -1)) continue;
    const known = older.get(end);
    if (known === undefined) older.set(end, [start]);
    else known.push(start);
  }
  const rows = new Map<string, number>();
  /** By row: the last record that stands in it, so that its row goes on with what follows it. */
  const last: string[] = [];
  /** Rows by the record that ends them: the reverse of `last`. */
  const endsRow = new Map<string, number>();
  for (const key of chain.versions) {
    const row = (older.get(key) ?? [])
      .map((one) => endsRow.get(one))
      .find((one) => one !== undefined);
    // Without links the row of the version before is as good as any.
    const chosen = row ?? (older.has(key) ? last.length : 0);
    endsRow.delete(last[chosen] ?? '');
    rows.set(key, chosen);
    last[chosen] = key;
    endsRow.set(key, chosen);
  }
  return rows;
}

/** Sets records under those that they are tied to; where the place is taken, a row lower. */
function hang(
  keys: readonly string[],
  links: readonly Link[],
  how: {
    readonly column: Map<string, number>;
    readonly lane: PlacedNode['lane'];
    readonly top: number;
  },
): PlacedNode[] {
  const near = new Map<string, string[]>();
  const join = (one: string, other: string): void => {
    const known = near.get(one);
    if (known === undefined) near.set(one, [other]);
    else known.push(other);
  };
  for (const { start, end } of links) {
    join(start, end);
    join(end, start);
  }
  /** By column: rows that are taken. */
  const depth = new Map<number, number>();
  return keys.map((key) => {
    const anchor = near.get(key)?.find((other) => how.column.has(other));
    let at = anchor === undefined ? 0 : (how.column.get(anchor) ?? 0);
    // A long hanging is broken into columns, so that the picture stays readable.
    while ((depth.get(at) ?? 0) >= rowsAColumn) at += 1;
    const row = depth.get(at) ?? 0;
    depth.set(at, row + 1);
    how.column.set(key, at);
    // Between the columns, so that no line runs through what hangs above.
    const aside = how.lane === 'lineage' ? 0.5 : 0;
    return place(key, how.lane, at + aside, how.top + row);
  });
}

const rowsAColumn = 12;
