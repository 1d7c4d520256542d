import { readFile } from 'node:fs/promises';

import type { Client } from '#shared/contract/client.ts';
import type { Input } from '#shared/contract/contract.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import { valueLimit } from '#shared/query/query.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { fromWhereThePersonStands } from '../where.ts';
import { sayRefusals } from './change-output.ts';
import { eachRecord, findCollection, findRepository, queryOption, viewOption } from './find.ts';
import type { Output } from './output.ts';
import type { VerbCall } from './verb.ts';
import { WrongUse } from './verb.ts';

export interface NamedRecords {
  readonly selection: Input<'changes.apply'>['selection'];
  /** DOIs of the list that the ledger has no record of. */
  readonly unknown: readonly string[];
}

/** Most DOIs of one list; more are named by a query or a collection. */
const mostDois = valueLimit;

/** Which records a verb is to change: one of a query, a saved view, a collection, a list of DOIs. */
export async function readSelection(call: VerbCall, client: Client): Promise<NamedRecords> {
  const { options } = call;
  const [collection, query, view, dois] = ['collection', 'query', 'view', 'dois'].map((name) =>
    options.text(name),
  );
  if ([collection, query, view, dois].filter((given) => given != null).length !== 1) {
    throw new WrongUse(changesText.cli.oneSelection);
  }
  const repository = options.text('repository');
  if (query != null || view != null) {
    const of =
      repository === null ? {} : { repositoryId: (await findRepository(client, repository)).id };
    const filter = { ...of, ...queryOption(query), ...(await viewOption(client, view)) };
    if (repository === null) await sayReached(call.output, client, filter);
    return { selection: { filter }, unknown: [] };
  }
  if (repository !== null) throw new WrongUse(changesText.cli.repositoryAlone);
  if (collection != null) {
    const { id } = await findCollection(client, collection);
    return { selection: { collectionId: id }, unknown: [] };
  }
  const { dois: all, unknown } = await readDois(client, dois ?? '');
  return { selection: { dois: [...all] }, unknown };
}

/** A query means the records of all repositories: which ones it reaches is said before anything is done. */
async function sayReached(output: Output, client: Client, filter: RecordFilter): Promise<void> {
  const { repositories } = await client.call('repositories.list', {});
  if (repositories.length < 2) return;
  const reached: string[] = [];
  for (const { id: repositoryId, environment } of repositories) {
    const { total } = await client.call('records.list', {
      ...{ filter: { ...filter, repositoryId }, sort: 'doi', descending: false },
      ...{ offset: 0, limit: 1 },
    });
    if (total > 0) reached.push(changesText.cli.inRepository(repositoryId, environment, total));
  }
  if (reached.length > 1) output.say(changesText.cli.reached(reached));
}

/** Which DOIs of a list the ledger does not have, on standard error. */
export function sayUnknown(output: Output, unknown: readonly string[]): void {
  const { unknown: message } = changesText.refused;
  sayRefusals(
    output,
    unknown.map((doi) => ({ doi, code: 'unknown', message })),
  );
}

interface DoiList extends Pick<NamedRecords, 'unknown'> {
  readonly dois: readonly string[];
}

/** A file of DOIs, one or more a line. */
export async function readDois(client: Client, file: string): Promise<DoiList> {
  const text = await readFile(fromWhereThePersonStands(file), 'utf8').catch(() => {
    throw new WrongUse(changesText.cli.noFile(file));
  });
  const dois = new Set<string>();
  text.split(/\r?\n/).forEach((line, at) => {
    for (const word of line.split(/\s+/).filter((each) => each !== '')) {
      const read = parseDoi(word);
      if (!read.ok) throw new WrongUse(changesText.cli.noDoi(file, at + 1, read.error));
      dois.add(doiKey(read.value));
    }
  });
  if (dois.size === 0) throw new WrongUse(changesText.cli.emptyList(file));
  if (dois.size > mostDois) throw new WrongUse(changesText.cli.manyDois(file, dois.size, mostDois));
  const known = new Set<string>();
  for await (const { doi } of eachRecord(client, { dois: [...dois] })) known.add(doiKey(doi));
  const unknown = [...dois].filter((doi) => !known.has(doi));
  return { dois: [...dois], unknown };
}
