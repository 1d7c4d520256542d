import { EventEmitter } from 'node:events';

import { describe, expect, it } from 'vitest';

import { readOpened, routeOfLink } from '#hosts/desktop/deep-link.ts';
import type { Desktop, DesktopWindow } from '#hosts/desktop/electron.ts';
import { pageUrl } from '#hosts/desktop/decisions.ts';
import { openLink } from '#hosts/desktop/links.ts';
import { createWindow } from '#hosts/desktop/window.ts';
import { followProxy } from '#hosts/desktop/system-proxy.ts';
import { proxyOf, proxyOfChromium, proxyWithName } from '#hosts/proxy.ts';

/** What became of a link, when a person answers a question with this button. */
async function follow(url: string, answer: number): Promise<string[]> {
  const done: string[] = [];
  const desktop = {
    shell: { openExternal: (opened: string) => Promise.resolve(void done.push(`open ${opened}`)) },
    clipboard: { writeText: (text: string) => Promise.resolve(void done.push(`copy ${text}`)) },
    dialog: {
      showMessageBox: (_window: unknown, { message }: { message: string }) => {
        done.push(`say ${message}`);
        return Promise.resolve({ response: answer });
      },
    },
  } as unknown as Desktop;
  await openLink(desktop, {} as DesktopWindow, url);
  return done;
}

describe('a link out of the page', () => {
  it('opens with encryption, and without it only after the host was shown', async () => {
    expect(await follow('https://doi.org/10.1/a', 0)).toEqual(['open https://doi.org/10.1/a']);
    const asked = await follow('http://data.example.org/a', 0);
    expect(asked).toEqual(['say Open a page at data.example.org without encryption?']);
    expect(await follow('http://data.example.org/a', 1)).toContain(
      'open http://data.example.org/a',
    );
  });

  it('is copied where no browser opens it, and dropped when it is anything else', async () => {
    expect((await follow('ftp://ftp.example.org/b', 1))[0]).toBe('copy ftp://ftp.example.org/b');
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/id', 'smb://a.b/c']) {
      expect(await follow(url, 1)).toEqual([]);
    }
  });
});

describe('a window whose page is gone', () => {
  it('is shown again when the person wants it, or the app quits; never by itself', async () => {
    const done: string[] = [];
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => undefined });
    const window = Object.assign(new EventEmitter(), {
      webContents: contents,
      loadURL: (url: string) => Promise.resolve(void done.push(`load ${url}`)),
    });
    let response = 0;
    const desktop = {
      createWindow: () => window,
      session: () => ({
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      }),
      app: { quit: () => void done.push('quit') },
      dialog: { showMessageBox: () => Promise.resolve({ response }) },
    } as unknown as Desktop;
    createWindow(desktop, {});
    const end = (reason: string) => contents.emit('render-process-gone', {}, { reason });
    end('clean-exit');
    end('crashed');
    await expect.poll(() => done).toEqual([`load ${pageUrl}`]);
    response = 1;
    end('oom');
    await expect.poll(() => done.at(-1)).toBe('quit');
  });
});

describe('a link to the app', () => {
  it.each([
    ['doi-steward://record/10.5072/ABC', '#/records/10.5072%2Fabc'],
    ['doi-steward://record/10.5072%2Fa%20', null],
    ['doi-steward://record/../../etc', null],
    ['doi-steward://vault/unlock', null],
    ['doi-steward://record/10.5072/%E0%A4%A', null],
    ['https://record/10.5072/abc', null],
    [`doi-steward://record/10.5072/${'a'.repeat(4000)}`, null],
    ['', null],
  ])('%s', (link, route) => {
    expect(routeOfLink(link)).toBe(route);
  });

  it('is found among switches and files', () => {
    const args = [
      '--data',
      '/x',
      '/home/ada/gauges.csv',
      'doi-steward://record/10.5072/a',
      '/x.exe',
    ];
    expect(readOpened(args)).toEqual({
      route: '#/records/10.5072%2Fa',
      files: ['/home/ada/gauges.csv'],
    });
  });
});

describe('the proxy', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.inst.example:3128', 'http://proxy.inst.example:3128/'],
    ['HTTPS proxy.inst.example:443; DIRECT', 'https://proxy.inst.example:443/'],
    ['SOCKS5 a:1; PROXY b:2', 'http://b:2/'],
    ['DIRECT; PROXY b:2', null],
    ['PROXY evil"host', null],
    ['', null],
  ])('of Chromium: %s', (resolved, proxy) => {
    expect(proxyOfChromium(resolved)).toBe(proxy);
  });

  it('of the system gets the name and password that the environment gives for it, and for no other', () => {
    const env = { HTTPS_PROXY: 'http://ada:pa%20ss@proxy.inst.example:3128' };
    expect(proxyWithName('PROXY proxy.inst.example:3128', env)).toBe(`${env.HTTPS_PROXY}/`);
    expect(proxyWithName('PROXY other.example:3128', env)).toBe('http://other.example:3128/');
    expect(proxyWithName('DIRECT', env)).toBeNull();
  });

  it('is followed into another network: when the computer wakes, and now and then', async () => {
    const told: (string | null)[] = [];
    let resolved = 'PROXY office.example:3128';
    const wake: (() => void)[] = [];
    const desktop = {
      session: () => ({ resolveProxy: () => Promise.resolve(resolved) }),
      powerMonitor: { on: (_event: string, listener: () => void) => void wake.push(listener) },
    } as unknown as Desktop;
    const stop = followProxy(desktop, { useProxy: (proxy) => void told.push(proxy) }, 5);
    await expect.poll(() => told.at(-1)).toBe('http://office.example:3128/');
    stop();
    resolved = 'DIRECT';
    for (const listener of wake) listener();
    await expect.poll(() => told.at(-1)).toBeNull();
  });

  it('of the environment is an http address or none', () => {
    expect(proxyOf({ HTTPS_PROXY: 'http://u:p@proxy:3128' })).toBe('http://u:p@proxy:3128/');
    expect(proxyOf({ https_proxy: 'socks5://proxy:1080' })).toBeNull();
    expect(proxyOf({ HTTPS_PROXY: 'nonsense' })).toBeNull();
    expect(proxyOf({})).toBeNull();
  });
});
