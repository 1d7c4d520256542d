import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openLedger } from '#core/ledger/open-ledger.ts';
import { confirmGone, setSync } from '#core/records/confirm-remote.ts';
import { createRecordHandlers } from '#core/records/record-handlers.ts';
import { recordViews } from '#core/records/record-views.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { recordSortName } from '#shared/contract/records.ts';
import { contract } from '#shared/contract/contract.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  for (const id of [1, 2]) {
    test.context.ledger.db.run(
      `insert into collection (id, repository_id, name, created_at) values (?, 'practice', ?, '')`,
      id,
      `collection ${id}`,
    );
  }
});
afterEach(() => test.dispose());

const save = (...inputs: RecordInput[]) =>
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
const handlers = () => createRecordHandlers(test.context);
const list = async (filter: RecordFilter, changes = {}) =>
  contract['records.list'].output.parse(
    await handlers()['records.list']({
      ...{ filter, sort: 'doi', descending: false, offset: 0, limit: 200 },
      ...changes,
    }),
  );
const dois = async (filter: RecordFilter, changes = {}) =>
  (await list(filter, changes)).rows.map(({ doi }) => doi);
const finding = (code: string, severity: 'error' | 'warning' | 'hint') =>
  ({ code, severity, gate: 'none', path: '', message: 'm' }) as const;
const titled = (doi: string, title: string, changes: Partial<RecordInput> = {}) =>
  recordInput(doi, { ...changes, attributes: { ...changes.attributes, titles: [{ title }] } });

describe('the list of records', () => {
  it('gives a page, in the order asked for, with the exact total', async () => {
    save(titled('10.5072/b', 'Zebra'), titled('10.5072/a', 'apple'), titled('10.5072/c', 'Émile'));

    expect(await dois({}, { sort: 'title' })).toEqual(['10.5072/a', '10.5072/c', '10.5072/b']);
    expect(await dois({}, { sort: 'title', descending: true, offset: 1, limit: 1 })).toEqual([
      '10.5072/c',
    ]);
    expect((await list({}, { limit: 1 })).total).toBe(3);
    expect((await list({}, { offset: 10 })).rows).toEqual([]);
  });

  it('shows at once what was written, also by other statements', async () => {
    save(recordInput('10.5072/a'), recordInput('10.5072/b'));
    expect(await dois({ sync: ['sending'] })).toEqual([]);

    setSync(test.context, ['10.5072/b'], 'sending');
    expect(await dois({ sync: ['sending'] })).toEqual(['10.5072/b']);

    test.context.ledger.db.run(`update record set state = 'draft' where doi = '10.5072/a'`);
    expect(await dois({ states: ['draft'] })).toEqual(['10.5072/a']);
  });

  it('leaves out burnt names and deleted rows', async () => {
    save(recordInput('10.5072/a'), recordInput('10.5072/b'), recordInput('10.5072/c'));
    expect((await list({})).total).toBe(3);
    confirmGone(test.context, '10.5072/a', { kind: 'deleted', reason: null });
    test.context.ledger.db.run(`delete from record where doi = '10.5072/b'`);
    expect(await dois({})).toEqual(['10.5072/c']);
  });

  it('sees what is written while the columns are still being read after a start', async () => {
    save(recordInput('10.5072/a'), recordInput('10.5072/b'), recordInput('10.5072/c'));
    const views = recordViews(test.context.ledger);
    const loading = views.load();
    setSync(test.context, ['10.5072/a'], 'unsent');
    test.context.ledger.db.run(`delete from record where doi = '10.5072/b'`);
    save(recordInput('10.5072/d', { sync: 'unsent' }));
    await loading;
    expect(views.doisOf({})).toEqual(['10.5072/a', '10.5072/c', '10.5072/d']);
    expect(views.doisOf({ sync: ['unsent'] })).toEqual(['10.5072/a', '10.5072/d']);
    expect(views.countOf({ sync: ['unsent'] })).toBe(2);
    expect([...views.matching({ sync: ['unsent'] })]).toHaveLength(2);
  });

  it('reads many records that were written in turns, in their new places, and what is written meanwhile', async () => {
    const total = 2000;
    const all = Array.from(
      { length: total },
      (_, index) => `10.5072/r${String(index).padStart(4, '0')}`,
    );
    save(...all.map((doi) => titled(doi, `Title ${doi}`)));
    const views = recordViews(test.context.ledger);
    expect(views.doisOf({}, { sort: 'title', descending: false })).toEqual(all);
    save(...all.slice(0, 390).map((doi) => titled(doi, `Zebra ${doi}`, { sync: 'unsent' })));
    const loading = views.load();
    test.context.ledger.db.run(`delete from record where doi = ?`, all[0] ?? '');
    setSync(test.context, [all[1999] ?? ''], 'unsent');
    await loading;
    expect(views.countOf({ sync: ['unsent'] })).toBe(390);
    expect(views.doisOf({}, { sort: 'title', descending: false })).toEqual([
      ...all.slice(390),
      ...all.slice(1, 390),
    ]);
  });

  it('sees what another process writes, when it only reads', () => {
    save(recordInput('10.5072/a'));
    const reader = openLedger(test.context.ledger.path, {
      clock: test.ports.clock,
      readonly: true,
    });
    try {
      const views = recordViews(reader);
      expect(views.doisOf({})).toEqual(['10.5072/a']);
      save(recordInput('10.5072/b'));
      expect(views.doisOf({})).toEqual(['10.5072/a', '10.5072/b']);
    } finally {
      reader.close();
    }
  });
});

describe('a search while somebody types', () => {
  it('looks at the newest hits only, and at whole words before unfinished ones', async () => {
    const many = Array.from({ length: 2_100 }, (_, at) => titled(`10.5072/n${at}`, `data ${at}`));
    save(titled('10.5072/old', 'data of old'), ...many, titled('10.5072/base', 'database'));
    const quick = await list({ text: 'data' }, { isQuick: true, limit: 1, sort: 'updated' });
    expect(quick).toMatchObject({ total: 2_000, isPartial: true });
    expect((await list({ text: 'data' }, { limit: 1 })).total).toBe(2_102);
    // Few hits are all looked at, so that an unfinished word finds what begins with it.
    const few = await list({ text: 'databa' }, { isQuick: true });
    expect(few.rows.map(({ doi }) => doi)).toEqual(['10.5072/base']);
    expect(few.isPartial).toBeUndefined();
  });
});

describe('search', () => {
  beforeEach(() => {
    save(
      titled('10.5072/7k2m-0q9x', 'Étude of alpine lakes', { itemKey: 'lake_07', collectionId: 1 }),
      titled('10.5072/abcd', 'Snow cover of the Alps'),
    );
  });

  it.each([
    ['a word without its accent', 'etude', ['10.5072/7k2m-0q9x']],
    ['several words in any order', 'lakes alpine', ['10.5072/7k2m-0q9x']],
    ['the beginning of the last word', 'snow co', ['10.5072/abcd']],
    ['a beginning that both have', 'al', ['10.5072/7k2m-0q9x', '10.5072/abcd']],
    ['the key of the item', 'lake_07', ['10.5072/7k2m-0q9x']],
    ['a DOI as an address', 'https://doi.org/10.5072/ABCD', ['10.5072/abcd']],
    ['a DOI with its scheme', 'doi:10.5072/abcd', ['10.5072/abcd']],
    ['the beginning of a DOI', '10.5072/7k2m', ['10.5072/7k2m-0q9x']],
    ['words that are operators', 'NEAR(snow AND', []],
    ['quotes and signs only', '"*^():-', []],
    ['nothing but space', '   ', ['10.5072/7k2m-0q9x', '10.5072/abcd']],
  ])('finds by %s', async (_name, text, expected) => {
    expect(await dois({ text })).toEqual(expected);
  });
});

describe('facets', () => {
  it('count each value over what the other parts of the filter leave', async () => {
    save(
      recordInput('10.5072/a', {
        state: 'draft',
        collectionId: 1,
        findings: [finding('x', 'error')],
      }),
      recordInput('10.5072/b', {
        state: 'draft',
        findings: [finding('x', 'hint'), finding('y', 'warning')],
      }),
      recordInput('10.5072/c', { state: 'findable', collectionId: 1 }),
    );

    const counts = contract['records.facets'].output.parse(
      await handlers()['records.facets']({
        filter: { states: ['draft'] },
        facets: ['state', 'type', 'year', 'sync', 'collection', 'finding', 'findings'],
        limit: 200,
      }),
    );
    const of = (id: string) => {
      const facet = counts.facets.find((known) => known.id === id);
      return [
        ...(facet?.values ?? []).map(({ value, count }) => [value, count]),
        facet?.withoutValue,
      ];
    };
    expect(of('state')).toEqual([['draft', 2], ['findable', 1], 0]);
    expect(of('type')).toEqual([['Dataset', 2], 0]);
    expect(of('year')).toEqual([['2024', 2], 0]);
    expect(of('sync')).toEqual([['local', 2], 0]);
    expect(of('collection')).toEqual([['#1', 1], 1]);
    expect(of('finding')).toEqual([['x', 2], ['y', 1], 0]);
    expect(of('findings')).toEqual([['errors', 1], ['warnings', 1], 0]);
  });
});

describe('filters and orders', () => {
  const seed = 4711;

  it('agree with SQL for random records, filters and changes', async () => {
    const random = seededRandom(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const some = <T>(list: readonly T[]): T[] => list.filter(() => random() < 0.4);
    const states = ['reserved', 'draft', 'findable'] as const;
    const syncs = ['local', 'failed', 'in-step'] as const;
    const types = ['Dataset', 'Model', 'Text'];
    const years = [1999, 2020, 2024];
    const { db } = test.context.ledger;
    let compared = 0;

    for (let round = 0; round < 60; round += 1) {
      save(
        ...Array.from({ length: 8 }, () =>
          titled(`10.5072/${Math.floor(random() * 120)}`, pick(['a', 'B', 'ç', 'd']), {
            state: pick(states),
            sync: pick(syncs),
            collectionId: pick([1, 2, null]),
            attributes: {
              types: { resourceTypeGeneral: pick(types) },
              publicationYear: pick(years),
            },
            findings: some(['e', 'w', 'h'] as const).map((code) =>
              finding(code, ({ e: 'error', w: 'warning', h: 'hint' } as const)[code]),
            ),
          }),
        ),
      );
      const filter: RecordFilter = {
        ...(random() < 0.4 ? { states: some(states) } : {}),
        ...(random() < 0.4 ? { sync: some(syncs) } : {}),
        ...(random() < 0.3 ? { types: some(types) } : {}),
        ...(random() < 0.3 ? { years: some(years) } : {}),
        ...(random() < 0.3 ? { collectionId: pick([1, 2, 3]) } : {}),
        ...(random() < 0.3 ? { findings: pick(['errors', 'warnings', 'clean'] as const) } : {}),
        ...(random() < 0.3 ? { findingCode: pick(['e', 'w', 'none']) } : {}),
      };
      const sort = pick(recordSortName.options);
      const descending = random() < 0.5;
      const expected = db.all<{ doi: string }>(sqlFor(sort, descending), {
        filter: JSON.stringify(filter),
      });
      const actual = await dois(filter, { sort, descending });
      compared += actual.length;
      expect(actual, `seed ${seed}, round ${round}: ${sort} ${JSON.stringify(filter)}`).toEqual(
        expected.map(({ doi }) => doi),
      );
    }
    expect(compared).toBeGreaterThan(500);
  });

  function sqlFor(sort: string, descending: boolean): string {
    const key = {
      updated: 'updated_at',
      title: 'title_sort',
      publisher: 'publisher',
      creators: 'creators',
      doi: 'doi',
      year: 'publication_year',
      type: 'resource_type',
      state: `case state when 'reserved' then 0 when 'draft' then 1 when 'registered' then 2 else 3 end`,
      findings: 'error_count * 10000 + warning_count * 100 + hint_count',
      sync: `case sync when 'failed' then 1 when 'local' then 4 else 5 end`,
    }[sort];
    const direction = descending ? 'desc' : 'asc';
    const list = (name: string, column: string): string =>
      `(coalesce(json_array_length(@filter, '$.${name}'), 0) = 0 or
        ${column} in (select value from json_each(@filter, '$.${name}')))`;
    return `select doi from record where ${list('states', 'state')} and ${list('sync', 'sync')}
      and ${list('types', 'resource_type')} and ${list('years', 'publication_year')}
      and coalesce(@filter ->> '$.collectionId' = collection_id, @filter ->> '$.collectionId' is null)
      and case @filter ->> '$.findings' when 'errors' then error_count > 0
        when 'warnings' then warning_count > 0
        when 'clean' then error_count + warning_count = 0 else 1 end
      and (@filter ->> '$.findingCode' is null or exists (select 1 from record_finding
        where record_id = id and code = @filter ->> '$.findingCode'))
      order by ${String(key)} ${direction}, id ${direction} limit 200`;
  }
});

describe('one record', () => {
  it('is shown whole, by its DOI in any form', () => {
    save(
      recordInput('10.5072/a', {
        collectionId: 1,
        itemKey: 'k',
        findings: [finding('x', 'error')],
      }),
    );
    test.context.ledger.db.run(
      `insert into operation (id, record_id, doi, repository_id, sequence, kind, status, payload,
         payload_sha256, failure, created_at)
       values ('o', 1, '10.5072/a', 'practice', 1, 'create', 'rejected', '', '',
         '{"code":"REMOTE_REJECTED","message":"No","path":"url","nextStep":null}', '')`,
    );
    const detail = contract['records.get'].output.parse(
      handlers()['records.get']({ doi: 'https://doi.org/10.5072/A' }),
    );
    expect(detail).toMatchObject({
      doi: '10.5072/a',
      collectionName: 'collection 1',
      repositoryName: 'Practice repository',
      source: { file: 'sheet.csv', row: 2, key: 'k' },
      errorCount: 1,
      remote: null,
      lastFailure: { message: 'No', path: 'url' },
    });
  });

  it('is not found when the ledger has none', () => {
    expect(() => handlers()['records.get']({ doi: '10.5072/none' })).toThrow(/no record of/);
  });

  it('shows the exact request that would be sent', () => {
    save(recordInput('10.5072/a'));
    const payload = contract['records.payload'].output.parse(
      handlers()['records.payload']({ doi: '10.5072/a', state: 'findable' }),
    );
    expect(payload).toMatchObject({
      method: 'POST',
      path: '/dois?affiliation=true&publisher=true',
    });
    expect(JSON.parse(payload.json)).toMatchObject({
      data: { attributes: { doi: '10.5072/a', event: 'publish' } },
    });
    expect(payload.xml).toContain('>10.5072/a</identifier>');
  });

  it('shows no request where nothing would be sent', () => {
    save(recordInput('10.5072/a', { sync: 'observe-only', state: 'findable' }));
    expect(handlers()['records.payload']({ doi: '10.5072/a', state: 'findable' })).toMatchObject({
      json: '',
    });
  });

  it.each([
    { titles: 'x', creators: [null, 7, 'x'], publisher: 7, types: [], dates: {} },
    { geoLocations: [{ geoLocationPolygon: 'x' }], relatedItems: [{ creators: 'x' }], sizes: 3 },
  ])('is shown whatever shape its metadata has: %j', (attributes) => {
    save(recordInput('10.5072/a', { attributes: attributes as never }));
    const input = { doi: '10.5072/a', state: 'draft' } as const;
    expect(handlers()['records.payload'](input)).toMatchObject({ method: 'POST' });
    expect(handlers()['records.get']({ doi: '10.5072/a' })).toMatchObject({ attributes });
  });
});
