import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { planRegistration } from '#core/register/plan-registration.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { editRecord, openStage, quickClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';
import type { Desk } from './review-stage.ts';
import { namePerson, openDesk, setPolicy } from './review-stage.ts';

let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage({ clock: quickClock });
  desk = openDesk(stage);
  namePerson(stage, 'Lea Brunner');
  stage.outbox.start();
});
afterAll(async () => {
  await stage.close();
});

const record = (doi: string) => mustExist(getRecord(stage.ledger, doi), doi);

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

describe('a collection that asks for a second person', () => {
  beforeAll(() => {
    setPolicy(stage, { approval: 'two-persons' });
  });
  afterAll(() => {
    stage.ledger.db.run('delete from review_policy');
  });

  it('publishes nothing that nobody approved, and says so', async () => {
    const doi = add();
    const plan = await planRegistration(stage.context, { dois: [doi] }, 'findable');
    expect(plan.blocked).toContain('approved');
    expect(plan.gates).toMatchObject([{ code: 'approval-missing', gate: 'blocks', count: 1 }]);
    await expect(publish([doi])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // As a draft it may go: nobody sees it.
    expect(await planRegistration(stage.context, { dois: [doi] }, 'draft')).toMatchObject({
      createCount: 1,
      blocked: null,
    });
  });

  it('does not take the word of the one who wrote it, nor of a locked key', async () => {
    const doi = add();
    const author = await desk.sit('Lea Brunner');
    await expect(desk.approve(doi)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const second = await desk.sit('Ines Gerber');
    await desk.call['stewards.lock']({});
    await expect(desk.approve(doi)).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await expect(
      Promise.resolve(desk.call['stewards.unlock']({ id: second, passphrase: 'a wrong one' })),
    ).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await desk.call['stewards.unlock']({ id: second, passphrase: 'correct horse battery' });
    await desk.approve(doi);
    expect((await desk.detail(doi)).status).toBe('approved');
    expect(author).not.toBe(second);
    expect(await publish([doi])).toMatchObject({ queuedCount: 1 });
    await stage.outbox.whenIdle();
    expect(stateThere(doi)).toBe('findable');
  });

  it('binds the approval to the content: an edit voids it, also when it waits to be sent', async () => {
    const doi = add();
    await desk.approve(doi);
    const { contentHash } = await desk.detail(doi);
    stage.outbox.pause();
    await publish([doi]);
    editRecord(stage.context, doi, { titles: [{ title: 'Another title altogether' }] });
    stage.outbox.resume();
    await stage.outbox.whenIdle();
    expect(stateThere(doi)).toBeNull();
    expect(await desk.detail(doi)).toMatchObject({ status: 'in-review', isVoided: true });
    await expect(
      (async () => desk.call['review.approve']({ doi, contentHash, note: null }))(),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is not taken in by an approval that somebody wrote into the ledger', async () => {
    const doi = add();
    const { id, contentHash } = record(doi);
    const [steward] = (await desk.call['stewards.list']({})).stewards;
    stage.ledger.db.run(
      `insert into review (record_id, step, content_hash, changed_at) values (?, 'approved', ?, '2026-01-01')`,
      id,
      contentHash,
    );
    stage.ledger.db.run(
      `insert into review_approval (record_id, content_hash, steward_id, signature, approved_at)
       values (?, ?, ?, 'AAAA', '2026-01-01')`,
      id,
      contentHash,
      steward?.id ?? '',
    );
    await expect(publish([doi])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('does not publish an import that changed what was approved', async () => {
    const doi = add();
    await desk.approve(doi);
    const { repositoryId, collectionId, itemKey, source, attributes, sourceHash } = record(doi);
    const known = { doi, repositoryId, collectionId, itemKey, source, sourceHash, findings: [] };
    saveRecords(
      stage.context,
      [{ ...known, attributes: { ...attributes, version: '9' }, sync: 'local', state: 'reserved' }],
      { kind: 'import', reason: null },
    );
    await expect(publish([doi])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a draft that has a twin', () => {
  it('waits for a decision where the collection asks for one, and never goes when it was called off', async () => {
    setPolicy(stage, { approval: 'none', asksDuplicates: true });
    const one = add();
    const url = record(one).attributes.url ?? '';
    const twin = add(() => ({ ...sampleAttributes(9000), url: `${url}/#again` }));
    const plan = await planRegistration(stage.context, { dois: [twin] }, 'findable');
    expect(plan.gates).toMatchObject([{ code: 'double-doi' }]);
    await desk.call['review.decideTwin']({
      doi: twin,
      other: one,
      decision: 'identical',
      reason: 'The same.',
    });
    expect(
      (await planRegistration(stage.context, { dois: [twin] }, 'findable')).gates,
    ).toMatchObject([{ code: 'registration-called-off' }]);
    await desk.call['review.decideTwin']({
      doi: twin,
      other: one,
      decision: 'different',
      reason: 'Another.',
    });
    const free = await planRegistration(stage.context, { dois: [twin] }, 'findable');
    expect(free).toMatchObject({ createCount: 1 });
    stage.ledger.db.run('delete from review_policy');
  });

  it('is linked with it both ways by one change set that can be undone, and is not when nobody can be linked', async () => {
    const [one, twin] = [add(), add()];
    const related = (doi: string): (string | null | undefined)[] =>
      (record(doi).attributes.relatedIdentifiers ?? []).map(
        ({ relationType, relatedIdentifier }) => `${relationType ?? ''} ${relatedIdentifier ?? ''}`,
      );
    const decided = { doi: twin, other: one, reason: 'The series goes on.' } as const;
    const plan = desk.call['review.planTwin']({ ...decided, decision: 'new-version' });
    expect(await plan).toMatchObject({ changes: [{ doi: twin }, { doi: one }], wishes: [] });
    const { changeSetId } = await desk.call['review.decideTwin']({
      ...decided,
      decision: 'new-version',
    });
    expect(related(twin)).toEqual([`IsNewVersionOf ${one}`]);
    expect(related(one)).toEqual([`IsPreviousVersionOf ${twin}`]);
    const id = mustExist(changeSetId, 'a change set');
    await undoChangeSet(stage.context, { id, undoId: 'undo-link', reason: null });
    expect([...related(twin), ...related(one)]).toEqual([]);

    const foreign = { ...decided, other: '10.1234/theirs', decision: 'variant' } as const;
    const asked = await desk.call['review.planTwin'](foreign);
    expect(asked.wishes[0]?.letter).toContain(`please add: IsOriginalFormOf ${twin}`);
    await desk.call['review.decideTwin'](foreign);
    expect(related(twin)).toEqual(['IsVariantFormOf 10.1234/theirs']);

    // A record in conflict is not edited: nothing is decided either.
    stage.ledger.db.run(`update record set sync = 'conflict' where doi = ?`, twin);
    const refused = () => desk.call['review.decideTwin']({ ...decided, decision: 'variant' });
    expect(refused).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(
      (await desk.detail(twin)).twins.find(({ doi }) => doi === one)?.decision,
    ).not.toMatchObject({ decision: 'variant' });
    expect(related(one)).toEqual([]);
    stage.ledger.db.run(`update record set sync = 'local' where doi = ?`, twin);
  });
});

describe('a collection with a checklist', () => {
  it('publishes nothing with an open point, and lets go what was waived with a reason', async () => {
    setPolicy(stage, { approval: 'none', asksDuplicates: false, abstractLength: 500 });
    const doi = add();
    expect(
      (await planRegistration(stage.context, { dois: [doi] }, 'findable')).gates,
    ).toMatchObject([{ code: 'checklist-open', gate: 'blocks' }]);
    await desk.sit('Paul Roth');
    const waiver = { dois: [doi], question: 'abstract', answer: 'waived' } as const;
    await expect(
      (async () => desk.call['review.answer']({ ...waiver, dois: [doi], note: null }))(),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
    await desk.call['review.answer']({ ...waiver, dois: [doi], note: 'It is a short series.' });
    expect(await planRegistration(stage.context, { dois: [doi] }, 'findable')).toMatchObject({
      createCount: 1,
    });
    stage.ledger.db.run('delete from review_policy');
  });
});

describe('a real account', () => {
  it('asks for a rehearsal of this very plan or a reason, and keeps to its quota', async () => {
    setPolicy(stage, { approval: 'none', asksDuplicates: false });
    const dois = [add(), add()];
    stage.ledger.db.run(`update repository set environment = 'production'`);
    try {
      const plan = await planRegistration(stage.context, { dois }, 'findable');
      expect(plan).toMatchObject({ rehearsal: 'missing', quota: { perHour: 1000 } });
      const what = {
        selection: { dois },
        target: 'findable',
        confirmation: plan.confirmation,
      } as const;
      await expect(startRegistration(stage.context, what)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      stage.ledger.db.run(
        `insert into setting (key, value) values ('publish.quota.practice', '1')`,
      );
      expect((await planRegistration(stage.context, { dois }, 'findable')).blocked).toContain(
        'hour',
      );
      stage.ledger.db.run(`delete from setting where key = 'publish.quota.practice'`);
      stage.outbox.pause();
      const started = await startRegistration(stage.context, {
        ...what,
        rehearsalWaiver: 'Urgent.',
      });
      expect(started.queuedCount).toBe(2);
      stage.outbox.cancelWaiting(null);
    } finally {
      stage.ledger.db.run(`update repository set environment = 'practice'`);
      stage.ledger.db.run('delete from review_policy');
      stage.outbox.resume();
    }
  });
});
