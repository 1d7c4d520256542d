import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import type { ChangeSetOrder } from '#core/changes/apply-change-set.ts';
import {
  eachChangedRecord,
  getChangeSet,
  noteInterrupted,
} from '#core/changes/change-set-table.ts';
import { withAttributes } from '#core/changes/edit.ts';
import { planUndo } from '#core/changes/plan-undo.ts';
import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let crashAt: string | null = null;
beforeEach(() => {
  crashAt = null;
  test = openTestContext({
    crashPoint: (name) => {
      if (name === crashAt) throw new Error(`died at ${name}`);
    },
  });
  const dois = Array.from({ length: 520 }, (_, index) => `10.5072/r${String(index)}`);
  saveRecords(
    test.context,
    dois.map((doi) => recordInput(doi)),
    { kind: 'import', reason: null },
  );
  recheck(test.context, dois);
});
afterEach(() => test.dispose());

const record = (doi: string) => mustExist(getRecord(test.context.ledger, doi), doi);
const order = (edits: ChangeSetOrder['edits']): ChangeSetOrder => ({
  title: 'Language',
  kind: 'batch',
  changeKind: 'correction',
  reason: 'The sheet had none',
  edits,
});
const edited = (doi: string, change: Attributes) => ({
  doi,
  attributes: { ...record(doi).attributes, ...change },
});
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `10.5072/r${String(from + index)}`);
const undo = (id: string) =>
  undoChangeSet(test.context, { id, undoId: test.context.newId(), reason: null });
const snapshot = () =>
  test.context.ledger.db.all(
    'select doi, attributes, content_hash, sync, state, findings, error_count, title_sort from record order by id',
  );
const setState = (doi: string, state: 'draft' | 'findable', sync = 'in-step') =>
  test.context.ledger.db.run(
    'update record set state = ?, remote_state = ?, sync = ?, remote = attributes where doi = ?',
    state,
    state,
    sync,
    doi,
  );

describe('applying a change set', () => {
  it('changes every record with one event each, and keeps exactly what changed', async () => {
    const outcome = await applyChangeSet(
      test.context,
      order(numbered(0, 510).map((doi) => edited(doi, { language: 'de' }))),
    );

    expect(outcome).toMatchObject({ changedCount: 510, unchangedCount: 0, refusedCount: 0 });
    const id = mustExist(outcome.id, 'the change set');
    expect(record('10.5072/r509').attributes.language).toBe('de');
    const rows = [...eachChangedRecord(test.context.ledger, id)].flat();
    expect(rows).toHaveLength(510);
    expect(rows[0]).toMatchObject({ before: '{}', after: '{"language":"de"}', state: 'reserved' });
    const events = test.context.ledger.db.all<{ kind: string; n: number }>(
      'select kind, count(*) as n from history_event where batch_id = ? group by kind order by kind',
      id,
    );
    expect(events).toEqual([
      { kind: 'change-set.begun', n: 1 },
      { kind: 'change-set.ended', n: 1 },
      { kind: 'record.change-set', n: 510 },
    ]);
    expect(getChangeSet(test.context.ledger, id)).toMatchObject({
      status: 'applied',
      change_kind: 'correction',
      changed_count: 510,
    });
  });

  it('recomputes findings and leaves no change set where nothing changed', async () => {
    const without = withAttributes(record('10.5072/r0').attributes, ['url'], {});
    await applyChangeSet(test.context, order([{ doi: '10.5072/R0', attributes: without }]));
    expect(record('10.5072/r0').findings.some(({ path }) => path === 'url')).toBe(true);

    const same = await applyChangeSet(test.context, order([edited('10.5072/r1', {})]));
    expect(same).toMatchObject({ id: null, unchangedCount: 1 });
    expect(test.context.ledger.db.all('select 1 from change_set')).toHaveLength(1);
  });

  it('says which records it leaves as they are, and why', async () => {
    setState('10.5072/r0', 'draft', 'observe-only');
    setState('10.5072/r1', 'draft', 'conflict');
    test.context.ledger.db.run(`update record set burnt = 1 where doi = '10.5072/r2'`);
    setState('10.5072/r3', 'findable');
    const before = snapshot();

    const outcome = await applyChangeSet(
      test.context,
      order([
        edited('10.5072/r0', { language: 'de' }),
        edited('10.5072/r1', { language: 'de' }),
        edited('10.5072/r2', { language: 'de' }),
        edited('10.5072/r3', { titles: [] }),
        { doi: '10.5072/nobody', attributes: {} },
      ]),
    );

    expect(outcome.id).toBeNull();
    expect(outcome.refused.map(({ code }) => code)).toEqual([
      'observe-only',
      'conflict',
      'given-up',
      'invalid',
      'unknown',
    ]);
    expect(outcome.refused[3]?.message).toMatch(/refuse the findable record.*titles/i);
    expect(snapshot()).toEqual(before);
  });

  it('applies one record once, and lets an invalid findable one be edited where that adds no error', async () => {
    const twice = await applyChangeSet(
      test.context,
      order([edited('10.5072/r0', { language: 'de' }), edited('10.5072/r0', { language: 'fr' })]),
    );
    expect(twice.refused).toMatchObject([{ code: 'twice' }]);
    expect(record('10.5072/r0').attributes.language).toBe('de');

    test.context.ledger.db.run(
      `update record set attributes = json_set(attributes, '$.titles', json('[]')) where doi = '10.5072/r1'`,
    );
    setState('10.5072/r1', 'findable');
    const known = await applyChangeSet(
      test.context,
      order([edited('10.5072/r1', { language: 'de' })]),
    );
    expect(known.changedCount).toBe(1);
  });
});

describe('undoing a change set', () => {
  it('makes every record byte-identical again, and redoes it when the undo is undone', async () => {
    for (const doi of numbered(0, 20)) setState(doi, 'findable');
    recheck(test.context, numbered(0, 20));
    const before = snapshot();
    const { id } = await applyChangeSet(
      test.context,
      order(numbered(0, 510).map((doi) => edited(doi, { language: 'de', publicationYear: 1999 }))),
    );
    const after = snapshot();
    expect(record('10.5072/r0').sync).toBe('unsent');
    expect(record('10.5072/r30').sync).toBe('local');

    const undone = await undo(mustExist(id, 'id'));
    expect(undone.changedCount).toBe(510);
    expect(snapshot()).toEqual(before);
    expect(getChangeSet(test.context.ledger, mustExist(id, 'id')).undone_by).toBe(undone.id);
    await expect(undo(mustExist(id, 'id'))).rejects.toThrow(AppError);

    const redone = await undo(mustExist(undone.id, 'id'));
    expect(snapshot()).toEqual(after);
    expect(getChangeSet(test.context.ledger, mustExist(id, 'id')).undone_by).toBeNull();
    expect(getChangeSet(test.context.ledger, mustExist(redone.id, 'id')).title).toBe(
      'Redo: Language',
    );
  });

  it('leaves alone what somebody changed since, says so before, and undoes the rest', async () => {
    const { id } = await applyChangeSet(
      test.context,
      order(numbered(0, 3).map((doi) => edited(doi, { language: 'de' }))),
    );
    await applyChangeSet(
      test.context,
      order([edited('10.5072/r1', { language: 'fr' }), edited('10.5072/r2', { version: '2' })]),
    );

    const plan = await planUndo(test.context, mustExist(id, 'id'));
    expect(plan).toMatchObject({
      restoreCount: 2,
      refused: [{ code: 'changed-since', count: 1 }],
      confirmation: null,
    });
    const outcome = await undo(mustExist(id, 'id'));
    expect(outcome.refused).toMatchObject([{ doi: '10.5072/r1', code: 'changed-since' }]);
    expect(numbered(0, 3).map((doi) => record(doi).attributes.language)).toEqual([
      undefined,
      'fr',
      undefined,
    ]);
    expect(record('10.5072/r2').attributes.version).toBe('2');
  });

  it('knows the content hash of what it left as it was, and makes that of what changed otherwise', async () => {
    const touching = (doi: string, change: Attributes) => ({
      ...{ doi, touches: Object.keys(change) },
      change: (subject: { readonly attributes: Attributes }) => ({
        attributes: { ...subject.attributes, ...change },
      }),
    });
    const [same = '', other = ''] = numbered(0, 2);
    const before = [record(same).contentHash, record(other).contentHash];
    const edits = [same, other].map((doi) => touching(doi, { language: 'de' }));
    const { id } = await applyChangeSet(test.context, order(edits));
    await applyChangeSet(test.context, order([touching(other, { version: '2' })]));
    const { db } = test.context.ledger;
    // Were it made anew, the hash would not be this one.
    db.run(`update change_set_record set before_hash = 'known' where change_set_id = ?`, id);

    await undo(mustExist(id, 'the change set'));
    expect(record(same).contentHash).toBe('known');
    const { attributes, contentHash } = record(other);
    expect(attributes).toMatchObject({ version: '2' });
    expect(contentHash).toBe(createHash('sha256').update(canonicalJson(attributes)).digest('hex'));
    expect(before).not.toContain(contentHash);
  });

  it('is possible after a death in the middle of applying, which is listed as interrupted', async () => {
    const before = snapshot();
    crashAt = 'changes.apply.after-commit';
    const edits = numbered(0, 510).map((doi) => edited(doi, { language: 'de' }));
    await expect(applyChangeSet(test.context, order(edits))).rejects.toThrow('died');
    crashAt = null;
    // As after a kill: nobody was there to write the end.
    test.context.ledger.db.run(`update change_set set status = 'applying', finished_at = null`);
    noteInterrupted(test.context.ledger, test.context.timestamp());

    const [half] = test.context.ledger.db.all<{
      id: string;
      status: string;
      changed_count: number;
    }>('select * from change_set');
    expect(half).toMatchObject({ status: 'interrupted', changed_count: 10 });
    expect(snapshot()).not.toEqual(before);
    await undo(mustExist(half?.id, 'id'));
    expect(snapshot()).toEqual(before);
  });

  it('of a death before the commit finds nothing changed', async () => {
    const before = snapshot();
    crashAt = 'changes.apply.before-commit';
    const edits = [edited('10.5072/r0', { language: 'de' })];
    await expect(applyChangeSet(test.context, order(edits))).rejects.toThrow('died');
    expect(snapshot()).toEqual(before);
    expect(test.context.ledger.db.all('select * from change_set')).toEqual([]);
  });
});
