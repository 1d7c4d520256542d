import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** From this length on the last word stands for all words that begin with it. */
const prefixLength = 2;

/**
 * Ids of the records that a search finds, or null when the text asks for nothing. A DOI in any form that
 * people paste finds its record; else all words must be there, in title, creators, publisher, DOI or
 * key, blind to case and accents, and the last may be unfinished.
 */
export function searchRecords(ledger: Ledger, text: string): readonly number[] | null {
  return search(ledger, text, (match) =>
    ledger.db.column<number>('select rowid from record_text where record_text match ?', match),
  );
}

/**
 * As `searchRecords`, but only so many of the newest. Where records have the last word as it stands, those that
 * merely begin with it are left out: FTS5 reads a whole word as far as it must, but all that begins with it.
 */
export function searchNewest(ledger: Ledger, text: string, most: number): readonly number[] | null {
  const newest = (match: string): number[] =>
    ledger.db.column<number>(
      // The order of rows is the order of the index, so that a limit ends the reading.
      'select rowid from record_text where record_text match ? order by rowid desc limit ?',
      match,
      most,
    );
  return search(ledger, text, (match) => {
    const [whole] = match.endsWith('*') ? [newest(match.slice(0, -1))] : [];
    return whole?.length === most ? whole : newest(match);
  });
}

function search(
  ledger: Ledger,
  text: string,
  find: (match: string) => readonly number[],
): readonly number[] | null {
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
  return match === null ? [] : find(match);
}

/** Ids of the records with these words in one column of the search text; its name is a constant of ours. */
export function searchColumn(ledger: Ledger, column: string, text: string): readonly number[] {
  const match = matchExpression(text);
  if (match === null) return [];
  return ledger.db.column<number>(
    'select rowid from record_text where record_text match ?',
    `{${column}} : (${match})`,
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
