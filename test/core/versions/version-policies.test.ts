import { describe, expect, it } from 'vitest';

import type { Input } from '#shared/contract/contract.ts';
import { standardPolicy } from '#shared/versions/version-policy.ts';
import { ChainDraft, doiOf } from '../../shared/versions/chain-draft.ts';
import { useVersionLedger } from './version-ledger.ts';

const here = useVersionLedger();
const { put, attributesOf } = here;

it('an update in place writes the version and a date of the type Updated, and nothing else (E17)', async () => {
  put(new ChainDraft().add('v1', { version: '1.0', issued: '2020-01-01' }));
  const before = attributesOf('v1');
  const asked = {
    doi: doiOf('v1'),
    changes: ['files'],
    chosen: 'update',
    reason: 'Two files more',
    update: { version: '1.1', updated: '2026-06-01' },
  } satisfies Input<'versions.decide'>;
  // What may not be edited is not decided on either.
  const { db } = here.test.context.ledger;
  db.run(`update record set sync = 'conflict' where doi = ?`, asked.doi);
  expect(() => here.handlers['versions.decide'](asked)).toThrow('nothing was decided');
  expect(db.all(`select 1 from history_event where kind = 'version.decided'`)).toEqual([]);
  db.run(`update record set sync = 'local' where doi = ?`, asked.doi);
  const { decision, changeSetId } = await here.handlers['versions.decide'](asked);
  expect(decision?.proposal).toBe('update');
  expect(attributesOf('v1')).toEqual({
    ...before,
    version: '1.1',
    dates: [...(before.dates ?? []), { date: '2026-06-01', dateType: 'Updated' }],
  });
  expect(db.get('select kind, change_kind from change_set where id = ?', changeSetId)).toEqual({
    kind: 'versions',
    change_kind: 'minor-version',
  });
});

describe('policies', () => {
  it('are data that a decision remembers by name and day', async () => {
    const ours = {
      ...standardPolicy,
      name: 'Ours',
      validFrom: '2026-01-01',
      rules: [{ change: 'data', label: 'Data', proposal: 'update' as const, why: 'We say so.' }],
    };
    await here.handlers['versions.setPolicies']({
      policies: [standardPolicy, ours].map((policy) => ({ ...policy, rules: [...policy.rules] })),
      reason: null,
    });
    const { decision } = await here.handlers['versions.propose']({ changes: ['data'] });
    expect(decision).toMatchObject({
      proposal: 'update',
      policyName: 'Ours',
      policyValidFrom: '2026-01-01',
    });
    // One that has begun is never rewritten, and of two on one day neither could be said to hold.
    const kept = [standardPolicy, ours].map((policy) => ({ ...policy, rules: [...policy.rules] }));
    const set = (policies: typeof kept) =>
      here.handlers['versions.setPolicies']({ policies, reason: null });
    await expect(
      Promise.resolve().then(() => set(kept.map((policy) => ({ ...policy, text: 'Other' })))),
    ).rejects.toThrow('stays as it is');
    await expect(
      Promise.resolve().then(() => set([...kept, { ...ours, name: 'Rival' }])),
    ).rejects.toThrow('one must hold');
    await set([...kept, { ...ours, name: 'Next', validFrom: '2999-01-01' }]);
    expect(await here.handlers['versions.propose']({ changes: ['data'] })).toMatchObject({
      decision: { policyName: 'Ours' },
    });
  });
});
