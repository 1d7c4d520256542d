import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ensureCollection } from '#core/collections/collection-table.ts';
import { createPolicyHandlers } from '#core/policies/policy-handlers.ts';
import { createRecheckJob } from '#core/policies/recheck-job.ts';
import { getRecord } from '#core/records/find-records.ts';
import { checkOptionsOf, recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { judge, standardsOf } from '#core/register/plan-registration.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { LedgerRecord } from '#core/records/record.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let collectionId: number;
let handlers: ReturnType<typeof createPolicyHandlers>;
let job: ReturnType<typeof createRecheckJob>;
beforeEach(() => {
  test = openTestContext();
  const wanted = { repositoryId: 'practice', name: 'Lakes', defaults: {} };
  collectionId = ensureCollection(test.context, wanted).id;
  job = createRecheckJob(test.context);
  handlers = createPolicyHandlers(test.context, job);
});
afterEach(() => {
  test.dispose();
});

function add(...names: string[]): void {
  const inputs = names.map((name) =>
    recordInput(`10.5072/${name}`, { collectionId, itemKey: name }),
  );
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  recheck(
    test.context,
    names.map((name) => `10.5072/${name}`),
  );
}

function record(name = 'a'): LedgerRecord {
  const found = getRecord(test.context.ledger, `10.5072/${name}`);
  if (found === null) throw new Error(`no record ${name}`);
  return found;
}

const severity = (code: string, name = 'a'): string | undefined =>
  record(name).findings.find((finding) => finding.code === code)?.severity;

const events = () =>
  test.context.ledger.db
    .all<{ kind: string; reason: string | null; summary: string }>(
      `select kind, text as reason, json_extract(body, '$.summary') as summary from history_event e
       left join history_text t on t.sequence = e.sequence and t.part = 'reason'
       where kind like '%waive%' or kind like '%policy%' order by e.sequence`,
    )
    .map(({ kind, reason, summary }) => [kind, reason, summary]);

const version = { code: 'version-missing', path: 'version' };
const one = { doi: '10.5072/a', ...version };

describe('the policy of a collection', () => {
  it('changes the findings of all its records, of those that come later, and of no other', async () => {
    add('a', 'b');
    saveRecords(test.context, [recordInput('10.5072/else')], { kind: 'import', reason: null });
    recheck(test.context, ['10.5072/else']);
    expect(severity('version-missing')).toBe('warning');

    const policy = {
      severities: { 'version-missing': 'hint', 'licence-missing': 'off' },
      gates: { 'version-missing': 'blocks' },
    } as const;
    const state = await handlers['collections.setPolicy']({
      id: collectionId,
      policy,
      reason: 'Agreed',
    });
    expect(state).toEqual({ policy, isPending: true, waiverCount: 0 });
    await job.whenDone();

    expect(await handlers['collections.policy']({ id: collectionId })).toMatchObject({
      isPending: false,
    });
    expect([severity('version-missing', 'b'), severity('licence-missing', 'b')]).toEqual([
      'hint',
      undefined,
    ]);
    expect(severity('version-missing', 'else')).toBe('warning');
    const findings = checkRecord(record().attributes, {
      state: 'findable',
      ...checkOptionsOf(test.context, 'practice'),
    });
    saveRecords(
      test.context,
      [recordInput('10.5072/later', { collectionId, itemKey: 'later', findings })],
      { kind: 'import', reason: null },
    );
    expect(severity('version-missing', 'later')).toBe('hint');
    expect(events()).toEqual([
      [
        'collection.policy-set',
        'Agreed',
        'The findings policy of “Lakes” changed: licence-missing, version-missing.',
      ],
    ]);
  });

  it('counts at the publish gate', async () => {
    add('a');
    const policy = { severities: {}, gates: { 'version-missing': 'blocks' } } as const;
    await handlers['collections.setPolicy']({ id: collectionId, policy, reason: null });
    await job.whenDone();
    const found = judge(record(), standardsOf(test.context, 'practice'), 'findable');
    expect(found.find(({ code }) => code === 'version-missing')?.gate).toBe('blocks');
  });

  it('is taken up again after a stop in the middle', async () => {
    add(...Array.from({ length: 600 }, (_, index) => `r${index}`), 'a');
    const policy = { severities: { 'version-missing': 'off' }, gates: {} } as const;
    await handlers['collections.setPolicy']({ id: collectionId, policy, reason: null });
    await job.stop();
    expect(await handlers['collections.policy']({ id: collectionId })).toMatchObject({
      isPending: true,
    });
    const next = createRecheckJob(test.context);
    next.kick();
    await next.whenDone();
    expect(await handlers['collections.policy']({ id: collectionId })).toMatchObject({
      isPending: false,
    });
    expect(severity('version-missing', 'r599')).toBeUndefined();
    expect(severity('version-missing')).toBeUndefined();
  });

  it('that is set twice in a row ends as the second', async () => {
    add('a');
    const set = (to: 'hint' | 'off') =>
      handlers['collections.setPolicy']({
        id: collectionId,
        policy: { severities: { 'version-missing': to }, gates: {} },
        reason: null,
      });
    await set('off');
    await set('hint');
    await job.whenDone();
    expect(severity('version-missing')).toBe('hint');
  });

  it('says when there is no such collection', () => {
    expect(() => handlers['collections.policy']({ id: 99 })).toThrow('There is no collection 99.');
  });
});

describe('a waiver', () => {
  it('lets one finding of one record stand aside, with a reason, until it is withdrawn', async () => {
    add('a', 'b');
    await handlers['records.waive']({ ...one, reason: 'It has none by nature.' });
    expect([severity('version-missing'), severity('version-missing', 'b')]).toEqual([
      undefined,
      'warning',
    ]);
    const { waivers } = await handlers['records.waivers']({ doi: '10.5072/A' });
    expect(waivers).toMatchObject([
      { ...version, reason: 'It has none by nature.', finding: { severity: 'warning' } },
    ]);
    expect(await handlers['collections.policy']({ id: collectionId })).toMatchObject({
      waiverCount: 1,
    });

    await handlers['records.withdrawWaiver']({ ...one, reason: null });
    expect(severity('version-missing')).toBe('warning');
    expect(events()).toEqual([
      [
        'record.waived',
        'It has none by nature.',
        'The finding version-missing at version was waived.',
      ],
      [
        'record.waiver-withdrawn',
        null,
        'The finding version-missing at version is no longer waived.',
      ],
    ]);
  });

  it('outlives a new import of the same record', async () => {
    add('a');
    await handlers['records.waive']({ ...one, reason: 'Known.' });
    add('a');
    expect(severity('version-missing')).toBeUndefined();
  });

  it('is refused for an error, and for what the record does not have', () => {
    saveRecords(
      test.context,
      [recordInput('10.5072/a', { attributes: { titles: [{ title: 'T' }] } })],
      { kind: 'import', reason: null },
    );
    const waive = (code: string, path: string) =>
      handlers['records.waive']({ doi: '10.5072/a', code, path, reason: 'x' });
    expect(() => waive('creators-missing', 'creators')).toThrow('DataCite would refuse');
    expect(() => waive('no-such', '')).toThrow('no finding no-such');
    expect(events()).toEqual([]);
  });
});
