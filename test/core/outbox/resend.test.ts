import { afterEach, beforeEach, expect, it } from 'vitest';

import { createOutboxHandlers } from '#core/outbox/outbox-handlers.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { resendText } from '#shared/text/resend.en.ts';
import { mustExist } from '#shared/support/assert.ts';
import { editRecord, openStage, quickClock } from './harness.ts';
import type { Stage } from './harness.ts';

// DataCite holds an address and the handle server was never told: only saving once more tells it.
let stage: Stage;
let doi: string;
beforeEach(async () => {
  stage = await openStage({ clock: quickClock });
  [doi = ''] = stage.addRecords(1);
  stage.practice.setFaults([
    { match: { method: 'POST' }, respond: { kind: 'handle-server-down' } },
  ]);
  stage.outbox.start();
  const selection = { dois: [doi] };
  await startRegistration(stage.context, { selection, target: 'findable', confirmation: null });
  await sent();
});
afterEach(() => stage.close());

async function sent(): Promise<void> {
  stage.outbox.kick();
  await stage.outbox.whenIdle();
}
const record = () => mustExist(getRecord(stage.ledger, doi), doi);
const resend = () => createOutboxHandlers(stage.context, stage.outbox)['outbox.resend']({ doi });
const registered = () => stage.practice.holdings()[0]?.registeredMs ?? null;
const puts = () => stage.practice.effects().filter(({ method }) => method === 'PUT');

it('tells the handle server, and sends nothing else', async () => {
  expect(registered()).toBeNull();
  // As a sync has noted it for the grid.
  stage.ledger.db.run(`insert into resolver_gap select id, '' from record`);
  const gaps = () => stage.ledger.db.all('select 1 from resolver_gap').length;
  editRecord(stage.context, doi, { version: 'not yet' });
  await resend();
  await sent();
  expect(registered()).not.toBeNull();
  await expect.poll(gaps, { timeout: 20_000 }).toBe(0);
  expect(stage.practice.holdings()[0]?.attributes.version ?? null).toBeNull();
  expect(record()).toMatchObject({ sync: 'unsent', attributes: { version: 'not yet' } });
});

it('is sent again when nobody saw its ending, for what DataCite holds proves nothing', async () => {
  stage.practice.setFaults([{ match: { method: 'PUT' }, respond: { kind: 'reset' } }]);
  await resend();
  await sent();
  expect(puts()).toHaveLength(2);
  expect(registered()).not.toBeNull();
  expect(record().sync).toBe('in-step');
});

it('is not lost to an edit that takes its place in the outbox', async () => {
  stage.outbox.pause();
  await resend();
  expect(() => resend()).toThrow(resendText.waits);
  // Nothing of the address changes, and yet it goes along.
  editRecord(stage.context, doi, { version: '2' });
  const selection = { dois: [doi] };
  await startRegistration(stage.context, { selection, target: 'findable', confirmation: null });
  stage.outbox.resume();
  await sent();
  const rows = stage.ledger.db.all<{ status: string; is_resend: number; payload: string }>(
    `select status, is_resend, payload from operation where kind = 'update' order by sequence`,
  );
  expect(rows).toMatchObject([
    { status: 'superseded', is_resend: 1 },
    { status: 'done', is_resend: 1, payload: expect.stringContaining('"url":') as string },
  ]);
  expect(record().sync).toBe('in-step');
});
