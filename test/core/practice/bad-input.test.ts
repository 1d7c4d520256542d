/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { doiBody, minimal, startFixture, type Fixture } from './practice-fixture.ts';

describe('bad input', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
  });
  // Whatever came in: a plain answer, no defect, and the server alive.
  afterEach(async () => {
    expect(fixture.practice.effects().filter(({ defect }) => defect !== null)).toEqual([]);
    expect((await fixture.send({ path: '/heartbeat' })).status).toBe(200);
  });
  afterAll(() => fixture.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fixture.send({ method: 'POST', path: '/dois', body, headers });

  it.each<[string, unknown, number]>([
    ['nothing', '', 400],
    ['white space', ' \n', 400],
    ['half an object', '{"data":{"attributes":', 400],
    ['a number', '5', 400],
    ['a list', '[1]', 400],
    ['data as a number', { data: 5 }, 400],
    ['data as a list', { data: [{}] }, 400],
    ['attributes as a list', { data: { attributes: [] } }, 422],
    ['attributes as a text', { data: { attributes: 'x' } }, 422],
    ['attributes null', { data: { attributes: null } }, 422],
    ['a doi that is an object', doiBody({ doi: { a: 1 } }), 403],
    ['a doi that is a number', doiBody({ doi: 10.5072 }), 403],
    [
      'a client that is a list',
      { data: { attributes: { doi: '10.5072/a-list' }, relationships: { client: { data: [] } } } },
      201,
    ],
    [
      'relationships that are a text',
      { data: { attributes: { doi: '10.5072/a-text' }, relationships: 'x' } },
      201,
    ],
    [
      'members called __proto__ and constructor',
      '{"data":{"attributes":{"doi":"10.5072/proto","__proto__":{"state":"findable"},"constructor":{"x":1}}}}',
      201,
    ],
    ['a NUL in the doi', doiBody({ doi: '10.5072/a\u0000b' }), 422],
    [
      'half a surrogate pair in a title',
      '{"data":{"attributes":{"doi":"10.5072/surrogate","titles":[{"title":"\\ud800"}]}}}',
      201,
    ],
    ['XML that is no base64', doiBody({ doi: '10.5072/base64', xml: '%%%' }), 201],
    [
      'XML that does not end',
      doiBody({ doi: '10.5072/broken', xml: Buffer.from('<resource><a>').toString('base64') }),
      400,
    ],
    [
      'XML with a document type',
      doiBody({
        doi: '10.5072/bomb',
        xml: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').toString('base64'),
      }),
      400,
    ],
    [
      'XML of another kind',
      doiBody({ doi: '10.5072/html', xml: Buffer.from('<html/>').toString('base64') }),
      201,
    ],
  ])('answers %s plainly', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status, answer.text).toBe(status);
  });

  it('takes a deeply nested body without falling', async () => {
    const deep = `{"data":{"attributes":{"doi":"10.5072/deep","titles":${'['.repeat(20_000)}${']'.repeat(20_000)}}}}`;
    expect((await post(deep)).status).toBe(201);
  });

  it('refuses a body of another type as no payload', async () => {
    expect((await post('doi=10.5072/a', { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('unpacks gzip, and refuses what is none or swells too much', async () => {
    const send = async (body: Buffer): Promise<number> => {
      const credentials = Buffer.from(
        `${fixture.practice.username}:${fixture.practice.password}`,
      ).toString('base64');
      const response = await fetch(`${fixture.practice.url}/dois`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          authorization: `Basic ${credentials}`,
        },
        body: new Uint8Array(body),
      });
      await response.text();
      return response.status;
    };
    expect(await send(gzipSync(JSON.stringify(doiBody({ doi: '10.5072/packed' }))))).toBe(201);
    expect(await send(Buffer.from('not packed at all'))).toBe(400);
    expect(await send(gzipSync(Buffer.alloc(80 * 1024 * 1024)))).toBe(413);
  });

  it.each([
    ['10.5072/..%2F..%2Fetc%2Fpasswd', '10.5072/../../etc/passwd', 201],
    ['10.5072/a%2Fb', '10.5072/a/b', 201],
    ['10.5072//double', '10.5072//double', 201],
    ['10.5072/a%23b', '10.5072/a#b', 422],
    ['10.5072/%3Cb%3E', '10.5072/<b>', 422],
    ['10.5072/%C3%BC', '10.5072/ü', 422],
    ['10.5072/a%00b', '10.5072/a\u0000b', 422],
    ['10.5072/', '10.5072', 404],
    ['10.5072', '10.5072', 404],
    ['%E0%A4%A', '', 400],
  ])('treats the path %s as a name and nothing else', async (path, name, status) => {
    const answer = await fixture.send({ method: 'PUT', path: `/dois/${path}`, body: doiBody({}) });
    expect(answer.status, answer.text).toBe(status);
    if (status === 422)
      expect(answer.json.errors).toEqual([
        { source: 'doi', title: 'Is invalid', uid: name.toLowerCase() },
      ]);
    if (status === 201) expect(answer.json.data.id).toBe(name);
  });

  it.each([
    ['credentials that are no base64', { authorization: 'Basic %%%' }, 404],
    [
      'credentials without a colon',
      { authorization: `Basic ${Buffer.from('nobody').toString('base64')}` },
      404,
    ],
    ['a scheme of its own', { authorization: 'Digest username="x"' }, 401],
    ['a token in three broken parts', { authorization: 'Bearer a.b.c' }, 401],
    ['an Accept header of 8,000 characters', { accept: 'a/b,'.repeat(2000) }, 201],
    ['an address that is made up', { 'x-forwarded-for': '9'.repeat(2000) }, 201],
  ])('answers %s', async (title, headers, status) => {
    const name = `10.5072/header-${title.replace(/\W/g, '')}`;
    expect((await post(doiBody({ doi: name }), headers)).status).toBe(status);
  });

  it('answers what is no HTTP with 400, and ends the connection', async () => {
    for (const text of [
      'NONSENSE\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n',
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      expect(await speak(text)).toMatch(/^HTTP\/1\.1 (400|431)/);
    }
  });

  it('refuses a body above 10 MiB, told or untold, and goes on', async () => {
    const huge = 'x'.repeat(11 * 1024 * 1024);
    const told = await post(doiBody({ doi: '10.5072/huge', titles: [{ title: huge }] })).then(
      ({ status }) => status,
      // The connection may be closed before all of it was sent.
      () => 413,
    );
    expect(told).toBe(413);
    const chunk = `${(1024 * 1024).toString(16)}\r\n${'x'.repeat(1024 * 1024)}\r\n`;
    const untold = await speak(
      `POST /dois HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(12)}0\r\n\r\n`,
    );
    expect(untold).toMatch(/^(HTTP\/1\.1 413|$)/);
    expect((await fixture.send({ path: '/dois/10.5072/huge' })).status).toBe(404);
  });

  // Raw requests: `fetch` would not send them.
  const host = 'Host: localhost\r\nConnection: close';
  it.each<[string, string, RegExp]>([
    [
      'a path that climbs',
      `GET /dois/../../etc/passwd HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 404/,
    ],
    [
      'a path that climbs in escapes',
      `GET /dois/10.5072/%2e%2e/%2e%2e HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 404/,
    ],
    [
      'an absolute address of another host',
      `GET http://evil.example.net/dois HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d/,
    ],
    ['a path without a slash', `GET dois HTTP/1.1\r\n${host}\r\n\r\n`, /^HTTP\/1\.1 4\d\d/],
    [
      'a fragment in the path',
      `GET /dois/10.5072/a#b HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d/,
    ],
    [
      'raw angle brackets',
      `GET /dois/10.5072/<b> HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d/,
    ],
    [
      'two lengths that differ',
      `POST /dois HTTP/1.1\r\n${host}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      /^HTTP\/1\.1 400/,
    ],
    [
      'a length and chunks at once',
      `POST /dois HTTP/1.1\r\n${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400/,
    ],
    [
      'a negative length',
      `POST /dois HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n`,
      /^HTTP\/1\.1 400/,
    ],
    ['a NUL in a header', `GET /dois HTTP/1.1\r\n${host}\r\nX: a\0b\r\n\r\n`, /^HTTP\/1\.1 400/],
    [
      'a folded header',
      `GET /dois HTTP/1.1\r\nA: b\r\n c: d\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 \d\d\d/,
    ],
    [
      'two hosts',
      `GET /dois HTTP/1.1\r\n${host}\r\nHost: evil.example.net\r\n\r\n`,
      /^HTTP\/1\.1 \d\d\d/,
    ],
    ['no host', 'GET /dois HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      '2,500 headers',
      `GET /heartbeat HTTP/1.1\r\n${host}\r\n${'a: b\r\n'.repeat(2500)}\r\n`,
      /^HTTP\/1\.1 (200|400|431)/,
    ],
    ['a method of its own', `BREW /dois HTTP/1.1\r\n${host}\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['TRACE', `TRACE /dois HTTP/1.1\r\n${host}\r\n\r\n`, /^HTTP\/1\.1 4\d\d/],
    [
      'two credentials',
      `POST /dois HTTP/1.1\r\n${host}\r\nAuthorization: Basic YTpi\r\nAuthorization: Bearer x\r\nContent-Length: 2\r\n\r\n{}`,
      /^HTTP\/1\.1 4\d\d/,
    ],
    [
      'a method in a header',
      `POST /dois HTTP/1.1\r\n${host}\r\nX-HTTP-Method-Override: DELETE\r\nContent-Length: 2\r\n\r\n{}`,
      /^HTTP\/1\.1 4\d\d/,
    ],
  ])('answers %s plainly', async (_, text, status) => {
    expect(await speak(text)).toMatch(status);
  });

  it('forgets one who hangs up in the middle of a body, and commits nothing', async () => {
    const { hostname, port } = new URL(fixture.practice.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `PUT /dois/10.5072/half HTTP/1.1\r\n${host}\r\nContent-Length: 500\r\n\r\n{"data":`,
        );
        setImmediate(() => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect((await fixture.send({ path: '/dois/10.5072/half' })).status).toBe(404);
  });

  it('keeps concurrent writes to one DOI whole: each is answered, the last one stands', async () => {
    const path = '/dois/10.5072/contested';
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        fixture.send({
          method: 'PUT',
          path,
          body: doiBody({ ...minimal, version: String(index), titles: [{ title: `T${index}` }] }),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(59).fill(200),
      201,
    ]);
    const held = fixture.practice.holdings().find(({ doi }) => doi === '10.5072/contested');
    expect(held?.attributes.titles).toEqual([{ title: `T${String(held?.attributes.version)}` }]);
    const activities = await fixture.send({ path: `${path}/activities` });
    expect(activities.json.meta.total).toBe(60);
  });

  it('lets exactly one of many concurrent creations win', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post(doiBody({ doi: '10.5072/race' }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(29);
  });

  it('answers any JSON and any query with a documented status (random; the seed is printed on failure)', async () => {
    const known = [200, 201, 400, 403, 404, 413, 422, 500];
    const attribute = fc.constantFrom(
      'doi',
      'titles',
      'creators',
      'types',
      'publisher',
      'geoLocations',
      'relatedItems',
      'event',
      'xml',
      'url',
      'language',
      'subjects',
      'rightsList',
      'publicationYear',
      'contentUrl',
      'landingPage',
      'alternateIdentifiers',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(attribute, fc.jsonValue({ maxDepth: 3 })),
        fc.boolean(),
        async (attributes, publishes) => {
          const body = doiBody({
            doi: '10.5072/random',
            ...attributes,
            ...(publishes && { event: 'publish' }),
          });
          expect(known).toContain((await post(body)).status);
          expect(known).toContain(
            (await fixture.send({ method: 'PUT', path: '/dois/10.5072/random', body })).status,
          );
        },
      ),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 40 }), async (query) => {
        const answer = await fixture.send({
          path: `/dois?query=${encodeURIComponent(query)}&page[cursor]=${encodeURIComponent(query)}`,
        });
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: 300 },
    );
  });

  function speak(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(fixture.practice.url);
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('close', () => resolve(heard));
      // A reset after the answer, since not all was read, is no failure of the server.
      socket.on('error', (cause: NodeJS.ErrnoException) =>
        cause.code === 'ECONNRESET' || cause.code === 'EPIPE' ? resolve(heard) : reject(cause),
      );
    });
  }
});
