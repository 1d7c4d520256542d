import type { Output } from '#shared/contract/contract.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { readDoiList } from '#shared/query/doi-list.ts';
import { valueLimit } from '#shared/query/query.ts';
import { AppError } from '#shared/support/app-error.ts';
import { queryText } from '#shared/text/query.en.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordViews } from './record-views.ts';

interface Found {
  readonly id: number;
  readonly doi: string;
  readonly repositoryId: string;
  readonly repositoryName: string;
}

/**
 * Which DOIs of a pasted list have a record, and which of them the list that is filtered so can show: what it cannot
 * show must not be ticked with them. Throws `VALIDATION` for a list that is too long.
 */
export async function matchDois(
  ledger: Ledger,
  text: string,
  { repositoryId, ...parts }: RecordFilter,
): Promise<Output<'records.match'>> {
  const { dois, unreadable } = readDoiList(text);
  if (dois.length > valueLimit || unreadable.length > valueLimit) {
    throw new AppError('VALIDATION', {
      message: queryText.longList(Math.max(dois.length, unreadable.length), valueLimit),
      nextStep: queryText.longListNext,
      path: 'text',
    });
  }
  const views = recordViews(ledger);
  const others = { ...parts, dois: [] };
  const isFiltered = Object.keys(parts).some((name) => name !== 'dois');
  // Before the records are read: others may be written while indexes are made.
  if (isFiltered) await views.prepare(others, {});
  const known = new Map(
    ledger.db
      .all<Found>(
        `select record.id, doi, repository_id as repositoryId, repository.name as repositoryName
         from record join repository on repository.id = repository_id
         where burnt = 0 and doi in (select value from json_each(?))`,
        JSON.stringify(dois),
      )
      .map((found) => [found.doi, found]),
  );
  const fitting = isFiltered ? new Set(views.matching(others)) : null;
  const here: string[] = [];
  const hidden: string[] = [];
  const elsewhere = new Map<string, { repositoryName: string; dois: string[] }>();
  for (const doi of dois) {
    const found = known.get(doi);
    if (found === undefined) continue;
    if (repositoryId === undefined || found.repositoryId === repositoryId) {
      here.push(doi);
      if (fitting?.has(found.id) === false) hidden.push(doi);
      continue;
    }
    const { repositoryName } = found;
    const group = elsewhere.get(found.repositoryId) ?? { repositoryName, dois: [] };
    group.dois.push(doi);
    elsewhere.set(found.repositoryId, group);
  }
  return {
    dois: here,
    hidden,
    elsewhere: [...elsewhere.values()],
    unknown: dois.filter((doi) => !known.has(doi)),
    unreadable,
  };
}
