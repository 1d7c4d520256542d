import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { suffixOf } from '#shared/doi/doi.ts';
import type { Doi } from '#shared/doi/doi.ts';
import { checkSuffix, generateSuffix } from '#shared/doi/suffix.ts';
import { checkGuidelines } from '#shared/guidelines/check-guidelines.ts';
import { rules } from '#shared/guidelines/rules.ts';
import { describeMeaning } from '#shared/guidelines/suffix-meaning.ts';
import { compareVersions, readVersion } from '#shared/guidelines/version-number.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededBytes } from '#shared/support/random.ts';
import { checkValues } from '#shared/values/check-values.ts';
import type { Case } from './clean-record.ts';
import { cleanRecord, context } from './clean-record.ts';
import { failing } from './failing.ts';
import { passing } from './passing.ts';

const find = (example: Omit<Case, 'path'>) =>
  checkGuidelines(
    { ...cleanRecord, ...example.record },
    {
      ...context,
      ...example.context,
    },
  );

describe('the guidelines', () => {
  it('let a clean record pass, and so do the values', () => {
    expect(checkSuffix(suffixOf(cleanRecord.doi as Doi))).toBe('valid');
    expect(checkGuidelines(cleanRecord, context)).toEqual([]);
    expect(checkValues(cleanRecord)).toEqual([]);
  });

  it('have codes of their own, sentences, and none that the service would refuse', () => {
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
      expect(
        rule.requirements.every((id) => /^[A-E]\d+[a-z]?$/.test(id)),
        rule.code,
      ).toBe(true);
      for (const sentence of [rule.why, rule.remedy]) expect(sentence).toMatch(/^\p{Lu}.*[.)]$/u);
    }
  });

  it('have a failing fixture each, and no fixture without a rule', () => {
    const codes = rules.map((rule) => rule.code).sort();
    expect(Object.keys(failing).sort()).toEqual(codes);
    expect(Object.keys(passing).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each(
    Object.entries(failing).flatMap(([code, cases]) =>
      cases.map((example) => [code, example] as const),
    ),
  )('find %s where it is: %j', (code, example) => {
    const findings = find(example);
    const hits = findings.filter((finding) => finding.code === code);
    expect([...new Set(findings.map((finding) => finding.code))].sort()).toEqual(
      [code, ...(example.with ?? [])].sort(),
    );
    expect(hits[0]?.path).toBe(example.path);
    expect(hits[0]?.message).toMatch(/^[\p{Lu}“\dh].*\.$/u);
  });

  it.each(
    Object.entries(passing).flatMap(([code, cases]) =>
      cases.map((example) => [code, example] as const),
    ),
  )('do not find %s in a near miss: %j', (code, example) => {
    expect(find(example).filter((finding) => finding.code === code)).toEqual([]);
  });

  it.each([
    ['title-missing', { titles: [] }],
    ['creator-missing', { creators: [] }],
    ['created-date-missing', { dates: [] }],
    ['version-missing', { version: null }],
    ['licence-missing', { rightsList: [] }],
  ])('give exactly one finding, %s, when one of the core five is missing (A14)', (code, record) => {
    expect(find({ record }).map((finding) => finding.code)).toEqual([code]);
  });

  it('stay silent where their context is not given', () => {
    const codes = checkGuidelines({
      ...cleanRecord,
      publisher: 'Elsewhere',
      publicationYear: 2999,
    }).map((finding) => finding.code);
    expect(codes).toEqual(['publisher-ror-missing']);
  });

  it('never take a generated suffix for a meaningful one', () => {
    const random = seededBytes(7);
    for (let count = 0; count < 2000; count += 1) {
      const suffix = generateSuffix(random);
      expect(describeMeaning(suffix, 'Any title'), suffix).toBeNull();
    }
  });

  it('read versions as numbers, and only what is a version', () => {
    expect(['1', 'v1.2', '1.2.3-rc1', 'Version 2.0', '1.0 (beta)'].map(readVersion)).toEqual([
      [1],
      [1, 2],
      [1, 2, 3],
      [2, 0],
      [1, 0],
    ]);
    expect(['', '2024-05-01', '2024', 'abc1234', 'first'].map(readVersion)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(compareVersions([1, 10], [1, 9])).toBeGreaterThan(0);
    expect(compareVersions([1], [1, 0])).toBe(0);
  });

  it('take any JSON under any name without throwing', () => {
    const names = Object.keys({
      ...cleanRecord,
      identifiers: [],
      contentUrl: '',
      geoLocations: [],
      relatedItems: [],
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (attributes) => {
        const record = { ...cleanRecord, ...attributes };
        for (const { code, path, message } of checkGuidelines(record, context)) {
          expect(
            [code, path, message].every(
              (text) => typeof text === 'string' && !text.includes('undefined'),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('read long texts in time that grows with their length only', () => {
    const hostile = [
      '<title',
      '![',
      '[insert',
      '10.5072/-',
      'a',
      'a@',
      'TODO',
      '\u00c3',
      ' et ',
      ',',
      '-',
      '<a ',
    ];
    const took = (length: number): number => {
      const start = process.cpuUsage().user;
      for (const piece of hostile) {
        const text = piece.repeat(length / piece.length);
        const record = {
          titles: [{ title: text }],
          creators: [{ name: text }],
          descriptions: [{ description: text }],
          version: text,
          publisher: text,
          url: text,
          doi: text,
        };
        checkGuidelines(record, context);
        checkValues(record);
      }
      return process.cpuUsage().user - start;
    };
    took(20_000);
    const small = took(40_000);
    const large = took(160_000);
    // Four times the text: linear work takes 4 times as long, quadratic 16 times.
    expect(large).toBeLessThan(10 * Math.max(small, 20_000));
  });
});

describe('the fixes', () => {
  const fixOf = (code: string) =>
    find(mustExist(failing[code]?.[0], code)).find((finding) => finding.code === code)?.fix;

  it('of a licence name its SPDX entry', () => {
    expect(fixOf('licence-not-machine-readable')?.changes).toContainEqual({
      path: 'rightsList[0].rightsIdentifier',
      value: 'cc-by-4.0',
    });
  });

  it('of an unsplit name set its parts', () => {
    expect(fixOf('creator-name-unsplit')?.changes).toEqual([
      { path: 'creators[0].name', value: 'Miller, Elizabeth' },
      { path: 'creators[0].nameType', value: 'Personal' },
      { path: 'creators[0].givenName', value: 'Elizabeth' },
      { path: 'creators[0].familyName', value: 'Miller' },
    ]);
  });

  it('of machine tags keep the other subjects', () => {
    expect(fixOf('subject-machine-tag')?.changes).toEqual([
      { path: 'subjects', value: [{ subject: 'Hydrology' }] },
    ]);
  });

  it('of an unanswered relation add the inverse behind the others', () => {
    expect(fixOf('reciprocal-unanswered')?.changes).toEqual([
      {
        path: 'relatedIdentifiers[1]',
        value: {
          relatedIdentifier: '10.14454/a',
          relatedIdentifierType: 'DOI',
          relationType: 'IsVersionOf',
        },
      },
    ]);
  });

  it('of a platform as publisher put the institution there and keep the platform as host', () => {
    expect(fixOf('publisher-is-platform')?.changes[0]).toEqual({
      path: 'publisher',
      value: 'University of Musterstadt',
    });
  });
});
