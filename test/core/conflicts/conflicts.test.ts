import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import { createClients } from '#core/outbox/clients.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { applyRecords } from '#core/sync/apply-records.ts';
import { checkOptionsOf } from '#core/records/recheck.ts';
import { getRepository } from '#core/repositories/repository-table.ts';
import { contract } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { editRecord, openStage, quickClock } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
let doi: string;
beforeEach(async () => {
  stage = await openStage({ clock: quickClock });
  [doi = ''] = stage.addRecords(1);
  await register();
  stage.outbox.start();
  await stage.outbox.whenIdle();
});
afterEach(() => stage.close());

const register = () =>
  startRegistration(stage.context, {
    selection: { dois: [doi] },
    target: 'findable',
    confirmation: null,
  });
const handlers = () => createConflictHandlers(stage.context, () => stage.outbox.kick());
const values = () =>
  contract['conflicts.get'].output.parse(handlers()['conflicts.get']({ doi })).values;
const record = () => mustExist(getRecord(stage.ledger, doi), doi);
const title = (text: string) => [{ title: text }];

/** A colleague writes in the web form, and we read it back: the truth, not the index. */
async function theyWrite(attributes: Attributes): Promise<void> {
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
  await readBack();
}

async function readBack(): Promise<void> {
  const { client } = createClients(stage.context).of('practice');
  const verdict = await client.getDoi(doi, AbortSignal.timeout(10_000));
  if (verdict.kind !== 'done') throw new Error(verdict.kind);
  const account = {
    repository: getRepository(stage.ledger, 'practice'),
    check: checkOptionsOf(stage.context, 'practice'),
  };
  stage.ledger.transaction(() => applyRecords(stage.context, account, [verdict.record], true));
}

async function settle(how: {
  choices?: Parameters<ReturnType<typeof handlers>['conflicts.settle']>[0]['choices'];
  otherwise?: 'mine' | 'theirs';
}): Promise<unknown> {
  const { choices = [], otherwise = null } = how;
  return handlers()['conflicts.settle']({ dois: [doi], choices, otherwise, reason: 'Asked Lea' });
}

async function conflict(): Promise<void> {
  editRecord(stage.context, doi, { titles: title('Ours'), version: '2' });
  await theyWrite({ titles: title('Theirs'), version: '3' });
}

describe('a conflict', () => {
  it('keeps all three sides of each attribute and is listed', async () => {
    await conflict();
    expect(values()).toMatchObject([
      {
        path: 'titles',
        base: title('Lake levels, part 0'),
        mine: title('Ours'),
        theirs: title('Theirs'),
      },
      { path: 'version', base: null, mine: '2', theirs: '3' },
    ]);
    const listed = handlers()['conflicts.list']({
      scope: null,
      path: null,
      offset: 0,
      limit: 10,
    });
    expect(listed).toMatchObject({ total: 1, records: [{ doi, paths: ['titles', 'version'] }] });
  });

  it('stays one when the record is edited here', async () => {
    await conflict();
    editRecord(stage.context, doi, { version: '5' });
    expect(record()).toMatchObject({ sync: 'conflict', attributes: { version: '5' } });
    expect(values().map(({ path, mine }) => [path, mine])).toEqual([
      ['titles', title('Ours')],
      ['version', '5'],
    ]);
  });

  it('is not overwritten by an operation that failed before and is tried again', async () => {
    stage.practice.setFaults([
      {
        match: { method: 'PUT', nth: 1 },
        times: 1,
        respond: {
          kind: 'status',
          status: 422,
          contentType: 'application/json',
          body: '{"errors":[]}',
        },
      },
    ]);
    editRecord(stage.context, doi, { version: '2' });
    await register();
    stage.outbox.kick();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toMatchObject({ rejected: 1 });
    await theyWrite({ version: '3' });
    expect(record().sync).toBe('conflict');
    expect(stage.outbox.retryFailed(null)).toBe(0);
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toMatchObject({ rejected: 1 });
    expect(record()).toMatchObject({ sync: 'conflict', remote: { version: '3' } });
    await settle({ otherwise: 'mine' });
    expect(stage.outbox.retryFailed(null)).toBe(1);
    await stage.outbox.whenIdle();
    expect(record()).toMatchObject({ sync: 'in-step', remote: { version: '2' } });
  });

  it('keeps its base and follows theirs when they write again', async () => {
    await conflict();
    await theyWrite({ titles: title('Theirs again') });
    expect(values()[0]).toMatchObject({
      base: title('Lake levels, part 0'),
      mine: title('Ours'),
      theirs: title('Theirs again'),
    });
  });

  it('stays one when they change something else meanwhile', async () => {
    await conflict();
    await theyWrite({ language: 'de' });
    expect(record()).toMatchObject({ sync: 'conflict', attributes: { language: 'de' } });
  });

  it('ends by itself, attribute by attribute, where both come to hold the same', async () => {
    await conflict();
    await theyWrite({ version: '2' });
    expect(values().map(({ path }) => path)).toEqual(['titles']);
    await theyWrite({ titles: title('Ours') });
    expect([values(), record().sync]).toEqual([[], 'in-step']);
  });
});

describe('settling', () => {
  it('takes one side, the other, or what a person wrote, and leaves the rest open', async () => {
    await conflict();
    expect(await settle({ choices: [{ path: 'titles', take: 'theirs' }] })).toEqual({
      settledCount: 0,
      openCount: 1,
    });
    expect(record()).toMatchObject({ sync: 'conflict', attributes: { titles: title('Theirs') } });
    const last = [{ path: 'version', take: 'value' as const, value: '4' }];
    expect(await settle({ choices: last })).toEqual({ settledCount: 1, openCount: 0 });
    expect(record()).toMatchObject({ sync: 'unsent', attributes: { version: '4' } });
    const event = stage.ledger.db.get<{ reason: string }>(
      `select text as reason from history_event join history_text using (sequence)
       where kind = 'record.settled' and part = 'reason' order by sequence desc`,
    );
    expect(event).toEqual({ reason: 'Asked Lea' });
  });

  it('is in step at once where theirs is taken throughout', async () => {
    await conflict();
    await settle({ otherwise: 'theirs' });
    expect([values(), record().sync]).toEqual([[], 'in-step']);
  });

  it('takes an attribute away where a person wants it gone', async () => {
    await conflict();
    await settle({ choices: [{ path: 'version', take: 'value', value: null }], otherwise: 'mine' });
    expect('version' in record().attributes).toBe(false);
  });

  it('lets what was held back go on with the settled values, once', async () => {
    await stage.outbox.stop();
    editRecord(stage.context, doi, { titles: title('Ours') });
    await register();
    await theyWrite({ titles: title('Theirs') });
    expect(stage.statuses()).toEqual({ conflict: 1, done: 1 });
    await settle({ otherwise: 'mine' });
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 2, superseded: 1 });
    expect(stage.practice.holdings()[0]?.attributes.titles).toEqual(title('Ours'));
    expect(record().sync).toBe('in-step');
  });

  it('passes over records without a conflict', async () => {
    expect(await settle({ otherwise: 'theirs' })).toEqual({ settledCount: 0, openCount: 0 });
    expect(record().sync).toBe('in-step');
  });
});
