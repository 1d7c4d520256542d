import { afterEach, describe, expect, it } from 'vitest';

import { enqueue } from '#core/outbox/enqueue.ts';
import { recover } from '#core/outbox/recover.ts';
import type { Fault } from '#core/practice/index.ts';
import { findByDois, getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editRecord, openStage, quickClock, realClock, sampleAttributes } from './harness.ts';
import type { Stage, StageOptions } from './harness.ts';

let stage: Stage;
afterEach(async () => {
  await stage.close();
});

async function staged(options: StageOptions = {}): Promise<Stage> {
  stage = await openStage({ clock: quickClock, ...options });
  return stage;
}

async function register(target: RemoteState = 'findable'): Promise<void> {
  await startRegistration(stage.context, {
    selection: { collectionId: 1 },
    target,
    confirmation: null,
  });
  stage.outbox.start();
  await stage.outbox.whenIdle();
}

function operations(): {
  status: string;
  kind: string;
  attempt_count: number;
  failure: string | null;
}[] {
  return stage.ledger.db.all(
    'select status, kind, attempt_count, failure from operation order by rowid',
  );
}

function writes(): (string | null)[] {
  return stage.practice
    .effects()
    .filter(({ method, action }) => method !== 'GET' && action !== null)
    .map(({ action }) => action);
}

/** One write fault, then a service that behaves. */
function once(method: string, respond: Fault['respond']): readonly Fault[] {
  return [{ match: { method }, times: 1, respond }];
}

describe('sending', () => {
  it('creates every record in the state asked for and keeps what proves it', async () => {
    await staged();
    const dois = stage.addRecords(12);
    await register();
    expect(stage.statuses()).toEqual({ done: 12 });
    expect(stage.practice.holdings().map(({ state }) => state)).toEqual(Array(12).fill('findable'));
    const record = getRecord(stage.ledger, dois[0] ?? '');
    expect(record).toMatchObject({ state: 'findable', sync: 'in-step', remoteState: 'findable' });
    const rows = stage.ledger.db.all<{ receipt: string; differences: string }>(
      'select receipt, differences from operation',
    );
    expect(rows.every(({ differences }) => differences === '[]')).toBe(true);
    expect(JSON.parse(rows[0]?.receipt ?? '')).toMatchObject({ state: 'findable', found: false });
  });

  it('sends only what changed when a record is registered again', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    editRecord(stage.context, doi, { titles: [{ title: 'A better title' }] });
    await register();
    const body = stage.ledger.db.get<{ payload: string }>(
      `select payload from operation where kind = 'update'`,
    );
    expect(JSON.parse(body?.payload ?? '')).toMatchObject({
      data: { attributes: { titles: [{ title: 'A better title' }] } },
    });
    expect(body?.payload).not.toContain('creators');
    expect(stage.practice.holdings()[0]?.attributes.titles).toEqual([{ title: 'A better title' }]);
    expect(getRecord(stage.ledger, doi)?.sync).toBe('in-step');
  });

  it('takes away at DataCite what was taken away here, and nothing else', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    editRecord(stage.context, doi, { subjects: [], language: null });
    await register();
    const held = mustExist(stage.practice.holdings()[0], 'the record').attributes;
    expect(held.subjects).toEqual([]);
    expect(held.language).toBeNull();
    expect(held.creators).toHaveLength(1);
  });

  it('publishes a draft by a second operation', async () => {
    await staged();
    stage.addRecords(3);
    await register('draft');
    expect(stage.practice.holdings().map(({ state }) => state)).toEqual(Array(3).fill('draft'));
    await register('findable');
    expect(stage.practice.holdings().map(({ state }) => state)).toEqual(Array(3).fill('findable'));
    expect(stage.statuses()).toEqual({ done: 6 });
  });

  it('queues nothing for records that DataCite holds already', async () => {
    await staged();
    stage.addRecords(5);
    await register();
    await register();
    expect(stage.statuses()).toEqual({ done: 5 });
  });

  it('rejects what the service refuses with the path that must change, and sends the rest', async () => {
    await staged();
    const [bad = ''] = stage.addRecords(10);
    // Valid when it was queued, refused when it arrives: the account's domains were changed meanwhile.
    stage.practice.setFaults([
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
    expect(stage.statuses()).toEqual({ done: 9, rejected: 1 });
    const failed = operations().find(({ status }) => status === 'rejected');
    expect(JSON.parse(failed?.failure ?? '')).toMatchObject({
      code: 'REMOTE_REJECTED',
      path: 'url',
    });
    expect(stage.outbox.retryFailed(null)).toBe(1);
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 10, superseded: 1 });
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
      stage.addRecords(3);
      stage.practice.setFaults(once('POST', respond));
      await register();
      expect(stage.statuses()).toEqual({ done: 3 });
      expect(writes()).toEqual(Array(2 + effects).fill('create'));
    });

    it(`has exactly one effect when on an update ${name}`, async () => {
      await staged();
      const [doi = ''] = stage.addRecords(1);
      await register();
      editRecord(stage.context, doi, { version: '2' });
      stage.practice.setFaults(once('PUT', respond));
      await register();
      expect(stage.statuses()).toEqual({ done: 2 });
      expect(writes()).toEqual(['create', 'update']);
      expect(stage.practice.holdings()[0]?.attributes.version).toBe('2');
    });
  }

  it('is settled by reading, never by sending again', async () => {
    await staged();
    stage.addRecords(1);
    stage.practice.setFaults(once('POST', { kind: 'lost-response' }));
    await register();
    const asked = stage.practice.effects().map(({ method }) => method);
    expect(asked.slice(0, 2)).toEqual(['POST', 'GET']);
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1);
  });

  it('finds its own earlier attempt behind “already been taken”', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    // As after a restored backup: DataCite holds it, the ledger does not know.
    stage.ledger.db.exec(
      `update record set state = 'reserved', sync = 'local', remote = null, remote_state = null`,
    );
    await register();
    expect(stage.statuses()).toEqual({ done: 2 });
    expect(writes()).toEqual(['create']);
    expect(getRecord(stage.ledger, doi)?.state).toBe('findable');
  });

  it('does not overwrite a DOI that exists with other contents', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    stage.ledger.db.exec(
      `update record set state = 'reserved', sync = 'local', remote = null, remote_state = null`,
    );
    editRecord(stage.context, doi, { titles: [{ title: 'Something else altogether' }] });
    await register();
    expect(stage.statuses()).toEqual({ done: 1, conflict: 1 });
    expect(operations()[1]?.failure).toContain('exists already in this account');
    expect(getRecord(stage.ledger, doi)?.sync).toBe('conflict');
    expect(stage.practice.holdings()[0]?.attributes.titles).toEqual(sampleAttributes(0).titles);
  });

  it('asks a person when the service fails on one record for ever, and sends the others', async () => {
    await staged();
    const dois = stage.addRecords(4);
    await register();
    for (const doi of dois) editRecord(stage.context, doi, { version: '2' });
    const path = `/dois/${dois[1] ?? ''}`;
    stage.practice.setFaults([
      { match: { method: 'PUT', path }, times: null, respond: { kind: 'status', status: 500 } },
    ]);
    await register();
    expect(stage.statuses()).toEqual({ done: 7, rejected: 1 });
    expect(operations().find(({ status }) => status === 'rejected')?.failure).toContain(
      'failed on this record',
    );
  });
});

describe('temporary refusals', () => {
  it('waits as long as it is told when there are too many requests', async () => {
    await staged();
    stage.addRecords(5);
    stage.practice.setFaults(
      once('POST', {
        kind: 'status',
        status: 429,
        retryAfter: 20,
        contentType: 'application/json',
      }),
    );
    const startedAt = quickClock.monotonic();
    await register();
    expect(quickClock.monotonic() - startedAt).toBeGreaterThanOrEqual(20_000);
    expect(stage.statuses()).toEqual({ done: 5 });
  });

  it('holds the account back on 401 and goes on when a person resumes', async () => {
    await staged();
    stage.addRecords(4);
    stage.practice.setFaults([
      { match: { method: 'POST' }, times: 4, respond: { kind: 'status', status: 401 } },
    ]);
    await register();
    expect(stage.statuses()).toEqual({ queued: 4 });
    expect(stage.outbox.summary()).toMatchObject({
      mode: 'held',
      heldRepositories: [{ id: 'practice' }],
    });
    stage.practice.setFaults([]);
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 4 });
  });

  it('sees that there is no network, keeps everything, and sends it when there is one', async () => {
    await staged();
    stage.addRecords(4);
    stage.ledger.db.exec(`update repository set endpoint = 'http://127.0.0.1:9'`);
    await register();
    expect(stage.outbox.summary().mode).toBe('offline');
    expect(stage.practice.holdings()).toEqual([]);
    stage.ledger.db.run('update repository set endpoint = ?', stage.practice.url);
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 4 });
  });

  it('sends nothing while it is paused, also after a restart', async () => {
    await staged();
    stage.addRecords(4);
    stage.outbox.pause();
    await register();
    await stage.outbox.stop();
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ queued: 4 });
    expect(stage.outbox.summary().mode).toBe('paused');
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 4 });
  });
});

describe('limits', () => {
  it('keeps within its budget and sends everything, without the service having to ask', async () => {
    // The service counts arrivals, which lie a little closer together than departures.
    await staged({
      clock: realClock,
      clients: { limits: { practice: { requests: 40, windowMs: 1000 } } },
      practice: { latencyMs: 50, rate: { requests: 40, seconds: 0.9 } },
    });
    stage.addRecords(100);
    await register();
    expect(stage.statuses()).toEqual({ done: 100 });
    const effects = stage.practice.effects();
    expect(effects.filter(({ status }) => status === 429)).toEqual([]);
    expect(effects.filter(({ method }) => method === 'POST')).toHaveLength(100);
  });

  it('waits no longer than any delay can be, however the wall clock was set', async () => {
    await staged();
    stage.addRecords(2);
    stage.outbox.pause();
    await register();
    stage.ledger.db.exec(
      `update operation set status = 'waiting', next_attempt_at =
         iif(sequence = 1 and doi like '%0', '2100-01-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z')`,
    );
    const delays = recover(stage.context).map(({ delayMs }) => delayMs);
    expect(delays.toSorted((a, b) => a - b)).toEqual([0, 3_600_000]);
  });

  it('does not send what is damaged in the ledger, and keeps it', async () => {
    await staged();
    stage.addRecords(3);
    stage.outbox.pause();
    await register();
    stage.ledger.db.exec(`update operation set payload = '{"data":' where doi like '%1'`);
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 2, rejected: 1 });
    expect(operations()[1]?.failure).toContain('LEDGER_CORRUPT');
  });

  it('goes on when the ledger could not be written for a while', async () => {
    let failures = 0;
    await staged({
      crashPoint(name) {
        if (name !== 'outbox.settle.before-commit' || failures >= 3) return;
        failures += 1;
        throw new AppError('DISK_FULL', { message: 'The disk is full.' });
      },
    });
    stage.addRecords(8);
    await register();
    expect(failures).toBe(3);
    expect(stage.statuses()).toEqual({ done: 8 });
    expect(writes()).toHaveLength(8);
  });
});

describe('somebody else at work', () => {
  it('does not overwrite an attribute that was changed at DataCite meanwhile', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    stage.practice.setFaults([
      {
        match: { method: 'GET', path: '/dois/*' },
        times: 1,
        respond: {
          kind: 'third-party-edit',
          when: 'before',
          attributes: { titles: [{ title: 'Theirs' }] },
        },
      },
    ]);
    await register();
    expect(stage.statuses()).toEqual({ conflict: 1, done: 1 });
    expect(stage.practice.holdings()[0]?.attributes.titles).toEqual([{ title: 'Theirs' }]);
    expect(getRecord(stage.ledger, doi)?.sync).toBe('conflict');
  });

  it('keeps a change of theirs in another attribute and says so in the receipt', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    await register();
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    stage.practice.setFaults([
      {
        match: { method: 'GET', path: '/dois/*' },
        times: 1,
        respond: { kind: 'third-party-edit', when: 'before', attributes: { version: '9' } },
      },
    ]);
    await register();
    const held = mustExist(stage.practice.holdings()[0], 'the record').attributes;
    expect([held.titles, held.version]).toEqual([[{ title: 'Ours' }], '9']);
    const receipt = stage.ledger.db.get<{ receipt: string }>(
      `select receipt from operation where kind = 'update'`,
    );
    expect(JSON.parse(receipt?.receipt ?? '')).toMatchObject({ foreignChanges: ['version'] });
  });
});

describe('queueing', () => {
  function queue(doi: string, target: RemoteState): string {
    const { context } = stage;
    const record = mustExist(getRecord(stage.ledger, doi), doi);
    return context.ledger.transaction(() =>
      enqueue(context, {
        record,
        clientId: stage.practice.username,
        target,
        batchId: null,
        reason: null,
      }),
    );
  }

  it('puts unsent edits of one record together and never loses the publish among them', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    expect(queue(doi, 'findable')).toBe('queued');
    editRecord(stage.context, doi, { version: '2' });
    expect(queue(doi, 'draft')).toBe('queued');
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ done: 1, superseded: 1 });
    expect(stage.practice.holdings()[0]).toMatchObject({ state: 'findable' });
    expect(stage.practice.holdings()[0]?.attributes.version).toBe('2');
  });

  it('does not queue the same effect twice', async () => {
    await staged();
    const [doi = ''] = stage.addRecords(1);
    expect([queue(doi, 'draft'), queue(doi, 'draft')]).toEqual(['queued', 'pending']);
    expect(stage.statuses()).toEqual({ queued: 1 });
  });

  it('takes back what was not sent and leaves the records as they were', async () => {
    await staged();
    const dois = stage.addRecords(6);
    for (const doi of dois) queue(doi, 'findable');
    expect(stage.outbox.cancelWaiting(null)).toBe(6);
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.statuses()).toEqual({ cancelled: 6 });
    const records = findByDois(stage.ledger, dois).values().toArray();
    expect(records.map(({ sync }) => sync)).toEqual(Array(6).fill('local'));
    expect(stage.practice.effects()).toEqual([]);
  });

  it('keeps the order of one record although many go at once', async () => {
    // So slow that the second operation of each record is queued while its first is under way.
    await staged({ practice: { latencyMs: 400 } });
    const dois = stage.addRecords(8);
    for (const doi of dois) queue(doi, 'draft');
    stage.outbox.start();
    while (stage.statuses()['in-flight'] !== 8) await quickClock.sleep(50);
    for (const doi of dois) {
      editRecord(stage.context, doi, { version: '2' });
      queue(doi, 'findable');
    }
    stage.outbox.kick();
    await quickClock.sleep(2500);
    expect(stage.statuses()).toEqual({ 'in-flight': 8, queued: 8 });
    await stage.outbox.whenIdle();
    const held = stage.practice.holdings();
    expect(held.map(({ attributes }) => attributes.version)).toEqual(Array(8).fill('2'));
    expect(held.map(({ state }) => state)).toEqual(Array(8).fill('findable'));
    expect(stage.statuses()).toEqual({ done: 16 });
  });
});

describe('looking again later', () => {
  it('confirms what was done with a read of many', async () => {
    await staged();
    stage.addRecords(7);
    await register();
    const confirmed = (): number =>
      stage.ledger.db.get<{ n: number }>(
        `select count(*) as n from operation where receipt ->> '$.confirmedAt' is not null`,
      )?.n ?? 0;
    for (let look = 0; look < 200 && confirmed() < 7; look += 1) await quickClock.sleep(1000);
    expect(confirmed()).toBe(7);
    const reads = stage.practice.effects().filter(({ target }) => target.includes('ids='));
    // All at once where they were done at once; never one by one.
    expect(reads.length).toBeLessThanOrEqual(3);
  });

  it('shows that a DOI does not resolve when its handle was never registered', async () => {
    await staged();
    stage.addRecords(1);
    stage.practice.setFaults([
      { match: { method: 'POST' }, times: null, respond: { kind: 'handle-server-down' } },
    ]);
    await register();
    const differences = (): string =>
      stage.ledger.db.get<{ differences: string }>('select differences from operation')
        ?.differences ?? '';
    for (let look = 0; look < 400 && differences() === '[]'; look += 1)
      await quickClock.sleep(2000);
    expect(JSON.parse(differences())).toMatchObject([{ path: 'registered', stored: 'null' }]);
  });
});
