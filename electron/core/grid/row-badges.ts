import type { RowBadges } from '#shared/contract/grid.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { positionsIn } from '#shared/versions/position.ts';
import type { Position } from '#shared/versions/position.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { chainOf } from '../versions/chain-view.ts';

interface Row {
  readonly doi: string;
  readonly review: RowBadges['review'];
  readonly landing: RowBadges['landing'];
  readonly chain_id: number | null;
  readonly version_count: number | null;
}

/** Versions of a chain up to which places are counted for a page of the grid: some milliseconds. */
const mostVersions = 500;

/** The signs of the records of one page, in the order asked for; a record that is gone has none. */
export function readBadges(ledger: Ledger, dois: readonly string[]): RowBadges[] {
  const rows = ledger.db.all<Row>(
    // Of the view one record at a time: joined, it would be worked out for the whole ledger first.
    `select r.doi, (select status from review_standing where record_id = r.id) as review,
         l.verdict as landing, m.chain_id, c.version_count
       from record r
       left join landing_check l on l.record_id = r.id
       left join version_member m on m.record_id = r.id
       left join version_chain c on c.id = m.chain_id
      where r.doi in (select value from json_each(?))`,
    JSON.stringify(dois.map(doiKey)),
  );
  const byDoi = new Map(rows.map((row) => [row.doi, row]));
  const chains = new Map<number, (key: string) => Position | null>();
  const placeOf = ({ doi, chain_id: chainId, version_count: count }: Row): RowBadges['version'] => {
    if (chainId === null || (count ?? 0) > mostVersions) return null;
    let positions = chains.get(chainId);
    if (positions === undefined) {
      // Many rows of a page are often of one chain: it is put together once.
      const judged = chainOf(ledger, doi);
      const isChain = judged !== null && judged.chain.links.length > 0;
      positions = isChain ? positionsIn(judged.chain) : () => null;
      chains.set(chainId, positions);
    }
    return shortened(positions(doi));
  };
  return dois.flatMap((doi) => {
    const row = byDoi.get(doiKey(doi));
    if (row === undefined) return [];
    return { doi: row.doi, review: row.review, version: placeOf(row), landing: row.landing };
  });
}

function shortened(position: Position | null): RowBadges['version'] {
  if (position === null) return null;
  return position.kind === 'version'
    ? { number: position.number, count: position.count, isOutdated: position.isOutdated }
    : { number: null, count: position.count, isOutdated: false };
}
