import type { LinkKind } from '#shared/versions/relation-kinds.ts';
import { chainKinds, intendedType, meaningOf } from '#shared/versions/relation-kinds.ts';
import { readStatements } from '#shared/versions/version-node.ts';
import type { DoiAt } from '#shared/versions/version-node.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Ledger } from '../ledger/ledger.ts';

export const chainKindList = JSON.stringify(chainKinds);

/** Writes what records say of others; what they said before is gone by then. Joins the caller's transaction. */
export function addEdges(
  { db }: Ledger,
  records: readonly { readonly id: number; readonly attributes: Attributes }[],
  doiAt: DoiAt,
): void {
  const edges = records.flatMap(({ id, attributes }) =>
    readStatements(attributes, doiAt).flatMap(({ index, type, key }) => {
      const meaning = meaningOf(type) ?? meaningOf(intendedType(type) ?? '');
      if (meaning === null || key === null) return [];
      return [[id, index, meaning.kind, type, meaning.isStart ? 1 : 0, key]];
    }),
  );
  if (edges.length === 0) return;
  db.run(
    `insert into version_edge (record_id, position, kind, relation_type, is_start, target)
     select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 from json_each(?)`,
    JSON.stringify(edges),
  );
}

/** A neighbour of some record, by an edge of either side. */
export interface Neighbour {
  readonly from: string;
  readonly doi: string;
  /** Null: the ledger has no such record. */
  readonly recordId: number | null;
  readonly kind: LinkKind;
  /** True when `from` stands at the start of the link. */
  readonly isFromStart: boolean;
}

/** Everything that these DOIs are tied to by edges of these kinds, said by them or said of them. */
export function neighboursOf(
  { db }: Ledger,
  dois: readonly string[],
  kinds = chainKindList,
): Neighbour[] {
  const rows = db.all<Omit<Neighbour, 'isFromStart'> & { is_from_start: number }>(
    `select r.doi as "from", e.target as doi, t.id as recordId, e.kind, e.is_start as is_from_start
       from json_each(@dois) d join record r on r.doi = d.value
       join version_edge e on e.record_id = r.id left join record t on t.doi = e.target
       where e.kind in (select value from json_each(@kinds))
     union all
     select e.target, s.doi, s.id, e.kind, 1 - e.is_start
       from json_each(@dois) d join version_edge e on e.target = d.value
       join record s on s.id = e.record_id
       where e.kind in (select value from json_each(@kinds))`,
    { dois: JSON.stringify(dois), kinds },
  );
  return rows.map(({ is_from_start: isStart, ...row }) => ({ ...row, isFromStart: isStart === 1 }));
}

/** Ids of all records that chain links tie to this DOI, however indirectly; DOIs that are not here tie, too. */
export function componentOf(ledger: Ledger, doi: string, most = Infinity): readonly number[] {
  const ids = new Set<number>();
  const own = ledger.db.get<{ id: number }>('select id from record where doi = ?', doi);
  if (own !== undefined) ids.add(own.id);
  const seen = new Set([doi]);
  for (let ring = [doi]; ring.length > 0 && ids.size < most;) {
    const next: string[] = [];
    for (const { doi: near, recordId } of neighboursOf(ledger, ring)) {
      if (seen.has(near)) continue;
      seen.add(near);
      next.push(near);
      if (recordId !== null) ids.add(recordId);
    }
    ring = next;
  }
  return [...ids];
}
