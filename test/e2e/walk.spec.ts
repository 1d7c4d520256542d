import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { BrowserApp } from './browser-app.ts';
import { startBrowserApp } from './browser-app.ts';

// The whole job as a newcomer does it, in the real browser host with the real core and its practice
// repository: nothing here is invented but the sheet.
let app: BrowserApp;
let page: Page;
const violations: string[] = [];

const sheet = [
  'id,title,creators,year,publisher,type,url,license,abstract',
  '1,Lake temperatures,"Meier, Anna",2023,Institute for Lakes,Dataset,https://repository.example.org/1,CC-BY-4.0,Daily values of one lake.',
  '2,Lake levels,"Meier, Anna",2024,Institute for Lakes,Dataset,https://repository.example.org/2,CC-BY-4.0,Hourly values of one lake.',
  '3,Nobody made this,,2024,Institute for Lakes,Dataset,https://repository.example.org/3,CC-BY-4.0,',
].join('\n');

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  app = await startBrowserApp();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted/.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  await page.goto(app.url);
});
test.afterAll(async () => {
  await app.close();
});

const continueWizard = () => page.getByRole('button', { name: 'Continue' }).click();

test('a first start takes the token out of the address and says that it is practice', async () => {
  await expect(page).toHaveURL(`${app.origin}/`);
  await expect(page.getByText('Nothing you do here reaches DataCite.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No collections yet' })).toBeVisible();
});

test('the sample collection comes in with its faults', async () => {
  await page.getByRole('button', { name: 'Add the sample collection' }).click();
  await expect(page.getByRole('heading', { name: 'Import of Sample collection' })).toBeVisible();
  await expect(page.getByText('Melt season embeddings')).toBeVisible();
});

test('the wizard brings in a sheet', async () => {
  await page.goto(`${app.origin}/#/bring-in`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  const file = { name: 'lakes.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) };
  await (await choosing).setFiles(file);
  await expect(page.getByRole('heading', { name: 'How it is read' })).toBeVisible();
  await continueWizard();
  await expect(page.getByRole('heading', { name: 'Where does each column go?' })).toBeVisible();
  await continueWizard();
  await page.getByRole('textbox', { name: 'Name of the collection' }).fill('Lakes');
  await continueWizard();
  await expect(page.getByText('Lake temperatures').first()).toBeVisible();
  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByRole('heading', { name: 'Import of lakes.csv' })).toBeVisible();
  await expect(page.getByText('Nobody made this').first()).toBeVisible();
});

test('what is complete is registered, what is not is left out with its reason', async () => {
  await page.getByRole('button', { name: 'Open the collection' }).click();
  await page.getByRole('button', { name: 'Register' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 DOIs are created');
  await expect(dialog).toContainText('1 record is left out');
  await dialog.getByRole('button', { name: /^Register 2 as findable on PRACTICE/ }).click();
  await expect(page).toHaveURL(/#\/outbox/);
  await expect(page.getByText('Lake temperatures').first()).toBeVisible();
  await expect
    .poll(() => stateCounts('Lakes'), { timeout: 60_000 })
    .toEqual({ findable: 2, reserved: 1 });
});

test('a registered record is shown as what it is', async () => {
  await page.goto(`${app.origin}/#/records`);
  await page.getByRole('searchbox').first().fill('Lake temperatures');
  await page.keyboard.press('Enter');
  await page.getByRole('rowheader', { name: /Lake temperatures/ }).click();
  const panel = page.getByRole('complementary', { name: /^10\.5072\// });
  await expect(panel).toContainText('Findable');
  await expect(panel).toContainText('In step');
  await expect(panel).toContainText('Meier, Anna');
});

test('a command on the same ledger hands its call to the open app', () => {
  const bin = join(import.meta.dirname, '..', '..', 'electron', 'hosts', 'cli', 'bin.mjs');
  const args = [bin, 'list', '--collection', 'Lakes', '--data', app.dataFolder, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toHaveLength(3);
});

test('a second app on the same ledger says that it is open already', async () => {
  await expect(startBrowserApp({ dataFolder: app.dataFolder })).rejects.toThrow(/ended with 3/);
});

test('a second tab of the same browser may look as well, another browser may not', async ({
  browser,
}) => {
  const second = await page.context().newPage();
  await second.goto(`${app.origin}/#/outbox`);
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.goto(`${app.origin}/`))?.status()).toBe(403);
  expect((await stranger.goto(app.url))?.status()).toBe(403);
});

/** Goes on with Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}

test('filter, select, batch, preview, apply and undo need no mouse', async () => {
  const keys = page.keyboard;
  await page.goto(`${app.origin}/#/records`);
  // The keys are heard once the list is there.
  await expect(page.getByRole('grid', { name: 'Records' }).getByRole('row').nth(1)).toBeVisible();
  await keys.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search records' })).toBeFocused();
  // Escape empties the search of the test before.
  await keys.press('Escape');
  await tabTo(page.getByLabel('Query', { exact: true }));
  await keys.type('collection:Lakes');
  await keys.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: /^3 records$/ })).toBeVisible();

  const grid = page.getByRole('grid', { name: 'Records' });
  await tabTo(grid);
  await keys.press('Control+Shift+a');
  await expect(page.getByText('All 3 selected')).toBeVisible();
  // One record is taken out of them again.
  await keys.press('ArrowDown');
  await keys.press('Space');
  await expect(page.getByText('2 selected')).toBeVisible();
  await tabTo(page.getByRole('button', { name: 'Change…' }), 'Shift+Tab');
  await keys.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Change 2 records' });
  await tabTo(dialog.getByLabel('Find', { exact: true }));
  await keys.type('(Institute) for (\\w+)');
  await tabTo(dialog.getByLabel('Replace with'));
  await keys.type('$2 $1');
  await tabTo(dialog.getByRole('checkbox', { name: 'Regular expression' }));
  await keys.press('Space');
  await tabTo(dialog.getByRole('button', { name: 'Preview' }));
  await keys.press('Enter');
  await expect(dialog.getByText('2 records would change')).toBeVisible();
  await expect(dialog.getByText('Lakes Institute').first()).toBeVisible();
  await tabTo(dialog.getByRole('button', { name: 'Change 2 records' }));
  await keys.press('Enter');

  const panel = page.getByRole('complementary', { name: /^Find and replace/ });
  await expect(panel.getByText('2 records changed')).toBeVisible();
  await tabTo(panel.getByRole('button', { name: 'Undo on 2 records' }));
  await keys.press('Enter');
  const undo = page.getByRole('dialog', { name: 'Undo this change' });
  await tabTo(undo.getByRole('button', { name: 'Undo on 2 records' }));
  await keys.press('Enter');
  await expect(page.getByRole('complementary', { name: /^Undo: Find/ })).toBeVisible();
  await expect(page.getByText('2 records changed')).toBeVisible();
});

test('a folder of clones and of the cache comes in by its cards, and no token or weight is handed over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steward-clones-'));
  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const card = '---\nlicense: mit\npipeline_tag: other\n---\n# Lake net\n\nA net of lakes.\n';
  const address = 'https://user:hf_CANARY@huggingface.co/lakes/net';
  await write('clones/here/README.md', card);
  await write('clones/here/.git/HEAD', `${'cd'.repeat(20)}\n`);
  await write('clones/here/.git/config', `[remote "origin"]\n\turl = ${address}\n`);
  await write('clones/here/model.safetensors', 'WEIGHTS');
  await write(`hub/datasets--lakes--levels/snapshots/${'ab'.repeat(20)}/README.md`, card);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(decodeURIComponent(request.url()));
  });
  await page.goto(`${app.origin}/#/hub/items`);
  await page.getByRole('button', { name: 'Bring in …' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Bring in from a hub' });
  await dialog.getByRole('button', { name: 'Practice hub Hub' }).click();
  await page.getByRole('option', { name: 'Hugging Face' }).click();
  await dialog.getByText('A folder').click();
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a folder' }).click();
  await (await choosing).setFiles(folder);
  await expect(dialog.getByText('2 cards chosen.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('lakes/net')).toBeVisible();
  await expect(page.getByText('lakes/levels')).toBeVisible();
  expect(sent.filter((url) => url.includes('safetensors'))).toEqual([]);
  const received = await readdir(app.dataFolder, { recursive: true, withFileTypes: true });
  const configs = received.filter(({ name }) => name === 'config');
  expect(configs).toHaveLength(1);
  for (const { parentPath, name } of configs)
    expect(readFileSync(join(parentPath, name), 'utf8')).toBe(
      '[remote "origin"]\n\turl = https://huggingface.co/lakes/net\n',
    );
  await rm(folder, { recursive: true });
});

test('no screen has a fault that axe finds', async () => {
  const axe = readFileSync(
    join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'),
    'utf8',
  );
  for (const route of ['collections', 'records', 'outbox', 'history', 'repositories', 'settings']) {
    await page.goto(`${app.origin}/#/${route}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            context: object,
          ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      // React Aria's announcer holds what it has just said for some seconds in a shape of its own.
      const { violations } = await axe.run({ exclude: ['[data-live-announcer]'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect({ route, found }).toEqual({ route, found: [] });
  }
});

test('nothing on the way broke the policy or threw', () => {
  expect(violations).toEqual([]);
});

test('it ends in order when it is asked to', async () => {
  expect(await app.close()).toBe(0);
  expect(app.talk()).toContain('the ledger closed');
});

/** What the core says of a collection, asked over the page's own kind of socket. */
async function stateCounts(name: string): Promise<Record<string, number>> {
  const value = await page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/rpc`);
        socket.onopen = () => {
          socket.send(JSON.stringify({ id: 1, channel: 'collections.list', input: {} }));
        };
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(String(data)) as { id?: number; result?: { value: unknown } };
          if (frame.id !== 1) return;
          socket.close();
          resolve(frame.result?.value);
        };
      }),
  );
  const { collections } = value as {
    collections: { name: string; stateCounts: Record<string, number> }[];
  };
  const counts = collections.find((collection) => collection.name === name)?.stateCounts ?? {};
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
