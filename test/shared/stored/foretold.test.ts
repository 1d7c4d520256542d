import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { between, chance, pick } from '#shared/metadata/generate/random.ts';
import type { Random } from '#shared/metadata/generate/random.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { validateBody } from '#shared/metadata/validate-body.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import type { StoredDifference } from '#shared/stored/compare-stored.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';

/** Values that the service rewrites, completes, adds to or drops; all of a form that the schema allows. */
const touched: readonly Attributes[] = [
  { subjects: [{ subject: 'Mathematics' }, { subject: 'Law' }, { subject: 'law' }] },
  { subjects: [{ subject: ' Marine   biology ' }, { subject: 'Marine biology' }] },
  {
    subjects: [
      { subject: 'Law', lang: 'en' },
      { subject: 'FOS: Law' },
      { subject: 'Law', lang: 'en' },
    ],
  },
  { rightsList: [{ rightsIdentifier: 'MIT' }, { rights: 'Apache License 2.0', lang: 'en' }] },
  { rightsList: [{ rightsUri: 'http://creativecommons.org/licenses/by/4.0/' }] },
  { rightsList: [{ rightsUri: 'https://creativecommons.org/licenses/by-nd/4.0/' }] },
  { rightsList: [{ rights: 'Own', rightsIdentifier: 'OWN' }] },
  ...['fra', 'French', 'fr-CA', 'Borgesian', 'gsw-CH', 'zh-Hans-CN', 'hhh', 'not one'].map(
    (language) => ({ language }),
  ),
  {
    identifiers: [
      { identifier: '10.5072/x', identifierType: 'DOI' },
      { identifier: 'a', identifierType: 'b' },
    ],
  },
];
const junk: readonly unknown[] = [5, true, 'x', '', [], {}, ['a'], [5, { x: 1 }], { unknown: 'x' }];

/** Puts something of another kind at a random place. */
function spoil(value: unknown, random: Random, depth = 0): unknown {
  if (depth > 0 && chance(0.3, random)) return pick(junk, random);
  if (Array.isArray(value) && value.length > 0) {
    const at = between(0, value.length - 1, random);
    return value.map((entry: unknown, index) =>
      index === at ? spoil(entry, random, depth + 1) : entry,
    );
  }
  if (!isJsonObject(value) || Object.keys(value).length === 0) return pick(junk, random);
  const name = pick(Object.keys(value), random);
  return { ...value, [name]: spoil(value[name], random, depth + 1) };
}

function recordOf(seed: number): Attributes {
  const random = seededRandom(seed);
  const record = {
    ...(chance(0.5, random) ? generateRecord(random) : generateAnyRecord(random)),
    ...(chance(0.6, random) ? pick(touched, random) : {}),
    ...(chance(0.3, random) ? pick(touched, random) : {}),
  };
  return chance(0.5, random) ? (spoil(record, random) as Attributes) : record;
}

/** Entries that go or come move those behind them: the list is named, not each that moved. */
const moving =
  /^(?:subject-fields-added|subject-duplicate-removed|identifier-doi-dropped|item-dropped|affiliation-text|polygons-nested)$/;

function isNamed({ path }: StoredDifference, findings: readonly Finding[]): boolean {
  const within = (inner: string, outer: string): boolean =>
    inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return findings.some(({ code, path: named }) => {
    const list = moving.test(code) ? named.replace(/\[\d+\]$/, '') : named;
    return within(path, list) || within(named, path);
  });
}

/** The same in another form of JSON: numbers and texts, one object for a list of one, a publisher's name. */
function isSame({ path, expected, actual }: StoredDifference): boolean {
  if (/^types\.(?:schemaOrg|citeproc|bibtex|ris)$/.test(path) && expected === null) return true;
  // A licence that is recognised is completed.
  if (/^rightsList\[\d+\]\.\w+$/.test(path) && (expected === null || expected === '')) return true;
  if (path === 'doi') return String(expected).toLowerCase() === actual;
  if (path === 'publisher' && isJsonObject(actual)) return actual['name'] === expected;
  const [one, other] = [expected, actual].map(String);
  return (
    one === other ||
    (one?.trim() !== '' && Number(one) === Number(other)) ||
    isEmpty(expected, actual)
  );
}

/** `''`, null, absent and what holds nothing else say the same: nothing. */
function isEmpty(...values: readonly unknown[]): boolean {
  return values.every(
    (value) =>
      value === null ||
      value === '' ||
      (typeof value === 'object' && isEmpty(...(Object.values(value) as unknown[]))),
  );
}

describe('every change that the service makes', () => {
  it('was named by a finding before sending, whatever the record holds (seed on failure)', () => {
    let differing = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const sent = recordOf(seed);
        const findings = validateMetadata(sent, { state: 'draft' });
        // What is refused is not stored at all.
        if (findings.some(({ severity }) => severity === 'error')) return;
        const differences = compareStored(sent, predictStored(sent)).filter(
          (each) => !isSame(each),
        );
        differing += differences.length;
        expect(differences.filter((each) => !isNamed(each, findings))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(differing).toBeGreaterThan(1000);
  });

  it.each<[Attributes, string[]]>([
    [{ subjects: [{ subject: 'Law' }] }, ['hint subject-fields-added subjects']],
    [
      { subjects: [{ subject: 'a' }, { subject: ' a' }] },
      [
        'hint subject-blanks-squeezed subjects[1].subject',
        'hint subject-duplicate-removed subjects[1]',
      ],
    ],
    [{ subjects: [{ subject: 'a' }, { subject: 'a', lang: 'en' }] }, []],
    [{ rightsList: [{ rightsIdentifier: 'mit' }] }, []],
    [
      { rightsList: [{ rightsIdentifier: 'mit', rights: 'MIT' }] },
      ['hint rights-rewritten rightsList[0]'],
    ],
    [
      { rightsList: [{ rightsUri: 'https://creativecommons.org/licenses/by-nd/4.0' }] },
      ['warning rights-mistaken rightsList[0]'],
    ],
    [{ language: 'Borgesian' }, ['warning language-lost language']],
    [{ language: 'hhh' }, []],
    [{ language: 'gsw-CH' }, []],
  ])('is told for %j', (attributes, told) => {
    const findings = validateMetadata(attributes, { state: 'draft' });
    expect(findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual(told);
  });

  it('is told of ten thousand equal subjects without comparing each with each', () => {
    const subjects = Array.from({ length: 10_000 }, () => ({ subject: 'a' }));
    expect(validateMetadata({ subjects }, { state: 'draft' })).toHaveLength(1001);
  });

  it('is told of dates in XML that the service cannot read, and of the one that it adds', () => {
    const content = {
      attributes: {
        publicationYear: 2020,
        dates: [
          { date: '31.12.2020', dateType: 'Created' },
          { date: '2020/2021' },
          { date: ':tba' },
        ],
      },
      schemaVersion: 'http://datacite.org/schema/kernel-4',
      violations: [],
      changes: [],
    };
    const body = { data: { attributes: { doi: '10.5072/a', xml: 'PHI+' } } };
    const findings = validateBody(body, { readXml: () => content });
    expect(findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
      'warning date-dropped dates[0]',
      'hint date-issued-added dates',
    ]);
  });
});
