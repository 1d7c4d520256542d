import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import { openConflicts } from '#core/conflicts/conflict-table.ts';
import type { Network } from '#core/network/network.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { JsonObject } from '#shared/support/json.ts';
import { editRecord, openStage, quickClock } from './harness.ts';
import type { Stage } from './harness.ts';

let stage: Stage;
let doi: string;
beforeEach(async () => {
  stage = await openStage({ clock: quickClock });
  [doi = ''] = stage.addRecords(1);
  stage.outbox.start();
  await send();
});
afterEach(() => stage.close());

async function send(): Promise<void> {
  const selection = { dois: [doi] };
  await startRegistration(stage.context, { selection, target: 'findable', confirmation: null });
  stage.outbox.kick();
  await stage.outbox.whenIdle();
}
const record = () => mustExist(getRecord(stage.ledger, doi), doi);
const there = () => stage.practice.holdings().find((holding) => holding.doi === doi)?.attributes;
const handlers = () => createConflictHandlers(stage.context, () => stage.outbox.kick());
const open = () => {
  const { id } = record();
  return openConflicts(stage.ledger, id);
};
const checks = () => stage.ledger.db.all<{ tries: number }>('select tries from activity_check');
const events = (kind: string) =>
  stage.ledger.db.all<{ body: string }>('select body from history_event where kind = ?', kind);

/** As a colleague in the web form: right before our next request of this method is carried out. */
function theyWriteBefore(method: string, attributes: JsonObject): void {
  const respond = {
    kind: 'third-party-edit' as const,
    attributes,
    when: 'before' as const,
  };
  stage.practice.setFaults([{ match: { method, path: `/dois/${doi}` }, respond }]);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    if (turns > 2000) throw new Error('It did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const compared = () => until(() => checks().length === 0);

describe('a foreign edit between our read and our write', () => {
  it('is found in the activities, shown with its three sides, and can be brought back', async () => {
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    expect(there()?.version).toBe('ours');
    await compared();
    expect(open()).toMatchObject([
      { path: 'version', base: null, mine: 'ours', theirs: 'theirs', isOverwritten: true },
    ]);
    expect(record().sync).toBe('conflict');
    expect(
      events('record.overwrote')
        .map(({ body }) => body)
        .join(),
    ).toContain('theirs');

    await handlers()['conflicts.settle']({
      dois: [doi],
      choices: [],
      otherwise: 'theirs',
      reason: null,
    });
    expect(record()).toMatchObject({ sync: 'unsent', attributes: { version: 'theirs' } });
    await send();
    expect(there()?.version).toBe('theirs');
  });

  it('is not seen in our own later updates that go there and back', async () => {
    stage.practice.adjust({ lagMs: 1500 });
    for (const version of ['one', 'two', 'one']) {
      editRecord(stage.context, doi, { version });
      await send();
    }
    await compared();
    expect(open()).toEqual([]);
    expect(record().sync).toBe('in-step');
  });

  it('is looked for again while the index lags', async () => {
    stage.practice.adjust({ lagMs: 400 });
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    await until(() => checks().some(({ tries }) => tries > 0));
    expect(open()).toEqual([]);
    await compared();
    expect(open()).toMatchObject([{ theirs: 'theirs' }]);
  });

  it('is found although the answer to our write was lost', async () => {
    editRecord(stage.context, doi, { version: 'ours' });
    const attributes = { version: 'theirs' };
    stage.practice.setFaults([
      {
        match: { method: 'GET', path: `/dois/${doi}` },
        respond: { kind: 'third-party-edit', attributes, when: 'after' },
      },
      { match: { method: 'PUT' }, respond: { kind: 'lost-response' } },
    ]);
    await send();
    await compared();
    expect(open()).toMatchObject([{ path: 'version', theirs: 'theirs', isOverwritten: true }]);
  });

  it('is found although something on the way delivered our write twice', async () => {
    const doubling: Network = {
      async send(request) {
        if (request.method === 'PUT') await inner.send(request);
        return inner.send(request);
      },
    };
    let inner: Network = doubling;
    await stage.close();
    stage = await openStage({ clock: quickClock, network: (real) => ((inner = real), doubling) });
    [doi = ''] = stage.addRecords(1);
    stage.outbox.start();
    await send();
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    await until(() => open().length > 0);
    expect(open()).toMatchObject([{ path: 'version', overwritten: ['theirs'] }]);
  });

  it('is found where it was the state, and the state can be brought back', async () => {
    const [other = ''] = stage.addRecords(1);
    doi = other;
    const draft = { selection: { dois: [doi] }, target: 'draft' as const, confirmation: null };
    await startRegistration(stage.context, draft);
    stage.outbox.kick();
    await stage.outbox.whenIdle();
    theyWriteBefore('PUT', { event: 'register' });
    await send();
    await until(() => open().length > 0);
    expect(open()).toMatchObject([
      { path: 'state', base: 'draft', mine: 'findable', theirs: 'registered', isOverwritten: true },
    ]);
    const theirs = { choices: [], otherwise: 'theirs' as const, reason: null };
    await handlers()['conflicts.settle']({ dois: [doi], ...theirs });
    await stage.outbox.whenIdle();
    await compared();
    expect(record()).toMatchObject({ state: 'registered', sync: 'in-step' });
    expect(open()).toEqual([]);
  });

  it('is taken up after a restart', async () => {
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    await stage.outbox.stop();
    expect(checks()).toHaveLength(1);
    stage.outbox.start();
    await compared();
    expect(open()).toHaveLength(1);
  });

  it('is not invented where nobody else wrote', async () => {
    editRecord(stage.context, doi, { version: 'ours', titles: [{ title: 'Ours' }] });
    await send();
    await compared();
    expect(open()).toEqual([]);
    expect(record().sync).toBe('in-step');
    expect(events('record.overwrote')).toEqual([]);
  });

  it('stays open, whatever is sent in between', async () => {
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    await compared();
    editRecord(stage.context, doi, { titles: [{ title: 'Another' }] });
    expect(record().sync).toBe('conflict');
    expect(open()).toMatchObject([{ mine: 'ours', theirs: 'theirs' }]);
  });
});

describe('a foreign edit elsewhere in the record', () => {
  it('becomes ours with the update that met it, and the next update does not take it back', async () => {
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    theyWriteBefore('PUT', { version: 'theirs' });
    await send();
    expect(record()).toMatchObject({ sync: 'in-step', attributes: { version: 'theirs' } });
    editRecord(stage.context, doi, { titles: [{ title: 'Ours again' }] });
    await send();
    expect(there()).toMatchObject({ version: 'theirs', titles: [{ title: 'Ours again' }] });
  });

  it('waits as a conflict where it was changed here meanwhile', async () => {
    editRecord(stage.context, doi, { titles: [{ title: 'Ours' }] });
    theyWriteBefore('PUT', { version: 'theirs' });
    await stage.outbox.stop();
    const selection = { dois: [doi] };
    await startRegistration(stage.context, { selection, target: 'draft', confirmation: null });
    editRecord(stage.context, doi, { version: 'ours too' });
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(open()).toMatchObject([{ path: 'version', mine: 'ours too', theirs: 'theirs' }]);
    expect(record().sync).toBe('conflict');
  });
});

describe('what the gate holds back', () => {
  it('keeps the three sides that were read there', async () => {
    editRecord(stage.context, doi, { version: 'ours' });
    theyWriteBefore('GET', { version: 'theirs', language: 'fr' });
    await send();
    expect(stage.statuses()).toMatchObject({ conflict: 1 });
    expect(open()).toMatchObject([
      { path: 'version', base: null, mine: 'ours', theirs: 'theirs', isOverwritten: false },
    ]);
    expect(record()).toMatchObject({ sync: 'conflict', attributes: { language: 'fr' } });

    await handlers()['conflicts.settle']({
      dois: [doi],
      choices: [],
      otherwise: 'mine',
      reason: null,
    });
    await stage.outbox.whenIdle();
    expect(there()).toMatchObject({ version: 'ours', language: 'fr' });
    expect(record().sync).toBe('in-step');
  });
});
