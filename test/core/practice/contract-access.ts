/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import {
  behaviour,
  errors,
  frameworkError,
  member,
  owner,
  sleeping,
  staff,
  stranger,
  wrong,
  type Behaviour,
  type Contract,
} from './contract.ts';
import { doiBody, minimal } from './practice-fixture.ts';

/** Who may do what, and with which words one is refused (datacite.md 1.1 to 1.4, 1.10). */
interface Refused {
  readonly title: string;
  readonly as: string | null;
  readonly answer: (contract: Contract) => Promise<{ status: number; json: unknown }>;
  readonly body: object;
}

const refusals: readonly Refused[] = [
  {
    title: 'POST without credentials is 401',
    as: null,
    answer: (c) => c.post({ doi: c.name() }, { as: null }),
    body: errors.unauthorised,
  },
  {
    title: 'PUT without credentials is 401',
    as: null,
    answer: (c) => c.put(c.seeded('draft'), {}, { as: null }),
    body: errors.unauthorised,
  },
  {
    title: 'DELETE without credentials is 401',
    as: null,
    answer: (c) => c.send({ method: 'DELETE', path: `/dois/${c.seeded('draft')}`, as: null }),
    body: errors.unauthorised,
  },
  {
    title: 'a wrong password on POST without a client is 404, not 401',
    as: wrong,
    answer: (c) => c.post({ doi: c.name() }, { as: wrong }),
    body: errors.missing,
  },
  {
    title: 'a wrong password on POST with a client is 401',
    as: wrong,
    answer: (c) => c.post({ doi: c.name() }, { as: wrong, client: 'datacite.datacite' }),
    body: errors.unauthorised,
  },
  {
    title: 'a wrong password on PUT of a new DOI without a client is 404',
    as: wrong,
    answer: (c) => c.put(c.name(), {}, { as: wrong }),
    body: errors.missing,
  },
  {
    title: 'a wrong password on PUT of a new DOI with a client is 401',
    as: wrong,
    answer: (c) => c.put(c.name(), {}, { as: wrong, client: 'datacite.datacite' }),
    body: errors.unauthorised,
  },
  {
    title: 'a wrong password on PUT of an existing DOI is 401',
    as: wrong,
    answer: (c) => c.put(c.seeded('draft'), {}, { as: wrong }),
    body: errors.unauthorised,
  },
  {
    title: 'a wrong password on DELETE of an existing DOI is 401',
    as: wrong,
    answer: (c) => c.send({ method: 'DELETE', path: `/dois/${c.seeded('draft')}`, as: wrong }),
    body: errors.unauthorised,
  },
  {
    title: 'a wrong password on GET of the own draft is 404',
    as: wrong,
    answer: (c) => c.get(c.seeded('draft'), { as: wrong }),
    body: errors.missing,
  },
  {
    title: 'a malformed bearer token is 401 even on a public list',
    as: null,
    answer: (c) =>
      c.send({ path: '/dois', as: null, headers: { authorization: 'Bearer nonsense' } }),
    body: errors.unauthorised,
  },
  {
    title: 'a prefix of somebody else is 403',
    as: owner,
    answer: (c) => c.post({ doi: '10.24425/abc' }),
    body: errors.forbidden,
  },
  {
    title: 'PUT of a new DOI under a prefix of somebody else is 403',
    as: owner,
    answer: (c) => c.put('10.24425/abc', {}),
    body: errors.forbidden,
  },
  {
    title: 'PUT on a DOI of another repository is 403',
    as: stranger,
    answer: (c) => c.put(c.seeded('draft'), {}, { as: stranger }),
    body: errors.forbidden,
  },
  {
    title: 'DELETE of a DOI of another repository is 403',
    as: stranger,
    answer: (c) => c.send({ method: 'DELETE', path: `/dois/${c.seeded('draft')}`, as: stranger }),
    body: errors.forbidden,
  },
  {
    title: 'a member account on POST without a client is 404',
    as: member,
    answer: (c) => c.post({ doi: c.name() }, { as: member }),
    body: errors.missing,
  },
  {
    title: 'a member account on POST with a client is 403',
    as: member,
    answer: (c) => c.post({ doi: c.name() }, { as: member, client: 'datacite.datacite' }),
    body: errors.forbidden,
  },
  {
    title: 'a member account on PUT is 403',
    as: member,
    answer: (c) => c.put(c.seeded('draft'), {}, { as: member }),
    body: errors.forbidden,
  },
  {
    title: 'an inactive repository on POST is 403',
    as: sleeping,
    answer: (c) => c.post({ doi: c.name() }, { as: sleeping }),
    body: errors.forbidden,
  },
  {
    title: 'neither doi nor prefix is 403',
    as: owner,
    answer: (c) => c.post({ url: minimal.url }),
    body: errors.forbidden,
  },
  {
    title: 'a doi named only in the XML is 403',
    as: owner,
    answer: (c) =>
      c.post({
        xml: Buffer.from(
          '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.14454/x</identifier></resource>',
        ).toString('base64'),
      }),
    body: errors.forbidden,
  },
  {
    title: 'an unknown client is 404',
    as: owner,
    answer: (c) => c.post({ doi: c.name() }, { client: 'datacite.nobody' }),
    body: errors.missing,
  },
  {
    title: 'PUT with an id that is no DOI is 404',
    as: owner,
    answer: (c) => c.put('hello', {}),
    body: errors.missing,
  },
  {
    title: 'GET of an unknown DOI is 404',
    as: owner,
    answer: (c) => c.get('10.14454/never'),
    body: errors.missing,
  },
  {
    title: "GET of somebody else's draft is 404",
    as: stranger,
    answer: (c) => c.get(c.seeded('draft'), { as: stranger }),
    body: errors.missing,
  },
  {
    title: "GET of somebody else's registered DOI is 404",
    as: stranger,
    answer: (c) => c.get(c.seeded('registered'), { as: stranger }),
    body: errors.missing,
  },
  {
    title: 'GET of a registered DOI without credentials is 404',
    as: null,
    answer: (c) => c.get(c.seeded('registered'), { as: null }),
    body: errors.missing,
  },
  {
    title: 'DELETE of an unknown DOI is 404',
    as: owner,
    answer: (c) => c.send({ method: 'DELETE', path: '/dois/10.14454/never' }),
    body: errors.missing,
  },
  {
    title: 'a transfer by a repository itself is 403',
    as: owner,
    answer: (c) => c.put(c.seeded('draft'), { mode: 'transfer' }, { client: 'other.other' }),
    body: errors.forbidden,
  },
  {
    title: 'a transfer by another member is 403',
    as: 'OTHER:secret',
    answer: (c) =>
      c.put(c.seeded('draft'), { mode: 'transfer' }, { as: 'OTHER:secret', client: 'other.other' }),
    body: errors.forbidden,
  },
];

const refused: Behaviour[] = refusals.map(({ title, answer, body }) =>
  behaviour('1.3', title, async (contract) => {
    const { status, json } = await answer(contract);
    const first = (body as { errors: { status: string }[] }).errors[0];
    expect({ status, json }).toEqual({ status: Number(first?.status), json: body });
  }),
);

const allowed: Behaviour[] = [
  behaviour('1.3', 'the repository id is not case-sensitive, the password is', async (c) => {
    expect((await c.post({ doi: c.name() }, { as: 'DataCite.datacite:secret' })).status).toBe(201);
    expect((await c.post({ doi: c.name() }, { as: 'DATACITE.DATACITE:Secret' })).status).toBe(404);
  }),
  behaviour('1.3', 'every answer says who one is', async (c) => {
    const known = await c.send({ path: '/dois?page[size]=0' });
    expect(known.headers.get('x-credential-username')).toBe('datacite.datacite');
    const unknown = await c.send({ path: '/dois?page[size]=0', as: wrong });
    expect(unknown.headers.get('x-anonymous-consumer')).toBe('true');
    expect(unknown.headers.get('x-credential-username')).toBeNull();
  }),
  behaviour('1.3', 'an inactive repository reads its own draft', async (c) => {
    const doi = c.name();
    c.fixture.practice.seed([{ doi, state: 'draft', clientId: 'datacite.sleep' }]);
    expect((await c.get(doi, { as: sleeping })).status).toBe(200);
  }),
  behaviour('1.3', 'a member reads the drafts of its repositories', async (c) => {
    expect((await c.get(c.seeded('draft'), { as: member })).status).toBe(200);
  }),
  behaviour('1.3', 'staff read all', async (c) => {
    expect((await c.get(c.seeded('registered'), { as: staff })).status).toBe(200);
  }),
  behaviour(
    '1.3',
    'a client in the body of a POST owns the DOI: only its prefixes are asked',
    async (c) => {
      const doi = c.name();
      const answer = await c.post({ doi }, { client: 'datacite.wild' });
      expect(answer.status).toBe(201);
      expect(answer.json.data.relationships.client.data).toEqual({
        id: 'datacite.wild',
        type: 'clients',
      });
    },
  ),
  behaviour('1.2', 'a token from /token signs in, and ends after 30 days', async (c) => {
    const token = await c.send({
      method: 'POST',
      path: '/token',
      as: null,
      body: { grant_type: 'password', username: 'datacite.datacite', password: 'secret' },
    });
    expect(token.json).toEqual({ access_token: expect.any(String), expires_in: 2_592_000 });
    const headers = { authorization: `Bearer ${token.json.access_token as string}` };
    expect((await c.post({ doi: c.name() }, { as: null, headers })).status).toBe(201);
    c.fixture.clock.advance(2_592_000_000);
    expect((await c.post({ doi: c.name() }, { as: null, headers })).status).toBe(401);
  }),
  behaviour(
    '1.2',
    '/token takes a form as well, and refuses a wrong password with 400',
    async (c) => {
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      const right = await c.send({
        method: 'POST',
        path: '/token',
        as: null,
        headers: form,
        body: 'grant_type=password&username=DATACITE.DATACITE&password=secret',
      });
      expect(right.status).toBe(200);
      const answer = await c.send({
        method: 'POST',
        path: '/token',
        as: null,
        headers: form,
        body: 'grant_type=password&username=DATACITE.DATACITE&password=no',
      });
      expect({ status: answer.status, json: answer.json }).toEqual({
        status: 400,
        json: frameworkError(400, 'Wrong account ID or password.'),
      });
    },
  ),
  behaviour(
    '1.2',
    'an API key signs in as username, as password and as bearer, and can be revoked',
    async (c) => {
      const made = await c.send({
        method: 'POST',
        path: '/credentials/api-keys',
        body: { data: { type: 'api-keys', attributes: { name: 'robot' } } },
      });
      expect(made.status).toBe(201);
      const key = made.json.data.attributes.plainKey as string;
      expect(key).toMatch(/^DC\.[A-Za-z0-9]{32}$/);
      const listed = await c.send({ path: '/credentials/api-keys' });
      expect(listed.text).not.toContain(key);
      const ways = [
        { as: `${key}:` },
        { as: `DATACITE.DATACITE:${key}` },
        { as: null, headers: { authorization: `Bearer ${key}` } },
      ];
      for (const way of ways) expect((await c.post({ doi: c.name() }, way)).status).toBe(201);
      expect((await c.send({ path: '/credentials/api-keys', as: `${key}:` })).status).toBe(403);
      const path = `/credentials/api-keys/${made.json.data.id as string}`;
      expect((await c.send({ method: 'DELETE', path })).status).toBe(204);
      expect((await c.post({ doi: c.name() }, { as: `DATACITE.DATACITE:${key}` })).status).toBe(
        404,
      );
    },
  ),
  behaviour('1.2', '/token refuses API keys', async (c) => {
    const made = await c.send({
      method: 'POST',
      path: '/credentials/api-keys',
      body: { data: { attributes: { name: 'x' } } },
    });
    const answer = await c.send({
      method: 'POST',
      path: '/token',
      as: null,
      body: {
        grant_type: 'password',
        username: 'datacite.datacite',
        password: made.json.data.attributes.plainKey,
      },
    });
    expect(answer.status).toBe(400);
  }),
  behaviour(
    '1.2',
    'a member moves a DOI to another of its repositories, without validation',
    async (c) => {
      const doi = c.seeded('findable', { creators: [] });
      const answer = await c.put(
        doi,
        { mode: 'transfer' },
        { as: member, client: 'datacite.wild' },
      );
      expect(answer.status).toBe(200);
      expect(answer.json.data.relationships.client.data.id).toBe('datacite.wild');
    },
  ),
  behaviour('1.4', 'a body without data is 400', async (c) => {
    for (const body of [{}, { data: {} }, { data: null }, [], 'null']) {
      const answer = await c.send({ method: 'POST', path: '/dois', body });
      expect({ status: answer.status, json: answer.json }).toEqual({
        status: 400,
        json: frameworkError(400, 'You need to provide a payload following the JSONAPI spec'),
      });
    }
  }),
  behaviour('1.4', 'data without attributes is 422 in the framework form', async (c) => {
    const answer = await c.send({
      method: 'POST',
      path: '/dois',
      body: { data: { type: 'dois' } },
    });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 422,
      json: frameworkError(422, 'param is missing or the value is empty or invalid: attributes'),
    });
  }),
  behaviour('1.4', 'broken JSON is 400 with the parser text', async (c) => {
    const answer = await c.send({ method: 'POST', path: '/dois', body: '{"data":' });
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].status).toBe('400');
  }),
  behaviour('1.4', 'data that is a text is 400 with a Ruby text', async (c) => {
    const answer = await c.send({ method: 'POST', path: '/dois', body: { data: 'x' } });
    expect(answer.json).toEqual(
      frameworkError(400, "undefined method 'permit' for an instance of String"),
    );
  }),
  behaviour('1.4', 'deleting a registered DOI is 405 and says what is allowed', async (c) => {
    for (const state of ['registered', 'findable'] as const) {
      const answer = await c.send({ method: 'DELETE', path: `/dois/${c.seeded(state)}` });
      expect({ status: answer.status, json: answer.json }).toEqual({
        status: 405,
        json: frameworkError(405, 'Method not allowed'),
      });
      expect(answer.headers.get('allow')).toBe('HEAD, GET, POST, PATCH, PUT, OPTIONS');
    }
  }),
  behaviour('1.4', 'an unknown media type is 406', async (c) => {
    const answer = await c.get(c.seeded('findable'), {
      headers: { accept: 'application/x-unheard-of' },
    });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 406,
      json: frameworkError(406, 'The content type is not recognized.'),
    });
  }),
  behaviour('1.4', 'DOIs beyond 255 characters are an internal error', async (c) => {
    expect((await c.post({ doi: `10.14454/${'a'.repeat(255)}` })).status).toBe(500);
  }),
  behaviour(
    '1.4',
    'four-byte characters in url, version and reason are an internal error',
    async (c) => {
      const doi = c.seeded('draft');
      for (const key of ['url', 'version', 'reason']) {
        expect((await c.put(doi, { [key]: 'https://example.org/\u{1F600}' })).status).toBe(500);
      }
      expect((await c.put(doi, { titles: [{ title: 'Smile \u{1F600}' }] })).status).toBe(200);
    },
  ),
  behaviour('1.4', 'a prefix that is no prefix is an internal error', async (c) => {
    expect((await c.post({ prefix: 'abc' })).status).toBe(500);
    expect((await c.send({ path: '/dois/random?prefix=abc' })).status).toBe(500);
  }),
  behaviour('1.1', 'OPTIONS is 204 with open CORS', async (c) => {
    const answer = await c.send({ method: 'OPTIONS', path: '/dois', as: null });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }),
  behaviour('1.1', 'HEAD answers as GET without a body', async (c) => {
    const doi = c.seeded('findable');
    const head = await c.send({ method: 'HEAD', path: `/dois/${doi}` });
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' });
  }),
  behaviour('1.1', 'If-Match is not looked at: the last write wins', async (c) => {
    const doi = c.seeded('draft');
    expect(
      (await c.put(doi, { version: '2' }, { headers: { 'if-match': '"never"' } })).status,
    ).toBe(200);
  }),
  behaviour('1.1', 'each answer has the version header', async (c) => {
    expect(
      (await c.send({ path: '/heartbeat', as: null })).headers.get('x-lupoversion'),
    ).not.toBeNull();
  }),
  behaviour('1.1', 'bodies of 10 MiB and more are refused with HTML', async (c) => {
    const answer = await c.post({
      doi: c.name(),
      descriptions: [{ description: 'x'.repeat(10 * 1024 * 1024) }],
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('413 Request Entity Too Large');
  }),
  behaviour('1.1', 'application/json is taken as well as JSON:API', async (c) => {
    const headers = { 'content-type': 'application/json' };
    expect((await c.post({ doi: c.name() }, { headers })).status).toBe(201);
  }),
  behaviour(
    '1.10',
    'the own draft is deleted with an empty 204, and its name is free again',
    async (c) => {
      const doi = c.seeded('draft');
      const gone = await c.send({ method: 'DELETE', path: `/dois/${doi.toUpperCase()}` });
      expect({ status: gone.status, text: gone.text }).toEqual({ status: 204, text: '' });
      expect((await c.get(doi)).status).toBe(404);
      expect((await c.post({ doi })).status).toBe(201);
    },
  ),
  behaviour('1.2', 'undo of the creation destroys the record, whatever its state', async (c) => {
    const doi = c.name();
    await c.post({ ...minimal, doi, event: 'publish' });
    const undone = await c.send({ method: 'POST', path: '/dois/undo', body: doiBody({ doi }) });
    expect(undone.status).toBe(200);
    expect((await c.get(doi)).status).toBe(404);
  }),
];

export const accessBehaviours: readonly Behaviour[] = [...refused, ...allowed];
