import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { recordViews } from '#core/records/record-views.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createViewHandlers } from '#core/records/saved-views.ts';
import { contract } from '#shared/contract/contract.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { recordFilter } from '#shared/contract/records.ts';
import { filterOfSaved, savedTextOf } from '#shared/query/edit-query.ts';
import { queryLength, valueLimit } from '#shared/query/query.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const seed = Number(process.env['SEED'] ?? 20_261_124);
const layout = { columns: [], frozen: 0, sort: 'doi', descending: false } as const;
let test: TestContext;

beforeEach(() => void (test = openTestContext()));
afterEach(() => test.dispose());

// Names that a query could take for something else: a star, brackets, a dot that parseDoi would cut.
const suffixes = ['x*y', 'xay', 'a(b)', 'a,b', 'a.', 'a', 'or', 'a:b', 'a"b', 'a\\b', 'é', 'a-b'];
const vocabulary = ['alpine', 'lake', 'lakes', 'snow', 'snowfall', 'and', 'or', 'not', 'Étude'];
const searches = [
  ...['alpine', 'lak', 'snow lakes', 'lakes snow', '  snow ', 'or', 'not snow', '-lakes', 'étude'],
  ...['10.5072/a', 'https://doi.org/10.5072/A-B', '10.5072/a snow', 'a:b', '"snow"', 'state:draft'],
  ...['snow (lakes', 'dates[snow', 'a\\b', '5072 or', 'snow\tlakes', 'lakes]', ' '],
];
const typed = [
  ...[
    '',
    'lakes',
    'alp',
    '"snow lak"',
    'snow or alpine',
    '-lakes',
    'not (snow alpine)',
    '10.5072/or',
  ],
  ...[
    'year>=2020',
    'language:(de fr)',
    '-has:language',
    'doi:10.5072/a*',
    'doi:(10.5072/a 10.5072/or)',
  ],
  ...['dates[Issued].date:2020', '(snow) (lak)', 'title:snow language=de', 'source://x', '()'],
];

function manyRecords(random: () => number): void {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const all = [...suffixes, ...Array.from({ length: 48 }, (_, at) => `r-${at}`)];
  const inputs = all.map((suffix) =>
    recordInput(`10.5072/${suffix}`, {
      state: pick(['draft', 'findable', 'reserved']),
      attributes: {
        titles: [{ title: [pick(vocabulary), pick(vocabulary), pick(vocabulary)].join(' ') }],
        publicationYear: 2018 + Math.floor(random() * 5),
        types: { resourceTypeGeneral: pick(['Dataset', 'Model']) },
        dates: [{ date: pick(['2020', '2021']), dateType: pick(['Issued', 'Created']) }],
        ...(random() < 0.3 ? {} : { language: pick(['de', 'fr', 'en']) }),
      },
    }),
  );
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
}

function randomFilter(random: () => number): RecordFilter {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const some = <T>(values: readonly T[]): T[] => values.filter(() => random() < 0.5);
  const maybe = <T extends object>(chance: number, part: T): T | object =>
    random() < chance ? part : {};
  return recordFilter.parse({
    repositoryId: 'practice',
    ...maybe(0.7, { text: pick(searches) }),
    ...maybe(0.4, { dois: some(suffixes).map((suffix) => `10.5072/${suffix}`) }),
    ...maybe(0.2, { states: some(['draft', 'findable'] as const) }),
    ...maybe(0.2, { types: some(['Dataset', 'Model']) }),
    ...maybe(0.2, { years: [2020, 2021] }),
    ...maybe(0.6, { query: pick(typed) }),
  });
}

it('a view of words, a pasted list and facets gives exactly the records that were shown', async () => {
  const random = seededRandom(seed);
  manyRecords(random);
  const views = recordViews(test.context.ledger);
  const handlers = createViewHandlers(test.context);
  const shownBy = async (filter: RecordFilter): Promise<string[]> => {
    await views.prepare(filter, {});
    return views.doisOf(filter);
  };
  // Of a pasted list, each name is a name and no pattern.
  for (const suffix of suffixes)
    expect(await shownBy({ dois: [`10.5072/${suffix}`] })).toEqual([`10.5072/${suffix}`]);
  let proper = 0;
  for (let round = 0; round < 600; round += 1) {
    const filter = randomFilter(random);
    const said = `seed ${seed}, round ${round}: ${JSON.stringify(filter)}`;
    const shown = await shownBy(filter);
    const saved = savedTextOf(filter);
    if (!saved.ok) throw new Error(`${said}: ${saved.error}`);
    // As the command line asks it, and as the list asks it when the view is opened.
    const repositoryId = 'practice';
    expect(await shownBy({ repositoryId, query: saved.value }), said).toEqual(shown);
    const opened = recordFilter.parse({ repositoryId, ...filterOfSaved(saved.value) });
    expect(await shownBy(opened), said).toEqual(shown);
    expect(savedTextOf(opened).ok, said).toBe(true);
    if (shown.length > 0 && shown.length < 60) proper += 1;
    if (round % 100 > 0) continue;
    await handlers['views.save']({
      name: 'View',
      query: saved.value,
      layout: { ...layout, columns: [] },
    });
    const { views: kept } = contract['views.list'].output.parse(await handlers['views.list']({}));
    expect(kept.map(({ query }) => query)).toEqual([saved.value]);
    const { counts } = await handlers['views.counts']({ repositoryId });
    expect(counts.map(({ count }) => count)).toEqual([shown.length]);
  }
  expect(proper).toBeGreaterThan(200);
});

it('a view holds as many DOIs as can be pasted; what does not fit is refused with its reason', () => {
  const dois = Array.from(
    { length: valueLimit },
    (_, at) => `10.5072/a-name-as-long-as-most-${at}`,
  );
  const saved = savedTextOf({ repositoryId: 'practice', text: 'snow', dois });
  expect(saved.ok && filterOfSaved(saved.value)).toEqual({ dois, query: 'snow' });
  const long = dois.map((doi) => `${doi}${'x'.repeat(queryLength / valueLimit)}`);
  expect(savedTextOf({ dois: long })).toEqual({
    ok: false,
    error: 'A query may have 2,000,000 characters. Use a shorter list.',
  });
  expect(savedTextOf({ text: 'snow', query: 'state:(' })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/character 7/) as unknown,
  });
});

describe('the name of a view', () => {
  const none = { columns: [], frozen: 0, sort: 'doi' as const, descending: false };
  const list = async () => {
    const { views } = await createViewHandlers(test.context)['views.list']({});
    return views.map(({ id, name, query }) => ({ id, name, query }));
  };

  it('is one whatever its case: saving under it replaces the view, which keeps its spelling', async () => {
    const handlers = createViewHandlers(test.context);
    const save = (name: string, query: string) =>
      handlers['views.save']({ name, query, layout: none });
    const { id } = await save('Études of ours', 'state:draft');
    expect(await save('éTUDES of OURS', 'year:2020')).toMatchObject({ id, query: 'year:2020' });
    expect(await list()).toEqual([{ id, name: 'Études of ours', query: 'year:2020' }]);
  });

  it('is replaced by another, which is refused where a view has it, with nothing changed', async () => {
    const handlers = createViewHandlers(test.context);
    const save = (name: string) =>
      handlers['views.save']({ name, query: 'state:draft', layout: none });
    const [drafts, models] = [await save('Drafts of ours'), await save('Models')];
    const before = await list();
    const rename = async (name: string) => {
      const input = contract['views.rename'].input.parse({ id: models.id, name });
      return contract['views.rename'].output.parse(await handlers['views.rename'](input));
    };
    await expect(rename(' drafts of OURS ')).rejects.toMatchObject({
      code: 'VALIDATION',
      message: 'There is already a view “Drafts of ours”.',
      path: 'name',
    });
    // One that this version cannot show has its name all the same.
    test.context.ledger.db.run(
      `insert into saved_view (name, query, layout, created_at, updated_at)
       values ('Shown otherwise', '', '{}', '', '')`,
    );
    await expect(rename('shown otherwise')).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(rename(' ')).rejects.toThrow(/name/);
    expect(await list()).toEqual(before);

    // Its own in another case is free, and so is what it was called before.
    expect(await rename('MODELS')).toMatchObject({ id: models.id, name: 'MODELS' });
    expect(await rename('All models')).toMatchObject({ ...models, name: 'All models' });
    expect(await list()).toEqual([
      { id: models.id, name: 'All models', query: 'state:draft' },
      { id: drafts.id, name: 'Drafts of ours', query: 'state:draft' },
    ]);
    await save('Models');
    await handlers['views.remove']({ id: models.id });
    await expect(rename('Others')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that an older ledger has twice, in two cases, is saved under as it is spelt', async () => {
    const handlers = createViewHandlers(test.context);
    for (const name of ['Drafts', 'drafts'])
      test.context.ledger.db.run(
        `insert into saved_view (name, query, layout, created_at, updated_at)
         values (?, '', ?, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
        ...[name, JSON.stringify(none)],
      );
    await handlers['views.save']({ name: 'drafts', query: 'state:draft', layout: none });
    expect(await list()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Drafts', query: '' }),
        expect.objectContaining({ name: 'drafts', query: 'state:draft' }),
      ]),
    );
  });
});
