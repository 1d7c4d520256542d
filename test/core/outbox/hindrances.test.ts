import { describe, expect, it } from 'vitest';

import { recover } from '#core/outbox/recover.ts';
import { getRecord } from '#core/records/find-records.ts';
import { mustExist } from '#shared/support/assert.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editRecord, quickClock, realClock } from './harness.ts';
import { once, useOutbox } from './use-outbox.ts';

const here = useOutbox();
const { staged, register, operations, writes } = here;

describe('temporary refusals', () => {
  it('waits as long as it is told when there are too many requests', async () => {
    await staged();
    here.stage.addRecords(5);
    here.stage.practice.setFaults(
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
    expect(here.stage.statuses()).toEqual({ done: 5 });
  });

  it('holds the account back on 401 and goes on when a person resumes', async () => {
    await staged();
    here.stage.addRecords(4);
    here.stage.practice.setFaults([
      { match: { method: 'POST' }, times: 4, respond: { kind: 'status', status: 401 } },
    ]);
    await register();
    expect(here.stage.statuses()).toEqual({ queued: 4 });
    expect(here.stage.outbox.summary()).toMatchObject({
      mode: 'held',
      heldRepositories: [{ id: 'practice' }],
    });
    here.stage.practice.setFaults([]);
    here.stage.outbox.resume();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 4 });
  });

  it('sees that there is no network, keeps everything, and sends it when there is one', async () => {
    await staged();
    here.stage.addRecords(4);
    here.stage.ledger.db.exec(`update repository set endpoint = 'http://127.0.0.1:9'`);
    await register();
    expect(here.stage.outbox.summary().mode).toBe('offline');
    expect(here.stage.practice.holdings()).toEqual([]);
    here.stage.ledger.db.run('update repository set endpoint = ?', here.stage.practice.url);
    here.stage.outbox.resume();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 4 });
  });

  it('sends nothing while it is paused, also after a restart', async () => {
    await staged();
    here.stage.addRecords(4);
    here.stage.outbox.pause();
    await register();
    await here.stage.outbox.stop();
    here.stage.outbox.start();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ queued: 4 });
    expect(here.stage.outbox.summary().mode).toBe('paused');
    here.stage.outbox.resume();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 4 });
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
    here.stage.addRecords(100);
    await register();
    expect(here.stage.statuses()).toEqual({ done: 100 });
    const effects = here.stage.practice.effects();
    expect(effects.filter(({ status }) => status === 429)).toEqual([]);
    expect(effects.filter(({ method }) => method === 'POST')).toHaveLength(100);
  });

  it('waits no longer than any delay can be, however the wall clock was set', async () => {
    await staged();
    here.stage.addRecords(2);
    here.stage.outbox.pause();
    await register();
    here.stage.ledger.db.exec(
      `update operation set status = 'waiting', next_attempt_at =
         iif(sequence = 1 and doi like '%0', '2100-01-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z')`,
    );
    const delays = recover(here.stage.context).map(({ delayMs }) => delayMs);
    expect(delays.toSorted((a, b) => a - b)).toEqual([0, 3_600_000]);
  });

  it('does not send what is damaged in the ledger, and keeps it', async () => {
    await staged();
    here.stage.addRecords(3);
    here.stage.outbox.pause();
    await register();
    here.stage.ledger.db.exec(`update operation set payload = '{"data":' where doi like '%1'`);
    here.stage.outbox.resume();
    await here.stage.outbox.whenIdle();
    expect(here.stage.statuses()).toEqual({ done: 2, rejected: 1 });
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
    here.stage.addRecords(8);
    await register();
    expect(failures).toBe(3);
    expect(here.stage.statuses()).toEqual({ done: 8 });
    expect(writes()).toHaveLength(8);
  });
});

describe('somebody else at work', () => {
  it('does not overwrite an attribute that was changed at DataCite meanwhile', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    editRecord(here.stage.context, doi, { titles: [{ title: 'Ours' }] });
    here.stage.practice.setFaults([
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
    expect(here.stage.statuses()).toEqual({ conflict: 1, done: 1 });
    expect(here.stage.practice.holdings()[0]?.attributes.titles).toEqual([{ title: 'Theirs' }]);
    expect(getRecord(here.stage.ledger, doi)?.sync).toBe('conflict');
  });

  it('keeps a change of theirs in another attribute and says so in the receipt', async () => {
    await staged();
    const [doi = ''] = here.stage.addRecords(1);
    await register();
    editRecord(here.stage.context, doi, { titles: [{ title: 'Ours' }] });
    here.stage.practice.setFaults([
      {
        match: { method: 'GET', path: '/dois/*' },
        times: 1,
        respond: { kind: 'third-party-edit', when: 'before', attributes: { version: '9' } },
      },
    ]);
    await register();
    const held = mustExist(here.stage.practice.holdings()[0], 'the record').attributes;
    expect([held.titles, held.version]).toEqual([[{ title: 'Ours' }], '9']);
    const receipt = here.stage.ledger.db.get<{ receipt: string }>(
      `select receipt from operation where kind = 'update'`,
    );
    expect(JSON.parse(receipt?.receipt ?? '')).toMatchObject({ foreignChanges: ['version'] });
  });
});
