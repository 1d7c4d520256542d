import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { contract } from '#shared/contract/contract.ts';
import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { SettlingRules } from '#shared/sync/foresee-settling.ts';
import { openStage } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
let dois: string[];
let count: number;
let operationId: string;
let isDying = false;

beforeEach(async () => {
  isDying = false;
  stage = await openStage({
    crashPoint: (name) => {
      if (isDying && name === 'conflicts.settle-many.after-commit') throw new Error('killed');
    },
  });
});
afterEach(() => stage.close());

/** Every record differs in its subjects, every third in its version, every fifth was overwritten there. */
async function conflicts(wanted: number): Promise<void> {
  count = wanted;
  dois = stage.addRecords(count);
  await startRegistration(stage.context, {
    selection: { dois: dois.slice(0, 1) },
    target: 'draft',
    confirmation: null,
  });
  operationId =
    stage.ledger.db.get<{ id: string }>('select id from operation')?.id ?? 'no operation';
  stage.ledger.transaction(() => dois.forEach(conflict));
}

function conflict(doi: string, index: number): void {
  const { attributes, id } = mustExist(getRecord(stage.ledger, doi), doi);
  const remote: Attributes = { ...attributes, subjects: [{ subject: 'theirs' }], version: '9' };
  const confirmation = { doi, remote, remoteState: 'draft', remoteUpdatedAt: null } as const;
  confirmRemote(
    stage.context,
    { ...confirmation, sync: 'conflict' },
    { kind: 'read', reason: null },
  );
  const { db } = stage.ledger;
  const now = stage.context.timestamp();
  const add = (path: string, mine: string, theirs: string) =>
    db.run("insert into conflict values (?, ?, 'null', ?, ?, ?)", id, path, mine, theirs, now);
  add('subjects', canonicalJson(attributes.subjects ?? null), '[{"subject":"theirs"}]');
  if (index % 3 === 0) add('version', 'null', '"9"');
  if (index % 5 === 0) {
    db.run(
      `insert into overwritten_value (record_id, path, operation_id, base, theirs, noted_at)
       values (?, 'language', ?, 'null', ?, ?)`,
      id,
      operationId,
      '"de"',
      now,
    );
  }
}

const handlers = () => createConflictHandlers(stage.context, () => undefined);
const rules = (
  otherwise: SettlingRules['otherwise'],
  ...choices: SettlingRules['choices']
): SettlingRules => ({ choices, otherwise });
const theirSubjects = { path: 'subjects', take: 'theirs' } as const;
const preview = (given: SettlingRules, scope: ConflictScope = null) =>
  contract['conflicts.preview'].output.parse(
    handlers()['conflicts.preview']({ scope, rules: { ...given, choices: [...given.choices] } }),
  );
const settle = async (given: SettlingRules, scope: ConflictScope = null) =>
  handlers()['conflicts.settleMany']({
    scope,
    rules: { ...given, choices: [...given.choices] },
    expected: preview(given, scope),
    reason: 'As agreed',
  });
const survey = (scope: ConflictScope = null) =>
  contract['conflicts.survey'].output.parse(handlers()['conflicts.survey']({ scope }));
const every = (step: number) => Math.ceil(count / step);
/** Neither a third nor a fifth. */
const plainCount = () => count - every(3) - every(5) + every(15);

describe('conflicts of many records', () => {
  it('are counted by attribute and collection, and listed in pages', async () => {
    await conflicts(31);
    stage.ledger.db.run('update record set collection_id = null where doi = ?', dois[0] ?? '');
    expect(survey()).toMatchObject({
      recordCount: count,
      agreedCount: 0,
      paths: [
        { path: 'subjects', recordCount: count, overwrittenCount: 0 },
        { path: 'version', recordCount: every(3), overwrittenCount: 0 },
        { path: 'language', recordCount: every(5), overwrittenCount: every(5) },
      ],
      collections: [
        { id: 1, recordCount: count - 1 },
        { id: null, name: '', recordCount: 1 },
      ],
    });
    expect(survey('none').recordCount).toBe(1);
    const page = handlers()['conflicts.list']({ scope: 1, path: 'version', offset: 9, limit: 5 });
    expect(page).toMatchObject({ total: every(3) - 1 });
    expect(page).toHaveProperty('records.length', 1);
    expect(
      handlers()['conflicts.list']({ scope: 'none', path: null, offset: 0, limit: 5 }),
    ).toMatchObject({ records: [{ doi: dois[0], paths: ['language', 'subjects', 'version'] }] });
  });

  it('are settled by rules just as foreseen, and the history says so for each, also where ours was kept', async () => {
    await conflicts(31);
    const given = rules(null, theirSubjects);
    const plain = plainCount();
    const foreseen = preview(given);
    expect(foreseen).toEqual({
      settledCount: plain,
      openCount: count - plain,
      untouchedCount: 0,
      valueCount: count,
    });
    expect(await settle(given)).toEqual({ settledCount: plain, openCount: count - plain });
    expect(survey().recordCount).toBe(count - plain);
    expect(getRecord(stage.ledger, dois[1] ?? '')?.attributes.subjects).toEqual([
      { subject: 'theirs' },
    ]);
    // The rest, and the value that an update of ours had overwritten stays as it is here.
    expect(await settle(rules('mine'))).toEqual({ settledCount: count - plain, openCount: 0 });
    expect(survey()).toMatchObject({ recordCount: 0, paths: [], collections: [] });
    const { length } = stage.ledger.db.all(
      `select 1 from history_event join history_text using (sequence)
       where kind = 'record.settled' and part = 'reason' and text = 'As agreed'`,
    );
    expect(length).toBe(count + count - plain);
  });

  it('keep to one collection, and to what the rules name', async () => {
    await conflicts(31);
    stage.ledger.db.run('update record set collection_id = null where doi = ?', dois[0] ?? '');
    const given = rules(null, { path: 'version', take: 'mine' });
    expect(preview(given, 'none')).toMatchObject({ openCount: 1, untouchedCount: 0 });
    expect(await settle(given, 'none')).toEqual({ settledCount: 0, openCount: 1 });
    expect(preview(given)).toMatchObject({ openCount: every(3) - 1, valueCount: every(3) - 1 });
    expect(await settle(rules('theirs'), 'none')).toEqual({ settledCount: 1, openCount: 0 });
    expect(survey().recordCount).toBe(count - 1);
  });

  it('are left alone when others are open than the person saw', async () => {
    await conflicts(31);
    const given = rules('mine');
    const expected = preview(given);
    await handlers()['conflicts.settle']({
      dois: [dois[0] ?? ''],
      choices: [],
      otherwise: 'mine',
      reason: null,
    });
    await expect(
      handlers()['conflicts.settleMany']({
        scope: null,
        rules: { choices: [], otherwise: 'mine' },
        expected,
        reason: null,
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(survey().recordCount).toBe(count - 1);
  });

  it('stay in conflict where a crash came first, and the same rules settle the rest', async () => {
    await conflicts(520);
    isDying = true;
    await expect(settle(rules('theirs'))).rejects.toThrow('killed');
    expect(survey().recordCount).toBe(count - 500);
    isDying = false;
    expect(await settle(rules('theirs'))).toEqual({ settledCount: count - 500, openCount: 0 });
  });

  it('with nothing left to choose are released by a rule for everything only', async () => {
    await conflicts(31);
    stage.ledger.db.run('delete from conflict');
    stage.ledger.db.run('delete from overwritten_value');
    expect(survey()).toMatchObject({ recordCount: count, agreedCount: count });
    expect(preview(rules(null, theirSubjects))).toMatchObject({ untouchedCount: count });
    expect(await settle(rules('mine'))).toEqual({ settledCount: count, openCount: 0 });
  });
});
