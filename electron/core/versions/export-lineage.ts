import type { LineageRow } from '#shared/contract/version-chains.ts';
import { lineageToJsonLd } from '#shared/versions/graph-json-ld.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { csvHeader, csvRow } from '../sheets/write-csv.ts';
import { traceLineage } from './lineage.ts';

type Direction = 'upstream' | 'downstream';

/** What was made of a record, or what it is made of (A26): one row a record, with whom to write to. */
export function lineageToCsv(ledger: Ledger, doi: string, direction: Direction): string {
  const { rows } = traceLineage(ledger, doi, direction);
  return [
    csvHeader(['DOI', 'title', 'steps', 'relation', 'of', 'whose', 'contacts']),
    ...rows.map((row) =>
      csvRow([
        row.doi,
        row.title,
        row.depth,
        row.relation,
        row.via,
        row.holding,
        row.contacts.join('; '),
      ]),
    ),
  ].join('');
}

export function lineageGraph(ledger: Ledger, doi: string, direction: Direction): string {
  const row = ledger.db.get<{ title: string | null }>(
    'select title from record where doi = ?',
    doi,
  );
  return lineageToJsonLd(
    { doi, title: row?.title ?? '' },
    traceLineage(ledger, doi, direction).rows,
  );
}

/**
 * Everybody to write to when something is wrong with a record (A27): one row a person, with an ORCID or address where
 * the metadata has one, and what of theirs was made of it. Those of most records first.
 */
export function contactsToCsv(ledger: Ledger, doi: string): string {
  const people = new Map<string, LineageRow[]>();
  for (const row of traceLineage(ledger, doi, 'downstream').rows) {
    for (const contact of new Set(row.contacts)) {
      const known = people.get(contact);
      if (known === undefined) people.set(contact, [row]);
      else known.push(row);
    }
  }
  const sorted = [...people].sort(
    ([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1),
  );
  return [
    csvHeader(['contact', 'ORCID or address', 'records', 'DOIs']),
    ...sorted.map(([contact, rows]) => {
      const [, name = contact, identifier = ''] = /^(.*) <(.*)>$/su.exec(contact) ?? [];
      return csvRow([name, identifier, rows.length, rows.map((row) => row.doi).join('; ')]);
    }),
  ].join('');
}
