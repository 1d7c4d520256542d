import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { DesktopApp } from './desktop-app.ts';
import { startDesktopApp } from './desktop-app.ts';

// The real main process, preload, core and screens, with a double of `electron` between them
// (test/doubles/electron says what that can and cannot prove).
let app: DesktopApp;
/** What the system's proxy was asked for; it tunnels for nobody who does not say a name and password. */
const tunnels: string[] = [];
const proxy = createServer().on('connect', (request, socket) => {
  tunnels.push(`${String(request.method)} ${String(request.url)}`);
  socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
});

test.beforeAll(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  app = await startDesktopApp({ STEWARD_TEST_PROXY: `PROXY 127.0.0.1:${String(port)}; DIRECT` });
});
test.afterAll(async () => {
  await app.close();
  proxy.close();
});

test('shows the first screen and answers its calls', async () => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
  const answer = await app.page.evaluate(() =>
    (globalThis as unknown as Bridge).steward.invoke('app.state', {}),
  );
  expect(answer).toMatchObject({ ok: true, value: { host: 'desktop' } });
});

test('asks the world through the proxy of the system, and its own machine directly', async () => {
  const check = (id: string) =>
    app.page.evaluate(
      (given) =>
        (globalThis as unknown as Bridge).steward.invoke('repositories.check', { id: given }),
      id,
    );
  expect(await check('practice')).toMatchObject({ value: { outcome: 'works' } });
  expect(tunnels).toEqual([]);
  const added = await app.page.evaluate(() =>
    (globalThis as unknown as Bridge).steward.invoke('repositories.add', {
      ...{ name: 'Lakes', environment: 'test', clientId: 'LAKES.LEVELS', password: 'CANARY-7' },
    }),
  );
  const { value } = added as { value: { id: string } };
  expect(await check(value.id)).toMatchObject({
    value: {
      outcome: 'unreachable',
      message: expect.stringContaining('asks for a name and password'),
    },
  });
  expect(tunnels).toEqual(['CONNECT api.test.datacite.org:443']);
  await app.page.evaluate(
    (id) =>
      (globalThis as unknown as Bridge).steward.invoke('repositories.remove', { id, confirm: id }),
    value.id,
  );
});

test('tells the page what changed', async () => {
  const told = await app.page.evaluate(async () => {
    const { steward } = globalThis as unknown as Bridge;
    const event = new Promise<string>((resolve) => steward.subscribe((name) => resolve(name)));
    await steward.invoke('settings.set', { key: 'person.name', value: 'Ada' });
    await steward.invoke('practice.reset', { confirm: 'RESET' });
    return await event;
  });
  expect(told).toContain('.changed');
});

test('keeps page and machine apart by the options of its window', async () => {
  const { options } = await app.reported('window');
  expect(options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  expect(app.reports.map(({ kind }) => kind)).toContain('sandbox');
});

test('has one channel from the page, and the page sees three functions only', async () => {
  expect(app.reports.filter(({ kind }) => kind === 'handler')).toHaveLength(1);
  const seen = await app.page.evaluate(() => {
    const { steward } = globalThis as unknown as Bridge;
    return { bridge: Object.keys(steward), require: typeof require, process: typeof process };
  });
  expect(seen).toEqual({
    bridge: ['invoke', 'subscribe', 'offerFiles'],
    require: 'undefined',
    process: 'undefined',
  });
});

const call = { kind: 'call', channel: 'app.state', input: {} };
const ours = 'app://steward/index.html';
const foreign: [string, number, { url: string; parent: object | null } | null][] = [
  ['a frame that is gone', 1, null],
  ['a frame inside our page', 1, { url: ours, parent: {} }],
  ['another window', 2, { url: ours, parent: null }],
  ['about:blank', 1, { url: 'about:blank', parent: null }],
  ['a file', 1, { url: 'file:///index.html', parent: null }],
  ['another host of our scheme', 1, { url: 'app://evil/index.html', parent: null }],
  ['a host that begins like ours', 1, { url: 'app://steward.evil/index.html', parent: null }],
  ['a host behind our name as a user', 1, { url: 'app://steward@evil/', parent: null }],
  ['the web', 1, { url: 'https://steward/index.html', parent: null }],
];
for (const [name, senderId, frame] of foreign) {
  test(`refuses a call from ${name}`, async () => {
    const asked = { senderId, frame, channel: 'steward.rpc', args: [call] };
    await expect(app.ask('invokeAs', asked)).rejects.toThrow('refused');
  });
}

test('answers the same call from the main frame of its own page', async () => {
  const asked = {
    senderId: 1,
    frame: { url: ours, parent: null },
    channel: 'steward.rpc',
    args: [call],
  };
  expect(await app.ask('invokeAs', asked)).toMatchObject({ ok: true });
});

test('refuses a message of another shape, and a value that cannot be copied', async () => {
  const malformed = [null, 'call', [], { kind: 'eval' }, { ...call, extra: 1 }, { kind: 'call' }];
  for (const message of malformed) {
    const frame = { url: ours, parent: null };
    const asked = { senderId: 1, frame, channel: 'steward.rpc', args: [message] };
    await expect(app.ask('invokeAs', asked)).rejects.toThrow('refused');
  }
  const uncopied = app.page.evaluate(() =>
    (globalThis as unknown as Bridge).steward.invoke('app.state', { f: () => 1 }),
  );
  await expect(uncopied).rejects.toThrow(/clone/);
});

test('refuses every permission but copying text', async () => {
  for (const permission of [
    'geolocation',
    'media',
    'notifications',
    'usb',
    'clipboard-read',
    'openExternal',
  ]) {
    expect({ permission, is: await app.ask('askPermission', permission) }).toEqual({
      permission,
      is: false,
    });
  }
  expect(await app.ask('askPermission', 'clipboard-sanitized-write')).toBe(true);
});

test('does not navigate away; a link to the web opens outside', async () => {
  const before = app.page.url();
  for (const url of [
    'https://doi.org/10.5072/a',
    'http://127.0.0.1:1/',
    'https://evil.app.localhost/',
  ]) {
    await app.page.evaluate((to) => void (location.href = to), url);
  }
  await expect
    .poll(() => app.reports.filter(({ kind }) => kind === 'external'))
    .toContainEqual({
      kind: 'external',
      url: 'https://doi.org/10.5072/a',
    });
  expect(app.page.url()).toBe(before);
  const opened = app.reports.filter((report) => report.kind === 'external').map(({ url }) => url);
  expect(opened).not.toContain('http://127.0.0.1:1/');
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
});

/** The page asks for a window until that was heard: Chromium may lose the first request of a window that is new. */
async function openWindow(url: string, isHeard: () => boolean): Promise<void> {
  await expect(async () => {
    await app.page.evaluate((to) => void window.open(to, '_blank'), url);
    await expect.poll(isHeard, { timeout: 10_000 }).toBe(true);
  }).toPass();
}

const wentOutside = (url: string): boolean =>
  app.reports.some((report) => report.kind === 'external' && report.url === url);

test('opens no window', async () => {
  await openWindow('https://datacite.org/', () => wentOutside('https://datacite.org/'));
  await expect.poll(() => app.page.context().pages().length).toBe(1);
});

test('shows a place from its menu', async () => {
  expect(await app.ask('clickMenu', 'Records')).toBe(true);
  await expect.poll(() => new URL(app.page.url()).hash).toBe('#/records');
});

test('comes to the front when it is started a second time', async () => {
  await app.ask('emitApp', { event: 'second-instance', args: [[]] });
  await app.reported('focused');
});

test('shows a record that a link names, and brings in a file that was opened', async () => {
  const link = 'doi-steward://record/10.5072/ABC';
  await app.ask('emitApp', { event: 'second-instance', args: [['--flag', link]] });
  await expect.poll(() => new URL(app.page.url()).hash).toBe('#/records/10.5072%2Fabc');
  await app.ask('emitApp', { event: 'open-url', args: ['doi-steward://vault/unlock'] });
  const file = join(app.dataFolder, 'gauges.csv');
  await writeFile(file, 'Id;Titel\nVES-1;Hourly discharge\n');
  await app.ask('emitApp', { event: 'open-file', args: [file] });
  await expect(app.page.getByText('gauges.csv').first()).toBeVisible();
  await expect(app.page.getByText('Semicolon').first()).toBeVisible();
});

test('asks before it opens a page without encryption, with its host', async () => {
  await openWindow('http://data.example.org/a', () =>
    app.reports.some(({ kind }) => kind === 'message-box'),
  );
  const { message } = await app.reported('message-box');
  expect(message).toContain('data.example.org');
  await expect
    .poll(() => app.reports.filter(({ kind }) => kind === 'external'))
    .toContainEqual({ kind: 'external', url: 'http://data.example.org/a' });
});

test('locks when the computer sleeps, as soon as a lock by itself was asked for', async () => {
  const invoke = (channel: string, input: unknown) =>
    app.page.evaluate(
      ([name, value]) =>
        (globalThis as unknown as Bridge).steward.invoke(name, value) as Promise<{
          value: { isLocked: boolean };
        }>,
      [channel, input] as const,
    );
  await app.ask('emitPower', 'suspend');
  expect((await invoke('vault.state', {})).value.isLocked).toBe(false);
  await invoke('settings.set', { key: 'vault.lockAfterMinutes', value: '60' });
  await app.ask('emitPower', 'lock-screen');
  await expect(app.page.getByRole('heading', { name: 'DOI Steward is locked' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(app.page.getByRole('heading', { name: 'DOI Steward is locked' })).toHaveCount(0);
});

test('copies diagnostics without anything secret, and restarts in safe mode', async () => {
  expect(await app.ask('clickMenu', 'Copy diagnostics')).toBe(true);
  const { text } = await app.reported('copied');
  expect(text).toMatch(/^DOI Steward \d.*\n.*Electron/);
  expect(text).not.toContain(app.dataFolder);
  expect(await app.ask('clickMenu', 'Restart in safe mode (sends nothing)')).toBe(true);
  expect((await app.reported('relaunch')).args).toContain('--safe-mode');
  expect(await app.exited).toBe(0);
});

test('stops its core before it ends', async () => {
  const own = await startDesktopApp();
  await own.ask('quit');
  expect(await own.exited).toBe(0);
  await own.close();
});

interface Bridge {
  readonly steward: {
    invoke(channel: string, input: unknown): Promise<unknown>;
    subscribe(listener: (event: string, payload: unknown) => void): () => void;
  };
}
