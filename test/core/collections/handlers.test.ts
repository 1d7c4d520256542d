import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCollections, createSources } from '#core/collections/index.ts';
import type { Collections, Sources } from '#core/collections/index.ts';
import { createDispatch } from '#core/router.ts';
import type { Handlers } from '#core/router.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import { openSheet } from '#core/sheets/open-sheet.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { fakeClock, openTestContext } from '../fixtures/test-context.ts';
import { file, importAll, row, sheet } from './fixtures.ts';

type Channel = keyof Collections['handlers'];

let test: TestContext;
let sources: Sources;
let collections: Collections;
beforeEach(() => {
  // A clock that runs, so that a long import gives way to calls.
  test = openTestContext({ clock: { ...fakeClock(), monotonic: () => performance.now() } });
  sources = createSources(test.context);
  collections = createCollections(test.context, sources);
});
afterEach(async () => {
  await collections.stop();
  test.dispose();
});

/** Calls through the router, so that input and output are held to the contract. */
async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const dispatch = createDispatch(
    collections.handlers as unknown as Handlers,
    (entry) => void test.ports.logged.push(entry),
    () => 'trace',
  );
  const answer = await dispatch(channel, input);
  if (!answer.ok) {
    const logged = JSON.stringify(test.ports.logged);
    throw Object.assign(new Error(), answer.error, {
      message: `${answer.error.message} ${logged}`,
    });
  }
  return answer.value as Output<C>;
}

const detect = { format: null, encoding: null, delimiter: null, sheet: null, mapping: null };

function choice(sourceId: string): Input<'imports.start'> {
  return {
    sourceId,
    settings: detect,
    repositoryId: 'practice',
    collectionName: 'Lakes',
    defaults: { language: 'en' },
    targetState: 'findable',
  };
}

async function ended(importId: number): Promise<Output<'imports.get'>> {
  for (;;) {
    const run = await call('imports.get', { importId });
    if (run.finishedAt !== null) return run;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the wizard', () => {
  it('inspects, previews, imports and shows the result', async () => {
    const path = file(test, 'lakes.csv', sheet(row('A-1'), 'A-2,,,,,,,', row('A-3')));
    const sourceId = sources.admit([path], 'lakes.csv');
    const inspection = await call('imports.inspect', { sourceId, settings: detect });
    expect(inspection).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      fileCount: 1,
      itemCountEstimate: 3,
      recipeId: null,
      warnings: [],
    });
    expect(inspection.columns?.map(({ name, target }) => [name, target])).toEqual([
      ['id', 'key'],
      ['title', 'titles[0].title'],
      ['creators', 'creators[].name'],
      ['year', 'publicationYear'],
      ['publisher', 'publisher.name'],
      ['resource type', 'types.resourceTypeGeneral'],
      ['url', 'url'],
      ['license', 'rightsList[].rights'],
    ]);

    const preview = await call('imports.preview', choice(sourceId));
    expect(preview.items.map(({ row: at, key, doi, outcome }) => [at, key, doi, outcome])).toEqual([
      [2, 'A-1', null, 'new'],
      [3, 'A-2', null, 'new'],
      [4, 'A-3', null, 'new'],
    ]);
    expect(preview.items[0]?.attributes).toMatchObject({ language: 'en' });
    expect(test.context.ledger.db.get('select 1 from record')).toBeUndefined();

    const { importId, collectionId } = await call('imports.start', choice(sourceId));
    expect(await ended(importId)).toMatchObject({
      status: 'done',
      newCount: 3,
      validCount: 2,
      itemTotal: 3,
    });
    const { lines, total } = await call('imports.lines', {
      importId,
      only: 'problems',
      offset: 0,
      limit: 10,
    });
    expect([total, lines.map(({ key }) => key)]).toEqual([1, ['A-2']]);
    expect(await call('collections.get', { id: collectionId })).toMatchObject({
      name: 'Lakes',
      recordCount: 3,
      errorCount: 1,
      stateCounts: { reserved: 3, draft: 0, registered: 0, findable: 0 },
      defaults: { language: 'en' },
    });
    expect((await call('collections.list', {})).collections).toHaveLength(1);
    expect((await call('imports.list', { collectionId })).imports).toHaveLength(1);
    expect(
      (await call('imports.preview', choice(sourceId))).items.map(({ outcome }) => outcome),
    ).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('gives the result as a sheet and as JSON Lines, one line per item', async () => {
    const path = file(test, 'a.csv', sheet(row('A-1', '=cmd()'), 'A-2,x,y,z,1,2,3,4,5,6'));
    const { importId } = await call('imports.start', choice(sources.admit([path], 'a.csv')));
    await ended(importId);
    const json = await call('imports.resultText', { importId, format: 'jsonl', offset: 0 });
    expect(json.nextOffset).toBeNull();
    const lines = json.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ key, status }) => [key, status])).toEqual([
      ['A-1', 'new'],
      [null, 'failed'],
    ]);
    const csv = await call('imports.resultText', { importId, format: 'csv', offset: 0 });
    expect(csv.text).toContain(`"'=cmd()"`);
    const again = await openSheet(file(test, 'result.csv', csv.text), detect);
    const cells = [];
    for await (const each of again.rows()) cells.push(each.cells);
    expect(cells.map((each) => each[5])).toEqual(['=cmd()', '']);
  });

  it('remembers how a kind of sheet is read', async () => {
    const path = file(test, 'a.csv', 'Nummer,Was\n1,Wasser\n2,Wind\n');
    const sourceId = sources.admit([path], 'a.csv');
    const mapping = [
      { column: 'Nummer', index: 0, target: 'key', separator: null },
      { column: 'Was', index: 1, target: 'titles[0].title', separator: null },
    ];
    const { id } = await call('recipes.save', { name: 'Winds', settings: { ...detect, mapping } });
    const inspection = await call('imports.inspect', { sourceId, settings: detect });
    expect(inspection.recipeId).toBe(id);
    expect(inspection.columns?.[1]).toMatchObject({
      target: 'titles[0].title',
      reason: 'The recipe “Winds” says so.',
    });
    expect((await call('recipes.list', {})).recipes).toMatchObject([
      { name: 'Winds', columnCount: 2 },
    ]);
    expect((await call('recipes.get', { id })).settings.mapping).toEqual(mapping);
    // Columns that moved are found by their names.
    file(test, 'a.csv', 'Was,Nummer\nWasser,1\n');
    const moved = await call('imports.preview', {
      ...choice(sourceId),
      settings: { ...detect, mapping },
    });
    expect(moved.items[0]).toMatchObject({ key: '1', title: 'Wasser' });
    file(test, 'a.csv', 'Nummer,Anderes\n1,Wasser\n');
    const missing = await call('imports.inspect', { sourceId, settings: { ...detect, mapping } });
    expect(missing.warnings).toEqual([
      'The mapping names columns that this sheet does not have: “Was”.',
    ]);
    await call('recipes.remove', { id });
    expect((await call('recipes.list', {})).recipes).toEqual([]);
  });

  it('lets in only what a host admitted', async () => {
    await expect(
      call('imports.inspect', { sourceId: '/etc/passwd', settings: detect }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a running import', () => {
  const rows = Array.from({ length: 3000 }, (_, at) => row(`A-${at}`));

  it('pauses, goes on, and can be cancelled; what was brought in stays', async () => {
    const path = file(test, 'a.csv', sheet(...rows));
    const sourceId = sources.admit([path], 'a.csv');
    const { importId } = await call('imports.start', choice(sourceId));
    await call('imports.pause', { importId });
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 200; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
    };
    await turns();
    const paused = await call('imports.get', { importId });
    expect(paused).toMatchObject({ status: 'paused', finishedAt: null, secondsLeft: null });
    await turns();
    expect((await call('imports.get', { importId })).itemCount).toBe(paused.itemCount);
    await call('imports.resume', { importId });
    while ((await call('imports.get', { importId })).itemCount === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await call('imports.cancel', { importId });
    const run = await ended(importId);
    expect(run.status).toBe('cancelled');
    expect(run.itemCount).toBeGreaterThan(0);
    expect(run.itemCount).toBeLessThan(3000);
    await expect(call('imports.pause', { importId })).rejects.toMatchObject({ code: 'CONFLICT' });
    const again = await call('imports.start', choice(sourceId));
    expect(await ended(again.importId)).toMatchObject({
      status: 'done',
      unchangedCount: run.itemCount,
      newCount: 3000 - run.itemCount,
    });
  });

  it('is interrupted when the core stops, and found so after a crash', async () => {
    const path = file(test, 'a.csv', sheet(...rows));
    const { importId } = await call('imports.start', choice(sources.admit([path], 'a.csv')));
    await collections.stop();
    expect((await call('imports.get', { importId })).status).toBe('interrupted');
    test.context.ledger.db.run(`update import_run set status = 'running', finished_at = null`);
    collections = createCollections(test.context, sources);
    expect((await call('imports.get', { importId })).status).toBe('interrupted');
  });
});

describe('reservations', () => {
  it('reserve names with purpose, owner and expiry, and give them as a sheet', async () => {
    const { dois, batchId } = await call('reservations.create', {
      repositoryId: 'practice',
      count: 3,
      purpose: '=cruise 2027',
      owner: 'Jane Doe',
      expiresOn: '2027-12-31',
    });
    expect(new Set(dois).size).toBe(3);
    const { reservations, total } = await call('reservations.list', { offset: 0, limit: 2 });
    expect(total).toBe(3);
    expect(reservations).toHaveLength(2);
    expect(reservations[0]).toMatchObject({
      owner: 'Jane Doe',
      expiresOn: '2027-12-31',
      used: false,
    });
    const { text: csv } = await call('reservations.csvText', { batchId });
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain(`"'=cruise 2027"`);
    // A name that an import puts metadata under is used.
    await importAll(test.context, [file(test, 'a.csv', `id,doi,title\nX,${dois[0] ?? ''},T\n`)]);
    const { reservations: after } = await call('reservations.list', { offset: 0, limit: 10 });
    expect(after.filter(({ used }) => used).map(({ doi }) => doi)).toEqual([dois[0]]);
  });
});
