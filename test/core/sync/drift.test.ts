import { afterEach, describe, expect, it } from 'vitest';

import { createClients } from '#core/outbox/clients.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createDrift } from '#core/sync/drift.ts';
import { contract } from '#shared/contract/contract.ts';
import type { DriftLine } from '#shared/contract/drift.ts';
import type { JsonObject } from '#shared/support/json.ts';
import { editRecord, openStage, quickClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
afterEach(() => stage.close());

async function registered(count: number): Promise<string[]> {
  stage = await openStage({ clock: quickClock });
  const dois = stage.addRecords(count);
  const selection = { dois };
  await startRegistration(stage.context, { selection, target: 'draft', confirmation: null });
  stage.outbox.start();
  await stage.outbox.whenIdle();
  await stage.outbox.stop();
  return dois;
}

async function compared(): Promise<readonly DriftLine[]> {
  const drift = createDrift(stage.context, createClients(stage.context));
  await drift.handlers['drift.compare']({ repositoryId: 'practice' });
  await drift.whenDone('practice');
  const wish = { repositoryId: 'practice', offset: 0, limit: 100 };
  const report = contract['drift.report'].output.parse(await drift.handlers['drift.report'](wish));
  expect(report).toMatchObject({ running: false, failure: null });
  expect(report.comparedAt).not.toBeNull();
  expect(report.lineCount).toBe(report.lines.length);
  return report.lines;
}

async function theyCall(
  method: 'PUT' | 'DELETE',
  doi: string,
  attributes: JsonObject = {},
): Promise<void> {
  const { url, username, password } = stage.practice;
  const answer = await fetch(`${url}/dois/${doi}`, {
    method,
    headers: {
      'content-type': 'application/vnd.api+json',
      authorization: `Basic ${btoa(`${username}:${password}`)}`,
    },
    ...(method === 'PUT' && { body: JSON.stringify({ data: { type: 'dois', attributes } }) }),
  });
  expect(answer.ok).toBe(true);
}

describe('comparing the ledger with the account', () => {
  it('finds nothing where both hold the same', async () => {
    await registered(3);
    expect(await compared()).toEqual([]);
  });

  it('lists every difference with its reason, and changes neither side', async () => {
    const [one = '', two = '', three = '', four = ''] = await registered(4);
    editRecord(stage.context, one, { version: 'ours' });
    await theyCall('PUT', two, { version: 'theirs', event: 'register' });
    await theyCall('DELETE', three);
    stage.practice.seed([
      {
        doi: '10.5072/theirs',
        clientId: 'practice.steward',
        state: 'findable',
        attributes: sampleAttributes(9),
      },
    ]);
    const before = stage.ledger.db.all('select * from record');
    const lines = await compared();
    const byText = (a: DriftLine, b: DriftLine) =>
      `${a.doi} ${a.path}`.localeCompare(`${b.doi} ${b.path}`);
    expect([...lines].sort(byText)).toEqual([
      { doi: one, path: 'version', cause: 'unsent', here: 'ours', there: null },
      { doi: two, path: 'state', cause: 'changed-there', here: 'draft', there: 'registered' },
      { doi: two, path: 'version', cause: 'changed-there', here: null, there: 'theirs' },
      { doi: three, path: '', cause: 'not-there', here: 'Lake levels, part 2', there: null },
      {
        doi: '10.5072/theirs',
        path: '',
        cause: 'not-here',
        here: null,
        there: 'Lake levels, part 9',
      },
    ]);
    expect(lines.some(({ doi }) => doi === four)).toBe(false);
    expect(stage.ledger.db.all('select * from record')).toEqual(before);
  });

  it('is not deceived by an index that lags behind our own work', async () => {
    const [one = ''] = await registered(1);
    stage.practice.adjust({ lagMs: 3_600_000 });
    editRecord(stage.context, one, { version: 'ours' });
    const selection = { dois: [one] };
    await startRegistration(stage.context, { selection, target: 'draft', confirmation: null });
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(await compared()).toEqual([]);
  });

  it('says why it could not go on', async () => {
    await registered(1);
    stage.practice.setFaults([
      {
        match: { method: 'GET', path: '/dois' },
        times: null,
        respond: { kind: 'status', status: 401 },
      },
    ]);
    const drift = createDrift(stage.context, createClients(stage.context));
    await drift.handlers['drift.compare']({ repositoryId: 'practice' });
    await drift.whenDone('practice');
    const wish = { repositoryId: 'practice', offset: 0, limit: 10 };
    expect(await drift.handlers['drift.report'](wish)).toMatchObject({
      comparedAt: null,
      failure: { code: 'UNAUTHORIZED' },
    });
  });
});
