import { rmSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { createRecordHandlers } from '#core/records/record-handlers.ts';
import { recordViews } from '#core/records/record-views.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createViewHandlers } from '#core/records/saved-views.ts';
import { contract } from '#shared/contract/contract.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext, testConfig } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  test.context.ledger.db.run(
    `insert into collection (id, repository_id, name, created_at)
     values (7, 'practice', 'Alpine gauges 2024', '')`,
  );
});
afterEach(() => test.dispose());

/** Everything that was in memory is gone. */
function restart(): void {
  const { path } = test.context.ledger;
  test.context.ledger.close();
  const ledger = openLedger(path, { clock: test.ports.clock });
  const live = createContext(test.ports, testConfig(test.folder), ledger);
  const { folder } = test;
  const dispose = (): void => {
    ledger.close();
    rmSync(folder, { recursive: true });
  };
  test = { ...test, ...live, dispose };
}

const save = (...inputs: RecordInput[]) =>
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
const record = (suffix: string, attributes: object, changes: Partial<RecordInput> = {}) =>
  recordInput(`10.5072/${suffix}`, { ...changes, attributes });
/** Suffixes in the order asked for. */
const ask = (query: string, sort = 'doi') =>
  recordViews(test.context.ledger)
    .doisOf({ query }, { sort, descending: false })
    .map((doi) => doi.slice('10.5072/'.length));
const facet = (id: string, query = '') => {
  const { values, withoutValue } = recordViews(test.context.ledger).facet({ query }, id, 10);
  return [...values.map(({ value, count }) => `${value} ${count}`), withoutValue];
};

const orcid = {
  nameIdentifier: 'https://orcid.org/0000-0002-1825-0097',
  nameIdentifierScheme: 'ORCID',
};
const rights = (...names: string[]) => names.map((rightsIdentifier) => ({ rightsIdentifier }));
const three = (): void => {
  save(
    record(
      'a',
      {
        titles: [{ title: 'Étude of alpine lakes' }],
        creators: [
          { name: 'Roe, Jane', nameIdentifiers: [orcid], affiliation: [{ name: 'ETH Zürich' }] },
        ],
        publisher: { name: 'ETH Zürich' },
        publicationYear: 2024,
        types: { resourceTypeGeneral: 'Dataset' },
        rightsList: rights('CC-BY-4.0'),
        language: 'en',
        schemaVersion: 'http://datacite.org/schema/kernel-4',
        relatedIdentifiers: [
          { relatedIdentifier: '10.5072/b', relationType: 'IsPreviousVersionOf' },
        ],
      },
      { state: 'findable', collectionId: 7, itemKey: 'lake_07' },
    ),
    record(
      'b',
      {
        titles: [{ title: 'Snow' }],
        creators: [{ name: 'Doe, J.', nameIdentifiers: [orcid] }, { name: 'Poe, E.' }],
        publisher: { name: 'WSL' },
        publicationYear: 2020,
        types: { resourceTypeGeneral: 'Model' },
        rightsList: rights('CC0-1.0', 'CC-BY-4.0'),
        language: 'de',
        schemaVersion: 'http://datacite.org/schema/kernel-3',
        sizes: ['12', '100'],
      },
      { state: 'draft' },
    ),
    record(
      'c',
      {
        creators: [{ name: 'Nobody, N.' }],
        publicationYear: 1999,
        sizes: ['9'],
        dates: [{ date: '2019-05-04', dateType: 'Issued' }],
      },
      { state: 'draft', source: { file: 'Wide sheet.xlsx', row: 1 } },
    ),
  );
};

const answers: readonly (readonly [query: string, suffixes: string])[] = [
  ['', 'a b c'],
  ['state:draft', 'b c'],
  ['state:(draft or findable) year>=2020', 'a b'],
  ['year:2000..2020', 'b'],
  ['publisher:"eth zurich"', 'a'],
  ['publisher="eth zurich"', ''],
  ['-has:publisher', 'c'],
  ['has:orcid', 'a b'],
  ['-has:orcid', 'c'],
  ['orcid:some', 'b'],
  ['licence:cc-by-4.0', 'a b'],
  ['licence:cc0*', 'b'],
  ['licence:CC', ''],
  ['-has:licence', 'c'],
  ['language:(en de)', 'a b'],
  ['kernel:3', 'b'],
  ['versions:has-newer', 'a'],
  ['relation:IsPreviousVersionOf', 'a'],
  ['title:lak', 'a'],
  ['title="Snow"', 'b'],
  ['creator:poe', 'b'],
  ['creator="Poe, E."', 'b'],
  ['key:lake_07', 'a'],
  ['source:wide', 'c'],
  ['collection:"alpine gauges*"', 'a'],
  ['collection:#7', 'a'],
  ['-has:collection', 'b c'],
  ['prefix:10.5072 doi:(https://doi.org/10.5072/A 10.5072/zz)', 'a'],
  ['doi:10.5072/*', 'a b c'],
  ['creators.affiliation.name:zurich', 'a'],
  ['creators[1].name:poe', 'b'],
  ['sizes>=10', 'b'],
  ['sizes:1..9', 'c'],
  ['dates[Issued].date<2020', 'c'],
  ['dates[Issued].date:2019..2019', 'c'],
  ['dates[Collected].date<2020', ''],
  ['has:dates', 'c'],
  ['verified:never', 'a b c'],
  ['updated:2026-06', 'a b c'],
  ['updated<2026-06-01', ''],
  ['alpine or snow', 'a b'],
  ['-(alpine or snow)', 'c'],
  ['not (state:draft year<2000)', 'a b'],
];

it('finds a piece of a value as it stands, whatever signs are in it', () => {
  const titles = ['What is [x]?', 'What is y?', 'A*b', 'Aab', 'one\0two', 'Étude'];
  save(...titles.map((title, at) => record(String(at), { titles: [{ title }] })));
  const found = (piece: string) => ask(`titles.title:"${piece}"`);
  expect(found('is [x]?')).toEqual(['0']);
  expect(found('?')).toEqual(['0', '1']);
  expect(found('[x]')).toEqual(['0']);
  expect(found('two')).toEqual(['4']);
  expect(found('tud')).toEqual(['5']);
  expect(found('at is')).toEqual(['0', '1']);
  expect(found('ab')).toEqual(['3']);
});

describe('a query over the ledger', () => {
  it('gives the records that fit', () => {
    three();
    // One ledger for all of them: opening one takes longer than a hundred queries.
    for (const [query, expected] of answers)
      expect([query, ask(query).join(' ')]).toEqual([query, expected]);
  });

  it('is refused with the place where it cannot be read', () => {
    expect(() => ask('state:findible')).toThrow(/at character 1: “findible” is no state/);
  });

  it('finds what the resolver lacks and what was waived', () => {
    three();
    const { db } = test.context.ledger;
    expect(ask('resolver:never')).toEqual([]);
    db.run(`insert into resolver_gap select id, '' from record where doi = '10.5072/a'`);
    db.run(
      `insert into waiver select id, 'x-y', 'p', 'r', null, '' from record where doi = '10.5072/b'`,
    );
    expect(ask('resolver:never')).toEqual(['a']);
    expect(ask('waived:x-*')).toEqual(['b']);
    expect(facet('waived')).toEqual(['x-y 1', 2]);
    db.run('delete from resolver_gap');
    expect(ask('resolver:never')).toEqual([]);
  });

  it('finds drafts by their review, and an edit takes an approval back', () => {
    three();
    const { db } = test.context.ledger;
    db.run(`update record set state = 'draft' where doi = '10.5072/a'`);
    db.run(
      `insert into review (record_id, step, content_hash, changed_at)
         select id, 'approved', content_hash, '' from record where doi in ('10.5072/a', '10.5072/b')`,
    );
    expect(ask('review:approved state:draft')).toEqual(['a', 'b']);
    save(record('a', { language: 'it' }, { state: 'draft' }));
    expect(ask('review:approved')).toEqual(['b']);
    expect(ask('review:in-review')).toEqual(['a']);
  });

  it('sorts by any property, numbers by size and nothing first', () => {
    three();
    expect(ask('', 'property:sizes[0]')).toEqual(['a', 'c', 'b']);
    expect(ask('', 'property:titles.title')).toEqual(['c', 'a', 'b']);
    expect(ask('', 'creators')).toEqual(['b', 'c', 'a']);
  });

  it('counts the values of any property, and of one facet without its own part', () => {
    three();
    expect(facet('licence')).toEqual(['CC-BY-4.0 2', 'CC0-1.0 1', 1]);
    expect(facet('licence', 'licence:CC0-1.0 state:draft')).toEqual([
      'CC-BY-4.0 1',
      'CC0-1.0 1',
      1,
    ]);
    expect(facet('creators[*].affiliation[*].name')).toEqual(['ETH Zürich 1', 2]);
    expect(facet('state', 'year>=2020')).toEqual(['draft 1', 'findable 1', 0]);
    expect(facet('orcid')).toEqual(['all 1', 'none 1', 'some 1', 0]);
    expect(facet('verified')).toEqual(['never 3', 0]);
  });

  it('shows the values at paths beside a row', async () => {
    three();
    const { rows } = contract['records.list'].output.parse(
      await createRecordHandlers(test.context)['records.list']({
        ...{ filter: {}, sort: 'doi', descending: false, offset: 1, limit: 1 },
        properties: ['creators[*].name', 'publicationYear', 'geoLocations'],
      }),
    );
    expect(rows[0]?.cells).toEqual([
      { values: ['Doe, J.', 'Poe, E.'], count: 2 },
      { values: [2020], count: 1 },
      { values: [], count: 0 },
    ]);
  });

  it('reads a pasted list, and says what it does not know', async () => {
    three();
    const handlers = createRecordHandlers(test.context);
    const text = [
      'doi\ttitle',
      '10.5072/A\tsomething with 10 words',
      'https://doi.org/10.5072/b, doi:10.5072/c; 10.5072/zzz',
      '10.5072/a',
      'no doi here',
    ].join('\r\n');
    expect(await handlers['records.match']({ text, filter: {} })).toEqual({
      dois: ['10.5072/a', '10.5072/b', '10.5072/c'],
      ...{ hidden: [], elsewhere: [] },
      unknown: ['10.5072/zzz'],
      unreadable: ['doi\ttitle', 'no doi here'],
    });
  });

  it('tells of a pasted list what the list cannot show: of other repositories, or filtered out', async () => {
    three();
    test.context.ledger.db.run(
      `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
       values ('eth', 'ETH Zürich', 'production', 'https://api.datacite.org', 'ethz.sed', '["10.3929"]', '')`,
    );
    save(recordInput('10.3929/p', { repositoryId: 'eth' }));
    const handlers = createRecordHandlers(test.context);
    const text = '10.5072/a 10.3929/p 10.5072/b 10.5072/c 10.3929/none';
    const practice = {
      repositoryId: 'practice',
      query: 'creators.name:doe or publisher:zürich',
      // Pasted before: counts for nothing.
      dois: ['10.5072/c'],
    };
    const inPractice = contract['records.match'].output.parse(
      await handlers['records.match']({ text, filter: practice }),
    );
    expect(inPractice).toEqual({
      dois: ['10.5072/a', '10.5072/b', '10.5072/c'],
      hidden: ['10.5072/c'],
      elsewhere: [{ repositoryName: 'ETH Zürich', dois: ['10.3929/p'] }],
      unknown: ['10.3929/none'],
      unreadable: [],
    });
    // What is ticked of it is what the list shows of it.
    const shown = recordViews(test.context.ledger).doisOf({ ...practice, dois: inPractice.dois });
    expect(inPractice.dois.filter((doi) => !inPractice.hidden.includes(doi))).toEqual(shown);

    const inProduction = await handlers['records.match']({ text, filter: { repositoryId: 'eth' } });
    expect(inProduction).toMatchObject({
      ...{ dois: ['10.3929/p'], hidden: [], unknown: ['10.3929/none'] },
      elsewhere: [
        { repositoryName: 'Practice repository', dois: ['10.5072/a', '10.5072/b', '10.5072/c'] },
      ],
    });
  });
});

it('finds records by the kernel that DataCite holds them in, whatever they say themselves', () => {
  three();
  const kernel = (version: number) => `http://datacite.org/schema/kernel-${version}`;
  const read = (version: number) =>
    confirmRemote(
      test.context,
      {
        ...{ doi: '10.5072/a', remoteState: 'findable', remoteUpdatedAt: null, sync: 'in-step' },
        remote: { schemaVersion: kernel(version) },
      },
      { kind: 'read', reason: null },
    );
  expect(ask('kernel:3')).toEqual(['b']);
  read(2.2);
  expect(ask('kernel:2.2')).toEqual(['a']);
  expect(facet('kernel')).toEqual(['2.2 1', '3 1', 1]);
  read(3);
  restart();
  expect(ask('kernel:3')).toEqual(['a', 'b']);
  expect(ask('-has:kernel')).toEqual(['c']);
});

describe('the index of a property', () => {
  it('follows new, changed and deleted records, also after a restart', () => {
    three();
    expect(ask('language:de')).toEqual(['b']);
    save(record('b', { language: 'fr' }), record('d', { language: 'de' }));
    expect(ask('language:de')).toEqual(['d']);
    expect(ask('language:fr')).toEqual(['b']);
    // The number of a deleted row is used again.
    test.context.ledger.db.run(`delete from record where doi = '10.5072/d'`);
    save(record('e', { language: 'it' }));
    expect(facet('language')).toEqual(['en 1', 'fr 1', 'it 1', 1]);

    restart();
    expect(ask('language:it')).toEqual(['e']);
    expect(ask('language:de')).toEqual([]);
  });

  it('answers in a ledger that is only read', () => {
    three();
    const reader = openLedger(test.context.ledger.path, {
      clock: test.ports.clock,
      readonly: true,
    });
    try {
      const views = recordViews(reader);
      expect(views.doisOf({ query: 'licence:CC0-1.0' })).toEqual(['10.5072/b']);
      save(record('d', { rightsList: rights('CC0-1.0') }));
      expect(views.doisOf({ query: 'licence:CC0-1.0' })).toEqual(['10.5072/b', '10.5072/d']);
    } finally {
      reader.close();
    }
  });

  it('agrees with a look at every record, through random writes, restarts and write-backs', async () => {
    const seed = 3_105;
    const random = seededRandom(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const languages = ['de', 'en', 'fr', 'it', undefined];
    const truth = new Map<string, { language: string | undefined; subjects: string[] }>();
    let compared = 0;
    for (let round = 0; round < 8; round += 1) {
      const inputs = Array.from({ length: 400 }, () => {
        const suffix = `r${Math.floor(random() * 2_500)}`;
        const language = pick(languages);
        const subjects = ['ice', 'snow', 'rain', 'hail'].filter(() => random() < 0.4);
        truth.set(suffix, { language, subjects });
        return record(suffix, {
          ...(language === undefined ? {} : { language }),
          subjects: subjects.map((subject) => ({ subject })),
        });
      });
      save(...inputs);
      if (random() < 0.3) restart();
      const views = recordViews(test.context.ledger);
      const query = `language:(de fr) subjects.subject:${pick(['ice', 'sno', 'hai'])}`;
      if (random() < 0.5) await views.prepare({ query }, { facets: ['language'] });
      const wanted = query.slice(query.lastIndexOf(':') + 1);
      const expected = [...truth]
        .filter(([, { language, subjects }]) =>
          language === 'de' || language === 'fr'
            ? subjects.some((subject) => subject.includes(wanted))
            : false,
        )
        .map(([suffix]) => `10.5072/${suffix}`)
        .sort();
      expect(views.doisOf({ query }), `seed ${seed}, round ${round}`).toEqual(expected);
      const german = [...truth.values()].filter(({ language }) => language === 'de').length;
      expect(
        views.facet({}, 'language', 10).values.find(({ value }) => value === 'de')?.count,
      ).toBe(german);
      compared += expected.length;
    }
    expect(compared).toBeGreaterThan(500);
  });
});

describe('saved views', () => {
  const layout = {
    columns: [
      { id: 'state', width: 4 },
      { id: 'property:language', width: 8 },
    ],
    ...{ frozen: 1, sort: 'property:language' as const, descending: true },
  };

  it('are kept by name, counted, and removed', async () => {
    three();
    const views = createViewHandlers(test.context);
    const saved = contract['views.save'].output.parse(
      await views['views.save']({ name: 'Drafts', query: 'state:draft', layout }),
    );
    await views['views.save']({ name: 'Drafts', query: 'state:draft year<2000', layout });
    const { views: all } = contract['views.list'].output.parse(await views['views.list']({}));
    expect(all).toMatchObject([{ id: saved.id, query: 'state:draft year<2000', layout }]);
    expect(await views['views.counts']({ repositoryId: 'practice' })).toEqual({
      counts: [{ id: saved.id, count: 1 }],
    });
    await views['views.remove']({ id: saved.id });
    expect(await views['views.list']({})).toEqual({ views: [] });
  });

  it('are refused with a query that cannot be read', () => {
    const views = createViewHandlers(test.context);
    expect(() => views['views.save']({ name: 'x', query: '(', layout })).toThrow(/not closed/);
  });
});
