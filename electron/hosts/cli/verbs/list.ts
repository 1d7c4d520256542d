import type { RecordFilter, RecordRow } from '#shared/contract/records.ts';
import { recordFilter } from '#shared/contract/records.ts';
import { text } from '#shared/text/command-line.en.ts';
import { eachRecord, filterOption, findCollection, findRepository } from '../find.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

const shownUnlessTold = 50;

export const run: RunVerb = async (call) => {
  const { output, options } = call;
  const limit = options.integer('limit', 1, 1_000_000);
  const { client } = await call.openCore();
  const filter = await readFilter(call);
  const rows: RecordRow[] = [];
  const most = limit ?? (output.json ? Infinity : shownUnlessTold);
  for await (const row of eachRecord(client, filter, most)) {
    if (output.json) output.line(row);
    else rows.push(row);
  }
  if (output.json) return 0;

  const { doi, state, sync, year, findings, title } = text.heading;
  if (rows.length > 0) output.table([doi, state, sync, year, findings, title], rows.map(asCells));
  const asked = { filter, sort: 'doi', descending: false, offset: 0, limit: 1 } as const;
  const { total } = await client.call('records.list', asked);
  output.say(total === 0 ? text.noRecords : text.listed(rows.length, total));
  return 0;
};

async function readFilter(call: VerbCall): Promise<RecordFilter> {
  const { options } = call;
  const { client } = await call.openCore();
  const [collection, repository, words, state] = [
    'collection',
    'repository',
    'search',
    'state',
  ].map((name) => options.text(name));
  const wanted = {
    ...(collection == null ? {} : { collectionId: (await findCollection(client, collection)).id }),
    ...(repository == null ? {} : { repositoryId: (await findRepository(client, repository)).id }),
    ...(words == null ? {} : { text: words }),
    ...(state == null ? {} : { states: [state] }),
    ...(await filterOption(client, options.text('query'), options.text('view'))),
  };
  const read = recordFilter.safeParse(wanted);
  if (!read.success) throw new WrongUse(text.optionState('state', state ?? ''));
  return read.data;
}

function asCells(row: RecordRow): string[] {
  const findings = row.errorCount + row.warningCount;
  return [
    row.doi,
    row.state,
    row.sync,
    row.publicationYear === null ? '' : String(row.publicationYear),
    findings === 0 ? '' : String(findings),
    row.title ?? '',
  ];
}
