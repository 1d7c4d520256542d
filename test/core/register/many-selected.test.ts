import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Core } from '#core/compose.ts';
import { compose } from '#core/compose.ts';
import { nodeClock } from '#core/node-ports.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import { allTicks, selectionOf, ticksOf, toggleTicks } from '#shared/grid/ticks.ts';
import { valueLimit } from '#shared/query/query.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext, testConfig, testPorts } from '../fixtures/test-context.ts';

// As many records as can be pasted or ticked, through the contract of the whole core.

/** More than a selection took once; and some that are not chosen. */
const [chosenCount, otherCount] = [10_050, 50];
const filter = { repositoryId: 'practice' };
let test: TestContext;
let core: Core;
let client: Client;
let chosen: string[];

beforeAll(async () => {
  test = openTestContext();
  saveRecords(test.context, [recordInput('10.5072/x')], { kind: 'import', reason: null });
  const { db } = test.context.ledger;
  db.run(
    `insert into record (doi, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes)
     select doi || '-' || copy.value, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes
     from record, json_each(?) as copy`,
    JSON.stringify(Array.from({ length: chosenCount + otherCount - 1 }, (_, at) => at + 1)),
  );
  chosen = db.column<string>('select doi from record order by id limit ?', chosenCount);
  test.context.ledger.close();
  core = await compose(testPorts({ clock: nodeClock }), testConfig(test.folder));
  client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: (listener) => core.subscribe(listener),
  });
});
afterAll(async () => {
  await core.stop();
  test.dispose();
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

it('10,050 pasted records are ticked, previewed, changed, exported, planned and deleted', async () => {
  const pasted = await client.call('records.match', { text: chosen.join('\n'), filter });
  expect(pasted).toMatchObject({ dois: chosen, hidden: [], elsewhere: [], unknown: [] });
  const shown = { ...filter, dois: pasted.dois };
  const page = { sort: 'doi', descending: false, offset: 0, limit: 1 } as const;
  expect((await client.call('records.list', { filter: shown, ...page })).total).toBe(chosenCount);
  const selection = selectionOf(ticksOf(pasted.dois), shown);
  expect(selection).toEqual({ dois: chosen });

  const steps = [{ operation: 'set', path: 'version', value: '2', mode: 'replace' }] as const;
  const { id } = await client.call('changes.preview', { selection, steps: [...steps] });
  let preview = await client.call('changes.previewState', { id });
  for (; preview.status === 'running'; await turn())
    preview = await client.call('changes.previewState', { id });
  expect(preview).toMatchObject({ status: 'done', changedCount: chosenCount });
  const path = 'publisher.name';
  const look = await client.call('changes.cluster', { selection, path, method: 'fingerprint' });
  let spellings = await client.call('changes.clusterState', look);
  for (; spellings.status === 'running'; await turn())
    spellings = await client.call('changes.clusterState', look);
  expect(spellings).toMatchObject({ status: 'done', valueCount: 1 });
  const order = { title: 'Many', kind: 'batch', changeKind: 'correction', reason: null } as const;
  const set = await client.call('changes.apply', { selection, steps: [...steps], ...order });
  expect(await client.call('changes.outcome', set)).toMatchObject({ changedCount: chosenCount });

  const all = { format: 'jsonl', form: 'wide', properties: null } as const;
  const { exportId } = await client.call('exports.start', { selection, ...all });
  let run = await client.call('exports.get', { exportId });
  for (; run.status === 'running'; await turn())
    run = await client.call('exports.get', { exportId });
  expect(run).toMatchObject({ status: 'done', total: chosenCount });

  expect(await client.call('register.plan', { selection, targetState: 'findable' })).toMatchObject({
    total: chosenCount,
  });

  // All but these: their names stand in a query.
  const others = selectionOf(toggleTicks(allTicks, chosen), filter);
  expect(await client.call('removal.planDrafts', { selection: others })).toMatchObject({
    draftCount: otherCount,
  });
  const plan = await client.call('removal.planDrafts', { selection });
  expect(plan).toMatchObject({ draftCount: chosenCount, refusedCount: 0 });
  const words = { confirmation: plan.confirmation, reason: 'A test' };
  expect(await client.call('removal.deleteDrafts', { selection, ...words })).toEqual({
    queuedCount: chosenCount,
  });
  expect((await client.call('records.list', { filter, ...page })).total).toBe(otherCount);
}, 120_000);

it('beyond the limit a paste is refused in a sentence', async () => {
  const text = Array.from({ length: valueLimit + 1 }, (_, at) => `10.5072/y-${at}`).join(' ');
  await expect(client.call('records.match', { text, filter })).rejects.toThrow(
    'This list has 20,001 entries; 20,000 can be looked up at once.',
  );
});
