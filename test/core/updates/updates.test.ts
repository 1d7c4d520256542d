import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { CoreContext } from '#core/context.ts';
import { NetworkFailure } from '#core/network/network.ts';
import type { HttpRequest } from '#core/network/network.ts';
import { createUpdateHandlers } from '#core/updates/update-handlers.ts';
import { readUpdateFeed, watchUpdates } from '#hosts/desktop/update-feed.ts';
import { ok } from '#shared/support/result.ts';
import { updatesText as text } from '#shared/text/updates.en.ts';
import { isNewer } from '#shared/updates/feed.ts';
import { tempFolder } from '../../hosts/temp-folder.ts';

const url = 'https://software.example.edu/doi-steward';
const feed = { url, file: 'latest.yml' };
const latest = (version: string, path = 'DOI-Steward-Setup.exe'): string =>
  `version: ${version}\nfiles:\n  - url: x.exe\n    sha512: abc\npath: ${path}\nreleaseDate: '2026-11-20T00:00:00.000Z'\n`;

function lookingAt(answer: { status: number; body: string } | Error, updateFeed: unknown = feed) {
  const asked: HttpRequest[] = [];
  const context = {
    config: { version: '1.2.3', updateFeed },
    timestamp: () => '2026-11-22T00:00:00.000Z',
    emit: () => undefined,
    ports: {
      network: {
        send: (request: HttpRequest) => {
          asked.push(request);
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
      },
    },
  } as unknown as CoreContext;
  return { asked, handlers: createUpdateHandlers(context) };
}

describe('newer versions', () => {
  it('are looked for nowhere unless whoever packed the app said where', async () => {
    const { asked, handlers } = lookingAt({ status: 200, body: latest('9.9.9') }, null);
    expect(await handlers['updates.check']({})).toMatchObject({ feed: null, newer: null });
    expect(asked).toEqual([]);
  });

  it('are told with the address of their package, and nothing of this computer is sent', async () => {
    const { asked, handlers } = lookingAt({ status: 200, body: latest('1.10.0') });
    const newer = { version: '1.10.0', download: `${url}/DOI-Steward-Setup.exe` };
    expect(await handlers['updates.check']({})).toMatchObject({ newer, problem: null });
    expect(await handlers['updates.state']({})).toMatchObject({ feed: url, newer });
    expect(asked).toMatchObject([
      { method: 'GET', origin: 'https://software.example.edu', path: '/doi-steward/latest.yml' },
    ]);
    expect(Object.keys(asked[0] ?? {})).not.toContain('auth');
    const same = lookingAt({ status: 200, body: latest('1.2.3') });
    expect(await same.handlers['updates.check']({})).toMatchObject({ newer: null, problem: null });
  });

  it.each([
    ['a portal', { status: 200, body: '<html>Welcome</html>' }, text.notAFeed(url)],
    ['half a file', { status: 200, body: 'version: [' }, text.notAFeed(url)],
    [
      'another host',
      { status: 200, body: latest('9.0.0', 'https://evil.example/x.exe') },
      text.notAFeed(url),
    ],
    ['a script', { status: 200, body: latest('9.0.0', 'javascript:1') }, text.notAFeed(url)],
    ['no file', { status: 404, body: '' }, text.noFile(url, 404)],
    [
      'no network',
      new NetworkFailure('unreachable', 'x cannot be reached.'),
      'x cannot be reached.',
    ],
  ])('of %s are a problem that is said', async (_name, answer, problem) => {
    const { handlers } = lookingAt(answer);
    expect(await handlers['updates.check']({})).toMatchObject({ newer: null, problem });
  });

  it.each([
    ['2.0.0', '1.9.9', true],
    ['1.2.10', '1.2.9', true],
    ['1.2.3', '1.2.3', false],
    ['1.2.3-beta.2', '1.2.3', false],
    ['1.2.3', '1.2.3-beta.2', true],
    ['1.2.3-beta.10', '1.2.3-beta.9', true],
    ['1.2.3+build.5', '1.2.3', false],
  ])('%s comes after %s: %s', (one, other, is) => expect(isNewer(one, other)).toBe(is));

  it('have a feed only where electron-builder left one, over https', async () => {
    const folder = await tempFolder();
    expect(readUpdateFeed(folder)).toBeNull();
    const write = (content: string) => writeFile(join(folder, 'app-update.yml'), content);
    await write(`provider: generic\nurl: ${url}\nupdaterCacheDirName: doi-steward-updater\n`);
    expect(readUpdateFeed(folder, 'win32', 'x64')).toEqual(feed);
    expect(readUpdateFeed(folder, 'darwin', 'arm64')?.file).toBe('latest-mac.yml');
    expect(readUpdateFeed(folder, 'linux', 'arm64')?.file).toBe('latest-linux-arm64.yml');
    await write('provider: generic\nurl: http://software.example.edu/\n');
    expect(readUpdateFeed(folder)).toBeNull();
  });

  it('are told once by the system', async () => {
    const told: string[] = [];
    const newer = { version: '2.0.0', download: `${url}/x.exe` };
    const state = { feed: url, checkedAt: null, newer, problem: null };
    const core = {
      dispatch: () => Promise.resolve(ok(state)),
      subscribe: () => () => undefined,
      admitSource: () => '',
    };
    const stop = watchUpdates({ notify: (title) => void told.push(title) }, core);
    await expect.poll(() => told).toEqual(['Version 2.0.0 is there']);
    stop();
  });
});
