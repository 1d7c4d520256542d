import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '#shared/findings/finding.ts';
import { fixableCodes } from '#shared/findings/fixable-codes.ts';
import { checkGuidelines } from '#shared/guidelines/check-guidelines.ts';
import { rules } from '#shared/guidelines/rules.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { pathSegments, type Segment } from '#shared/metadata/path.ts';
import { foretellIngest } from '#shared/metadata/validate/foretell-ingest.ts';
import { createContext } from '#shared/metadata/validate/context.ts';
import { sentences } from '#shared/metadata/validate/sentences.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { checkValues } from '#shared/values/check-values.ts';
import { isJsonObject, type Json } from '#shared/support/json.ts';
import { cleanRecord, context } from '../guidelines/clean-record.ts';
import { failing } from '../guidelines/failing.ts';
import { passing } from '../guidelines/passing.ts';
import { fixableGuidelines, fixableRecords, fixableValues } from './fixable.ts';
import { ruleFixes, validationFixes, valueFixes } from './fixes.ts';

type Check = (record: Attributes) => readonly Finding[];

/** Sets each value at its path, or takes it away where there is none; list entries close up. */
function apply(record: Attributes, changes: Fix['changes']): Attributes {
  let current = record as Json | undefined;
  for (const { path, value } of changes) current = changed(current, pathSegments(path), value);
  return current as Attributes;
}

function changed(
  holder: Json | undefined,
  [segment, ...rest]: readonly Segment[],
  value: Json | undefined,
): Json | undefined {
  if (segment === undefined) return value;
  if (typeof segment === 'number') {
    const list = Array.isArray(holder) ? [...(holder as readonly Json[])] : [];
    const inner = changed(list[segment], rest, value);
    if (inner === undefined) list.splice(segment, 1);
    else list[segment] = inner;
    return list;
  }
  const members = isJsonObject(holder) ? { ...(holder as Record<string, Json>) } : {};
  const inner = changed(members[segment], rest, value);
  if (inner === undefined)
    return Object.fromEntries(Object.entries(members).filter(([name]) => name !== segment));
  return { ...members, [segment]: inner };
}

/** The fix of the first such finding, applied; it must settle that finding whatever the order of its changes. */
function expectMended(code: string, record: Attributes, check: Check): void {
  const before = check(record).filter((finding) => finding.code === code);
  const found = before.find(({ fix }) => fix !== undefined);
  expect(found?.fix, `${code} offers no fix for ${JSON.stringify(record)}`).toBeDefined();
  const changes = found?.fix?.changes ?? [];
  const mended = apply(record, changes);
  expect(apply(record, changes.toReversed()), `${code}: order of changes`).toEqual(mended);
  const after = check(mended).filter((finding) => finding.code === code);
  expect(after.length, `${code}: ${JSON.stringify(mended)}`).toBeLessThan(before.length);
  expect(found?.fix?.label).toMatch(/^\p{Lu}\S/u);
}

const entries = (table: Readonly<Record<string, readonly object[] | undefined>>) =>
  Object.entries(table).flatMap(([code, records = []]) =>
    records.map((record) => [code, record] as const),
  );

describe('the fixes of findings', () => {
  it('are decided for every code', () => {
    const codes = rules.map(({ code }) => code).toSorted();
    expect(Object.keys(ruleFixes).toSorted()).toEqual(codes);
    expect(Object.keys(validationFixes).toSorted()).toEqual(Object.keys(sentences).toSorted());
    const decisions = Object.entries({ ...ruleFixes, ...valueFixes, ...validationFixes });
    for (const [code, decision] of decisions)
      expect(decision, code).toMatch(/^(?:yes|no: \S.{15,})$/);
    // Nobody may say yes without an example here, nor leave an example behind.
    const yes = (table: object): string[] =>
      Object.entries(table)
        .flatMap(([code, decision]) => (decision === 'yes' ? [code] : []))
        .toSorted();
    expect(Object.keys(fixableValues).toSorted()).toEqual(yes(valueFixes));
    const examined = [...Object.keys(fixableRecords), 'date-dropped'].toSorted();
    expect(examined).toEqual(yes(validationFixes));
    const all = yes({ ...ruleFixes, ...valueFixes, ...validationFixes });
    expect([...fixableCodes].toSorted()).toEqual(all);
  });

  it.each(Object.keys(ruleFixes))('guideline %s has fixtures that fail and that pass', (code) => {
    expect(failing[code]?.length).toBeGreaterThan(0);
    expect(passing[code]?.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(ruleFixes))('of the guideline %s: %s', (code, decision) => {
    const examples = [
      ...(fixableGuidelines[code] ?? []).map((record) => ({ record, context: {} })),
      ...(failing[code] ?? []),
    ];
    const checkIn =
      (more: object | undefined): Check =>
      (record) =>
        checkGuidelines(record, { ...context, ...more });
    const fixed = examples.filter((example) =>
      checkIn(example.context)({ ...cleanRecord, ...example.record }).some(
        (finding) => finding.code === code && finding.fix !== undefined,
      ),
    );
    expect(fixed.length > 0).toBe(decision === 'yes');
    for (const example of fixed)
      expectMended(code, { ...cleanRecord, ...example.record }, checkIn(example.context));
  });

  it.each(entries(fixableValues))('of the value %s: %j', (code, broken) => {
    expectMended(code, { ...cleanRecord, ...broken }, checkValues);
  });

  it.each(entries(fixableRecords))('of the record %s: %j', (code, broken) => {
    const state = code === 'contributor-type-refused' ? 'draft' : 'findable';
    expectMended(code, { ...cleanRecord, ...broken }, (record) =>
      validateMetadata(record, { state }),
    );
  });

  it('of a date that the service drops from XML', () => {
    expectMended(
      'date-dropped',
      { dates: [{ date: '2020/5/1', dateType: 'Created' }] },
      (record) => {
        const run = createContext('free');
        foretellIngest(run, record);
        return run.findings;
      },
    );
  });
});
