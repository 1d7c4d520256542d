import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly given_at: string;
  readonly item: string;
  readonly kind: string;
  readonly text_version: string;
  readonly text: string;
  readonly subject: string;
  readonly person: string | null;
}

const heading = ['given at', 'item', 'kind', 'version of the text', 'text', 'about', 'by'];

/** All consents as CSV, for whoever is asked what was agreed to (D8). A cell never begins as a formula does. */
export function consentsAsCsv(ledger: Ledger): string {
  const rows = ledger.db.all<Row>(
    `select c.given_at, i.name as item, c.kind, c.text_version, c.text, c.subject, c.person
     from hub_consent c join hub_generation g on g.id = c.generation_id join hub_item i on i.id = g.item_id
     order by c.id`,
  );
  const lines = rows.map((row) => [
    row.given_at,
    row.item,
    row.kind,
    row.text_version,
    row.text,
    row.subject,
    row.person ?? '',
  ]);
  return [heading, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
