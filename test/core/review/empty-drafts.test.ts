import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { sendChangeSet } from '#core/changes/send-change-set.ts';
import type { Core } from '#core/compose.ts';
import { compose } from '#core/compose.ts';
import { settleConflicts } from '#core/conflicts/settle-conflicts.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock } from '#core/node-ports.ts';
import { enqueue } from '#core/outbox/enqueue.ts';
import { createOutboxHandlers } from '#core/outbox/outbox-handlers.ts';
import { getRecord } from '#core/records/find-records.ts';
import { planRegistration } from '#core/register/plan-registration.ts';
import { sha256 } from '#core/register/build-payload.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { connectHandoff } from '#hosts/handoff/connect-handoff.ts';
import { serveHandoff } from '#hosts/handoff/serve-handoff.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';
import { editRecord, openStage, quickClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

// An empty draft is not published, by whatever path somebody tries it: one test a path.

let stage: Stage;
const empty: Attributes = { titles: [] };
const record = (doi: string) => mustExist(getRecord(stage.ledger, doi), doi);

beforeAll(async () => {
  stage = await openStage({ clock: quickClock });
  stage.outbox.start();
});
afterAll(async () => {
  await stage.close();
});

/** What the service holds under this name: its state, or null. */
function stateThere(doi: string): string | null {
  return stage.practice.holdings().find((held) => held.doi === doi)?.state ?? null;
}

const publish = (dois: readonly string[]) =>
  startRegistration(stage.context, {
    selection: { dois: [...dois] },
    target: 'findable',
    confirmation: null,
  });

function add(attributes: (index: number) => Attributes = sampleAttributes): string {
  const [doi = ''] = stage.addRecords(1, attributes);
  return doi;
}

describe('an empty draft is not published', () => {
  it('by registering', async () => {
    const doi = add(() => empty);
    expect(await planRegistration(stage.context, { dois: [doi] }, 'findable')).toMatchObject({
      createCount: 0,
      invalidCount: 1,
    });
    expect(await publish([doi])).toMatchObject({ queuedCount: 0 });
  });

  it('by the procedure that windows, the command line and other processes call', async () => {
    const doi = add(() => empty);
    const { 'register.start': start } = createOutboxHandlers(stage.context, stage.outbox);
    const asked = {
      selection: { dois: [doi] },
      targetState: 'findable',
      confirmation: null,
    } as const;
    expect(await start({ ...asked, selection: { dois: [doi] } })).toMatchObject({ queuedCount: 0 });
  });

  it('by the queue itself', () => {
    const doi = add(() => empty);
    const clientId = stage.practice.username;
    const intent = { clientId, target: 'findable', batchId: null, reason: null } as const;
    const outcome = stage.ledger.transaction(() =>
      enqueue(stage.context, { ...intent, record: record(doi) }),
    );
    expect(outcome).toBe('refused');
  });

  it('by a row that somebody wrote into the outbox', async () => {
    const doi = add(() => empty);
    const body = JSON.stringify({
      data: { type: 'dois', attributes: { doi, event: 'publish' } },
    });
    stage.ledger.db.run(
      `insert into operation (id, record_id, doi, repository_id, sequence, kind, target_state, status, payload,
         payload_sha256, created_at) values (?, ?, ?, 'practice', 1, 'create', 'findable', 'queued', ?, ?, ?)`,
      'by-hand',
      record(doi).id,
      doi,
      body,
      sha256(body),
      stage.context.timestamp(),
    );
    await stage.outbox.whenIdle();
    const row = stage.ledger.db.get<{ status: string; failure: string }>(
      `select status, failure from operation where id = 'by-hand'`,
    );
    expect(row?.status).toBe('rejected');
    expect(row?.failure).toContain('never published');
    expect(stateThere(doi)).toBeNull();
  });

  it('by a batch that empties it while its publication waits', async () => {
    const doi = add();
    await startRegistration(stage.context, {
      selection: { dois: [doi] },
      target: 'draft',
      confirmation: null,
    });
    await stage.outbox.whenIdle();
    stage.outbox.pause();
    expect(await publish([doi])).toMatchObject({ queuedCount: 1 });
    const set = await applyChangeSet(stage.context, {
      title: 'Empty it',
      kind: 'batch',
      changeKind: 'other',
      reason: null,
      edits: [{ doi, change: () => ({ attributes: empty }) }],
    });
    await sendChangeSet(stage.context, mustExist(set.id, 'change set'), null);
    const waiting = stage.ledger.db.all<{ payload: string; status: string }>(
      `select payload, status from operation where doi = ? and status not in ('done', 'superseded')`,
      doi,
    );
    // What was meant to be published waits on; what it would have become does not.
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.payload).not.toContain('"titles":[]');
    stage.outbox.cancelWaiting(null);
    stage.outbox.resume();
  });

  it('by trying again what was refused', async () => {
    const doi = add();
    stage.outbox.pause();
    await publish([doi]);
    stage.ledger.db.run(`update operation set status = 'rejected' where doi = ?`, doi);
    editRecord(stage.context, doi, { titles: [], creators: [] });
    const { batch_id: batchId } = mustExist(
      stage.ledger.db.get<{ batch_id: string }>(
        'select batch_id from operation where doi = ?',
        doi,
      ),
      'operation',
    );
    expect(stage.outbox.retryFailed(batchId)).toBe(0);
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stateThere(doi)).toBeNull();
  });

  it('by settling a conflict', () => {
    const doi = add(() => empty);
    stage.ledger.db.run(`update record set sync = 'conflict' where doi = ?`, doi);
    const body = JSON.stringify({ data: { type: 'dois', attributes: { doi, event: 'publish' } } });
    stage.ledger.db.run(
      `insert into operation (id, record_id, doi, repository_id, sequence, kind, target_state, status, payload,
         payload_sha256, created_at) values ('held', ?, ?, 'practice', 1, 'create', 'findable', 'conflict', ?, ?, ?)`,
      record(doi).id,
      doi,
      body,
      sha256(body),
      stage.context.timestamp(),
    );
    settleConflicts(stage.context, doi, { choices: [], otherwise: 'mine', reason: null });
    const open = stage.ledger.db.all(
      `select 1 from operation where doi = ? and status in ('queued', 'waiting', 'in-flight')`,
      doi,
    );
    expect(open).toEqual([]);
  });
});

describe('an empty draft of a whole core is not published', () => {
  let folder: string;
  let core: Core;
  let client: Client;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'steward-empty-'));
    const network = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
    core = await compose(testPorts({ network, clock: nodeClock }), testConfig(folder));
    await core.start();
    client = createClient({
      invoke: (channel, input) => core.dispatch(channel, input),
      subscribe: (listener) => core.subscribe(listener),
    });
  });
  afterAll(async () => {
    await core.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const rest = async (): Promise<void> => {
    await expect
      .poll(async () => (await client.call('outbox.summary', {})).mode, { interval: 20 })
      .toBe('idle');
  };
  const held = async (): Promise<string[]> =>
    (await client.call('practice.holdings', { offset: 0, limit: 50 })).holdings.map(
      ({ doi, state }) => `${doi} ${state}`,
    );
  /** As a file in which somebody asks for more than an import does. */
  const bringIn = async (doi: string, attributes: object): Promise<void> => {
    const file = join(folder, `${doi.replace(/\W/g, '-')}.json`);
    const asked = { doi, state: 'findable', event: 'publish', ...attributes };
    writeFileSync(file, JSON.stringify({ data: { id: doi, type: 'dois', attributes: asked } }));
    const { importId } = await client.call('imports.start', {
      sourceId: await core.admitSource([file], 'item.json'),
      settings: { format: null, encoding: null, delimiter: null, sheet: null, mapping: null },
      repositoryId: 'practice',
      collectionName: 'Files',
      defaults: {},
      targetState: 'findable',
    });
    await expect
      .poll(async () => (await client.call('imports.get', { importId })).status, { interval: 20 })
      .toBe('done');
  };
  const publishThere = async (by: Client, doi: string) =>
    by.call('register.start', {
      selection: { dois: [doi] },
      targetState: 'findable',
      confirmation: null,
    });

  it('by importing a file that says it is published', async () => {
    await bringIn('10.5072/file-1', { titles: [] });
    await rest();
    expect((await client.call('records.get', { doi: '10.5072/file-1' })).state).toBe('reserved');
    expect(await held()).toEqual([]);
  });

  it('by another process that hands its call over', async () => {
    await bringIn('10.5072/file-2', { titles: [] });
    const handoff = await serveHandoff(core, folder);
    const handed = mustExist(await connectHandoff(folder), 'the connection');
    const other = createClient({
      invoke: (channel, input) => handed.dispatch(channel, input),
      subscribe: () => () => undefined,
    });
    expect(await publishThere(other, '10.5072/file-2')).toMatchObject({ queuedCount: 0 });
    await rest();
    expect(await held()).toEqual([]);
    await handed.close();
    await handoff.close();
  });

  it('by emptying a draft in the grid, or in the form, and sending it', async () => {
    const doi = '10.5072/grid-1';
    await bringIn(doi, sampleAttributes(1));
    const selection = { dois: [doi] };
    await client.call('register.start', { selection, targetState: 'draft', confirmation: null });
    await rest();
    expect(await held()).toEqual([`${doi} draft`]);
    const change = { title: 'Cells', kind: 'edit', changeKind: 'other', reason: null } as const;
    await client.call('changes.edit', { ...change, edits: [{ doi, attributes: empty }] });
    expect((await client.call('records.get', { doi })).attributes).toEqual(empty);
    expect(await publishThere(client, doi)).toMatchObject({ queuedCount: 0 });

    const edit = await client.call('edits.get', { key: doi });
    const seen = { key: doi, revision: edit.revision };
    const kept = await client.call('edits.keep', { ...seen, doi, attributes: { version: '2' } });
    const { revision } = kept;
    await client.call('edits.save', { ...seen, revision, changeKind: 'other', reason: null });
    expect((await client.call('records.get', { doi })).attributes).toEqual({ version: '2' });
    expect(await publishThere(client, doi)).toMatchObject({ queuedCount: 0 });
    await rest();
    expect(await held()).toEqual([`${doi} draft`]);
  });
});
