/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from './practice-fixture.ts';

/**
 * The recipes of DataCite's API guide, with `curl` and nothing of ours: create, update, publish, hide,
 * list, delete. Skipped where there is no curl.
 */
const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

describe.skipIf(!hasCurl)(
  'a client that nobody here wrote: curl (skipped where there is none)',
  () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture();
    });
    afterAll(() => fixture.stop());

    async function curl(...parts: string[]): Promise<{ status: number; body: string }> {
      const { stdout } = await run('curl', ['--silent', '--write-out', '\n%{http_code}', ...parts]);
      const at = stdout.lastIndexOf('\n');
      return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) };
    }

    it('does the whole life of a DOI', async () => {
      const { url, username, password, prefix } = fixture.practice;
      const user = ['--user', `${username}:${password}`];
      const json = ['-H', 'Content-Type: application/vnd.api+json'];
      const doi = `${prefix}/example-1`;
      const data = (attributes: object): string[] => [
        '-d',
        JSON.stringify({ data: { type: 'dois', attributes } }),
      ];

      const created = await curl('-X', 'POST', ...json, ...user, ...data({ doi }), `${url}/dois`);
      expect(created.status).toBe(201);
      expect(JSON.parse(created.body).data.attributes.state).toBe('draft');

      const metadata = {
        event: 'publish',
        creators: [{ name: 'DataCite Metadata Working Group' }],
        titles: [{ title: 'DataCite Metadata Schema Documentation v4.0' }],
        publisher: 'DataCite e.V.',
        publicationYear: 2016,
        types: { resourceTypeGeneral: 'Text' },
        url: 'https://schema.datacite.org/meta/kernel-4.0/index.html',
        schemaVersion: 'http://datacite.org/schema/kernel-4',
      };
      const published = await curl(
        '-X',
        'PUT',
        ...json,
        ...user,
        ...data(metadata),
        `${url}/dois/${doi}`,
      );
      expect(published.status).toBe(200);
      expect(JSON.parse(published.body).data.attributes).toMatchObject({
        state: 'findable',
        publisher: 'DataCite e.V.',
      });

      const read = await curl('-H', 'Accept: application/vnd.api+json', `${url}/dois/${doi}`);
      expect(JSON.parse(read.body).data.id).toBe(doi);
      const xml = await curl(
        '-H',
        'Accept: application/vnd.datacite.datacite+xml',
        `${url}/dois/${doi}`,
      );
      expect(xml.body).toContain('<publisher>DataCite e.V.</publisher>');
      const resolved = await curl(
        '--output',
        '/dev/null',
        '--write-out',
        '%{redirect_url}\n%{http_code}',
        `${url}/resolve/${doi}`,
      );
      expect(resolved).toEqual({ status: 302, body: metadata.url });

      const moved = await curl(
        '-X',
        'PUT',
        ...json,
        ...user,
        ...data({ url: 'https://example.org/new' }),
        `${url}/dois/${doi}`,
      );
      expect(JSON.parse(moved.body).data.attributes.url).toBe('https://example.org/new');
      const listed = await curl(
        '--globoff',
        ...user,
        `${url}/dois?client-id=${username.toLowerCase()}&page[size]=10`,
      );
      expect(JSON.parse(listed.body).meta.total).toBe(1);

      const hidden = await curl(
        '-X',
        'PUT',
        ...json,
        ...user,
        ...data({ event: 'hide' }),
        `${url}/dois/${doi}`,
      );
      expect(JSON.parse(hidden.body).data.attributes.state).toBe('registered');
      expect((await curl('-X', 'DELETE', ...user, `${url}/dois/${doi}`)).status).toBe(405);

      const draft = `${prefix}/example-2`;
      await curl('-X', 'POST', ...json, ...user, ...data({ doi: draft }), `${url}/dois`);
      expect(await curl('-X', 'DELETE', ...user, `${url}/dois/${draft}`)).toEqual({
        status: 204,
        body: '',
      });
      expect((await curl(...user, `${url}/dois/${draft}`)).status).toBe(404);
    });
  },
);
