import { describe, expect, it } from 'vitest';

import { enqueue } from '#core/outbox/enqueue.ts';
import type { Fault } from '#core/practice/index.ts';
import { findByDois, getRecord } from '#core/records/find-records.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { editRecord, quickClock, sampleAttributes } from './harness.ts';
import { once, useOutbox } from './use-outbox.ts';

const here = useOutbox();
const { staged, register, operations, writes } = here;

describe('sending', () => {
  it('creates every record in the state asked for and keeps what proves it', async () => {
    await staged();
    const dois = here.stage.addRecords(12);
    await register();
    expect(here.stage.statuses()).toEqual({ done: 12 });
    expect(here.stage.practice.holdings().map(({ state }) => state)).toEqual(
      Array(12).fill('findable'),
    );
    const record = getRecord(here.stage.ledger, dois[0] ?? '');
    expect(record).toMatchObject({ state: 'findable', sync: 'in-step', remoteState: 'findable' });
    const rows = here.stage.ledger.db.all<{ receipt: string; differences: string }>(
      'select receipt, differences from operation',
    );
    expect(rows.every(({ differences }) => differences === '[]')).toBe(true);
    expect(JSON.parse(rows[0]?.receipt ?? '')).toMatchObject({ state: 'findable', found: false });
  });

  it('sends only what changed when a record is registered again', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    editRecord(here.stage.context, doi, { titles: [{ title: 'A better title' }] });
    await register();
    const body = here.stage.ledger.db.get<{ payload: string }>(
      `select payload from operation where kind = 'update'`,
    );
    expect(JSON.parse(body?.payload ?? '')).toMatchObject({
      data: { attributes: { titles: [{ title: 'A better title' }] } },
    });
    expect(body?.payload).not.toContain('creators');
    expect(here.stage.practice.holdings()[0]?.attributes.titles).toEqual([
      { title: 'A better title' },
    ]);
    expect(getRecord(here.stage.ledger, doi)?.sync).toBe('in-step');
  });

  it('takes away at DataCite what was taken away here, and nothing else', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    editRecord(here.stage.context, doi, { subjects: [], language: null });
    await register();
    const held = mustExist(here.stage.practice.holdings()[0], 'the record').attributes;
    expect(held.subjects).toEqual([]);
    expect(held.language).toBeNull();
    expect(held.creators).toHaveLength(1);
  });

  it('publishes a draft by a second operation', async () => {
    await staged();
    here.stage.addRecords(3);
    await register('draft');
    expect(here.stage.practice.holdings().map(({ state }) => state)).toEqual(
      Array(3).fill('draft'),
    );
    await register('findable');
    expect(here.stage.practice.holdings().map(({ state }) => state)).toEqual(
      Array(3).fill('findable'),
    );
    expect(here.stage.statuses()).toEqual({ done: 6 });
  });

  it('queues nothing for records that DataCite holds already', async () => {
    await staged();
    here.stage.addRecords(5);
    await register();
    await register();
    expect(here.stage.statuses()).toEqual({ done: 5 });
  });

  it('rejects what the service refuses with the path that must change, and sends the rest', async () => {
    await staged();
    const [bad = ''] = here.stage.addRecords(10);
    // Valid when it was queued, refused when it arrives: the account's domains were changed meanwhile.
    here.stage.practice.setFaults([
      {
        match: { method: 'POST', nth: 1 },
        times: 1,
        respond: {
          kind: 'status',
          status: 422,
          contentType: 'application/json',
          body: JSON.stringify({ errors: [{ source: 'url', title: "Can't be blank", uid: bad }] }),
        },
      },
    ]);
    await register();
    expect(here.stage.statuses()).toEqual({ done: 9, rejected: 1 });
    const failed = operations().find(({ status }) => status === 'rejected');
    expect(JSON.parse(failed?.failure ?? '')).toMatchObject({
      code: 'REMOTE_REJECTED',
      path: 'url',
    });
    expect(here.stage.outbox.retryFailed(null)).toBe(1);
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 10, superseded: 1 });
  });
});

describe('an ending that nobody saw', () => {
  const faults: readonly (readonly [name: string, respond: Fault['respond'], effects: number])[] = [
    ['the answer is lost', { kind: 'lost-response' }, 1],
    ['the connection is reset before the commit', { kind: 'reset' }, 1],
    ['the connection is reset after the commit', { kind: 'reset', commits: true }, 1],
    ['the answer is cut short', { kind: 'truncated' }, 1],
    ['the answer has a wrong shape', { kind: 'wrong-shape' }, 1],
    ['the answer is JSON of another kind', { kind: 'wrong-shape', body: { data: [] } }, 1],
    ['the server answers 500', { kind: 'status', status: 500 }, 1],
    ['a gateway answers 502 in HTML', { kind: 'status', status: 502 }, 1],
    ['the server answers 503', { kind: 'status', status: 503 }, 1],
  ];
  for (const [name, respond, effects] of faults) {
    it(`has exactly one effect when on a create ${name}`, async () => {
      await staged();
      here.stage.addRecords(3);
      here.stage.practice.setFaults(once('POST', respond));
      await register();
      expect(here.stage.statuses()).toEqual({ done: 3 });
      expect(writes()).toEqual(Array(2 + effects).fill('create'));
    });

    it(`has exactly one effect when on an update ${name}`, async () => {
      await staged();
      const [doi = ''] = here.stage.addRecords(1);
      await register();
      editRecord(here.stage.context, doi, { version: '2' });
      here.stage.practice.setFaults(once('PUT', respond));
      await register();
      expect(here.stage.statuses()).toEqual({ done: 2 });
      expect(writes()).toEqual(['create', 'update']);
      expect(here.stage.practice.holdings()[0]?.attributes.version).toBe('2');
    });
  }

  it('is settled by reading, never by sending again', async () => {
    await staged();
    here.stage.addRecords(1);
    here.stage.practice.setFaults(once('POST', { kind: 'lost-response' }));
    await register();
    const asked = here.stage.practice.effects().map(({ method }) => method);
    expect(asked.slice(0, 2)).toEqual(['POST', 'GET']);
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1);
  });

  it('finds its own earlier attempt behind “already been taken”', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    // As after a restored backup: DataCite holds it, the ledger does not know.
    here.stage.ledger.db.exec(
      `update record set state = 'reserved', sync = 'local', remote = null, remote_state = null`,
    );
    await register();
    expect(here.stage.statuses()).toEqual({ done: 2 });
    expect(writes()).toEqual(['create']);
    expect(getRecord(here.stage.ledger, doi)?.state).toBe('findable');
  });

  it('does not overwrite a DOI that exists with other contents', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    here.stage.ledger.db.exec(
      `update record set state = 'reserved', sync = 'local', remote = null, remote_state = null`,
    );
    editRecord(here.stage.context, doi, { titles: [{ title: 'Something else altogether' }] });
    await register();
    expect(here.stage.statuses()).toEqual({ done: 1, conflict: 1 });
    expect(operations()[1]?.failure).toContain('exists already in this account');
    expect(getRecord(here.stage.ledger, doi)?.sync).toBe('conflict');
    expect(here.stage.practice.holdings()[0]?.attributes.titles).toEqual(
      sampleAttributes(0).titles,
    );
  });

  it('knows its own request that the service carried out after it was given up', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    editRecord(here.stage.context, doi, { version: 'given up' });
    // The update gets no answer, the reading after it finds nothing, and only then it is carried out.
    here.stage.practice.setFaults([
      ...once('PUT', { kind: 'reset' }),
      {
        match: { method: 'GET', path: `/dois/${doi}`, nth: 3 },
        respond: { kind: 'third-party-edit', attributes: { version: 'given up' }, when: 'before' },
      },
    ]);
    await register();
    expect(here.stage.statuses()).toEqual({ done: 2 });
    expect(getRecord(here.stage.ledger, doi)).toMatchObject({ sync: 'in-step' });
  });

  it('asks a person when the service fails on one record for ever, and sends the others', async () => {
    await staged();
    const dois = here.stage.addRecords(4);
    await register();
    for (const doi of dois) editRecord(here.stage.context, doi, { version: '2' });
    const path = `/dois/${dois[1] ?? ''}`;
    here.stage.practice.setFaults([
      { match: { method: 'PUT', path }, times: null, respond: { kind: 'status', status: 500 } },
    ]);
    await register();
    expect(here.stage.statuses()).toEqual({ done: 7, rejected: 1 });
    expect(operations().find(({ status }) => status === 'rejected')?.failure).toContain(
      'failed on this record',
    );
  });
});

describe('queueing', () => {
  function queue(doi: string, target: RemoteState): string {
    const { context } = here.stage;
    const record = mustExist(getRecord(here.stage.ledger, doi), doi);
    return context.ledger.transaction(() =>
      enqueue(context, {
        record,
        clientId: here.stage.practice.username,
        target,
        batchId: null,
        reason: null,
      }),
    );
  }

  it('puts unsent edits of one record together and never loses the publish among them', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    expect(queue(doi, 'findable')).toBe('queued');
    editRecord(here.stage.context, doi, { version: '2' });
    expect(queue(doi, 'draft')).toBe('queued');
    here.stage.outbox.start();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 1, superseded: 1 });
    expect(here.stage.practice.holdings()[0]).toMatchObject({ state: 'findable' });
    expect(here.stage.practice.holdings()[0]?.attributes.version).toBe('2');
  });

  it('does not queue the same effect twice', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    expect([queue(doi, 'draft'), queue(doi, 'draft')]).toEqual(['queued', 'pending']);
    expect(here.stage.statuses()).toEqual({ queued: 1 });
  });

  it('takes back what was not sent and leaves the records as they were', async () => {
    await staged();
    const dois = here.stage.addRecords(6);
    for (const doi of dois) queue(doi, 'findable');
    expect(here.stage.outbox.cancelWaiting(null)).toBe(6);
    here.stage.outbox.start();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ cancelled: 6 });
    const records = findByDois(here.stage.ledger, dois).values().toArray();
    expect(records.map(({ sync }) => sync)).toEqual(Array(6).fill('local'));
    expect(here.stage.practice.effects()).toEqual([]);
  });

  it('keeps the order of one record although many go at once', async () => {
    // So slow that the second operation of each record is queued while its first is under way.
    await staged({ practice: { latencyMs: 400 } });
    const dois = here.stage.addRecords(8);
    for (const doi of dois) queue(doi, 'draft');
    here.stage.outbox.start();
    while (here.stage.statuses()['in-flight'] !== 8) await quickClock.sleep(50);
    for (const doi of dois) {
      editRecord(here.stage.context, doi, { version: '2' });
      queue(doi, 'findable');
    }
    here.stage.outbox.kick();
    await quickClock.sleep(2500);
    expect(here.stage.statuses()).toEqual({ 'in-flight': 8, queued: 8 });
    await here.stage.outbox.whenIdle();
    const held = here.stage.practice.holdings();
    expect(held.map(({ attributes }) => attributes.version)).toEqual(Array(8).fill('2'));
    expect(held.map(({ state }) => state)).toEqual(Array(8).fill('findable'));
    expect(here.stage.statuses()).toEqual({ done: 16 });
  });
});

describe('looking again later', () => {
  it('confirms what was done with a read of many', async () => {
    await staged();
    here.stage.addRecords(7);
    await register();
    const confirmed = (): number =>
      here.stage.ledger.db.get<{ n: number }>(
        `select count(*) as n from operation where receipt ->> '$.confirmedAt' is not null`,
      )?.n ?? 0;
    for (let look = 0; look < 200 && confirmed() < 7; look += 1) await quickClock.sleep(1000);
    expect(confirmed()).toBe(7);
    const reads = here.stage.practice.effects().filter(({ target }) => target.includes('ids='));
    // All at once where they were done at once; never one by one.
    expect(reads.length).toBeLessThanOrEqual(3);
  });

  it('shows that a DOI does not resolve when its handle was never registered', async () => {
    await staged();
    here.stage.addRecords(1);
    here.stage.practice.setFaults([
      { match: { method: 'POST' }, times: null, respond: { kind: 'handle-server-down' } },
    ]);
    await register();
    const differences = (): string =>
      here.stage.ledger.db.get<{ differences: string }>('select differences from operation')
        ?.differences ?? '';
    for (let look = 0; look < 400 && differences() === '[]'; look += 1)
      await quickClock.sleep(2000);
    expect(JSON.parse(differences())).toMatchObject([{ path: 'registered', stored: 'null' }]);
  });
});
