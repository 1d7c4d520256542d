import type { Page } from '@playwright/test';

import { expect, findBarriers, findBarriersInDark, sheet, test } from './fixture/screen-test.ts';

/** What a walk sees after one more step. */
interface Stop {
  readonly name: string;
  /** Something that is there only when the screen has its data. */
  readonly shows: string | RegExp;
  readonly act?: (page: Page) => Promise<void>;
  /** Best practices, never WCAG rules, that cannot hold here. */
  readonly rulesOff?: readonly string[];
}

/** A place of the app, and what is done there: one page carries a whole walk, for opening it is half of a stop. */
interface Walk {
  readonly hash: string;
  readonly stops: readonly [Stop, ...Stop[]];
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click();

const walks: readonly Walk[] = [
  {
    hash: '#/collections/1',
    stops: [
      { name: 'collection', shows: '14 records with errors' },
      {
        name: 'the decision to register',
        shows: '171 DOIs are created',
        act: (page) => page.getByRole('button', { name: 'Register', exact: true }).click(),
      },
    ],
  },
  {
    hash: '#/collections',
    stops: [
      {
        name: 'reserve names',
        shows: 'For whom',
        act: (page) => page.getByRole('button', { name: 'Reserve names' }).click(),
      },
    ],
  },
  {
    hash: '#/bring-in',
    stops: [
      { name: 'drop', shows: 'Drop a file or a folder here' },
      {
        name: 'source',
        shows: 'Semicolon',
        act: (page) => page.locator('input[type=file]').first().setInputFiles(sheet),
      },
      { name: 'columns', shows: '6 of 7 columns used', act: goOn },
      { name: 'destination', shows: 'Hosting institution', act: goOn },
      { name: 'preview', shows: /Row 5 has 3 cells/, act: goOn },
    ],
  },
  { hash: '#/imports/1', stops: [{ name: 'import', shows: 'One line per item' }] },
  {
    hash: '#/records',
    stops: [
      { name: 'records', shows: '240 records' },
      {
        name: 'keys',
        shows: 'Move by one screen',
        act: (page) => page.keyboard.press('?'),
      },
      {
        name: 'commands',
        shows: 'Go to Outbox',
        // The arrow keys of the search field walk and scroll the list, whose focus is only told.
        rulesOff: ['scrollable-region-focusable'],
        act: async (page) => {
          await page.keyboard.press('Escape');
          await page.getByText('Move by one screen').waitFor({ state: 'hidden' });
          await page.keyboard.press('Control+k');
        },
      },
      {
        name: 'filter',
        shows: 'No errors or warnings',
        // React Aria hangs popovers beside the landmarks; the dialog in it is one of its own.
        rulesOff: ['region'],
        act: async (page) => {
          await page.keyboard.press('Escape');
          await page.getByText('Go to Outbox').waitFor({ state: 'hidden' });
          await page.getByRole('button', { name: 'Findings', exact: true }).first().click();
        },
      },
    ],
  },
  {
    hash: '#/records/10.5072%2Fnias-4f2a-000004',
    stops: [
      { name: 'record', shows: 'Research Council of Norland' },
      { name: 'findings', shows: /abstract has only/, act: tab('Findings') },
      { name: 'request', shows: /"type": "dois"/, act: tab('Request') },
      { name: 'differences', shows: /are equal/, act: tab('Differences') },
      { name: 'history', shows: 'Registered as findable', act: tab('History') },
    ],
  },
  {
    hash: '#/outbox',
    stops: [
      { name: 'outbox', shows: 'Register Model cards as draft' },
      {
        name: 'operation',
        shows: 'The request, as it was built',
        act: (page) => page.getByRole('row').nth(1).click(),
      },
    ],
  },
  { hash: '#/history', stops: [{ name: 'history', shows: 'Brought in from alpine-gauges.csv' }] },
  { hash: '#/repositories/practice', stops: [{ name: 'repositories', shows: 'PRACTICE.REPO' }] },
  {
    hash: '#/repositories/new',
    stops: [{ name: 'add a repository', shows: /Goes into the vault/ }],
  },
  { hash: '#/settings', stops: [{ name: 'settings', shows: 'Roomy' }] },
];

for (const { hash, stops } of walks) {
  const names = stops.map(({ name }) => name).join(', ');
  test(`${names}: each shows its data, breaks no rule of the policy, has no barrier, light and dark, and is not cut`, async ({
    page,
    screens,
  }) => {
    await screens.open(hash);
    const banner = page.getByText('Nothing you do here reaches DataCite.').first();
    await expect(banner).toBeVisible();
    await expect(page).toHaveTitle(/Practice: Practice repository/);
    for (const { name, shows, act, rulesOff } of stops) {
      await test.step(name, async () => {
        await page.emulateMedia({ colorScheme: 'light' });
        await act?.(page);
        await expect(page.getByText(shows).first()).toBeVisible();
        expect(await findBarriers(page, rulesOff)).toEqual([]);
        expect(await findBarriersInDark(page)).toEqual([]);
        expect(await overflowOf(page, { width: 1024, height: 700 })).toBe(0);
        expect(screens.complaints).toEqual([]);
      });
    }
  });
}

/** Pixels that a screen is wider than a window of that size. The window gets its old size back. */
async function overflowOf(page: Page, size: { width: number; height: number }): Promise<number> {
  const usual = page.viewportSize() ?? size;
  await page.setViewportSize(size);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.setViewportSize(usual);
  return overflow;
}

test.describe('a first run', () => {
  test.use({ fixture: { scene: 'empty' } });

  test('says on each screen what will be here', async ({ page, screens }) => {
    for (const [hash, says] of [
      ['#/collections', 'No collections yet'],
      ['#/records', 'No records yet'],
      ['#/outbox', 'Nothing was sent yet'],
      ['#/history', 'Nothing has happened yet'],
    ] as const) {
      await test.step(hash, async () => {
        await screens.open(hash);
        await expect(page.getByText(says)).toBeVisible();
        expect(await findBarriers(page)).toEqual([]);
        expect(screens.complaints).toEqual([]);
      });
    }
  });
});

test('production says so in words, on the screen and in the title', async ({ page, screens }) => {
  await screens.open('#/collections');
  await page.getByRole('button', { name: /^Repository/ }).click();
  await page.getByRole('menuitem', { name: /Nordic Institute/ }).click();
  await expect(page.getByRole('banner').getByText('PRODUCTION', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/Production: Nordic Institute/);
});
