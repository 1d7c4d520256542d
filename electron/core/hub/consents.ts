import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly given_at: string;
  readonly item: string;
  readonly kind: string;
  readonly text_version: string;
  readonly text: string;
  readonly subject: string;
  readonly person: string | null;
  readonly revision: string;
  readonly doi: string | null;
}

const heading = [
  'given at',
  'item',
  'kind',
  'version of the text',
  'text',
  'about',
  'by',
  'revision',
  'DOI',
];
/** A cell of a spreadsheet holds no more. */
const longestCell = 32_000;

/** All consents as CSV, with the terms as they stood, for whoever is asked what was agreed to (D8, D9). A cell never begins as a formula does. */
export function consentsAsCsv(ledger: Ledger): string {
  const rows = ledger.db.all<Row>(
    `select c.given_at, i.name as item, c.kind, c.text_version, c.text, c.subject, c.person,
       g.expected_revision as revision, g.doi, g.id as place, c.id as line
     from hub_consent c join hub_generation g on g.id = c.generation_id join hub_item i on i.id = g.item_id
     union all
     select g.started_at, i.name, 'terms', substr(t.text_hash, 1, 12), t.text, t.address || ' as read ' || t.read_at,
       (select person from hub_consent where generation_id = g.id limit 1), g.expected_revision, g.doi, g.id, null
     from hub_generation g join hub_terms t on t.id = g.terms_id join hub_item i on i.id = g.item_id
     order by place, line`,
  );
  const lines = rows.map((row) => [
    row.given_at,
    row.item,
    row.kind,
    row.text_version,
    row.text.slice(0, longestCell),
    row.subject,
    row.person ?? '',
    row.revision,
    row.doi ?? '',
  ]);
  return [heading, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
