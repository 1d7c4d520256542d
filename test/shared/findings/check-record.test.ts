import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkRecord, checkRecords } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { seededRandom } from '#shared/support/random.ts';
import { cleanRecord, context } from '../guidelines/clean-record.ts';

const bodies = '/work/shared/datacite/bodies';

interface Body {
  readonly data?: { readonly attributes?: Attributes };
}

describe('checkRecord', () => {
  it('finds nothing in a clean record', () => {
    expect(checkRecord(cleanRecord, { state: 'findable', context })).toEqual([]);
  });

  it('puts errors first, then warnings, then hints', () => {
    const record = {
      ...cleanRecord,
      creators: [],
      subjects: [],
      language: 'multilingual',
      version: 'main',
    };
    const ranks = checkRecord(record, { state: 'findable', context }).map((finding) =>
      ['error', 'warning', 'hint'].indexOf(finding.severity),
    );
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]));
    expect(ranks).toEqual(ranks.toSorted());
  });

  it('does not say twice that a mandatory property is missing', () => {
    const record = { ...cleanRecord, creators: [] };
    const codes = (state: 'findable' | 'draft'): string[] =>
      checkRecord(record, { state, context: { ...context, state } }).map((finding) => finding.code);
    expect(codes('findable')).toEqual(['creators-missing']);
    expect(codes('draft')).toEqual(['creator-missing']);
  });

  it('judges a reserved record as a draft, and a withdrawn one by the state it is to have', () => {
    const gone = {
      date: '2026-01-01',
      dateType: 'Withdrawn',
      dateInformation: 'Removed on request of all of its authors.',
    };
    const record = {
      ...cleanRecord,
      url: 'https://data.uni-musterstadt.de/tombstone/1',
      dates: [...(cleanRecord.dates ?? []), gone],
    };
    const given = { prefixes: ['10.14454'], today: '2026-11-21' };
    expect(
      checkRecord({ doi: '10.14454/9w4t-2m8k-0q6z-7x22' }, { state: 'reserved' }).some(
        (finding) => finding.severity === 'error',
      ),
    ).toBe(false);
    expect(
      checkRecord(record, { state: 'findable', context: given }).map((finding) => finding.code),
    ).toEqual(['withdrawn-not-registered']);
    expect(checkRecord(record, { state: 'registered', context: given })).toEqual([]);
  });

  it('applies the collection’s policy to all but errors', () => {
    const record = { ...cleanRecord, subjects: [], creators: [] };
    const policy = {
      severities: { 'subjects-missing': 'off', 'creators-missing': 'off' },
    } as const;
    expect(
      checkRecord(record, { state: 'findable', context, policy }).map((finding) => finding.code),
    ).toEqual(['creators-missing']);
  });

  it('never throws, whatever the record is', () => {
    for (const value of [null, undefined, 7, 'x', [], [[]]]) {
      expect(checkRecord(value as never, { state: 'findable' }).length).toBeGreaterThan(0);
    }
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('draft', 'findable'), (value, state) => {
        expect(Array.isArray(checkRecord(value as never, { state, context }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('says of many records together what it says of each', () => {
    const random = seededRandom(5);
    const states = ['draft', 'registered', 'findable', 'reserved'] as const;
    const records = Array.from({ length: 120 }, (_, at) => ({
      attributes: at % 7 === 0 ? { titles: [{ title: 'TODO' }] } : generateRecord(random),
      state: states[at % states.length] ?? 'draft',
    }));
    expect(checkRecords(records, { context })).toEqual(
      records.map(({ attributes, state }) => checkRecord(attributes, { state, context })),
    );
  });

  it.skipIf(!existsSync(bodies))(
    'adds no error to the verdict of the service on its own request bodies (skips where they are not at hand)',
    () => {
      const index = JSON.parse(readFileSync(`${bodies}/index.json`, 'utf8')) as {
        cases: { file: string }[];
      };
      for (const { file } of index.cases) {
        const { data } = JSON.parse(readFileSync(`${bodies}/${file}`, 'utf8')) as Body;
        const attributes = data?.attributes ?? {};
        const errors = (findings: ReturnType<typeof checkRecord>): string[] =>
          findings
            .flatMap(({ code, path, severity }) =>
              severity === 'error' ? [`${path} ${code}`] : [],
            )
            .sort();
        expect(errors(checkRecord(attributes, { state: 'findable', context })), file).toEqual(
          errors(validateMetadata(attributes, { state: 'findable' })),
        );
      }
      expect(index.cases.length).toBeGreaterThan(100);
    },
  );
});
