import { generateSuffix } from '#shared/doi/suffix.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';

/**
 * Draws names that no record of the ledger has or ever had, under the repository's first prefix. Nothing
 * is written: the caller saves the records in the same transaction, or the names are free again.
 * Throws `NOT_FOUND` for an unknown repository and `FORBIDDEN` for one without a prefix.
 */
export function reserveSuffixes(
  context: Pick<CoreContext, 'ledger' | 'ports'>,
  repositoryId: string,
  count: number,
): string[] {
  const { db } = context.ledger;
  const prefix = firstPrefix(context, repositoryId);
  const taken = (doi: string): boolean =>
    db.get('select 1 from record where doi = ?', doi) !== undefined;
  const drawn = new Set<string>();
  while (drawn.size < count) {
    const doi = `${prefix}/${generateSuffix(context.ports.randomBytes)}`;
    if (!taken(doi)) drawn.add(doi);
  }
  return [...drawn];
}

function firstPrefix(context: Pick<CoreContext, 'ledger'>, repositoryId: string): string {
  const row = context.ledger.db.get<{ name: string; prefix: string | null }>(
    `select name, prefixes ->> '$[0]' as prefix from repository where id = ? and removed_at is null`,
    repositoryId,
  );
  if (row === undefined) {
    throw new AppError('NOT_FOUND', { message: `There is no repository "${repositoryId}".` });
  }
  if (row.prefix === null) {
    throw new AppError('FORBIDDEN', {
      message: `${row.name} has no prefix, so no DOI can be chosen for it.`,
      nextStep: 'Check the repository: its prefixes are read from DataCite then.',
    });
  }
  return row.prefix;
}
