import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleCollection } from '#core/practice/index.ts';
import { doiBody, minimal, startFixture, type Fixture } from './practice-fixture.ts';

describe('the resolver and the landing host', () => {
  let fixture: Fixture;
  let pagesFolder: string;
  beforeAll(async () => {
    const outer = await startFixture();
    pagesFolder = path.join(outer.folder, 'pages');
    await outer.practice.close();
    mkdirSync(path.join(pagesFolder, 'repository.example.org/tombstones'), { recursive: true });
    writeFileSync(
      path.join(pagesFolder, 'repository.example.org/tombstones/gone.html'),
      '<h1>Gone</h1>',
    );
    writeFileSync(path.join(pagesFolder, 'secret.txt'), 'not to be served');
    fixture = await startFixture({ pagesFolder });
    const publish = (doi: string, attributes: object) =>
      fixture.send({
        method: 'PUT',
        path: `/dois/${doi}`,
        body: doiBody({ ...minimal, ...attributes }),
      });
    await publish('10.5072/public', { event: 'publish', titles: [{ title: 'Cores & <layers>' }] });
    await publish('10.5072/hidden', {
      event: 'register',
      url: 'https://repository.example.org/items/2',
    });
    await publish('10.5072/draft', { url: 'https://repository.example.org/items/3' });
  });
  afterAll(() => fixture.stop());

  it.each([
    ['10.5072/public', 302, minimal.url],
    ['10.5072/PUBLIC', 302, minimal.url],
    ['10.5072/hidden', 302, 'https://repository.example.org/items/2'],
    ['10.5072/draft', 404, null],
    ['10.5072/never', 404, null],
  ])('resolves %s with %i', async (doi, status, location) => {
    const answer = await fixture.send({ path: `/resolve/${doi}`, as: null });
    expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({
      status,
      location,
    });
  });

  it('redirects to an address that a header cannot carry as it is', async () => {
    const url = 'https://repository.example.org/höhe/';
    const body = doiBody({ ...minimal, url, event: 'register' });
    await fixture.send({ method: 'PUT', path: '/dois/10.5072/umlaut', body });
    const answer = await fixture.send({ path: '/resolve/10.5072/umlaut', as: null });
    expect(answer.headers.get('location')).toBe('https://repository.example.org/h%C3%B6he/');
    const page = await fixture.send({ path: '/landing/repository.example.org/h%C3%B6he/' });
    expect(page.status).toBe(200);
  });

  it('tells an address with a slash at its end from one without', async () => {
    const url = 'https://repository.example.org/folder/';
    await fixture.send({
      method: 'PUT',
      path: '/dois/10.5072/slash',
      body: doiBody({ ...minimal, url }),
    });
    const status = async (path: string): Promise<number> =>
      (await fixture.send({ path, as: null })).status;
    expect(await status('/landing/repository.example.org/folder/')).toBe(200);
    expect(await status('/landing/repository.example.org/folder')).toBe(404);
  });

  it('makes a page for a record that has this address, with its text escaped', async () => {
    const answer = await fixture.send({
      path: '/landing/repository.example.org/items/1',
      as: null,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('<h1>[PRACTICE] Cores &amp; &lt;layers&gt;</h1>');
    expect(answer.text).toContain('https://practice.invalid/10.5072/public');
  });

  it('serves the folder of a host, with and without .html', async () => {
    for (const page of ['gone', 'gone.html']) {
      const answer = await fixture.send({
        path: `/landing/repository.example.org/tombstones/${page}`,
        as: null,
      });
      expect({ status: answer.status, text: answer.text }).toEqual({
        status: 200,
        text: '<h1>Gone</h1>',
      });
    }
  });

  it('never leaves the folder', async () => {
    for (const tail of [
      '../secret.txt',
      '..%2Fsecret.txt',
      '%2e%2e/secret.txt',
      '..%5Csecret.txt',
      'a/../../secret.txt',
      '%00',
    ]) {
      const answer = await raw(`/landing/repository.example.org/${tail}`);
      expect(answer.status, tail).toBe(404);
      expect(answer.text).not.toContain('not to be served');
    }
    for (const host of ['..', '.', '', '%2e%2e']) {
      expect((await raw(`/landing/${host}/secret.txt`)).status).toBe(404);
    }
  });

  it('answers by the Host header, and gives the API to no foreign name', async () => {
    expect((await raw('/items/1', 'repository.example.org')).text).toContain('Cores &amp;');
    expect((await raw('/dois', 'evil.example.net')).status).toBe(404);
    expect((await raw('/dois', 'localhost:1')).status).toBe(200);
  });

  it('answers at the pages of the sample before anything is registered', async () => {
    const answer = await fixture.send({
      path: '/landing/repository.example.org/items/obersee-temperature/1.0',
      as: null,
    });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: 200,
      text: expect.stringContaining('Obersee') as string,
    });
    expect(
      (await fixture.send({ path: '/landing/repository.example.org/items/none', as: null })).status,
    ).toBe(404);
  });

  /** A request with a path and a Host header that `fetch` would not send. */
  function raw(target: string, host = '127.0.0.1'): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(fixture.practice.url);
      request({ hostname, port, path: target, headers: { host } }, (message) => {
        let text = '';
        message.on('data', (chunk: Buffer) => (text += chunk.toString()));
        message.on('end', () => resolve({ status: message.statusCode ?? 0, text }));
      })
        .on('error', reject)
        .end();
    });
  }
});

describe('the sample collection', () => {
  const { files } = sampleCollection();

  it('is a table and cards, about 60 items in all', () => {
    const rows = (files[0]?.text ?? '').trimEnd().split('\r\n').length - 1;
    expect(files.map((file) => path.extname(file.path))).toEqual([
      '.csv',
      '.md',
      '.md',
      '.md',
      '.md',
    ]);
    expect(rows + files.length - 1).toBeGreaterThanOrEqual(55);
  });

  it('is the same each time', () => {
    expect(sampleCollection()).toEqual({ files });
  });
});
