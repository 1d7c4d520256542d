import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { createStaging, safePath, uploadLimits } from '#hosts/browser/staging.ts';
import { tempFolder } from '../temp-folder.ts';
import type { Answer, Served } from './served-host.ts';
import { serve } from './served-host.ts';

type Send = (
  method: string,
  path: string,
  body?: string | Buffer,
  headers?: Record<string, string>,
) => Promise<Answer>;

async function signedIn(served: Served): Promise<Send> {
  const cookie = await served.signIn();
  const own = { cookie, origin: served.origin, 'x-steward': '1' };
  return (method, path, body, headers) =>
    served.ask({
      method,
      path,
      headers: { ...own, ...headers },
      ...(body === undefined ? {} : { body }),
    });
}

async function openSource(send: Send): Promise<string> {
  return (JSON.parse((await send('POST', '/sources')).body) as { sourceId: string }).sourceId;
}

describe('bringing files in through the page', () => {
  it('hands one file to the core under its own name', async () => {
    const served = await serve();
    const send = await signedIn(served);
    const id = await openSource(send);
    await send('PUT', `/sources/${id}/0?path=lake%20data.csv`, 'title\nOne\n');
    const done = await send('POST', `/sources/${id}/done`);
    expect(JSON.parse(done.body)).toEqual({ sourceId: 'source-1' });
    const [admitted] = served.core.admitted;
    expect(admitted?.name).toBe('lake data.csv');
    expect(await readFile(admitted?.paths[0] ?? '', 'utf8')).toBe('title\nOne\n');
  });

  it('hands a folder to the core with the places of its files', async () => {
    const served = await serve();
    const send = await signedIn(served);
    const id = await openSource(send);
    await send('PUT', `/sources/${id}/0?path=cards/one/README.md`, '# One');
    await send('PUT', `/sources/${id}/1?path=cards/two/README.md`, '# Two');
    await send('POST', `/sources/${id}/done`);
    const [admitted] = served.core.admitted;
    expect(admitted?.name).toBe('cards');
    const found = await readdir(admitted?.paths[0] ?? '', { recursive: true });
    expect(found.filter((name) => name.endsWith('.md')).sort()).toEqual([
      join('cards', 'one', 'README.md'),
      join('cards', 'two', 'README.md'),
    ]);
  });

  it('takes no more after it was handed over, and knows no other upload', async () => {
    const served = await serve();
    const send = await signedIn(served);
    const id = await openSource(send);
    await send('PUT', `/sources/${id}/0?path=a.csv`, 'x');
    await send('POST', `/sources/${id}/done`);
    expect((await send('PUT', `/sources/${id}/1?path=b.csv`, 'x')).status).toBe(404);
    expect((await send('PUT', '/sources/0/0?path=b.csv', 'x')).status).toBe(404);
    expect((await send('POST', '/sources/__proto__/done')).status).toBe(404);
  });

  it('refuses a request without our header or Origin, which a form of another site could send', async () => {
    const served = await serve();
    const send = await signedIn(served);
    expect((await send('POST', '/sources', '', { 'x-steward': '' })).status).toBe(403);
    expect((await send('POST', '/sources', '', { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    const cookie = 'steward-0=none';
    expect(
      (await served.ask({ method: 'POST', path: '/sources', headers: { cookie } })).status,
    ).toBe(403);
  });

  it('refuses what is above the limit and keeps nothing of it; what never ended is in nobody’s way', async () => {
    const folder = join(await tempFolder(), 'incoming');
    const staging = await createStaging(folder, { sourceBytes: 10, openSources: 2 });
    const given: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const id = await staging.open();
      given.push(id);
      const large = Readable.from([Buffer.alloc(6), Buffer.alloc(6)]);
      await expect(staging.receive(id, 'large.csv', large)).rejects.toThrow(/too many bytes/);
      expect(await readdir(join(folder, id))).toEqual([]);
    }
    expect(await readdir(folder)).toEqual(given.slice(2).sort());
    await staging.clear();
  });

  it('takes files that are larger than what is imported, as the list of ROR is', () => {
    expect(uploadLimits.sourceBytes).toBeGreaterThan(500 * 1024 * 1024);
  });

  it('refuses the same place twice and a source without files', async () => {
    const served = await serve();
    const send = await signedIn(served);
    const id = await openSource(send);
    expect((await send('POST', `/sources/${id}/done`)).status).toBe(400);
    await send('PUT', `/sources/${id}/0?path=a.csv`, 'first');
    expect((await send('PUT', `/sources/${id}/1?path=a.csv`, 'second')).status).toBe(400);
    await send('POST', `/sources/${id}/done`);
    expect(await readFile(served.core.admitted[0]?.paths[0] ?? '', 'utf8')).toBe('first');
  });
});

describe('a path that a page names', () => {
  it.each([
    '',
    '.',
    '..',
    '../a.csv',
    'a/../../b.csv',
    '/etc/passwd',
    'a//b',
    'C:/a.csv',
    'a\\..\\b.csv',
    'a\u0000.csv',
    'CON',
    'nul.csv',
    'a/lpt1.txt',
    'a.csv.',
    'a ',
    'stream:hidden',
    '\ud800.csv',
    'x'.repeat(200),
    'a/'.repeat(20) + 'b',
  ])('is refused when it could lead elsewhere: %j', (path) => {
    expect(() => safePath(path)).toThrow(/cannot be used/);
  });

  it.each([
    'a.csv',
    'cards/one/README.md',
    'Zürich/Daten 2026.xlsx',
    '数据/说明.md',
    '.hidden',
    '...a',
  ])('is kept when it is harmless: %s', (path) => {
    expect(safePath(path)).toBe(path);
  });
});
