import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  decideExternal,
  decideNavigation,
  decidePermission,
  isOurPage,
  isTrustedSender,
} from '#hosts/desktop/decisions.ts';
import { sourceOf } from '#hosts/desktop/rpc.ts';
import { windowOptions } from '#hosts/desktop/window.ts';
import { projectFolder } from '#hosts/where.ts';

describe('our page', () => {
  it.each([
    ['app://steward/index.html', true],
    ['app://steward/index.html#/records', true],
    ['app://steward', true],
    ['app://STEWARD/', false],
    ['app://steward.evil/', false],
    ['app://steward@evil/', false],
    ['app://evil/steward', false],
    ['app://user:word@steward/', false],
    ['https://steward/', false],
    ['file:///steward/index.html', false],
    ['about:blank', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('%s: %s', (url, is) => {
    expect(isOurPage(url)).toBe(is);
  });

  it('may call only from its main frame, in our window', () => {
    const frame = { url: 'app://steward/index.html', parent: null };
    expect(isTrustedSender(frame, true)).toBe(true);
    expect(isTrustedSender(frame, false)).toBe(false);
    expect(isTrustedSender(null, true)).toBe(false);
    expect(isTrustedSender({ ...frame, parent: {} }, true)).toBe(false);
    expect(isTrustedSender({ ...frame, url: 'app://evil/' }, true)).toBe(false);
  });
});

describe('links', () => {
  it.each([
    ['https://doi.org/10.5072/a', 'open'],
    ['https://repository.example.org/items/1?x=1#y', 'open'],
    ['http://example.org/', 'ask'],
    ['http://10.0.0.1/', 'refuse'],
    ['http://user:word@example.org/', 'refuse'],
    ['ftp://ftp.example.org/data', 'copy'],
    ['https://user:word@example.org/', 'refuse'],
    ['https://localhost/', 'refuse'],
    ['file:///etc/passwd', 'refuse'],
    ['smb://server/share', 'refuse'],
    ['ms-msdt:/id', 'refuse'],
    ['javascript:alert(1)', 'refuse'],
    ['data:text/html,x', 'refuse'],
    ['not a link', 'refuse'],
  ])('%s: %s', (url, decision) => {
    expect(decideExternal(url)).toBe(decision);
    expect(decideNavigation(url)).toBe(decision === 'refuse' ? 'refuse' : 'open-outside');
  });

  it('within the page stay there', () => {
    expect(decideNavigation('app://steward/index.html#/outbox')).toBe('stay');
  });

  it('no permission is given but copying text', () => {
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'hid',
      'clipboard-read',
      'fullscreen',
      '',
    ];
    expect(asked.filter((permission) => decidePermission(permission))).toEqual([]);
    expect(decidePermission('clipboard-sanitized-write')).toBe(true);
  });
});

describe('the window', () => {
  it('offers its developer tools only where the app is developed', () => {
    const state = { x: 1, y: 2, width: 900, height: 700, isMaximized: false };
    expect(windowOptions('preload.cjs', state, false).webPreferences?.devTools).toBe(false);
    expect(windowOptions('preload.cjs', state, true)).toMatchObject({ x: 1, y: 2, width: 900 });
  });
});

describe('the code of the desktop host', () => {
  const folder = join(projectFolder, 'electron', 'hosts', 'desktop');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, code: readFileSync(join(folder, name), 'utf8') }));
  const count = (pattern: RegExp): number =>
    files.reduce((sum, { code }) => sum + (code.match(pattern)?.length ?? 0), 0);

  it('answers one channel, opens one window, and opens links in one way', () => {
    expect(count(/ipcMain\.(handle|on)\(/g)).toBe(1);
    expect(count(/new BrowserWindow\(/g)).toBe(1);
    expect(count(/sandbox: false|nodeIntegration: true|contextIsolation: false|file:\/\//g)).toBe(
      0,
    );
  });

  it('imports values of Electron in two files, and the double has every one of them', () => {
    const importing = files.filter(({ code }) =>
      /^import (?!type)[^;]*from 'electron';/m.test(code),
    );
    expect(importing.map(({ name }) => name).sort()).toEqual(['electron.ts', 'preload.ts']);
    const main = importing.find(({ name }) => name === 'electron.ts')?.code ?? '';
    const names = /^import \{([^}]*)\} from 'electron';/m.exec(main)?.[1] ?? '';
    const needed = names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    expect(needed.length).toBeGreaterThan(5);
    const double = readFileSync(join(projectFolder, 'test/doubles/electron/electron.ts'), 'utf8');
    const lacking = needed.filter(
      (name) => !new RegExp(`^export (const|class) ${name}\\b`, 'm').test(double),
    );
    expect(lacking).toEqual([]);
  });

  it('touches no member of Electron that the double lacks', () => {
    const host = readFileSync(join(folder, 'electron.ts'), 'utf8');
    const double = readFileSync(join(projectFolder, 'test/doubles/electron/electron.ts'), 'utf8');
    // Every `Pick<…, 'a' | 'b'>` of the one file through which the host reaches Electron.
    const members = [...host.matchAll(/Pick<\s*\w+,([^>]*)>/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
    );
    expect(members.length).toBeGreaterThan(30);
    const inherited = new Set(['on', 'once']);
    const lacking = members.filter(
      (name) =>
        !inherited.has(name) &&
        !new RegExp(
          `(readonly |async |^  +|static )${name}\\b\\s*(=|\\(|:)|readonly ${name}\\b`,
          'm',
        ).test(double),
    );
    expect(lacking).toEqual([]);
  });

  it('calls nothing of Electron in main process or preload that the double lacks', () => {
    const doubles = ['electron.ts', 'page-shim.ts'].map((name) =>
      readFileSync(join(projectFolder, 'test/doubles/electron', name), 'utf8'),
    );
    const called = (name: string): string[] => {
      const code = readFileSync(join(folder, name), 'utf8');
      const imported = /^import \{([^}]*)\} from 'electron';/m.exec(code)?.[1] ?? '';
      const names = imported.split(',').flatMap((each) => each.trim() || []);
      const body = code.slice(code.indexOf("from 'electron';"));
      // `Menu.setApplicationMenu`, `session.defaultSession`, and what is called on a notification that was made.
      const members = names.flatMap((each) =>
        [...body.matchAll(new RegExp(`\\b${each}\\.(\\w+)`, 'g'))].map(([, member = '']) => member),
      );
      const made = [...body.matchAll(/\bnotification\.(\w+)\(/g)].map(([, member = '']) => member);
      return [...new Set([...members, ...made])].filter((member) => member !== 'on');
    };
    const main = called('electron.ts');
    const preload = called('preload.ts');
    expect([main.length, preload.length]).toEqual([8, 4]);
    const lacks = (double: string, members: readonly string[]): readonly string[] =>
      members.filter((member) => !new RegExp(`\\b${member}\\b\\s*[=:(]`).test(double));
    expect(lacks(doubles[0] ?? '', main)).toEqual([]);
    expect(lacks(doubles[1] ?? '', preload)).toEqual([]);
    // It can fail.
    expect(lacks(doubles[0] ?? '', ['printToPDF'])).toEqual(['printToPDF']);
  });
});

describe('files that are offered', () => {
  it('are the folder itself when a folder was dropped', () => {
    const files = [
      { path: '/home/ada/cards/one/README.md', relativePath: 'cards/one/README.md' },
      { path: '/home/ada/cards/two/README.md', relativePath: 'cards/two/README.md' },
    ];
    expect(sourceOf(files)).toEqual({ paths: ['/home/ada/cards'], name: 'cards' });
  });

  it('are the folder on Windows, too', () => {
    const files = [{ path: 'C:\\Data\\cards\\a.md', relativePath: 'cards/a.md' }];
    expect(sourceOf(files)).toEqual({ paths: ['C:/Data/cards'], name: 'cards' });
  });

  it('are themselves when they were picked one by one', () => {
    const files = [
      { path: '/a/x.csv', relativePath: 'x.csv' },
      { path: '/b/y.csv', relativePath: 'y.csv' },
    ];
    expect(sourceOf(files)).toEqual({ paths: ['/a/x.csv', '/b/y.csv'], name: 'x.csv, y.csv' });
  });

  it('are themselves when their places do not agree with where they lie', () => {
    const files = [{ path: '/a/other.md', relativePath: 'cards/a.md' }];
    expect(sourceOf(files).paths).toEqual(['/a/other.md']);
  });
});
