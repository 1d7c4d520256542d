/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from './practice-fixture.ts';

/**
 * The recipes of DataCite's API guide (support.datacite.org/docs/api-create-dois and its neighbours), with
 * `curl` and nothing of ours: create, update, publish, hide, list, delete. Skipped where there is no curl.
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

    /** The guide keeps each body in a file: `-d @my_draft.json`. */
    function inFile(name: string, body: object): string[] {
      const file = join(fixture.folder, name);
      writeFileSync(file, JSON.stringify(body));
      return ['-d', `@${file}`];
    }
    const vendorJson = ['-H', 'Content-Type: application/vnd.api+json'];
    const account = (): string[] => [
      '--user',
      `${fixture.practice.username}:${fixture.practice.password}`,
    ];
    const attributesOf = (answer: { body: string }): Record<string, unknown> =>
      JSON.parse(answer.body).data.attributes as Record<string, unknown>;

    it('creates drafts from a file, under a chosen name and under a made-up one', async () => {
      const { url, prefix } = fixture.practice;
      const chosen = { data: { type: 'dois', attributes: { doi: `${prefix}/0012` } } };
      const made = { data: { type: 'dois', attributes: { prefix } } };
      const post = (body: string[]) =>
        curl('-X', 'POST', ...vendorJson, ...account(), ...body, `${url}/dois`);
      const first = await post(inFile('my_draft.json', chosen));
      expect({ status: first.status, ...attributesOf(first) }).toMatchObject({
        status: 201,
        doi: `${prefix}/0012`,
        suffix: '0012',
        state: 'draft',
        creators: [],
        url: null,
      });
      const second = await post(inFile('my_draft_prefix.json', made));
      expect(second.status).toBe(201);
      expect(attributesOf(second)['suffix']).toMatch(/^[0-9a-z]{4}-[0-9a-z]{4}$/);
      const again = await post(inFile('my_draft.json', chosen));
      expect(again.status).toBe(422);
      expect(JSON.parse(again.body).errors).toMatchObject([
        { source: 'doi', title: 'This DOI has already been taken' },
      ]);
    });

    it('publishes at once with XML in base64, and moves the DOI along by its events', async () => {
      const { url, prefix, username } = fixture.practice;
      const doi = `${prefix}/xml-1`;
      const xml = `<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">${doi}</identifier>
  <creators><creator><creatorName>Fosmire, Michael</creatorName></creator></creators>
  <titles><title xml:lang="en-US">Institutional identifiers</title></titles>
  <publisher>Purdue University</publisher>
  <publicationYear>2010</publicationYear>
  <resourceType resourceTypeGeneral="Text">Report</resourceType>
</resource>`;
      const attributes = {
        event: 'publish',
        doi,
        url: 'https://schema.datacite.org/meta/kernel-4.0/index.html',
        xml: Buffer.from(xml).toString('base64'),
      };
      const body = { data: { id: doi, type: 'dois', attributes } };
      const created = await curl(
        ...['-X', 'POST', ...vendorJson, ...account()],
        ...[...inFile('my_doi.json', body), `${url}/dois`],
      );
      expect({ status: created.status, ...attributesOf(created) }).toMatchObject({
        status: 201,
        state: 'findable',
        titles: [{ title: 'Institutional identifiers' }],
        publicationYear: 2010,
      });
      const states: unknown[] = [];
      for (const event of ['hide', 'show', 'hide', 'publish']) {
        const update = { data: { type: 'dois', attributes: { event } } };
        const answer = await curl(
          ...['-X', 'PUT', ...vendorJson, ...account()],
          ...[...inFile('my_doi_update.json', update), `${url}/dois/${doi}`],
        );
        states.push(answer.status, attributesOf(answer)['state']);
      }
      const there = [200, 'registered', 200, 'findable'];
      expect(states).toEqual([...there, ...there]);

      const client = username.toLowerCase();
      for (const query of [
        `client-id=${client}&state=findable&query=titles.title:institutional`,
        `client-id=${client}&prefix=${prefix}&page[cursor]=1&page[size]=1000&state=findable`,
        `query=identifiers%20OR%20nothing&client-id=${client}&sort=-created&state=findable`,
      ]) {
        const listed = await curl('--globoff', ...account(), `${url}/dois?${query}`);
        expect({ query, status: listed.status, body: listed.body }).toMatchObject({
          status: 200,
          body: expect.stringContaining(`"${doi}"`) as string,
        });
      }
      const activities = await curl(`${url}/dois/${doi}/activities`);
      expect(JSON.parse(activities.body).meta.total).toBe(5);
    });

    it('deletes a draft, and is refused with the documented words elsewhere', async () => {
      const { url, prefix, username } = fixture.practice;
      const draft = { data: { type: 'dois', attributes: { doi: `${prefix}/short-lived` } } };
      const body = inFile('my_draft.json', draft);
      const path = `${url}/dois/${prefix}/short-lived`;
      await curl('-X', 'POST', ...vendorJson, ...account(), ...body, `${url}/dois`);
      const unsigned = await curl('-X', 'DELETE', path);
      expect([unsigned.status, JSON.parse(unsigned.body).errors[0].title]).toEqual([
        401,
        'Bad credentials.',
      ]);
      const wrong = await curl('-X', 'DELETE', '--user', `${username}:wrong`, path);
      expect(wrong.status).toBe(401);
      expect((await curl('-X', 'DELETE', ...account(), path)).status).toBe(204);
      expect((await curl('-X', 'DELETE', ...account(), path)).status).toBe(404);
    });
  },
);
