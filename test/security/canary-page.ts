import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { compose } from '#core/compose.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import { openKeeper } from '#core/vault/keeper.ts';
import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import { openBuiltPage } from '#hosts/page/built-page.ts';

import { chromiumOptions } from '../browser.ts';
import type { Proof } from './suite.ts';

// Typed on the keyboard, one after the other; the page must keep none of them.
const typed = {
  password: 'CANARY-Pa55w0rd-7c1d',
  key: 'DC.CANARY-5b0e9f',
  passphrase: 'CANARY-passphrase-2a84',
  wrong: 'CANARY-wrong-e913',
};
const views = ['#/overview', '#/repositories', '#/settings', '#/history', '#/outbox', '#/records'];

/**
 * S5, the page: secrets are typed into the real screens over a real core, and then looked for in what the page
 * shows, stores, was told and asked for, in its addresses, in its console, and in a snapshot of its whole memory.
 */
export async function proveCanaryPage(): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-canary-page-'));
  const service = await startPractice({
    file: join(folder, 'service.sqlite'),
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
  });
  const dataFolder = join(folder, 'data');
  const vault = await openKeeper({ dataFolder, randomBytes: nodeRandomBytes, keychain: null });
  const network = createNetwork({ userAgent: 'security', allowInsecureLoopback: true });
  const core = await compose(
    {
      clock: nodeClock,
      randomBytes: nodeRandomBytes,
      vault,
      keeper: vault,
      network,
      log: () => undefined,
      crashPoint: () => undefined,
    },
    {
      dataFolder,
      host: 'browser',
      version: '0',
      practice: { kind: 'embedded' },
      contactEmail: null,
    },
  );
  await core.start();
  const host = await startBrowserHost({
    core: {
      dispatch: core.dispatch,
      subscribe: (listener) => core.subscribe(listener),
      admitSource: () => Promise.reject(new Error('no sources here')),
    },
    page: await openBuiltPage(join(import.meta.dirname, '../../out/renderer')),
    staging: await createStaging(join(folder, 'incoming')),
    port: 0,
  });
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage();
    const told = listenTo(page);
    await page.goto(host.url);
    await typeSecrets(page, service);
    for (const view of views) await show(page, view);
    const places = await everything(page, told);
    const hits = hitsIn(places);
    // The twin: a screen that keeps what was typed.
    await page.evaluate((secret) => {
      Object.assign(globalThis, { kept: { secret: `${secret}!` } });
    }, typed.password);
    const sabotaged = hitsIn(await everything(page, told)).length - hits.length;
    return {
      id: 'S5',
      what: `places of the page that hold a typed secret (${String(places.length)} texts, its whole memory among them)`,
      tried: places.length,
      through: hits.length,
      sabotaged,
      example: hits[0] ?? null,
    };
  } finally {
    await browser.close();
    await host.close();
    await core.stop();
    await service.close();
    network.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A password that is refused, a key that is refused, a passphrase that is wrong and one that is right. */
async function typeSecrets(page: Page, service: { username: string; url: string }): Promise<void> {
  await show(page, '#/repositories/new');
  await page.getByText('Custom', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Canary');
  await page.getByRole('textbox', { name: /^Repository id/ }).fill(service.username);
  await page.getByLabel('Password', { exact: true }).last().pressSequentially(typed.password);
  await page.getByRole('textbox', { name: /^Address of the service/ }).fill(service.url);
  await page.getByRole('button', { name: 'Add the repository' }).click();
  await page.getByRole('button', { name: 'Check the credentials' }).click();
  await page.getByText('The credentials were refused').waitFor();
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('API key', { exact: true }).click();
  await page.getByLabel('API key', { exact: true }).last().pressSequentially(typed.key);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await show(page, '#/settings');
  await page.getByRole('button', { name: 'Keep them elsewhere' }).click();
  await page.getByText('Behind a passphrase').click();
  await page.getByLabel('Passphrase', { exact: true }).pressSequentially(typed.passphrase);
  await page.getByLabel('The passphrase again').pressSequentially(typed.passphrase);
  await page.getByRole('button', { name: 'Move the passwords' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByLabel('Passphrase').pressSequentially(typed.wrong);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Passphrase').pressSequentially(typed.passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
}

async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), view);
  await page.locator('main').first().waitFor();
}

type Place = readonly [name: string, text: string];

/** What comes to the page and leaves it by other ways than the one socket inwards. */
function listenTo(page: Page): Place[] {
  const told: Place[] = [];
  page.on('request', (request) => told.push(['an address', request.url()]));
  page.on('console', (message) => told.push(['the console', message.text()]));
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => told.push(['an answer', payload.toString()])),
  );
  return told;
}

async function everything(page: Page, told: readonly Place[]): Promise<readonly Place[]> {
  const stored = await page.evaluate(async () =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      await indexedDB.databases(),
      document.cookie,
      history.state,
    ]),
  );
  return [
    ...told,
    ['the address', page.url()],
    ['the page', await page.content()],
    ['what the page stores', stored],
    ['the memory of the page', await memoryOf(page)],
  ];
}

/** All that is alive in the page once what can be thrown away is gone. */
async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return pieces.join('');
}

function hitsIn(places: readonly Place[]): string[] {
  return places
    .filter(([, text]) => Object.values(typed).some((secret) => text.includes(secret)))
    .map(([name]) => name);
}
