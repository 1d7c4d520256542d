import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** From this length on the last word stands for all words that begin with it. */
const prefixLength = 2;

/**
 * Ids of the records that a search finds, or null when the text asks for nothing. A DOI in any form that
 * people paste finds its record; else all words must be there, in title, creators, publisher, DOI or
 * key, blind to case and accents, and the last may be unfinished. `most`: only so many of the newest.
 */
export function searchRecords(ledger: Ledger, text: string, most = -1): Iterable<number> | null {
  if (text.trim() === '') return null;
  const doi = parseDoi(text);
  if (doi.ok) {
    const exact = ledger.db.get<{ id: number }>(
      'select id from record where doi = ?',
      doiKey(doi.value),
    );
    if (exact !== undefined) return [exact.id];
  }
  const match = matchExpression(doi.ok ? doi.value : text);
  if (match === null) return [];
  return firstColumn(
    ledger.db.scan<readonly [number]>(
      // The order of rows is the order of the index, so that a limit ends the reading.
      'select rowid from record_text where record_text match ? order by rowid desc limit ?',
      match,
      most,
    ),
  );
}

/** Ids of the records with these words in one column of the search text; its name is a constant of ours. */
export function searchColumn(ledger: Ledger, column: string, text: string): Iterable<number> {
  const match = matchExpression(text);
  if (match === null) return [];
  return firstColumn(
    ledger.db.scan<readonly [number]>(
      'select rowid from record_text where record_text match ?',
      `{${column}} : (${match})`,
    ),
  );
}

/** Words in quotes, so that no character of a search is an operator of FTS5. */
export function matchExpression(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu);
  if (words === null) return null;
  return words
    .map((word, index) => {
      const isOpen = index === words.length - 1 && word.length >= prefixLength;
      return isOpen ? `"${word}" *` : `"${word}"`;
    })
    .join(' ');
}

function* firstColumn(rows: Iterable<readonly [number]>): Generator<number> {
  for (const [id] of rows) yield id;
}
