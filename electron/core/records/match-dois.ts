import { readDoiList } from '#shared/query/doi-list.ts';
import { valueLimit } from '#shared/query/query.ts';
import { AppError } from '#shared/support/app-error.ts';
import { queryText } from '#shared/text/query.en.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface MatchedDois {
  readonly dois: string[];
  readonly unknown: string[];
  readonly unreadable: string[];
}

/** Which DOIs of a pasted list have a record. Throws `VALIDATION` for a list that is too long. */
export function matchDois(ledger: Ledger, text: string): MatchedDois {
  const { dois, unreadable } = readDoiList(text);
  if (dois.length > valueLimit || unreadable.length > valueLimit) {
    throw new AppError('VALIDATION', {
      message: queryText.longList(Math.max(dois.length, unreadable.length), valueLimit),
      nextStep: queryText.longListNext,
      path: 'text',
    });
  }
  const known = new Set(
    ledger.db
      .all<{ doi: string }>(
        'select doi from record where burnt = 0 and doi in (select value from json_each(?))',
        JSON.stringify(dois),
      )
      .map(({ doi }) => doi),
  );
  return {
    dois: dois.filter((doi) => known.has(doi)),
    unknown: dois.filter((doi) => !known.has(doi)),
    unreadable,
  };
}
