import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { findBarriers, findBarriersInDark } from '../renderer/fixture/screen-test.ts';
import type { BrowserApp } from './browser-app.ts';
import { startBrowserApp } from './browser-app.ts';

// From a request to a tombstone and back, with the real core, its practice repository and its web server,
// by keyboard alone.
const steward = join(import.meta.dirname, '..', '..', 'electron', 'hosts', 'cli', 'bin.mjs');
const folder = mkdtempSync(join(tmpdir(), 'removal-e2e-'));
const data = join(folder, 'data');
let app: BrowserApp;
let page: Page;

const sheet = [
  'id,title,creators,year,publisher,type,url,license,abstract,doi',
  '1,Lake temperatures,"Meier, Anna",2023,Institute for Lakes,Dataset,https://repository.example.org/1,CC-BY-4.0,Daily values of one lake.,10.5072/lake-1',
].join('\n');

function run(...args: string[]): void {
  const done = spawnSync(process.execPath, [steward, ...args, '--data', data], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}${done.stdout}`);
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  const file = join(folder, 'lakes.csv');
  writeFileSync(file, sheet);
  run('import', file, '--repository', 'practice', '--collection', 'Lakes');
  run('register', '--collection', 'Lakes', '--state', 'findable');
  app = await startBrowserApp({ dataFolder: data });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(app.url);
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As a person without a mouse does it. */
async function press(target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press('Enter');
}
const isClosed = () => expect(page.getByRole('dialog')).toBeHidden();
const button = (name: string | RegExp) => page.getByRole('button', { name });
const write = async (name: string | RegExp, text: string) => {
  const box = page.getByRole('textbox', { name, exact: true });
  await box.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
};
async function choose(field: RegExp, option: string): Promise<void> {
  await press(button(field));
  const found = page.getByRole('option', { name: option, exact: true });
  await found.focus();
  await page.keyboard.press('Enter');
}

async function chooseMore(item: string): Promise<void> {
  await press(button('More'));
  const found = page.getByRole('menuitem', { name: item });
  await found.focus();
  await page.keyboard.press('Enter');
}

test('a request becomes a case after alternatives, with a policy of two persons', async () => {
  await expect(page.getByRole('link', { name: 'Requests' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(page.getByRole('heading', { name: 'No request waits' })).toBeVisible();
  await chooseMore('Pages and policy');
  await choose(/Persons who must approve/, 'Two persons');
  await press(button('Save'));
  await isClosed();
  await press(button('New request'));
  await write('DOIs, one a line', '10.5072/lake-1');
  await write('Request', 'One of the series holds names of swimmers.');
  await choose(/Reason/, 'Personal data');
  await press(button('Open 1 case'));
  await expect(page.getByRole('heading', { name: 'Lake temperatures' })).toBeVisible();
  await press(button('Alternatives first'));
  await expect(page.getByText('Temporarily unavailable')).toBeVisible();
  await press(button('None of these helps'));
  await isClosed();
});

test('the tombstone is written beside what readers will see, and two persons approve it', async () => {
  await press(page.getByRole('tab', { name: 'Tombstone' }));
  await write(
    /Public statement/,
    'Anna Meier asked us to take away names of swimmers that it held.',
  );
  await write(/Decided by/, 'Head of research data');
  await write(/Contact \(public\)/, 'data@example.org');
  await expect(page.getByText('names a person of the record')).toBeVisible();
  await write(
    /Public statement/,
    'The series held names of swimmers and was taken away on request.',
  );
  await expect(
    page.getByLabel('What readers will see').getByText('held names of swimmers'),
  ).toBeVisible();
  await press(button('Save tombstone'));
  await expect(button('Save tombstone')).toBeDisabled();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  for (const person of ['Sabine Keller', 'Jan Maurer']) {
    await press(button('Approve'));
    await write('Who decides', person);
    await press(page.getByRole('dialog').getByRole('button', { name: 'Approve' }));
    await isClosed();
  }
  await expect(button(/^Remove 1 DOI on/)).toBeVisible();
});

test('every step is verified, and all of it goes back', async () => {
  await press(button(/^Remove 1 DOI on/));
  await press(page.getByRole('dialog').getByRole('button', { name: /^Remove 1 DOI on/ }));
  const steps = page.getByRole('list', { name: /^Steps for/ }).getByRole('listitem');
  await expect(steps).toHaveCount(11);
  await expect(button('Restore 1 DOI')).toBeVisible();
  await expect(steps.filter({ hasText: /Done|Not needed/ })).toHaveCount(11);
  expect(await findBarriers(page)).toEqual([]);
  await press(button('Restore 1 DOI'));
  await write('Why', 'The request was taken back.');
  await press(page.getByRole('dialog').getByRole('button', { name: 'Restore 1 DOI' }));
  await expect(page.getByText('Restored').first()).toBeVisible();
  const back = page.getByRole('list', { name: 'Taking it back' }).getByRole('listitem');
  await expect(back.filter({ hasText: /Done|Not needed/ })).toHaveCount(6);
  await chooseMore('Statistics');
  await expect(page.getByRole('row', { name: /Personal data/ })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await press(button('Close'));
  await isClosed();
});

test('a DOI that a hub minted gets a letter, and the case keeps the answer', async () => {
  await press(button('New request'));
  await choose(/Whose DOI/, 'DOI minted by a hub');
  await write('DOIs, one a line', '10.57967/hf/1234');
  await press(button('Open 1 case'));
  await press(button('Letter to the hub'));
  await expect(page.getByText('website@huggingface.co')).toBeVisible();
  const saving = page.waitForEvent('download');
  await press(button('Save as .eml'));
  expect((await saving).suggestedFilename()).toBe('R-0002.eml');
  await press(button('Close'));
  await isClosed();
  await press(button('Letter was sent'));
  await expect(page.getByText('Asked the hub').first()).toBeVisible();
  // The answer comes back to mind; when, a person says.
  await press(page.getByRole('tab', { name: 'Case' }));
  await press(button('Change dates'));
  await write('Reminder', '2020-01-01');
  await press(button('Save'));
  await isClosed();
  await expect(page.getByText('a reminder is due')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await press(button('The hub has done it'));
  await expect(button('Open again')).toBeVisible();
});
