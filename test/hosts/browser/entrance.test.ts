import { expect, it } from 'vitest';

import { createEntrance } from '#hosts/browser/entrance.ts';
import { Secret } from '#shared/support/secret.ts';
import { createFakeCore } from '../fake-core.ts';
import { serve } from './served-host.ts';

const password = new Secret('four words in a row');
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const body = (given: string): string => new URLSearchParams({ password: given }).toString();
const open = () => serve(createFakeCore(), { address: '127.0.0.1', password });

it('asks others for the password, and lets them in with a cookie that is HttpOnly and SameSite=Strict', async () => {
  const { ask, origin } = await open();
  const asked = await ask({ path: '/' });
  expect(asked).toMatchObject({ status: 200 });
  expect(asked.body).toContain('type="password"');
  expect(asked.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await ask({ path: '/assets/index.js' })).status).toBe(403);

  const wrong = await ask({
    path: '/enter',
    method: 'POST',
    headers: { ...form, origin },
    body: body('x'),
  });
  expect(wrong.status).toBe(403);
  expect(wrong.headers['set-cookie']).toBeUndefined();
  const right = await ask({
    path: '/enter',
    method: 'POST',
    headers: { ...form, origin },
    body: body('four words in a row'),
  });
  expect(right.status).toBe(303);
  const cookie = right.headers['set-cookie']?.[0] ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const page = await ask({ path: '/', headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(page.body).toContain('csp-nonce');
});

it('takes no password from another site, another form, another Host, or in the address', async () => {
  const { ask, origin } = await open();
  const right = body('four words in a row');
  const tries = [
    { headers: { ...form, origin: 'https://evil.example' }, body: right },
    { headers: form, body: right },
    { headers: { ...form, origin, host: 'evil.example' }, body: right },
    { headers: { 'content-type': 'text/plain', origin }, body: right },
    { headers: { ...form, origin }, body: `${right}${'x'.repeat(5000)}` },
  ];
  for (const each of tries) {
    const answer = await ask({ path: '/enter', method: 'POST', ...each });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  const inAddress = await ask({ path: `/enter?${right}` });
  expect(inAddress.headers['set-cookie']).toBeUndefined();
});

it('is not there at all unless the host was started for others', async () => {
  const { ask, origin } = await serve();
  expect((await ask({ path: '/' })).status).toBe(403);
  const answer = await ask({
    path: '/enter',
    method: 'POST',
    headers: { ...form, origin },
    body: body(''),
  });
  expect(answer.status).toBe(403);
});

it('shuts for a minute after five wrong passwords, for the right one too', async () => {
  let time = 0;
  const entrance = createEntrance(password, { now: () => time, waitMs: 0 });
  const enter = async (given: string): Promise<number> => {
    let status = 0;
    const request = Object.assign([Buffer.from(body(given))].values(), { headers: form });
    const response = { writeHead: (code: number) => (status = code), end: () => undefined };
    await entrance.enter(request as never, response as never, () => 'cookie');
    return status;
  };
  for (let turn = 0; turn < 5; turn += 1) expect(await enter('wrong')).toBe(403);
  expect(await enter('four words in a row')).toBe(429);
  time = 60_001;
  expect(await enter('four words in a row')).toBe(303);
});
