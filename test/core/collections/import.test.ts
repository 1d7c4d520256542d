import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { importSources } from '#core/collections/index.ts';
import { findByItemKey, getRecord } from '#core/records/find-records.ts';
import type { LedgerRecord } from '#core/records/record.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { file, importAll, row, sheet } from './fixtures.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
});
afterEach(() => {
  test.dispose();
});

function record(key: string): LedgerRecord {
  const found = findByItemKey(test.context.ledger, 1, [key]).get(key);
  if (found === undefined) throw new Error(`There is no record ${key}`);
  return found;
}

/** Saves a person's edit of a record. */
function edit(key: string, attributes: LedgerRecord['attributes']): void {
  const { remote, ...known } = record(key);
  expect(remote).toBeNull();
  saveRecords(test.context, [{ ...known, attributes: { ...known.attributes, ...attributes } }], {
    kind: 'edit',
    reason: null,
  });
}

describe('importing a sheet', () => {
  it('makes a record of each row, with a name of its own', async () => {
    const { lines, run } = await importAll(test.context, [
      file(test, 'a.csv', sheet(row('A-1'), row('A-2'))),
    ]);
    expect(run).toMatchObject({
      status: 'done',
      itemTotal: 2,
      itemCount: 2,
      newCount: 2,
      validCount: 2,
      failure: null,
    });
    expect(
      lines.map(({ source, row: at, status, valid }) => ({ source, at, status, valid })),
    ).toEqual([
      { source: 'a.csv', at: 2, status: 'new', valid: true },
      { source: 'a.csv', at: 3, status: 'new', valid: true },
    ]);
    expect(record('A-1')).toMatchObject({
      doi: lines[0]?.doi,
      state: 'reserved',
      sync: 'local',
      source: { file: 'a.csv', row: 2 },
      attributes: { titles: [{ title: 'Title of A-1' }], publicationYear: 2024 },
    });
    expect(lines[0]?.doi).toMatch(/^10\.5072\/[0-9a-z]{4}(?:-[0-9a-z]{4}){3}$/);
  });

  it('knows the same file again, and a row inserted on top changes no other', async () => {
    const path = file(test, 'a.csv', sheet(row('A-1'), row('A-2')));
    const first = await importAll(test.context, [path]);
    const again = await importAll(test.context, [path]);
    expect(again.lines.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    file(test, 'a.csv', sheet(row('A-0'), row('A-1'), row('A-2', 'Another title')));
    const third = await importAll(test.context, [path]);
    expect(third.lines.map(({ status }) => status)).toEqual(['new', 'unchanged', 'changed']);
    expect(third.lines.slice(1).map(({ doi }) => doi)).toEqual(first.lines.map(({ doi }) => doi));
    expect(record('A-2').attributes.titles).toEqual([{ title: 'Another title' }]);
  });

  it('knows rows without an id again by their address, and equal rows as items of their own', async () => {
    const path = file(test, 'a.csv', 'title,year\nSame,2020\nSame,2020\nOther,2021\n');
    const first = await importAll(test.context, [path]);
    expect(first.run.newCount).toBe(3);
    expect((await importAll(test.context, [path])).run.unchangedCount).toBe(3);
  });

  it('keeps what a person changed here, and takes what only the source changed', async () => {
    const path = file(test, 'a.csv', sheet(row('A-1')));
    await importAll(test.context, [path]);
    edit('A-1', { titles: [{ title: 'Edited here' }], language: 'de' });
    file(test, 'a.csv', sheet(row('A-1', 'Changed there').replace('2024', '2025')));
    const { lines } = await importAll(test.context, [path]);
    expect(lines[0]?.status).toBe('changed');
    expect(lines[0]?.findings.map(({ code }) => code)).toContain('import-kept-edit');
    expect(record('A-1').attributes).toMatchObject({
      titles: [{ title: 'Edited here' }],
      language: 'de',
      publicationYear: 2025,
    });
    // The same file once more: nothing is new, and the edit is not asked about again.
    const again = await importAll(test.context, [path]);
    expect(again.lines[0]?.status).toBe('unchanged');
  });

  it('lets a bad row stop no good one, and says which and why', async () => {
    const rows = [row('A-1'), 'A-2,"Title",x,y,z,a,b,c,d,e', ',,,,,,,', row('A-1'), row('A-3')];
    const { lines, run } = await importAll(test.context, [file(test, 'a.csv', sheet(...rows))]);
    expect(lines.map(({ row: at, status, failure }) => [at, status, failure?.code])).toEqual([
      [2, 'new', undefined],
      [3, 'failed', 'SOURCE_UNREADABLE'],
      [5, 'failed', 'CONFLICT'],
      [6, 'new', undefined],
    ]);
    expect(lines[1]?.failure?.message).toContain('a.csv, row 3');
    expect(lines[2]?.failure?.message).toContain('row 2');
    expect(run).toMatchObject({ status: 'done', newCount: 2, failedCount: 2 });
  });

  it('only watches a DOI of somebody else, and puts no default into it', async () => {
    const path = file(test, 'a.csv', 'id,doi,title\nX,10.57967/hf/1234,Minted by a hub\n');
    const { lines } = await importAll(test.context, [path], { defaults: { language: 'en' } });
    expect(lines[0]).toMatchObject({ status: 'observe-only', doi: '10.57967/hf/1234' });
    expect(record('X')).toMatchObject({
      sync: 'observe-only',
      attributes: { titles: [{ title: 'Minted by a hub' }] },
    });
    expect(record('X').attributes).not.toHaveProperty('language');
  });

  it('takes a DOI under our prefix as it is, and refuses to give an item another one', async () => {
    const path = file(test, 'a.csv', 'id,doi,title\nX,https://doi.org/10.5072/Own-1,T\n');
    expect((await importAll(test.context, [path])).lines[0]).toMatchObject({
      status: 'new',
      doi: '10.5072/Own-1',
    });
    file(test, 'a.csv', 'id,doi,title\nX,10.5072/other,T\nY,10.5072/own-1,T\n');
    const { lines } = await importAll(test.context, [path]);
    expect(lines.map(({ status, failure }) => [status, failure?.code])).toEqual([
      ['failed', 'CONFLICT'],
      ['unchanged', undefined],
    ]);
  });

  it('puts metadata under a name that was reserved for it', async () => {
    const [doi] = saveRecords(
      test.context,
      [
        {
          doi: '10.5072/reserved-1',
          repositoryId: 'practice',
          collectionId: null,
          itemKey: null,
          source: null,
          attributes: {},
          findings: [],
          sync: 'local',
          state: 'reserved',
          sourceHash: null,
        },
      ],
      { kind: 'reservation', reason: null },
    );
    const path = file(test, 'a.csv', 'id,doi,title\nX,10.5072/reserved-1,T\n');
    expect((await importAll(test.context, [path])).lines[0]?.status).toBe('changed');
    expect(getRecord(test.context.ledger, doi?.doi ?? '')).toMatchObject({
      itemKey: 'X',
      collectionId: 1,
    });
  });

  it('completes rows from the defaults of repository and collection, the nearer one first', async () => {
    test.context.ledger.db.run(
      `update repository set defaults = '{"language":"en","publisher":{"name":"Repository"}}'`,
    );
    const path = file(test, 'a.csv', 'id,title,creators,year\nX,T,"Doe, Jane",2024\n');
    const { lines } = await importAll(test.context, [path], {
      defaults: {
        publisher: { name: 'Collection' },
        resourceTypeGeneral: 'Dataset',
        urlPattern: 'https://data.example.org/{key}/{suffix}',
      },
    });
    expect(lines[0]?.valid).toBe(true);
    const suffix = lines[0]?.doi?.slice('10.5072/'.length) ?? '';
    expect(record('X').attributes).toMatchObject({
      language: 'en',
      publisher: { name: 'Collection' },
      url: `https://data.example.org/X/${suffix}`,
    });
  });

  it('reads one and the same file to its end although the original vanishes half-way', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => row(`A-${at}`));
    const path = file(test, 'a.csv', sheet(...rows));
    const source = importSources(test.context, {
      paths: [path],
      repositoryId: 'practice',
      collectionName: 'Test',
      targetState: 'findable',
    });
    await source.next();
    rmSync(path);
    let count = 1;
    while ((await source.next()).done !== true) count += 1;
    expect(count).toBe(1000);
  });

  it('leaves whole batches when the process dies, and goes on when it is run again', async () => {
    const rows = Array.from({ length: 210 }, (_, at) => row(`A-${at}`));
    const path = file(test, 'a.csv', sheet(...rows));
    let batches = 0;
    const crashing = {
      ...test.context,
      ports: {
        ...test.context.ports,
        crashPoint: (name: string) => {
          if (name === 'import.inside-batch' && (batches += 1) === 2)
            throw new Error('The process dies');
        },
      },
    };
    await expect(importAll(crashing, [path])).rejects.toThrow('The process dies');
    const counted = test.context.ledger.db.get<{ records: number; lines: number }>(
      'select (select count(*) from record) as records, (select count(*) from import_line) as lines',
    );
    expect(counted?.records).toBe(counted?.lines);
    expect(counted?.records).toBeGreaterThan(0);
    const { run } = await importAll(test.context, [path]);
    expect(run).toMatchObject({
      status: 'done',
      unchangedCount: counted?.records,
      itemCount: 210,
    });
    expect(run.newCount).toBe(210 - (counted?.records ?? 0));
  });

  it('takes nothing of a table whose end cannot be read', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => row(`A-${at}`));
    const path = file(
      test,
      'a.csv',
      `${sheet(...rows)}\nA-x,"never closed,${'x'.repeat(9_000_000)}`,
    );
    const { lines, run } = await importAll(test.context, [path]);
    expect(lines).toEqual([]);
    expect(run.status).toBe('failed');
    expect(run.failure).toMatchObject({ code: 'SOURCE_UNREADABLE', path: null });
    expect(run.failure?.message).toContain('a.csv, row 602');
    expect(test.context.ledger.db.get('select 1 from record')).toBeUndefined();
  });
});

describe('importing JSON', () => {
  it('takes a DOI that is written as an address, and the state that an answer of the API tells', async () => {
    const body = (doi: string, more: object): object => ({
      id: doi,
      attributes: { doi, titles: [{ title: 'T' }], viewCount: 3, ...more },
    });
    const data = [
      body('https://doi.org/10.5072/one', {}),
      body('10.57967/hf/1', { state: 'registered' }),
    ];
    const { lines } = await importAll(test.context, [
      file(test, 'a.json', JSON.stringify({ data })),
    ]);
    expect(lines.map(({ doi, status, row: at }) => [at, doi, status])).toEqual([
      [1, '10.5072/one', 'new'],
      [2, '10.57967/hf/1', 'observe-only'],
    ]);
    expect(getRecord(test.context.ledger, '10.5072/one')?.attributes).toEqual({
      titles: [{ title: 'T' }],
    });
    expect(getRecord(test.context.ledger, '10.57967/hf/1')?.state).toBe('registered');
  });
});

describe('importing a folder', () => {
  it('reads every format in it, and a broken file stops no other', async () => {
    file(test, 'f/sheet.csv', sheet(row('A-1')));
    file(test, 'f/one.json', JSON.stringify({ titles: [{ title: 'From JSON' }] }));
    file(
      test,
      'f/many.jsonl',
      '{"titles":[{"title":"L1"}]}\n{broken\n{"titles":[{"title":"L3"}]}\n',
    );
    file(
      test,
      'f/record.xml',
      '<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>From XML</title></titles></resource>',
    );
    file(test, 'f/broken.xml', '<resource><titles>');
    file(
      test,
      'f/model/README.md',
      '---\npipeline_tag: text-classification\n---\n# Model Card for Tiny\n',
    );
    file(test, 'f/model/data.csv', 'this,is,data\n1,2,3\n');
    const { lines } = await importAll(test.context, [join(test.folder, 'files', 'f')]);
    const statuses = lines.map(({ source, row: at, status }) => [source, at, status]);
    expect(statuses).toEqual([
      ['broken.xml', null, 'failed'],
      ['many.jsonl', 1, 'new'],
      ['many.jsonl', 2, 'failed'],
      ['many.jsonl', 3, 'new'],
      ['model/README.md', null, 'new'],
      ['one.json', null, 'new'],
      ['record.xml', null, 'new'],
      ['sheet.csv', 2, 'new'],
    ]);
    expect(record('model').attributes).toMatchObject({
      titles: [{ title: 'Tiny' }, { title: 'model', titleType: 'AlternativeTitle' }],
      url: 'https://huggingface.co/model',
    });
    expect(record('one').attributes.titles).toEqual([{ title: 'From JSON' }]);
  });
});
