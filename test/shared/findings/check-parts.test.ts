import { describe, expect, it } from 'vitest';
import { partialCheck } from '#shared/findings/check-parts.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { prepareContext } from '#shared/guidelines/prepared-context.ts';
import type { RecordView } from '#shared/guidelines/record-view.ts';
import { viewRecord } from '#shared/guidelines/record-view.ts';
import { rules } from '#shared/guidelines/rules.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { metadataKeys } from '#shared/stored/permitted.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { mustExist } from '#shared/support/assert.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';
import { cleanRecord, context } from '../guidelines/clean-record.ts';
import { failing } from '../guidelines/failing.ts';
import { passing } from '../guidelines/passing.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 3);
const runs = Number(process.env['PROPERTY_RUNS'] ?? 100);
const random = seededRandom(seed);

type Open = Readonly<Record<string, unknown>>;
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

/** Where each member of a view comes from. */
const sourceOf: Readonly<Record<Exclude<keyof RecordView, 'attributes' | 'context'>, string>> = {
  ...{ doi: 'doi', doiKey: 'doi', url: 'url', landing: 'url' },
  ...{ creators: 'creators', people: 'creators', contributors: 'contributors' },
  ...{ titles: 'titles', title: 'titles', titleIndex: 'titles' },
  ...{ descriptions: 'descriptions', abstract: 'descriptions', abstractIndex: 'descriptions' },
  ...{ rights: 'rightsList', subjects: 'subjects' },
  ...{ relations: 'relatedIdentifiers', version: 'version' },
  ...{ publisher: 'publisher', publisherRor: 'publisher', publisherIsObject: 'publisher' },
  ...{ typeGeneral: 'types', typeText: 'types', isResearchObject: 'types' },
  ...{ year: 'publicationYear' },
};

/** The view of a record that notes which attributes are read. */
function watched(view: RecordView, read: Set<string>): RecordView {
  const attributes = new Proxy(view.attributes, {
    get(target, name) {
      read.add(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  return new Proxy(view, {
    get(target, name) {
      if (name === 'attributes') return attributes;
      const source = (sourceOf as Readonly<Record<string, string>>)[String(name)];
      if (source !== undefined) read.add(source);
      return Reflect.get(target, name) as unknown;
    },
  });
}

describe('what a guideline reads', () => {
  it('is what it says that it reads', () => {
    const examples = [...Object.values(failing), ...Object.values(passing)].flatMap((cases) =>
      cases.map((each) => ({
        record: { ...cleanRecord, ...each.record },
        context: { ...context, ...each.context },
      })),
    );
    for (const rule of rules) {
      const read = new Set<string>();
      for (const example of examples) {
        const view = viewRecord(example.record, prepareContext(example.context));
        rule.check(watched(view, read), () => undefined);
      }
      expect({
        code: rule.code,
        undeclared: [...read].filter((name) => !isIn(rule.reads, name)),
      }).toEqual({ code: rule.code, undeclared: [] });
    }
  });
});

const isIn = (list: readonly string[], name: string): boolean => list.includes(name);

const strange: readonly unknown[] = [
  ...[null, '', 7, true, 'Withdrawn: TODO', [], {}, [null], ['x'], [{}], [[1]], 'CafÃ© <b>'],
  ...[[{ title: 'Removed item' }], [{ description: 'Removed item' }], { name: 'GitHub' }],
  ...[
    [{ contributorType: 'Funder', name: 'A' }],
    [{ identifier: '10.5072/x', identifierType: 'DOI' }],
  ],
  ...[[{ date: '2020-01-01', dateType: 'Withdrawn' }], '2020x', { resourceTypeGeneral: 'Text' }],
];

function changed(record: Open, names: readonly string[]): Open {
  const other = generateRecord(random) as Open;
  const next: Record<string, unknown> = { ...record };
  for (const name of names) {
    const value = random() < 0.4 ? other[name] : pick(strange);
    if (value === undefined) Reflect.deleteProperty(next, name);
    else next[name] = value;
  }
  return next;
}

function difference(before: readonly Finding[], after: readonly Finding[]): unknown {
  const left = before.map(canonicalJson);
  const added = after.map(canonicalJson).filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { added: added.sort(), removed: left.sort() };
}

describe('a check of the parts that a change touches', () => {
  it(`tells the same difference as the whole check (seed ${seed})`, () => {
    const known = { today: '2026-01-01', prefixes: ['10.5072'] };
    let toldByCodes = 0;
    for (let run = 0; run < runs; run += 1) {
      const record = changed(generateRecord(random) as Open, [pick(metadataKeys)]);
      const names = [pick([...metadataKeys, 'url']), pick([...metadataKeys, 'landingPage'])];
      const touched = [...new Set(names)];
      const check = partialCheck(touched);
      if (check === null) continue;
      const after = changed(record, touched);
      const state = pick(['draft', 'registered', 'findable', 'reserved'] as const);
      const whole = [record, after].map((attributes) =>
        checkRecord(attributes as Attributes, { state, context: known }),
      );
      const part = check.findings(
        [record, after].map((attributes) => ({
          attributes: partOf(attributes, check.needed),
          state,
        })),
        { context: known },
      );
      expect({ run, touched, ...told(part) }).toEqual({ run, touched, ...told(whole) });
      // Where the codes that are stored tell that there are as many of each, there are.
      const [before = [], later = []] = whole.map(codes);
      if (!check.areStored(part[1] ?? [], before.join(' '))) continue;
      toldByCodes += 1;
      expect({ run, touched, later: later.toSorted() }).toEqual({
        ...{ run, touched },
        later: before.toSorted(),
      });
    }
    expect(toldByCodes).toBeGreaterThan(runs / 50);
  });

  it('is told by stored codes what can be told by them', () => {
    const check = mustExist(partialCheck(['titles']), 'the check of titles');
    const finding = (code: string): Finding => ({
      ...{ code, severity: 'hint', gate: 'none', path: 'titles', message: '' },
    });
    const [found, other] = [[finding('suffix-semantic')], [finding('title-untitled')]];
    expect(check.areStored(found, 'suffix-semantic created-date-missing')).toBe(true);
    expect(check.areStored([...other, ...found], 'suffix-semantic title-untitled')).toBe(true);
    expect(check.areStored([], 'created-date-missing')).toBe(true);
    expect(check.areStored([], '')).toBe(true);
    expect(check.areStored(other, 'suffix-semantic')).toBe(false);
    expect(check.areStored([], 'suffix-semantic')).toBe(false);
    expect(check.areStored(found, 'suffix-semantic suffix-semantic')).toBe(false);
    // A placeholder may be in the description, and what the schema says of another attribute.
    expect(check.areStored([finding('placeholder-text')], 'placeholder-text')).toBe(false);
    expect(check.areStored([finding('too-long')], 'too-long')).toBe(false);
    expect(check.areStored(found, 'suffix-semantic too-long')).toBe(false);
  });

  it('is not offered where everything hangs on what changed', () => {
    expect(partialCheck(['titles'])).not.toBeNull();
    expect(partialCheck(['schemaVersion', 'titles'])).toBeNull();
    expect(partialCheck(['doi'])).toBeNull();
  });
});

const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

const told = ([before = [], after = []]: readonly (readonly Finding[])[]) => ({
  difference: difference(before, after),
});

function partOf(attributes: Open, needed: readonly string[]): Attributes {
  const entries = Object.entries(attributes).filter(([name]) => needed.includes(name));
  return Object.fromEntries(entries);
}
