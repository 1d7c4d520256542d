import type { RowBadges } from '#shared/contract/grid.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Position } from '#shared/versions/position.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPlaces } from '../versions/places.ts';

interface Row {
  readonly doi: string;
  readonly review: RowBadges['review'];
  readonly landing: RowBadges['landing'];
}

/** The signs of the records of one page, in the order asked for; a record that is gone has none. */
export function readBadges(ledger: Ledger, dois: readonly string[]): RowBadges[] {
  const rows = ledger.db.all<Row>(
    // Of the view one record at a time: joined, it would be worked out for the whole ledger first.
    `select r.doi,
         (select case when status = 'publishing' and proof = 'failed' then 'unproved' else status end
            from review_standing where record_id = r.id) as review,
         l.verdict as landing
       from record r
       left join landing_check l on l.record_id = r.id
      where r.doi in (select value from json_each(?))`,
    JSON.stringify(dois.map(doiKey)),
  );
  const byDoi = new Map(rows.map((row) => [row.doi, row]));
  const places = readPlaces(ledger, dois);
  return dois.flatMap((doi) => {
    const row = byDoi.get(doiKey(doi));
    if (row === undefined) return [];
    return {
      doi: row.doi,
      review: row.review,
      version: shortened(places.get(row.doi)),
      landing: row.landing,
    };
  });
}

function shortened(position: Position | undefined): RowBadges['version'] {
  if (position === undefined) return null;
  return position.kind === 'version'
    ? { number: position.number, count: position.count, isOutdated: position.isOutdated }
    : { number: null, count: position.count, isOutdated: false };
}
