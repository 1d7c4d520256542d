import { doiKey } from '#shared/doi/doi.ts';
import type { Position } from '#shared/versions/position.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly doi: string;
  readonly role: 'canonical' | 'version';
  readonly number: number | null;
  readonly is_outdated: number;
  readonly version_count: number;
  readonly canonical: string | null;
  readonly latest: string | null;
  readonly latest_number: number | null;
}

/**
 * Where records stand in their chains, by DOI, as the chains were last judged; records that stand in none are
 * left out. One query, whatever the length of the chains.
 */
export function readPlaces({ db }: Ledger, dois: readonly string[]): ReadonlyMap<string, Position> {
  const rows = db.all<Row>(
    `select r.doi, m.role, m.number, m.is_outdated, c.version_count, c.canonical, c.latest, c.latest_number
       from json_each(?) d join record r on r.doi = d.value
       join version_member m on m.record_id = r.id and m.role <> 'beside'
       join version_chain c on c.id = m.chain_id`,
    JSON.stringify(dois.map(doiKey)),
  );
  return new Map(rows.map((row) => [row.doi, toPosition(row)]));
}

function toPosition(row: Row): Position {
  const { number, version_count: count, canonical, latest, latest_number: latestNumber } = row;
  if (row.role === 'canonical' || number === null) return { kind: 'canonical', count, latest };
  const newer = (latestNumber ?? 0) > number ? latest : null;
  return { kind: 'version', number, count, canonical, newer, isOutdated: row.is_outdated === 1 };
}
