import type { Page } from '@playwright/test';

import { expect, findBarriers, findBarriersInDark, sheet, test } from './fixture/screen-test.ts';

interface Place {
  readonly name: string;
  readonly hash: string;
  /** Something that is there only when the screen has its data. */
  readonly shows: string | RegExp;
  readonly act?: (page: Page) => Promise<void>;
  /** Best practices, never WCAG rules, that cannot hold here. */
  readonly rulesOff?: readonly string[];
}

const wizardAt =
  (steps: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('input[type=file]').first().setInputFiles(sheet);
    await page.getByText('How it is read').waitFor();
    for (let step = 0; step < steps; step += 1) {
      await page.getByRole('button', { name: 'Continue' }).click();
    }
  };

const record = '#/records/10.5072%2Fnias-4f2a-000004';
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click();

const places: readonly Place[] = [
  { name: 'collections', hash: '#/collections/1', shows: '14 records with errors' },
  {
    name: 'reserve names',
    hash: '#/collections',
    shows: 'For whom',
    act: (page) => page.getByRole('button', { name: 'Reserve names' }).click(),
  },
  {
    name: 'the decision to register',
    hash: '#/collections/1',
    shows: '171 DOIs are created',
    act: (page) => page.getByRole('button', { name: 'Register', exact: true }).click(),
  },
  { name: 'wizard: drop', hash: '#/bring-in', shows: 'Drop a file or a folder here' },
  { name: 'wizard: source', hash: '#/bring-in', shows: 'Semicolon', act: wizardAt(0) },
  { name: 'wizard: columns', hash: '#/bring-in', shows: '6 of 7 columns used', act: wizardAt(1) },
  {
    name: 'wizard: destination',
    hash: '#/bring-in',
    shows: 'Hosting institution',
    act: wizardAt(2),
  },
  { name: 'wizard: preview', hash: '#/bring-in', shows: /Row 5 has 3 cells/, act: wizardAt(3) },
  { name: 'import', hash: '#/imports/1', shows: 'One line per item' },
  { name: 'records', hash: '#/records', shows: '240 records' },
  {
    name: 'records: filter',
    hash: '#/records',
    shows: 'Nothing found',
    // React Aria hangs popovers beside the landmarks; the dialog in it is one of its own.
    rulesOff: ['region'],
    act: (page) => page.getByRole('button', { name: 'Findings', exact: true }).first().click(),
  },
  { name: 'record', hash: record, shows: 'Research Council of Norland' },
  { name: 'record: findings', hash: record, shows: /abstract has only/, act: tab('Findings') },
  { name: 'record: request', hash: record, shows: /"type": "dois"/, act: tab('Request') },
  { name: 'record: differences', hash: record, shows: /are equal/, act: tab('Differences') },
  { name: 'record: history', hash: record, shows: 'Registered as findable', act: tab('History') },
  { name: 'outbox', hash: '#/outbox', shows: 'Register Model cards as draft' },
  {
    name: 'outbox: operation',
    hash: '#/outbox',
    shows: 'The request, as it was built',
    act: (page) => page.getByRole('row').nth(1).click(),
  },
  { name: 'history', hash: '#/history', shows: 'Brought in from alpine-gauges.csv' },
  { name: 'repositories', hash: '#/repositories/practice', shows: 'PRACTICE.REPO' },
  { name: 'add a repository', hash: '#/repositories/new', shows: /Goes into the vault/ },
  { name: 'settings', hash: '#/settings', shows: 'Roomy' },
  {
    name: 'commands',
    hash: '#/records',
    shows: 'Go to Outbox',
    // The arrow keys of the search field walk and scroll the list, whose focus is only told.
    rulesOff: ['scrollable-region-focusable'],
    act: (page) => page.keyboard.press('Control+k'),
  },
  {
    name: 'keys',
    hash: '#/records',
    shows: 'Move by one screen',
    act: (page) => page.keyboard.press('?'),
  },
];

for (const place of places) {
  test(`${place.name} shows its data, breaks no rule of the policy and has no barrier, light and dark`, async ({
    page,
    screens,
  }) => {
    await screens.open(place.hash);
    await place.act?.(page);
    await expect(page.getByText(place.shows).first()).toBeVisible();
    expect(await findBarriers(page, place.rulesOff)).toEqual([]);
    expect(await findBarriersInDark(page)).toEqual([]);
    expect(screens.complaints).toEqual([]);
  });
}

test.describe('a first run', () => {
  test.use({ fixture: { scene: 'empty' } });

  for (const [hash, says] of [
    ['#/collections', 'No collections yet'],
    ['#/records', 'No records yet'],
    ['#/outbox', 'Nothing was sent yet'],
    ['#/history', 'Nothing has happened yet'],
  ] as const) {
    test(`${hash} says what will be here`, async ({ page, screens }) => {
      await screens.open(hash);
      await expect(page.getByText(says)).toBeVisible();
      expect(await findBarriers(page)).toEqual([]);
      expect(screens.complaints).toEqual([]);
    });
  }
});

test('the environment stands on every screen in words', async ({ page, screens }) => {
  for (const hash of ['#/collections', '#/records', '#/outbox', '#/bring-in', '#/settings']) {
    await screens.open(hash);
    await expect(page.getByText('Nothing you do here reaches DataCite.')).toBeVisible();
    await expect(page).toHaveTitle(/Practice: Practice repository/);
  }
  await page.getByRole('button', { name: /^Repository/ }).click();
  await page.getByRole('menuitem', { name: /Nordic Institute/ }).click();
  await expect(page.getByRole('banner').getByText('PRODUCTION', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/Production: Nordic Institute/);
});

test('nothing is cut at 1024 by 700', async ({ page, screens }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  for (const place of places.filter((known) => known.act === undefined)) {
    await screens.open(place.hash);
    await expect(page.getByText(place.shows).first()).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, place.name).toBe(0);
  }
});
