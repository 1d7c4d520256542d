import { expect, it } from 'vitest';

import { differenceOf, withDifference } from '#core/changes/finding-difference.ts';
import { foresight, readPreviewed } from '#core/changes/preview-changes.ts';
import { PreviewTally } from '#core/changes/preview-tally.ts';
import { recheck } from '#core/records/recheck.ts';
import { codesIn } from '#core/records/record.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { applyPolicy } from '#shared/guidelines/policy.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

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

it('counts the same with the codes of stored findings and without them', () => {
  const seed = 92;
  const random = seededRandom(seed);
  const test = openTestContext();
  try {
    const dois = Array.from({ length: 300 }, (_, at) => `10.5072/dataset-${at}`);
    const inputs = dois.map((doi) => {
      const attributes = generateAnyRecord(random);
      return { ...recordInput(doi), attributes: { ...attributes, doi } };
    });
    saveRecords(test.context, inputs, { kind: 'import', reason: null });
    recheck(test.context, dois);
    const { db } = test.context.ledger;
    const ids = db.column<number>('select id from record order by id');
    const find = { operation: 'find-replace', isRegex: true, ignoreCase: true } as const;
    const steps = [
      { ...find, path: 'titles[*].title', find: 'e', replaceWith: 'dataset', wholeValue: false },
      { ...find, path: 'publisher.name', find: '.+', replaceWith: 'GitHub', wholeValue: true },
    ] as const;
    for (const step of steps) {
      const counted = (): ReturnType<PreviewTally['counts']> => {
        const tally = new PreviewTally();
        const ahead = foresight(test.context, compileRecipe([step]));
        const records = readPreviewed(test.context, ids);
        const foreseen = ahead.of(records);
        records.forEach((record, at) => tally.add(record, foreseen[at] ?? { kind: 'unchanged' }));
        return tally.counts();
      };
      db.run('update record set finding_codes = null');
      const without = counted();
      db.run(
        `update record set finding_codes = coalesce(
           (select group_concat(value ->> 'code', ' ') from json_each(findings)), '')`,
      );
      expect(counted(), `seed ${seed}, ${step.path}`).toEqual(without);
      expect(without.changedCount).toBeGreaterThan(50);
    }
  } finally {
    test.dispose();
  }
});
