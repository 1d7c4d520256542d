import { afterEach, beforeEach, expect, it } from 'vitest';

import { createClients } from '#core/outbox/clients.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createDrift } from '#core/sync/drift.ts';
import type { Drift } from '#core/sync/drift.ts';
import { createScheduledReads } from '#core/sync/scheduled-reads.ts';
import { createSyncHandlers } from '#core/sync/sync-handlers.ts';
import { createSync } from '#core/sync/sync.ts';
import type { Sync } from '#core/sync/sync.ts';
import { contract } from '#shared/contract/contract.ts';
import { editRecord, openStage, quickClock } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

const dayMs = 86_400_000;
const repositoryId = 'practice';
let stage: Stage;
let sync: Sync;
let drift: Drift;
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  stage = await openStage({ clock: { ...quickClock, now: () => Date.now() + aheadMs } });
  const clients = createClients(stage.context);
  sync = createSync(stage.context, clients);
  drift = createDrift(stage.context, clients);
});
afterEach(async () => {
  await Promise.all([sync.stop(), drift.stop()]);
  await stage.close();
});

const lookAround = () => createScheduledReads(stage.context, { sync, drift }).lookAround();
const handlers = () => createSyncHandlers(stage.context, sync);
const status = async () =>
  contract['sync.status'].output.parse(await handlers()['sync.status']({ repositoryId }));
const report = async (of = drift) =>
  contract['drift.report'].output.parse(
    await of.handlers['drift.report']({ repositoryId, offset: 0, limit: 10 }),
  );

it('reads and compares as often as was set, and never by itself before', async () => {
  const [doi = ''] = stage.addRecords(1);
  const what = { selection: { dois: [doi] }, target: 'draft' as const, confirmation: null };
  await startRegistration(stage.context, what);
  stage.outbox.start();
  await stage.outbox.whenIdle();
  await lookAround();
  expect(await status()).toMatchObject({ lastFullAt: null, everyDays: null });

  await handlers()['sync.schedule']({ repositoryId, everyDays: 7 });
  editRecord(stage.context, doi, { version: 'not sent' });
  await lookAround();
  const first = await status();
  expect(first).toMatchObject({ everyDays: 7, failure: null });
  expect(first.lastFullAt).not.toBeNull();
  expect(await report()).toMatchObject({
    lineCount: 1,
    lines: [{ doi, path: 'version', cause: 'unsent', here: 'not sent', there: null }],
  });

  aheadMs = 6 * dayMs;
  await lookAround();
  expect((await status()).lastFullAt).toBe(first.lastFullAt);
  aheadMs = 7.1 * dayMs;
  await lookAround();
  expect((await status()).lastFullAt).not.toBe(first.lastFullAt);
});

it('keeps the last comparison in the ledger, also for the next run of the program', async () => {
  stage.addRecords(1);
  await drift.handlers['drift.compare']({ repositoryId });
  await drift.whenDone(repositoryId);
  const now = await report();
  expect(now.comparedAt).not.toBeNull();
  const next = createDrift(stage.context, createClients(stage.context));
  expect(await report(next)).toEqual(now);
});

it('reads everything again on demand, not only what changed', async () => {
  const [doi = ''] = stage.addRecords(1);
  const what = { selection: { dois: [doi] }, target: 'draft' as const, confirmation: null };
  await startRegistration(stage.context, what);
  stage.outbox.start();
  await stage.outbox.whenIdle();
  sync.start(repositoryId);
  await sync.whenDone(repositoryId);
  aheadMs = 5_000;
  const { lastFullAt } = await status();
  sync.start(repositoryId);
  await sync.whenDone(repositoryId);
  expect((await status()).lastFullAt).toBe(lastFullAt);
  sync.start(repositoryId, { isFull: true });
  await sync.whenDone(repositoryId);
  expect((await status()).lastFullAt).not.toBe(lastFullAt);
});
