import { afterEach, describe, expect, it } from 'vitest';

import { buildPayload } from '#core/register/build-payload.ts';
import { planRegistration } from '#core/register/plan-registration.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createOutboxHandlers } from '#core/outbox/outbox-handlers.ts';
import { getRecord } from '#core/records/find-records.ts';
import { contract } from '#shared/contract/contract.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { editRecord, openStage, quickClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
afterEach(async () => {
  await stage.close();
});

const everything = { collectionId: 1 } as const;

function moveTo(environment: string): void {
  stage.ledger.db.run('update repository set environment = ?', environment);
}

describe('the exact request', () => {
  const known = { doi: '10.5072/a', clientId: 'PRACTICE.STEWARD', attributes: sampleAttributes(1) };

  it('of a create holds everything, the event, the account and kernel 4', async () => {
    stage = await openStage();
    const payload = buildPayload({ ...known, state: 'reserved', remote: null, target: 'findable' });
    expect(payload).toMatchObject({
      kind: 'create',
      method: 'POST',
      state: 'findable',
      event: 'publish',
    });
    expect(JSON.parse(payload?.body ?? '')).toEqual({
      data: {
        type: 'dois',
        attributes: {
          doi: '10.5072/a',
          event: 'publish',
          ...sampleAttributes(1),
          schemaVersion: 'http://datacite.org/schema/kernel-4',
        },
        relationships: { client: { data: { type: 'clients', id: 'practice.steward' } } },
      },
    });
    const again = buildPayload({ ...known, state: 'reserved', remote: null, target: 'findable' });
    expect(again?.sha256).toBe(payload?.sha256);
  });

  it('never sends the types that the service derives', async () => {
    stage = await openStage();
    const attributes = {
      ...sampleAttributes(1),
      types: {
        resourceTypeGeneral: 'Dataset',
        ris: 'DATA',
        bibtex: 'misc',
        citeproc: 'dataset',
        schemaOrg: 'Dataset',
      },
    };
    const payload = buildPayload({
      ...known,
      attributes,
      state: 'reserved',
      remote: null,
      target: 'draft',
    });
    expect(payload?.sent.types).toEqual({ resourceTypeGeneral: 'Dataset' });
  });

  it('of a record brought to kernel 4 is sent though no value differs, and not twice', async () => {
    stage = await openStage();
    const kernel = (version: number) => `http://datacite.org/schema/kernel-${version}`;
    const held = (version: number) =>
      buildPayload({
        ...known,
        attributes: { ...known.attributes, schemaVersion: kernel(4) },
        state: 'findable',
        remote: { ...predictStored(known.attributes, null), schemaVersion: kernel(version) },
        target: 'findable',
      });
    const payload = held(3);
    expect(payload).toMatchObject({ kind: 'update', sent: {} });
    expect(JSON.parse(payload?.body ?? '')).toMatchObject({
      data: { attributes: { doi: '10.5072/a', schemaVersion: kernel(4) } },
    });
    expect(held(4)).toBeNull();
  });
});

describe('the plan', () => {
  it('says what would be created, updated, left out and why, and sends nothing', async () => {
    stage = await openStage({ clock: quickClock });
    stage.addRecords(6, (index) => (index < 2 ? { titles: [] } : sampleAttributes(index)));
    const plan = await planRegistration(stage.context, everything, 'findable');
    expect(plan).toMatchObject({
      total: 6,
      createCount: 4,
      updateCount: 0,
      invalidCount: 2,
      confirmation: null,
      blocked: null,
      environment: 'practice',
    });
    expect(plan.gates.filter(({ gate }) => gate === 'blocks').length).toBeGreaterThan(0);
    expect(contract['register.plan'].output.safeParse(plan).success).toBe(true);
    expect(stage.practice.effects()).toEqual([]);
    expect(stage.statuses()).toEqual({});
  });

  it('never touches records that are not ours to change', async () => {
    stage = await openStage({ clock: quickClock });
    stage.addRecords(3);
    stage.ledger.db.exec(`update record set sync = 'observe-only' where id = 1`);
    expect(await planRegistration(stage.context, everything, 'draft')).toMatchObject({
      createCount: 2,
      observeOnlyCount: 1,
    });
    await startRegistration(stage.context, {
      selection: everything,
      target: 'draft',
      confirmation: null,
    });
    stage.outbox.start();
    await stage.outbox.whenIdle();
    expect(stage.practice.holdings()).toHaveLength(2);
  });

  it('is in step again when an edit that waited was taken back', async () => {
    stage = await openStage({ clock: quickClock });
    const [doi = ''] = stage.addRecords(1);
    const send = async (): Promise<void> => {
      const what = { selection: everything, target: 'draft', confirmation: null } as const;
      await startRegistration(stage.context, what);
    };
    const sync = () => getRecord(stage.ledger, doi)?.sync;
    stage.outbox.start();
    await send();
    await stage.outbox.whenIdle();
    stage.outbox.pause();
    editRecord(stage.context, doi, { version: '2' });
    await send();
    expect(sync()).toBe('sending');
    editRecord(stage.context, doi, { version: null });
    await send();
    expect(stage.statuses()).toEqual({ done: 1, superseded: 1 });
    expect(sync()).toBe('in-step');
  });

  it('refuses an empty selection', async () => {
    stage = await openStage();
    const planning = planRegistration(stage.context, { collectionId: 99 }, 'draft');
    await expect(planning).rejects.toThrow('no record');
  });
});

describe('registering for real', () => {
  it('is blocked on production for records that nobody approved', async () => {
    stage = await openStage();
    stage.addRecords(2);
    moveTo('production');
    expect((await planRegistration(stage.context, everything, 'findable')).blocked).toContain(
      'approved',
    );
    const what = {
      selection: everything,
      target: 'findable',
      confirmation: '2 PRACTICE.STEWARD',
    } as const;
    await expect(startRegistration(stage.context, what)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(stage.statuses()).toEqual({});
  });

  it('asks for the number and the repository before it sends drafts', async () => {
    stage = await openStage();
    stage.addRecords(2);
    moveTo('test');
    const plan = await planRegistration(stage.context, everything, 'draft');
    expect(plan).toMatchObject({ confirmation: '2 PRACTICE.STEWARD', blocked: null });
    const send = (confirmation: string | null): Promise<unknown> =>
      startRegistration(stage.context, { selection: everything, target: 'draft', confirmation });
    await expect(send(null)).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
    await expect(send('3 PRACTICE.STEWARD')).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
    expect(stage.statuses()).toEqual({});
    await expect(send('2 PRACTICE.STEWARD')).resolves.toMatchObject({ queuedCount: 2 });
  });
});

describe('the procedures', () => {
  it('answer in the shapes of the contract', async () => {
    stage = await openStage({ clock: quickClock });
    stage.addRecords(5);
    const handlers = createOutboxHandlers(stage.context, stage.outbox);
    stage.outbox.start();
    const started = await handlers['register.start']({
      selection: everything,
      targetState: 'findable',
      confirmation: null,
    });
    expect(started.queuedCount).toBe(5);
    await stage.outbox.whenIdle();
    const operations = await handlers['outbox.operations']({
      batchId: started.batchId,
      status: 'done',
      offset: 0,
      limit: 200,
    });
    expect(contract['outbox.operations'].output.parse(operations).total).toBe(5);
    const [first] = operations.operations;
    const detail = await handlers['outbox.operation']({ id: first?.id ?? '' });
    expect(contract['outbox.operation'].output.parse(detail)).toMatchObject({
      attempts: [{ number: 1, outcome: 'done', httpStatus: 201 }],
      request: { method: 'POST' },
      differences: [],
    });
    const { batches } = contract['outbox.batches'].output.parse(
      await handlers['outbox.batches']({}),
    );
    expect(batches).toMatchObject([
      { total: 5, doneCount: 5, waitingCount: 0, targetState: 'findable' },
    ]);
    const summary = contract['outbox.summary'].output.parse(await handlers['outbox.summary']({}));
    expect(summary).toMatchObject({ mode: 'idle', doneCount: 5 });
  });
});
