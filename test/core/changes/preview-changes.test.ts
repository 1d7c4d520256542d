import { expect, it } from 'vitest';

import { codesIn } from '#core/changes/preview-changes.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import { applyPolicy } from '#shared/guidelines/policy.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
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
