/**
 * Pictures of every screen as a steward sees them: the real browser host on a fresh data folder, with
 * the sample collection brought in and registered on the practice repository.
 * `npm run screens` writes test/screens/<screen>-<theme>-<width>.png.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { chromiumOptions } from '../browser.ts';
import { startBrowserApp } from '../e2e/browser-app.ts';
import { compressPng } from './compress-png.ts';

interface Screen {
  readonly name: string;
  readonly hash: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

const sheet = {
  name: 'gauges.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Id;Titel;Autoren;Jahr;Lizenz;URL',
      'G-01;Water levels at the north gauge;Meier, Anna;2024;CC-BY-4.0;https://repository.example.org/g/1',
      'G-02;Water levels at the south gauge;Meier, Anna; ;CC-BY-4.0;https://repository.example.org/g/2',
    ].join('\n'),
  ),
};

/** Goes to a step of the wizard with a sheet in it. */
const wizardAt =
  (step: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('input[type=file]').first().setInputFiles(sheet);
    await page.getByText('How it is read').waitFor();
    for (let at = 0; at < step; at += 1) {
      await page.getByRole('button', { name: 'Continue' }).click();
    }
  };

const askedFor = 'The series names people who did not agree to it. Please take it away.';

const titleCell = (page: Page) => page.getByRole('row').nth(3).getByRole('rowheader');

/** The dialog of a batch over every record, with spellings that were found. */
async function mergeSpellings(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Operation' }).click();
  await page.getByRole('option', { name: 'Merge spellings' }).click();
  await dialog.getByRole('combobox', { name: 'Property' }).fill('creators[*].name');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Look for spellings' }).click();
  await dialog.getByRole('status').first().waitFor();
}

/** A case about a DOI that a hub minted: it has its file and its letter whatever this ledger holds. */
async function openCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New request' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Whose DOI/ }).click();
  await page.getByRole('option', { name: 'DOI minted by a hub' }).click();
  await dialog.getByLabel('DOIs, one a line').fill('10.57967/hf/0039');
  await dialog.getByLabel('Request', { exact: true }).fill(askedFor);
  await page.getByRole('button', { name: 'Open 1 case' }).click();
  await page.getByRole('button', { name: 'Letter to the hub' }).waitFor();
}

const screens: readonly Screen[] = [
  { name: 'overview', hash: '#/overview' },
  { name: 'landing', hash: '#/landing' },
  { name: 'help', hash: '#/help' },
  { name: 'collections', hash: '#/collections/1' },
  { name: 'wizard-source', hash: '#/bring-in' },
  { name: 'wizard-columns', hash: '#/bring-in', prepare: wizardAt(1) },
  { name: 'wizard-preview', hash: '#/bring-in', prepare: wizardAt(3) },
  { name: 'import', hash: '#/imports/1' },
  {
    name: 'records',
    hash: '#/records',
    // A press on the title opens the record; elsewhere it moves the cursor.
    prepare: async (page) => titleCell(page).click(),
  },
  {
    name: 'hub',
    hash: '#/hub/items',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Bring in …' }).first().click();
      await page.getByRole('dialog').getByRole('textbox').first().fill('oberwald-institute');
      await page.getByRole('dialog').getByRole('button', { name: 'Bring in', exact: true }).click();
      await page.getByRole('row').nth(2).click();
    },
  },
  {
    name: 'records-filters',
    hash: '#/records',
    prepare: async (page) => page.getByRole('button', { name: 'Filters', exact: true }).click(),
  },
  { name: 'batch', hash: '#/records', prepare: mergeSpellings },
  {
    name: 'edit',
    hash: '#/records',
    prepare: async (page) => {
      await titleCell(page).click();
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByRole('heading', { name: 'What', exact: true }).waitFor();
    },
  },
  { name: 'sheet-update', hash: '#/sheet-update' },
  { name: 'changes', hash: '#/changes' },
  { name: 'versions', hash: '#/versions' },
  { name: 'requests', hash: '#/requests', prepare: openCase },
  {
    name: 'request',
    hash: '#/requests/1',
    prepare: (page) => page.getByRole('button', { name: 'Letter to the hub' }).click(),
  },
  { name: 'outbox', hash: '#/outbox' },
  { name: 'history', hash: '#/history' },
  { name: 'repositories', hash: '#/repositories/practice' },
  { name: 'settings', hash: '#/settings' },
];

/** Brings the sample in and registers it, by hand on the screens themselves. */
async function prepareLedger(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add the sample collection' }).click();
  await page.getByRole('button', { name: 'Open the collection' }).click();
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByRole('button', { name: /^Register \d+ as findable/ }).click();
  await page
    .getByText(/\d+ failed|All sent|Done/i)
    .first()
    .waitFor();
}

/** Waits until the page has stopped changing: no skeleton, no bar that moves. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(600);
}

async function take(page: Page, name: string, origin: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // Colours go from one theme to the other level by level, which a busy machine shows.
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    await settle(page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await settle(page);
      const file = join(import.meta.dirname, `${name}-${theme}-${size.width}.png`);
      await writeFile(file, compressPng(await page.screenshot({ caret: 'hide' })));
    }
  }
  console.log(`${name} (${origin})`);
}

/** `npm run screens -- requests request`: these alone; without names all of them. */
const names = process.argv.slice(2);
const isWanted = ({ name }: { readonly name: string }): boolean =>
  names.length === 0 || names.includes(name);

const app = await startBrowserApp();
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ viewport: sizes[0] ?? null });
  await page.goto(app.url);
  await settle(page);
  if (isWanted({ name: 'first-run' })) await take(page, 'first-run', app.origin);
  await prepareLedger(page);
  for (const { name, hash, prepare } of screens.filter(isWanted)) {
    await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
    await page.goto(`${app.origin}/${hash}`);
    await page.reload();
    await settle(page);
    await prepare?.(page);
    await take(page, name, app.origin);
  }
} finally {
  await browser.close();
  await app.close();
}
