/**
 * Pictures of every screen over invented data, for people to look at while they work on them:
 * `node test/screens/take-invented.ts FOLDER [NAME...]`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { chromiumOptions } from '../browser.ts';
import { startFixtureHost } from '../renderer/fixture/fixture-host.ts';
import { accountShots } from './account-shots.ts';
import type { Shot } from './hub-shots.ts';
import { hubShots } from './hub-shots.ts';
import { reviewShots } from './review-shots.ts';

const sheet = {
  name: 'alpine-gauges.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('Id;Titel\nVES-1;A\n'),
};

const toStep =
  (step: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('input[type=file]').first().setInputFiles(sheet);
    await page.getByText('How it is read').waitFor();
    for (let at = 0; at < step; at += 1) {
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.waitForTimeout(250);
    }
  };

const press =
  (...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.waitForTimeout(200);
    }
  };

const pressMore =
  (item: string, ...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await press('More')(page);
    await page.getByRole('menuitem', { name: item }).click();
    await press(...names)(page);
  };

const openTab =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('tab', { name }).click();

const shots: readonly Shot[] = [
  { name: 'first-run', hash: '#/collections', scene: 'empty' },
  { name: 'collections', hash: '#/collections/1' },
  { name: 'wizard-drop', hash: '#/bring-in' },
  { name: 'wizard-source', hash: '#/bring-in', act: toStep(0) },
  { name: 'wizard-columns', hash: '#/bring-in', act: toStep(1) },
  { name: 'wizard-destination', hash: '#/bring-in', act: toStep(2) },
  { name: 'wizard-preview', hash: '#/bring-in', act: toStep(3) },
  { name: 'import-running', hash: '#/imports/1', scene: 'busy' },
  {
    name: 'import-done',
    hash: '#/imports/1',
    act: async (page) => {
      await page.getByRole('row').nth(4).click();
    },
  },
  {
    name: 'register',
    hash: '#/collections/1',
    act: async (page) => {
      await page.getByRole('button', { name: 'Register', exact: true }).click();
      await page.getByText('What will happen').waitFor();
    },
  },
  {
    name: 'reserve',
    hash: '#/collections/1',
    act: async (page) => {
      await page.getByRole('button', { name: 'Reserve names' }).click();
    },
  },
  { name: 'overview', hash: '#/overview' },
  {
    name: 'overview-use',
    hash: '#/overview',
    act: async (page) => {
      await page.getByRole('heading', { name: 'Most used records' }).scrollIntoViewIfNeeded();
    },
  },
  ...hubShots,
  ...reviewShots,
  { name: 'landing', hash: '#/landing' },
  {
    name: 'landing-page',
    hash: '#/landing/10.5072%2Fpage-0',
    act: press('Send the address again'),
  },
  { name: 'requests', hash: '#/requests' },
  { name: 'request', hash: '#/requests/3' },
  { name: 'request-hub', hash: '#/requests/1', act: press('Letter to the hub') },
  { name: 'request-half', hash: '#/requests/2', act: openTab('Steps') },
  { name: 'request-tombstone', hash: '#/requests/3', act: openTab('Tombstone') },
  { name: 'request-documents', hash: '#/requests/3', act: openTab('Documents') },
  { name: 'request-alternatives', hash: '#/requests/3', act: press('Alternatives first') },
  { name: 'request-approve', hash: '#/requests/3', act: press('Approve') },
  { name: 'request-dates', hash: '#/requests/3', act: press('Change dates') },
  { name: 'requests-new', hash: '#/requests', act: press('New request') },
  { name: 'requests-settings', hash: '#/requests', act: pressMore('Pages and policy') },
  { name: 'requests-pages', hash: '#/requests', act: pressMore('Write pages', 'Write the pages') },
  { name: 'requests-statistics', hash: '#/requests', act: pressMore('Statistics') },
  { name: 'requests-empty', hash: '#/requests', scene: 'empty' },
  {
    name: 'records-delete',
    hash: '#/records',
    act: async (page) => {
      await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
      await press('Delete drafts')(page);
    },
  },
  { name: 'versions', hash: '#/versions' },
  {
    name: 'version-facts',
    hash: '#/versions/10.5072%2Fc',
    act: async (page) => {
      await page.locator('.chain-node').getByText('10.5072/v3').click();
      await page.getByRole('complementary', { name: '10.5072/v3' }).waitFor();
    },
  },
  {
    name: 'cite-part',
    hash: '#/versions/10.5072%2Fc',
    act: async (page) => {
      await page.locator('.chain-node').getByText('10.5072/v3').click();
      await page.getByRole('button', { name: 'Cite', exact: true }).click();
      await page.getByRole('button', { name: 'Cite a part' }).click();
      await page
        .getByRole('textbox', { name: 'Which part' })
        .fill('Gauges of the canton of Vaud, 2019 to 2021');
      await page.getByText('Yes: it is published by itself').click();
    },
  },
  { name: 'help', hash: '#/help' },
  { name: 'help-topic', hash: '#/help/landing-url-temporary' },
  {
    name: 'conflict',
    hash: '#/records/10.5072%2Fnias-4f2a-00000r',
    act: async (page) => {
      await page.getByRole('region', { name: 'state' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'second-folder',
    hash: '#/settings',
    act: async (page) => {
      const folder = page.getByLabel('Second folder');
      await folder.fill('/mnt/away');
      await folder.press('Enter');
      await page.getByText('There is no folder').waitFor();
      await page.getByText('There is no folder').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'quota',
    hash: '#/repositories',
    act: async (page) => {
      await page.getByRole('button', { name: 'Change …' }).first().click();
    },
  },
  {
    name: 'record-fair',
    hash: '#/records/10.5072%2Fnias-4f2a-000004',
    act: async (page) => {
      await page.getByRole('tab', { name: 'FAIR' }).click();
    },
  },
  { name: 'records', hash: '#/records' },
  { name: 'record', hash: '#/records/10.5072%2Fnias-4f2a-000005' },
  {
    name: 'record-findings',
    hash: '#/records/10.5072%2Fnias-4f2a-000005',
    act: async (page) => {
      await page.getByRole('tab', { name: /Findings/ }).click();
    },
  },
  {
    name: 'record-payload',
    hash: '#/records/10.5072%2Fnias-4f2a-000005',
    act: async (page) => {
      await page.getByRole('tab', { name: 'Request' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'records-filter',
    hash: '#/records',
    act: async (page) => {
      await page.getByRole('button', { name: 'State' }).first().click();
      await page.getByRole('option').first().click();
    },
  },
  { name: 'outbox', hash: '#/outbox', scene: 'busy' },
  {
    name: 'outbox-operation',
    hash: '#/outbox',
    scene: 'busy',
    act: async (page) => {
      await page.getByRole('row').nth(1).click();
      await page.waitForTimeout(200);
    },
  },
  { name: 'outbox-empty', hash: '#/outbox', scene: 'empty' },
  { name: 'history', hash: '#/history' },
  { name: 'repositories', hash: '#/repositories/practice' },
  { name: 'repository-new', hash: '#/repositories/new' },
  { name: 'settings', hash: '#/settings' },
  {
    name: 'palette',
    hash: '#/records',
    act: async (page) => {
      await page.keyboard.press('Control+k');
    },
  },
  {
    name: 'keys',
    hash: '#/records',
    act: async (page) => {
      await page.keyboard.press('?');
    },
  },
  {
    name: 'switcher',
    hash: '#/records',
    act: async (page) => {
      await page.getByRole('button', { name: /^Repository/ }).click();
    },
  },
  // Last: the door stays shut.
  ...accountShots,
];

const [folder = '/tmp/shots', ...names] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch(chromiumOptions());
const sizes = (process.env['SIZES'] ?? '1440x900,1024x700').split(',');
const themes = (process.env['THEMES'] ?? 'light,dark').split(',') as ('light' | 'dark')[];

for (const scene of ['full', 'busy', 'empty'] as const) {
  const wanted = shots.filter(
    (shot) => (shot.scene ?? 'full') === scene && (names.length === 0 || names.includes(shot.name)),
  );
  if (wanted.length === 0) continue;
  for (const colorScheme of themes) {
    for (const size of sizes) {
      const host = await startFixtureHost({ scene });
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') console.log(message.text());
      });
      page.on('pageerror', (error) => console.log(error.stack));
      await page.goto(host.url);
      const base = new URL(page.url()).origin;
      const [width = 1440, height = 900] = size.split('x').map(Number);
      await page.setViewportSize({ width, height });
      for (const shot of wanted) {
        await take(page, shot, `${base}/${shot.hash}`, `${width}-${colorScheme}`);
      }
      await context.close();
      await host.close();
    }
  }
}
await browser.close();

async function take(page: Page, shot: Shot, address: string, variant: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('main').waitFor();
  await page.waitForTimeout(350);
  try {
    await shot.act?.(page);
  } catch (cause) {
    console.log(shot.name, String(cause).split('\n').slice(0, 3).join(' '));
  }
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(folder, `${shot.name}-${variant}.png`) });
}
