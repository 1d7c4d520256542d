import { expect, it } from 'vitest';

import { differenceOf, withDifference } from '#core/changes/finding-difference.ts';
import { codesIn } from '#core/changes/preview-changes.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { applyPolicy } from '#shared/guidelines/policy.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededRandom } from '#shared/support/random.ts';

it('reads the codes of stored findings without reading the rest', () => {
  const seed = 91;
  const random = seededRandom(seed);
  let found = 0;
  for (let run = 0; run < 300; run += 1) {
    const attributes = generateAnyRecord(random);
    const checked = checkRecord(attributes, { state: random() < 0.5 ? 'findable' : 'draft' });
    const gates = Object.fromEntries(checked.map(({ code }) => [code, 'asks' as const]));
    const { standing } = applyPolicy(checked, random() < 0.5 ? { gates } : {});
    expect(codesIn(JSON.stringify(standing)), `seed ${seed}, run ${run}`).toEqual(
      standing.map(({ code }) => code),
    );
    found += standing.length;
  }
  expect(found).toBeGreaterThan(1_000);
  const trap = { code: 'a', severity: 'hint', message: '{"code":"b","severity":"hint"' };
  expect(codesIn(JSON.stringify([trap]))).toEqual(['a']);
});

it('tells findings that went, and those that say the same in other words, from new ones', () => {
  const finding = (code: string, message: string, severity: Finding['severity'] = 'hint') =>
    ({ code, severity, gate: 'none', path: 'publisher', message }) as const;
  const [name, ror] = [finding('name', 'Old has no address'), finding('ror', 'Old is not in ROR')];
  const renamed = finding('ror', 'New is not in ROR');
  const other = finding('year', 'far');
  const stored = JSON.stringify([other, name, ror]);

  expect(differenceOf([name, ror], [name, ror])).toEqual({ gone: [], reworded: [] });
  const reworded = mustExist(differenceOf([name, ror], [name, renamed]), 'a difference');
  expect(withDifference(stored, reworded)).toBe(JSON.stringify([other, name, renamed]));
  const gone = mustExist(differenceOf([name, ror], [ror]), 'a difference');
  expect(withDifference(stored, gone)).toBe(JSON.stringify([other, ror]));
  // Worse, elsewhere, or more of them: the whole record has to be judged.
  expect(differenceOf([ror], [finding('ror', 'New', 'error')])).toBeNull();
  expect(differenceOf([ror], [{ ...renamed, path: 'titles' }])).toBeNull();
  expect(differenceOf([ror], [ror, renamed])).toBeNull();
  // Stored otherwise than the rules tell it, as by a policy.
  expect(withDifference(JSON.stringify([{ ...ror, severity: 'warning' }]), reworded)).toBeNull();
});
