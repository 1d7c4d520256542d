import type { ImportLine } from '#shared/contract/collections.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { csvHeader, csvRow } from '../sheets/write-csv.ts';
import { pageLines } from './import-tables.ts';

/** A piece ends after this many characters: half of what one message may carry. */
const pieceCharacters = 4_000_000;
const pageSize = 200;

const columns = [
  'line',
  'source',
  'row',
  'key',
  'doi',
  'title',
  'status',
  'valid',
  'errors',
  'warnings',
  'findings',
  'failure',
];

/** The result of an import as text, a line per item, from line `offset` on; null offset when it is complete. */
export function resultText(
  ledger: Ledger,
  wanted: { readonly importId: number; readonly format: 'csv' | 'jsonl'; readonly offset: number },
): Output<'imports.resultText'> {
  const { importId, format } = wanted;
  let { offset } = wanted;
  let text = format === 'csv' && offset === 0 ? csvHeader(columns) : '';
  for (;;) {
    const { lines } = pageLines(ledger, { importId, only: 'all', offset, limit: pageSize });
    for (const line of lines) text += format === 'csv' ? csvLine(line) : jsonLine(line);
    offset += lines.length;
    if (lines.length < pageSize) return { text, nextOffset: null };
    if (text.length > pieceCharacters) return { text, nextOffset: offset };
  }
}

function csvLine(line: ImportLine): string {
  const count = (severity: string): number =>
    line.findings.filter((finding) => finding.severity === severity).length;
  const findings = line.findings
    .map(
      ({ severity, code, path, message }) =>
        `${severity} ${code}${path === '' ? '' : ` at ${path}`}: ${message}`,
    )
    .join('\n');
  return csvRow([
    line.line,
    line.source,
    line.row,
    line.key,
    line.doi,
    line.title,
    line.status,
    line.valid,
    count('error'),
    count('warning'),
    findings,
    line.failure?.message ?? null,
  ]);
}

/** As the command line prints it, with key and title beside. */
function jsonLine(line: ImportLine): string {
  const { source, row, key, doi, title, status, valid, findings, failure } = line;
  return `${JSON.stringify({ source, row, key, doi, title, status, valid, findings, failure })}\n`;
}
