import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import fc from 'fast-check';

import { formatRoute, parseRoute } from '../../renderer/app/route.ts';
import type { Route } from '../../renderer/app/route.ts';
import { draftOf, readDraft } from '../../renderer/collections/defaults-draft.ts';
import {
  contentHeight,
  drawnRows,
  isCompressed,
  lastTopRow,
  layerTopAt,
  placeAt,
  scrollTopFor,
  topRowAt,
  topRowToShow,
} from '../../renderer/components/windowing.ts';
import { listDifferences, listEdits } from '../../renderer/records/list-differences.ts';
import { createAppStore } from '../../renderer/store/app-store.ts';
import { createPageSource } from '../../renderer/store/page-source.ts';
import { createQueryCache } from '../../renderer/store/query-cache.ts';
import { createClient } from '#shared/contract/client.ts';
import { ticksOf, toggleTicks } from '#shared/grid/ticks.ts';
import { valueLimit } from '#shared/query/query.ts';
import { currentSchema, predictStored } from '#shared/stored/predict-stored.ts';

const sizes = fc.record({
  rowCount: fc.integer({ min: 1, max: 3_000_000 }),
  rowHeight: fc.integer({ min: 16, max: 80 }),
  viewHeight: fc.integer({ min: 80, max: 2_000 }),
});

test('every row of a list of any length can be brought into sight and is drawn then', () => {
  let compressed = 0;
  fc.assert(
    fc.property(
      sizes,
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (size, pick, start) => {
        if (isCompressed(size)) compressed += 1;
        const row = pick % size.rowCount;
        const topRow = topRowToShow(row, start * lastTopRow(size), size);
        const scrollTop = scrollTopFor(topRow, size);
        const { first, last } = drawnRows(topRow, size);
        const { anchor } = placeAt(topRow, { topRow: start * lastTopRow(size), anchor: 0 }, size);
        const layerTop = layerTopAt({ topRow, anchor }, scrollTop, size);
        const rowTop = layerTop + (row - anchor) * size.rowHeight - scrollTop;
        expect(first <= row && row <= last).toBe(true);
        expect(rowTop).toBeGreaterThan(-1);
        expect(rowTop + size.rowHeight).toBeLessThan(Math.max(size.viewHeight, size.rowHeight) + 1);
        expect(scrollTop).toBeLessThanOrEqual(contentHeight(size));
      },
    ),
    { numRuns: 2_000 },
  );
  expect(compressed).toBeGreaterThan(100);
});

test('rows that stay in sight keep their place in the layer, and a jump keeps the places of all', () => {
  const size = { rowCount: 1_000_000, rowHeight: 30, viewHeight: 900 };
  const start = { topRow: 5_000, anchor: 4_990 };
  expect(placeAt(5_020, start, size)).toEqual({ topRow: 5_020, anchor: 4_990 });
  expect(placeAt(4_980.5, start, size)).toEqual({ topRow: 4_980.5, anchor: 4_990 });
  // 4,994 was the first that was drawn: four rows below the anchor, there and after the jump.
  expect(placeAt(9_000, start, size)).toEqual({ topRow: 9_000, anchor: 8_990 });
  expect(placeAt(0, start, size)).toEqual({ topRow: 0, anchor: -4 });
  // Far from its anchor the layer begins anew.
  expect(placeAt(6_010, { topRow: 6_000, anchor: 4_990 }, size).anchor).toBe(6_004);
});

test('the scroll bar and the row at the top say the same, both ways', () => {
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (size, share) => {
      const topRow = share * lastTopRow(size);
      expect(topRowAt(scrollTopFor(topRow, size), size)).toBeCloseTo(topRow, 3);
    }),
  );
});

test('a place and its address say the same, whatever a DOI holds', () => {
  const id = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });
  const routes: fc.Arbitrary<Route> = fc.oneof(
    fc.record({ screen: fc.constant('records' as const), doi: fc.option(id) }),
    fc.record({ screen: fc.constant('outbox' as const), batchId: fc.option(id) }),
    fc.record({ screen: fc.constant('collections' as const), collectionId: fc.option(fc.nat()) }),
    fc.record({ screen: fc.constant('import' as const), importId: fc.nat() }),
    fc.constant({ screen: 'bring-in' as const }),
  );
  fc.assert(
    fc.property(routes, (route) => {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }),
  );
});

test('an address that names nothing is the first screen', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/imports/x', '#/imports']) {
    expect(parseRoute(hash)).toEqual({ screen: 'overview' });
  }
  expect(parseRoute('#/records/%E0%A4%A')).toEqual({ screen: 'records', doi: null });
});

test('defaults keep what the form does not show, and a year must be one', () => {
  const given = { subjects: ['snow'], language: 'en', publicationYear: 2020 };
  expect(readDraft(draftOf(given), given)).toEqual({ ok: true, value: given });
  expect(readDraft({ ...draftOf(given), publicationYear: '20' }, given)).toMatchObject({
    ok: false,
    error: { field: 'publicationYear' },
  });
});

test('what the service adds by itself is no difference; what a person changed is one', () => {
  const here = {
    titles: [{ title: 'Snow depth' }],
    types: { resourceTypeGeneral: 'Dataset' },
    creators: [{ name: 'Dürr, Sabine', nameType: 'Personal' }],
    language: 'en',
  };
  const stored = predictStored({ ...here, schemaVersion: currentSchema });
  expect(listDifferences(here, stored)).toEqual([]);
  expect(
    listDifferences({ ...here, titles: [{ title: 'Snow depth, corrected' }] }, stored),
  ).toEqual([{ path: 'titles[0].title', here: 'Snow depth, corrected', there: 'Snow depth' }]);
});

test('an edit that puts a list in another order is one difference, any other is told value by value', () => {
  const [one, two] = [{ name: 'Brunner, Lea', givenName: 'Lea' }, { name: 'Iyer, Lakshmi' }];
  const base = { creators: [one, two], formats: ['csv', 'pdf'], language: 'en' };
  const edit = { creators: [two, one], formats: ['pdf', 'csv'], language: 'de' };
  expect(listEdits(edit, base)).toEqual([
    { path: 'language', here: 'de', there: 'en' },
    {
      path: 'creators: their order',
      here: '1. Iyer, Lakshmi\n2. Brunner, Lea',
      there: '1. Brunner, Lea\n2. Iyer, Lakshmi',
    },
    { path: 'formats: their order', here: '1. pdf\n2. csv', there: '1. csv\n2. pdf' },
  ]);
  const changed = { ...base, creators: [two, { ...one, givenName: 'L.' }] };
  expect(listEdits(changed, base).map(({ path }) => path)).toContain('creators[1].givenName');
  expect(listEdits(base, base)).toEqual([]);
});

test('a page source keeps few pages, asks once for each, and asks again after a change', async () => {
  const asked: number[] = [];
  let rowsOf = 'old';
  const source = createPageSource<string>({
    pageSize: 10,
    capacity: 3,
    load: (offset) => {
      asked.push(offset);
      return Promise.resolve({
        rows: Array.from({ length: 10 }, (_, at) => `${rowsOf} ${offset + at}`),
        total: 100,
      });
    },
  });
  source.subscribe(() => undefined);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  source.see(0, 12);
  await settled();
  expect([source.total(), source.row(12), source.row(30)]).toEqual([100, 'old 12', undefined]);
  source.see(5, 15);
  await settled();
  expect(asked).toEqual([0, 10]);
  source.see(50, 69);
  await settled();
  expect(source.row(3)).toBeUndefined();
  rowsOf = 'new';
  source.refresh();
  expect(source.row(55)).toBe('old 55');
  await settled();
  await settled();
  expect(source.row(55)).toBe('new 55');
});

test('a page source shows a quick answer for a part at once, and asks for the whole by itself', async () => {
  const answers: (() => void)[] = [];
  const source = createPageSource<string>({
    load: (_offset, _limit, isFirst) =>
      new Promise((resolve) => {
        const page = isFirst
          ? { rows: ['newest'], total: 2000, isPartial: true }
          : { rows: ['first of all'], total: 9000 };
        answers.push(() => resolve(page));
      }),
  });
  source.subscribe(() => undefined);
  const answer = async () => {
    answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  source.see(0, 20);
  await answer();
  expect([source.total(), source.isPartial(), source.row(0)]).toEqual([2000, true, 'newest']);
  await answer();
  expect([source.total(), source.isPartial(), source.row(0)]).toEqual([
    9000,
    false,
    'first of all',
  ]);
  expect(answers).toEqual([]);
});

test('a query is asked once for all who watch it, and again when an event says so', async () => {
  const asked: string[] = [];
  let tell: (event: string, payload: unknown) => void = () => undefined;
  const cache = createQueryCache(
    createClient({
      invoke: (channel) => {
        asked.push(channel);
        return Promise.resolve({ ok: true, value: { recipes: [] } });
      },
      subscribe: (listener) => {
        // Each event has a listener of its own; all of them must hear.
        const before = tell;
        tell = (event, payload) => {
          before(event, payload);
          listener(event, payload);
        };
        return () => undefined;
      },
    }),
  );
  const stop = cache.subscribe('recipes.list', {}, () => undefined);
  cache.subscribe('recipes.list', {}, () => undefined);
  await expect.poll(() => cache.read('recipes.list', {}).status).toBe('ready');
  expect(asked).toHaveLength(1);
  tell('outbox.changed', { batchId: null });
  expect(asked).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 250));
  tell('collections.changed', { collectionId: null });
  tell('collections.changed', { collectionId: null });
  await expect.poll(() => asked.length).toBe(3);
  stop();
});

test('more ticks than an operation takes are refused in words, and what was ticked stays', () => {
  const store = createAppStore();
  const dois = Array.from({ length: valueLimit + 1 }, (_, at) => `10.5072/${at}`);
  const most = ticksOf(dois.slice(1));
  store.getState().tickRecords(most);
  store.getState().tickRecords(toggleTicks(most, dois.slice(0, 1)));
  expect(store.getState()).toMatchObject({
    ticks: most,
    notice: { text: expect.stringMatching(/^Up to 20,000 records can be ticked/) as unknown },
  });
});

test('no workflow draws a class that another one draws: all style sheets meet in one page', () => {
  const root = join(import.meta.dirname, '..', '..', 'renderer');
  const owners = new Map<string, Set<string>>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const [folder = ''] = name.split(/[\\/]/);
    // The theme draws what all of them share.
    if (!name.endsWith('.css') || folder === 'theme') continue;
    const sheet = readFileSync(join(root, name), 'utf8').replace(/\/\*.*?\*\//gs, '');
    for (const [, selectors = ''] of sheet.matchAll(/([^{}]+)\{/g)) {
      for (const selector of selectors.split(',')) {
        const own = /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1];
        if (own !== undefined) owners.set(own, (owners.get(own) ?? new Set()).add(folder));
      }
    }
  }
  const shared = [...owners].filter(([, folders]) => folders.size > 1);
  expect(shared.map(([name, folders]) => `${name}: ${[...folders].join(', ')}`)).toEqual([]);
  expect(owners.size).toBeGreaterThan(300);
});
