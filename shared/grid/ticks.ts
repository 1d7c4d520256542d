import type { RecordFilter } from '../contract/records.ts';
import { formatQuery } from '../query/format.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { valueLimit } from '../query/query.ts';

/** Which records of a list are ticked: some by name, or every one of the list but some, also those never seen. */
export type Ticks =
  | { readonly kind: 'some'; readonly dois: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const noTicks: Ticks = { kind: 'some', dois: new Set() };
export const allTicks: Ticks = { kind: 'all', except: new Set() };

export function ticksOf(dois: Iterable<string>): Ticks {
  return { kind: 'some', dois: new Set(dois) };
}

export function isTicked(ticks: Ticks, doi: string): boolean {
  return ticks.kind === 'some' ? ticks.dois.has(doi) : !ticks.except.has(doi);
}

/** True when no more are ticked, or left out, by name than an operation takes; more is said by a filter. */
export function canBeNamed(ticks: Ticks): boolean {
  return (ticks.kind === 'some' ? ticks.dois : ticks.except).size <= valueLimit;
}

/** How many are ticked of a list with this many records. */
export function countTicks(ticks: Ticks, total: number): number {
  return ticks.kind === 'some' ? ticks.dois.size : Math.max(0, total - ticks.except.size);
}

/** These records ticked, or not ticked any more when all of them were. */
export function toggleTicks(ticks: Ticks, dois: readonly string[]): Ticks {
  const wanted = !dois.every((doi) => isTicked(ticks, doi));
  const isAll = ticks.kind === 'all';
  const named = new Set(isAll ? ticks.except : ticks.dois);
  for (const doi of dois) {
    if (wanted === isAll) named.delete(doi);
    else named.add(doi);
  }
  return isAll ? { kind: 'all', except: named } : { kind: 'some', dois: named };
}

/** The ticked records as the core takes them. Every one of a list is its filter, not a list of names. */
export function selectionOf(
  ticks: Ticks,
  filter: RecordFilter,
): { filter: RecordFilter } | { dois: string[] } {
  if (ticks.kind === 'some') return { dois: [...ticks.dois] };
  if (ticks.except.size === 0) return { filter };
  const typed = parseQuery(filter.query ?? '');
  // One that cannot be read is refused as it stands; without it, more would be meant than is shown.
  if (!typed.ok) return { filter };
  const left: Query = {
    kind: 'not',
    part: { kind: 'test', field: 'doi', operator: '=', values: [...ticks.except] },
  };
  return { filter: { ...filter, query: formatQuery({ kind: 'all', parts: [typed.value, left] }) } };
}
