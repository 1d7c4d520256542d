import { afterEach, describe, expect, it } from 'vitest';

import { createClients } from '#core/outbox/clients.ts';
import type { Seed } from '#core/practice/index.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createSync } from '#core/sync/sync.ts';
import type { Sync } from '#core/sync/sync.ts';
import { createSyncHandlers } from '#core/sync/sync-handlers.ts';
import { contract } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { editRecord, openStage, quickClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage, StageOptions } from '../outbox/harness.ts';

let stage: Stage;
let sync: Sync;
afterEach(async () => {
  await sync.stop();
  await stage.close();
});

async function staged(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ clock: quickClock, ...options });
  sync = createSync(stage.context, createClients(stage.context));
}

async function read(): Promise<void> {
  sync.start('practice');
  await sync.whenDone('practice');
}

function status(): {
  readCount: number;
  changedCount: number;
  failure: unknown;
  lastFinishedAt: unknown;
} {
  const handlers = createSyncHandlers(stage.context, sync);
  const answer = handlers['sync.status']({ repositoryId: 'practice' });
  return contract['sync.status'].output.parse(answer);
}

/** Records that DataCite holds and the ledger does not know. */
function seeds(count: number, more: Partial<Seed> = {}): Seed[] {
  return Array.from({ length: count }, (_, index) => ({
    doi: `10.5072/there-${String(index)}`,
    clientId: 'practice.steward',
    state: 'findable',
    attributes: sampleAttributes(index),
    ...more,
  }));
}

/** Registers records of ours, so that ledger and DataCite agree; returns the first DOI. */
async function inStep(count: number): Promise<string> {
  const [doi = ''] = stage.addRecords(count);
  await startRegistration(stage.context, {
    selection: { collectionId: 1 },
    target: 'findable',
    confirmation: null,
  });
  stage.outbox.start();
  await stage.outbox.whenIdle();
  return doi;
}

/** As a colleague would in the web form, a little later than our own write. */
async function editThere(doi: string, attributes: Attributes): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const { url, username, password } = stage.practice;
  const answer = await fetch(`${url}/dois/${doi}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/vnd.api+json',
      authorization: `Basic ${btoa(`${username}:${password}`)}`,
    },
    body: JSON.stringify({ data: { type: 'dois', attributes } }),
  });
  expect(answer.status).toBe(200);
}

describe('reading a whole account', () => {
  it('brings in everything, drafts too, in step with DataCite', async () => {
    await staged();
    stage.practice.seed([...seeds(30), ...seeds(1, { doi: '10.5072/draft', state: 'draft' })]);
    await read();
    expect(status()).toMatchObject({ readCount: 31, changedCount: 31, failure: null });
    const record = mustExist(getRecord(stage.ledger, '10.5072/there-3'), 'the record');
    expect(record).toMatchObject({ state: 'findable', sync: 'in-step', remoteState: 'findable' });
    expect(record.attributes.titles).toEqual(sampleAttributes(3).titles);
    expect(record.attributes.types).toEqual({
      resourceTypeGeneral: 'Dataset',
      resourceType: 'Measurements',
    });
  });

  it('changes nothing when it reads the same again', async () => {
    await staged();
    stage.practice.seed(seeds(10));
    await read();
    const events = (): number =>
      stage.ledger.db.get<{ n: number }>('select count(*) as n from history_event')?.n ?? 0;
    const before = events();
    await read();
    expect(events()).toBe(before);
    expect(status()).toMatchObject({ changedCount: 0 });
  });

  it('asks only for what changed since, with an overlap, once it has read all', async () => {
    await staged();
    stage.practice.seed(seeds(5));
    await read();
    await read();
    const lists = stage.practice.effects().filter(({ target }) => target.startsWith('/dois?'));
    expect(lists[0]?.target).not.toContain('query=');
    expect(decodeURIComponent(lists.at(-1)?.target ?? '')).toMatch(/query=updated:\[.+ TO \*\]/);
  });

  it('goes on where it was cut off', async () => {
    let isCut = false;
    await staged({
      crashPoint(name) {
        if (name !== 'sync.page.after-commit' || isCut) return;
        isCut = true;
        throw new Error('cut off after a page');
      },
    });
    stage.practice.seed(seeds(1500));
    await read();
    expect(status()).toMatchObject({
      readCount: 1000,
      lastFinishedAt: null,
      failure: { code: 'INTERNAL' },
    });
    await read();
    expect(status()).toMatchObject({ readCount: 1500, failure: null });
    const lists = stage.practice.effects().filter(({ target }) => target.startsWith('/dois?'));
    expect(lists).toHaveLength(2);
  });

  it('shows DOIs of a foreign prefix without making them ours to change', async () => {
    await staged();
    stage.practice.seed([...seeds(1), ...seeds(1, { doi: '10.9999/foreign' })]);
    await read();
    expect(getRecord(stage.ledger, '10.9999/foreign')?.sync).toBe('observe-only');
    expect(getRecord(stage.ledger, '10.5072/there-0')?.sync).toBe('in-step');
  });

  it('stops at a wrong password and says so, although the service answers 200', async () => {
    await staged();
    stage.practice.seed(seeds(3));
    await stage.context.ports.vault.remove('repository:practice');
    await read();
    expect(status()).toMatchObject({ readCount: 0, failure: { code: 'UNAUTHORIZED' } });
  });

  it('reads over a passing trouble of the service', async () => {
    await staged();
    stage.practice.seed(seeds(3));
    stage.practice.setFaults([
      { match: { path: '/dois' }, times: 2, respond: { kind: 'status', status: 503 } },
      { match: { path: '/dois' }, times: 1, respond: { kind: 'truncated' } },
    ]);
    await read();
    expect(status()).toMatchObject({ readCount: 3, failure: null });
  });

  it('sees that a draft was deleted there, and gives its name up', async () => {
    await staged();
    stage.practice.seed(
      seeds(2, { state: 'draft' }).map((seed, index) => ({
        ...seed,
        doi: `10.5072/d${String(index)}`,
      })),
    );
    await read();
    const { url, username, password } = stage.practice;
    await fetch(`${url}/dois/10.5072/d0`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` },
    });
    stage.ledger.db.exec('update sync_cursor set updated_through = null');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await read();
    expect(getRecord(stage.ledger, '10.5072/d0')).toMatchObject({
      isBurnt: true,
      state: 'reserved',
    });
    expect(getRecord(stage.ledger, '10.5072/d1')).toMatchObject({ isBurnt: false, state: 'draft' });
  });
});

describe('what others changed', () => {
  it('becomes ours where we changed nothing', async () => {
    await staged();
    const doi = await inStep(2);
    await editThere(doi, { version: '7' });
    await read();
    const record = mustExist(getRecord(stage.ledger, doi), doi);
    expect([record.attributes.version, record.sync]).toEqual(['7', 'in-step']);
  });

  it('is put together with what we changed elsewhere in the record', async () => {
    await staged();
    const doi = await inStep(1);
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    await editThere(doi, { version: '7' });
    await read();
    const record = mustExist(getRecord(stage.ledger, doi), doi);
    expect(record.attributes).toMatchObject({ titles: [{ title: 'Ours' }], version: '7' });
    expect(record.sync).toBe('unsent');
  });

  it('is a conflict where we changed the same, and neither side is lost', async () => {
    await staged();
    const doi = await inStep(1);
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    await editThere(doi, { titles: [{ title: 'Theirs' }] });
    await read();
    const record = mustExist(getRecord(stage.ledger, doi), doi);
    expect(record.sync).toBe('conflict');
    expect(record.attributes.titles).toEqual([{ title: 'Ours' }]);
    expect(record.remote?.titles).toEqual([{ title: 'Theirs' }]);
    const event = stage.ledger.db.all<{ text: string }>(
      `select text from history_event join history_text using (sequence)
       where kind = 'record.conflicted' and part like 'changes.%' order by part`,
    );
    expect(event.map(({ text }) => JSON.parse(text) as unknown)).toMatchObject([
      { after: [{ title: 'Ours' }], before: [{}] },
      { after: [{ title: 'Theirs' }], before: [{}] },
    ]);
    expect(event.every(({ text }) => text.includes('Lake levels'))).toBe(true);
  });

  it('holds an operation back that would overwrite it', async () => {
    await staged();
    const doi = await inStep(1);
    await stage.outbox.stop();
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    await startRegistration(stage.context, {
      selection: { dois: [doi] },
      target: 'findable',
      confirmation: null,
    });
    await editThere(doi, { titles: [{ title: 'Theirs' }] });
    await read();
    expect(stage.statuses()).toEqual({ conflict: 1, done: 1 });
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.practice.holdings()[0]?.attributes.titles).toEqual([{ title: 'Theirs' }]);
  });

  it('is not seen in an index that lags behind our own write', async () => {
    await staged();
    const doi = await inStep(1);
    stage.practice.adjust({ lagMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    editRecord(stage.context, doi, { version: '2' });
    const selection = { dois: [doi] };
    await startRegistration(stage.context, { selection, target: 'findable', confirmation: null });
    stage.outbox.kick();
    await stage.outbox.whenIdle();
    const { client } = createClients(stage.context).of('practice');
    const stale = await client.listPage({ cursor: null, updatedSince: null });
    expect(stale.kind === 'page' && stale.records[0]?.attributes.version).toBeNull();
    await read();
    const record = mustExist(getRecord(stage.ledger, doi), doi);
    expect([record.attributes.version, record.remote?.version]).toEqual(['2', '2']);
    expect(record.sync).toBe('in-step');
  });
});
