import { describe, expect, it } from 'vitest';

import { checkRecord } from '#shared/findings/check-record.ts';
import { applyFixes } from '#shared/changes/apply-fixes.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { StepOutcome } from '#shared/changes/compiled-step.ts';
import { readRecipe, recipeStep } from '#shared/changes/recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { seededRandom } from '#shared/support/random.ts';

const record: Attributes = {
  url: 'https://old.example.org/item/17/view',
  creators: [
    { name: 'Roe, Jane', affiliation: [{ name: 'ETH  Zurich' }, { name: 'EPFL' }] },
    { name: 'Institute', nameType: 'Organizational' },
  ],
  titles: [{ title: 'Lake levels 2020' }, { title: 'Daily', titleType: 'Subtitle' }],
  publisher: 'ETH Zurich',
  subjects: [{ subject: 'limnology' }, { subject: 'Lakes' }],
  sizes: ['10 MB', '20 MB'],
  dates: [{ date: '5 March 2020', dateType: 'Created' }],
};
const context = {
  doi: '10.5072/r1',
  schemaVersion: null,
  findings: (attributes: Attributes) => checkRecord(attributes, { state: 'findable' }),
};
const outcomeOf = (attributes: Attributes, ...steps: RecipeStep[]): StepOutcome =>
  compileRecipe(steps)(attributes, context);
const after = (...steps: RecipeStep[]): Attributes => {
  const outcome = outcomeOf(record, ...steps);
  if ('refusal' in outcome) throw new Error(outcome.refusal.message);
  return outcome.attributes;
};
const find = (path: string, changes: Partial<RecipeStep> = {}): RecipeStep =>
  recipeStep.parse({
    operation: 'find-replace',
    path,
    find: 'x',
    replaceWith: '',
    isRegex: false,
    ignoreCase: false,
    wholeValue: false,
    ...changes,
  });
const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof AppError) return `${cause.message} ${cause.nextStep ?? ''}`;
    throw cause;
  }
  throw new Error('Nothing was refused');
};

describe('what a person types', () => {
  it('becomes what its place holds: a year a number, a text in a list of groups the one that it names', () => {
    const at = (path: string, value: string) =>
      after({ operation: 'set', path, value, mode: 'replace' });
    expect(at('publicationYear', '2020').publicationYear).toBe(2020);
    expect(at('publisher', 'Eawag').publisher).toEqual({ name: 'Eawag' });
    expect(at('subjects', 'Ice').subjects).toEqual([{ subject: 'Ice' }]);
    expect(at('sizes', '1 MB').sizes).toEqual(['1 MB']);
    expect(refusalOf(() => at('language', ''))).toContain('no value to put here');
    expect(refusalOf(() => at('geoLocations[0].geoLocationPoint', 'Davos'))).toContain('a group');
    const year: Attributes = { ...record, publicationYear: 2020 };
    const replaced = { operation: 'replace', path: 'publicationYear', from: '2020', to: '2021' };
    expect(outcomeOf(year, recipeStep.parse(replaced))).toEqual({
      attributes: { ...year, publicationYear: 2021 },
    });
    const found = find('publicationYear', { find: '0$', replaceWith: '2', isRegex: true });
    expect(outcomeOf(year, found)).toMatchObject({ attributes: { publicationYear: 2022 } });
  });

  it('adds and removes entries by their name', () => {
    const append = (value: string): RecipeStep => ({
      ...{ operation: 'append', path: 'subjects', value, mode: 'unless-present' },
    });
    expect(after(append('Ice')).subjects).toEqual([
      ...[{ subject: 'limnology' }, { subject: 'Lakes' }],
      { subject: 'Ice' },
    ]);
    expect(after(append('Lakes'))).toBe(record);
    const removed = after({ operation: 'remove', path: 'subjects', match: 'Lakes' });
    expect(removed.subjects).toEqual([{ subject: 'limnology' }]);
  });

  it('relates by terms of the schema, and knows a DOI in all of its forms', () => {
    const relation = (relatedIdentifier: string, relationType = 'IsPartOf', more: object = {}) =>
      recipeStep.parse({
        ...{ operation: 'add-relation', relatedIdentifierType: 'DOI' },
        ...{ relatedIdentifier, relationType, ...more },
      });
    const whole = { relatedIdentifier: '10.5072/whole', relatedIdentifierType: 'DOI' };
    const related = after(relation('https://doi.org/10.5072/WHOLE'));
    expect(related.relatedIdentifiers).toMatchObject([{ relationType: 'IsPartOf' }]);
    const known: Attributes = {
      ...record,
      relatedIdentifiers: [{ ...whole, relationType: 'IsPartOf' }],
    };
    const outcome = outcomeOf(known, relation('https://doi.org/10.5072/WHOLE'));
    expect('attributes' in outcome && outcome.attributes).toBe(known);
    expect(after(relation('https://doi.org/10.5072/r1'))).toBe(record);
    expect(refusalOf(() => after(relation('10.5072/x', 'ispartof')))).toContain('IsPartOf?');
    const typed = (resourceTypeGeneral: string) =>
      after(relation('10.5072/x', 'IsPartOf', { resourceTypeGeneral }));
    expect(typed('Dataset').relatedIdentifiers).toContainEqual(
      expect.objectContaining({ resourceTypeGeneral: 'Dataset' }),
    );
    expect(refusalOf(() => typed('dataset'))).toContain('Dataset?');
  });
});

describe('operations on a property path', () => {
  it.each([
    ['set', 'creators[*].affiliation[*].name', 'X'],
    ['append', 'contributors[*].affiliation', { name: 'X' }],
    ['set', 'geoLocations[*].geoLocationPoint.pointLatitude', 3],
  ] as const)('%s %s makes no entry of a list that is missing', (operation, path, value) => {
    const bare: Attributes = { ...record, creators: [{ name: 'Brunner, Lea' }] };
    const mode = operation === 'set' ? 'replace' : 'always';
    expect(outcomeOf(bare, { operation, path, value, mode } as RecipeStep)).toEqual({
      attributes: bare,
    });
  });

  it('set with add or replace, and make what is missing on the way', () => {
    expect(
      after({ operation: 'set', path: 'language', value: 'en', mode: 'replace' }).language,
    ).toBe('en');
    const publisher = {
      operation: 'set',
      path: 'publisher.name',
      value: 'X',
      mode: 'only-missing',
    } as const;
    expect(after(publisher)).toBe(record);
    expect(after({ ...publisher, mode: 'replace' }).publisher).toEqual({ name: 'X' });
    const lang = {
      operation: 'set',
      path: 'titles[*].lang',
      value: 'en',
      mode: 'replace',
    } as const;
    expect(after(lang).titles?.map((title) => title.lang)).toEqual(['en', 'en']);
    const general = {
      operation: 'set',
      path: 'types.resourceTypeGeneral',
      value: 'Dataset',
      mode: 'replace',
    } as const;
    expect(after(general).types).toEqual({ resourceTypeGeneral: 'Dataset' });
  });

  it('clear values, with the objects that nothing is left of', () => {
    expect(
      after({ operation: 'clear', path: 'creators[*].affiliation[*].name' }).creators?.[0],
    ).toEqual({
      name: 'Roe, Jane',
    });
    expect(after({ operation: 'clear', path: 'titles[Subtitle]' }).titles).toHaveLength(1);
    expect(after({ operation: 'clear', path: 'sizes' })).not.toHaveProperty('sizes');
    expect(after({ operation: 'clear', path: 'language' })).toBe(record);
  });

  it('append and remove entries of lists', () => {
    const add = {
      operation: 'append',
      path: 'subjects',
      value: { subject: 'Lakes' },
      mode: 'unless-present',
    } as const;
    expect(after(add)).toBe(record);
    expect(after({ ...add, mode: 'always' }).subjects).toHaveLength(3);
    expect(after({ ...add, path: 'formats', value: 'text/csv' }).formats).toEqual(['text/csv']);
    expect(
      after({ operation: 'remove', path: 'subjects', match: { subject: 'Lakes' } }).subjects,
    ).toEqual([{ subject: 'limnology' }]);
    expect(after({ operation: 'remove', path: 'sizes', match: '20 MB' }).sizes).toEqual(['10 MB']);
  });

  it('replace, find and replace with groups, and merge spellings inside lists of lists', () => {
    const path = 'creators[*].affiliation[*].name';
    expect(
      after({ operation: 'replace', path: 'sizes', from: '10 MB', to: '10 MiB' }).sizes,
    ).toEqual(['10 MiB', '20 MB']);
    const grouped = find('titles.title', {
      find: '(?P<what>\\w+) levels (\\d+)',
      replaceWith: '$2: levels of ${what} $$',
      isRegex: true,
    });
    expect(after(grouped).titles?.[0]?.title).toBe('2020: levels of Lake $');
    expect(
      after(find('subjects.subject', { find: 'LAKES', replaceWith: 'lakes', ignoreCase: true }))
        .subjects?.[1],
    ).toEqual({ subject: 'lakes' });
    expect(
      after(find('subjects.subject', { find: 'Lake', replaceWith: 'x', wholeValue: true })),
    ).toBe(record);
    const merged = after({
      operation: 'merge-values',
      path,
      merges: [{ from: ['ETH  Zurich'], to: 'ETH Zürich' }],
    });
    expect(merged.creators?.[0]?.affiliation?.[0]?.name).toBe('ETH Zürich');
  });

  it('transform texts, names, dates and addresses', () => {
    const transform = (path: string, name: string) =>
      after(recipeStep.parse({ operation: 'transform', path, transform: name }));
    expect(
      transform('creators.affiliation.name', 'trim').creators?.[0]?.affiliation?.[0]?.name,
    ).toBe('ETH Zurich');
    expect(transform('creators', 'split-name').creators?.[0]).toMatchObject({
      givenName: 'Jane',
      familyName: 'Roe',
    });
    expect(transform('creators', 'split-name').creators?.[1]).toBe(record.creators?.[1]);
    expect(transform('dates.date', 'date-to-edtf').dates?.[0]?.date).toBe('2020-03-05');
    expect(transform('titles.title', 'title-case').titles?.[0]?.title).toBe('Lake Levels 2020');
    const url = after({
      operation: 'url-pattern',
      path: 'url',
      from: 'https://old.example.org/item/{id}/view',
      to: 'https://data.example.org/{id}',
    });
    expect(url.url).toBe('https://data.example.org/17');
  });

  it('add a relation once, never to the record itself, and set a licence of the SPDX list', () => {
    const relation = {
      operation: 'add-relation',
      relatedIdentifier: '10.5072/other',
      relatedIdentifierType: 'DOI',
      relationType: 'IsPartOf',
    } as const;
    expect(after(relation, relation).relatedIdentifiers).toHaveLength(1);
    expect(after({ ...relation, relatedIdentifier: 'https://doi.org/10.5072/R1' })).toBe(record);
    const licensed = after({ operation: 'set-licence', identifier: 'cc-by-4.0', mode: 'replace' });
    expect(licensed.rightsList).toMatchObject([
      { rightsIdentifier: 'CC-BY-4.0', rightsIdentifierScheme: 'SPDX' },
    ]);
    expect(
      outcomeOf(licensed, { operation: 'set-licence', identifier: 'CC-BY-4.0', mode: 'add' }),
    ).toEqual({ attributes: licensed });
  });

  it('upgrade a kernel, and leave to a person what only a person knows', () => {
    const old = { ...record, schemaVersion: 'http://datacite.org/schema/kernel-3' };
    const upgrade = { operation: 'upgrade', keepDatesAsOther: false } as const;
    expect(outcomeOf(old, upgrade)).toMatchObject({
      refusal: {
        code: 'needs-type-decision',
        message: expect.stringMatching(/no general resource type.*say in the upgrade/) as string,
      },
    });
    const dates = [{ date: '2009', dateType: 'StartDate' }];
    const typed = { ...upgrade, resourceTypeGeneral: 'Dataset' };
    expect(outcomeOf({ ...old, dates }, typed)).toMatchObject({
      refusal: { code: 'needs-date-decision' },
    });
    const done = outcomeOf(old, typed);
    expect(done).toMatchObject({
      attributes: {
        types: { resourceTypeGeneral: 'Dataset' },
        schemaVersion: 'http://datacite.org/schema/kernel-4',
      },
    });
    expect(outcomeOf(record, upgrade)).toEqual({ attributes: record });
  });
});

describe('what cannot be', () => {
  it('is refused with the step and what to do', () => {
    const compile = (...steps: RecipeStep[]) => refusalOf(() => compileRecipe(steps));
    expect(
      compile({ operation: 'clear', path: 'language' }, { operation: 'clear', path: 'a..b' }),
    ).toMatch(/^Step 2: “a..b” is no property path/);
    expect(compile({ operation: 'clear', path: 'doi' })).toMatch(/never changed/);
    expect(compile(find('url', { find: '(a', isRegex: true }))).toMatch(
      /cannot be used: missing closing.*Nothing was changed. Correct it/s,
    );
    expect(compile(find('url', { find: '(?=a)', isRegex: true }))).toMatch(
      /Look-around and back-references/,
    );
    expect(compile(find('url', { find: '(a)', replaceWith: '$2', isRegex: true }))).toMatch(
      /group \$2/,
    );
    const set = (path: string, value: string) =>
      compile({ operation: 'set', path, value, mode: 'replace' });
    expect(set('dates[Created].date', '01.02.2020')).toMatch(/^Step 1: .*two days/);
    expect(set('url', 'www.example.org')).toMatch(/Did you mean https:\/\/www.example.org\?/);
    expect(set('titles[*].lang', 'German')).toMatch(/no code of a language/);
    expect(compile({ operation: 'set-licence', identifier: 'my own', mode: 'add' })).toMatch(
      /SPDX/,
    );
    expect(compile({ operation: 'url-pattern', path: 'url', from: 'a{x}', to: 'b{y}' })).toMatch(
      /\{y\}/,
    );
  });

  it('is a pattern that takes for ever', () => {
    const evil = compileRecipe([find('url', { find: '(a+)+$', isRegex: true, replaceWith: 'b' })]);
    const attributes = { url: `${'a'.repeat(20_000)}!` };
    expect(evil(attributes, context)).toEqual({ attributes });
  });

  it('is a pattern of many steps, or a value that would grow beyond bounds', () => {
    const costly = { find: '(?:a?){1000}', isRegex: true };
    expect(refusalOf(() => outcomeOf(record, find('sizes', costly)))).toMatch(
      /Step 1: .*too costly: .*2002 steps.*at most 1200.*smaller numbers/,
    );
    const long: Attributes = { titles: [{ title: 'ab'.repeat(60) }] };
    const grown = { replaceWith: 'y'.repeat(20_000) };
    for (const more of [
      { find: 'a', isRegex: false },
      { find: 'A', isRegex: false, ignoreCase: true },
      { find: 'x*', isRegex: true },
    ]) {
      const step = find('titles.title', { ...grown, ...more });
      expect(outcomeOf(long, step)).toEqual({
        refusal: { code: 'too-long', message: expect.stringContaining('1,000,000') as string },
      });
    }
    expect(after(find('sizes', { find: 'MB', ...grown }))).toMatchObject({
      sizes: [`10 ${grown.replaceWith}`, `20 ${grown.replaceWith}`],
    });
  });

  it('is a recipe of a newer version, of another program, or damaged', () => {
    const good = {
      format: 'doi-steward-recipe',
      version: 1,
      name: 'n',
      steps: [{ operation: 'clear', path: 'sizes' }],
    };
    expect(readRecipe(JSON.stringify(good))).toEqual(good);
    expect(refusalOf(() => readRecipe(JSON.stringify({ ...good, version: 2 })))).toMatch(
      /version 2; this program knows version 1.*Update/,
    );
    expect(refusalOf(() => readRecipe('{"a":1}'))).toMatch(/not a recipe/);
    expect(refusalOf(() => readRecipe('no'))).toMatch(/not JSON/);
    expect(
      refusalOf(() => readRecipe(JSON.stringify({ ...good, steps: [{ operation: 'explode' }] }))),
    ).toMatch(/damaged at steps\.0\.operation: there is no such operation/);
  });
});

describe('fixing findings by code', () => {
  it('names codes that bring no fix, instead of changing nothing', () => {
    const codes = ['text-mojibake', 'title-missing'];
    expect(refusalOf(() => outcomeOf(record, { operation: 'fix-findings', codes }))).toMatch(
      /No finding of the code title-missing brings a fix. Leave it out/,
    );
  });

  it('applies the fixes of all codes until none is left, also where they touch the same name', () => {
    const random = seededRandom(11);
    let fixed = 0;
    for (let run = 0; run < 300; run += 1) {
      const attributes = generateAnyRecord(random);
      const fixable = context.findings(attributes).filter(({ fix }) => fix !== undefined);
      const codes = [...new Set(fixable.map(({ code }) => code))];
      if (codes.length === 0) continue;
      const outcome = outcomeOf(attributes, { operation: 'fix-findings', codes });
      if ('refusal' in outcome) throw new Error(outcome.refusal.message);
      const left = context
        .findings(outcome.attributes)
        .filter(({ code, fix }) => codes.includes(code) && fix !== undefined);
      expect(left, JSON.stringify({ seed: 11, run })).toEqual([]);
      fixed += fixable.length;
    }
    expect(fixed).toBeGreaterThan(20);
  });

  it.each([
    { name: 'Roe , ', familyName: 'Roe ,', givenName: ' Jane ' },
    { name: ' x', familyName: ',', givenName: ' ' },
    { name: 'A\u00a0 B;', familyName: ' ;: ', givenName: '' },
    { name: 'Roe, ', familyName: 'Roe', givenName: '' },
    { name: '  ', familyName: 'Roe;', givenName: null },
    { name: 'Roe,  J.', familyName: 'Roe', nameType: 'Personal' },
  ])('ends with a tidy name that is what its parts say: %j', (creator) => {
    const attributes = { creators: [creator, creator] } as unknown as Attributes;
    const codes = ['name-untidy', 'name-differs-from-parts'];
    const mended = applyFixes(attributes, new Set(codes), context.findings);
    const left = context
      .findings(mended)
      .filter(({ code, fix }) => codes.includes(code) && fix !== undefined);
    expect(left, JSON.stringify(mended)).toEqual([]);
  });

  it('mends all of a long list, not only the first of it', () => {
    const creators = Array.from({ length: 150 }, (_, index) => ({ name: ` Name ${index} ` }));
    const mended = applyFixes({ creators }, new Set(['name-untidy']), context.findings);
    expect(mended.creators?.map(({ name }) => name)).toEqual(
      creators.map(({ name }) => name.trim()),
    );
  });
});
