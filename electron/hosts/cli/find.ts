import type { Client } from '#shared/contract/client.ts';
import type { CollectionSummary } from '#shared/contract/collections.ts';
import type { RecordFilter, RecordRow } from '#shared/contract/records.ts';
import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { text } from '#shared/text/command-line.en.ts';
import { queryText } from '#shared/text/query.en.ts';
import { WrongUse } from './verb.ts';

/** The collection of this name; wrong use when there is none, with the names that there are. */
export async function findCollection(client: Client, name: string): Promise<CollectionSummary> {
  const { collections } = await client.call('collections.list', {});
  const found = collections.find((collection) => collection.name === name);
  if (found !== undefined) return found;
  throw new WrongUse(
    text.noSuchCollection(
      name,
      collections.map((collection) => collection.name),
    ),
  );
}

/** The repository of this id; wrong use when there is none, with the ids that there are. */
export async function findRepository(client: Client, id: string): Promise<RepositoryDetail> {
  const { repositories } = await client.call('repositories.list', {});
  const found = repositories.find((repository) => repository.id === id);
  if (found !== undefined) return found;
  const ids = repositories.map((repository) => repository.id);
  throw new WrongUse(text.noSuchRepository(id, ids));
}

/** The part of a filter that a `--query` is; wrong use when it cannot be read, with the place. */
export function queryOption(query: string | null | undefined): Pick<RecordFilter, 'query'> {
  if (query == null) return {};
  const read = parseQuery(query);
  if (!read.ok) throw new WrongUse(queryText.wrong(read.error.message, read.error.from));
  return { query };
}

/** The part of a filter that a saved view is; wrong use when there is none of this name. */
export async function viewOption(
  client: Client,
  name: string | null | undefined,
): Promise<Pick<RecordFilter, 'query'>> {
  if (name == null) return {};
  const { views } = await client.call('views.list', {});
  const found = views.find((view) => view.name === name);
  if (found !== undefined) return { query: found.query };
  const names = views.map((view) => view.name);
  throw new WrongUse(changesText.cli.noView(name, names));
}

/** `--query` or `--view` of verbs that list and export. */
export async function filterOption(
  client: Client,
  query: string | null,
  view: string | null,
): Promise<Pick<RecordFilter, 'query'>> {
  if (query !== null && view !== null) throw new WrongUse(changesText.cli.queryOrView);
  return { ...queryOption(query), ...(await viewOption(client, view)) };
}

const pageSize = 200;

/** All records of a filter, a page at a time, in the order of their DOIs; at most `most` of them. */
export async function* eachRecord(
  client: Client,
  filter: RecordFilter,
  most = Infinity,
): AsyncGenerator<RecordRow> {
  for (let offset = 0; offset < most; offset += pageSize) {
    const limit = Math.min(pageSize, most - offset);
    const page = await client.call('records.list', {
      filter,
      sort: 'doi',
      descending: false,
      offset,
      limit,
    });
    yield* page.rows;
    if (page.rows.length < limit) return;
  }
}
