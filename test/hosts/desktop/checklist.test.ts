import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { decideExternal, decideNavigation, decidePermission } from '#hosts/desktop/decisions.ts';
import { windowOptions } from '#hosts/desktop/window.ts';
import { contentSecurityPolicy } from '#hosts/page/security-headers.ts';
import { wantedFuses } from '#hosts/start/fuses.ts';
import { projectFolder } from '#hosts/where.ts';

const sources = (folder: string): string =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(projectFolder, folder, name), 'utf8'))
    .join('\n');
const host = sources('electron/hosts/desktop');
const page = sources('renderer');
const preferences =
  windowOptions('preload.cjs', { x: 0, y: 0, width: 900, height: 700, isMaximized: false }, false)
    .webPreferences ?? {};
const policy = contentSecurityPolicy('nonce');
const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');

/** Electron's security checklist (docs/tutorial/security.md), each rule with what holds it here. */
const rules: readonly (readonly [rule: string, holds: () => boolean])[] = [
  ['1 only secure content is loaded', () => !/loadURL\(['"`]http/.test(host)],
  ['2 no Node integration for the page', () => preferences.nodeIntegration === false],
  ['3 context isolation', () => preferences.contextIsolation === true],
  [
    '4 the process is sandboxed',
    () => preferences.sandbox === true && host.includes('app.enableSandbox()'),
  ],
  [
    '5 permission requests are answered',
    () => host.includes('setPermissionRequestHandler(') && !decidePermission('media'),
  ],
  ['6 web security stays on', () => preferences.webSecurity === true],
  [
    '7 a content security policy',
    () => policy.startsWith("default-src 'none'; script-src 'self';") && !policy.includes('unsafe'),
  ],
  ['8 no insecure content', () => preferences.allowRunningInsecureContent === false],
  ['9 no experimental features', () => preferences.experimentalFeatures === false],
  ['10 no Blink features switched on', () => !host.includes('enableBlinkFeatures')],
  ['11 no popups in webviews', () => !/allowpopups/i.test(page + host)],
  [
    '12 no webview at all',
    () => preferences.webviewTag === false && host.includes("'will-attach-webview'"),
  ],
  [
    '13 navigation is decided',
    () =>
      ['will-navigate', 'will-frame-navigate', 'will-redirect'].every((event) =>
        host.includes(`'${event}'`),
      ) && decideNavigation('https://a.example\u0000').length > 0,
  ],
  [
    '14 no window is opened',
    () => host.includes('setWindowOpenHandler(') && !host.includes("action: 'allow'"),
  ],
  [
    '15 only what was decided is handed to the system',
    () =>
      (host.match(/openExternal\(/g)?.length ?? 0) === 2 &&
      decideExternal('file:///etc/passwd') === 'refuse',
  ],
  ['16 a current Electron, pinned', () => /"electron": "\d+\.\d+\.\d+"/.test(manifest)],
  [
    '17 every message has its sender checked',
    () => host.includes('isTrustedSender(event.senderFrame'),
  ],
  ['18 no file:// page', () => !/loadFile\(|file:\/\//.test(host)],
  ['19 the fuses are set', () => wantedFuses.size === 9],
  [
    '20 no API of Electron reaches the page',
    () =>
      (host.match(/exposeInMainWorld\(/g)?.length ?? 0) === 1 &&
      !/exposeInMainWorld\([^)]*ipcRenderer\b/.test(host),
  ],
];

describe('the checklist of Electron', () => {
  it('has twenty rules', () => expect(rules).toHaveLength(20));
  it.each(rules)('%s', (_rule, holds) => {
    expect(holds()).toBe(true);
  });
});
