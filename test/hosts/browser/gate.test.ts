import { describe, expect, it } from 'vitest';

import { serve } from './served-host.ts';

describe('the launch link', () => {
  it('gives an HttpOnly, SameSite=Strict cookie and a redirect that takes the token out of the address', async () => {
    const { ask, host } = await serve();
    const link = new URL(host.url);
    const answer = await ask({ path: link.pathname + link.search });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^steward-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(host.url.split('token=')[1] ?? 'no token');
  });

  it('works once', async () => {
    const { ask, host, signIn } = await serve();
    const cookie = await signIn();
    expect(cookie).not.toBe('');
    const link = new URL(host.url);
    const again = await ask({ path: link.pathname + link.search });
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('lets no other token in, and is not spent by a wrong one or by HEAD', async () => {
    const { ask, host, signIn } = await serve();
    for (const token of ['', 'x', 'a'.repeat(43), '%00', '__proto__']) {
      const answer = await ask({ path: `/?token=${token}` });
      expect({ token, status: answer.status }).toEqual({ token, status: 403 });
    }
    const link = new URL(host.url);
    await ask({ path: link.pathname + link.search, method: 'HEAD' });
    expect(await signIn()).not.toBe('');
  });
});

describe('who may ask', () => {
  it('shows the page to the browser that signed in, in as many tabs as it likes', async () => {
    const { ask, signIn } = await serve();
    const cookie = await signIn();
    for (let tab = 0; tab < 3; tab += 1) {
      expect((await ask({ path: '/', headers: { cookie } })).status).toBe(200);
    }
  });

  const refused: [string, Record<string, string>][] = [
    ['no cookie', {}],
    ['a cookie of another host', { cookie: 'steward-1=abc' }],
    ['a wrong Host, as in DNS rebinding', { host: 'evil.example', cookie: 'OURS' }],
    ['our Host without its port', { host: '127.0.0.1', cookie: 'OURS' }],
    ['a foreign Origin', { origin: 'https://evil.example', cookie: 'OURS' }],
    ['the Origin null', { origin: 'null', cookie: 'OURS' }],
    ['an Origin on another port', { origin: 'http://127.0.0.1:1', cookie: 'OURS' }],
    ['a request that another site began', { 'sec-fetch-site': 'cross-site', cookie: 'OURS' }],
    [
      'a request from another port of this machine',
      { 'sec-fetch-site': 'same-site', cookie: 'OURS' },
    ],
  ];
  it.each(refused)('refuses %s', async (_name, headers) => {
    const { ask, signIn } = await serve();
    const ours = await signIn();
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value === 'OURS' ? ours : value]),
    );
    for (const path of ['/', '/assets/index.js', '/nothing', '/sources']) {
      expect({ path, status: (await ask({ path, headers: sent })).status }).toEqual({
        path,
        status: 403,
      });
    }
  });

  it('sends no CORS header, whoever asks', async () => {
    const { ask, signIn, origin } = await serve();
    const cookie = await signIn();
    for (const headers of [{ cookie, origin }, { cookie }, { origin: 'https://evil.example' }]) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask({ path: '/', method, headers });
        const cors = Object.keys(answer.headers).filter((name) =>
          name.startsWith('access-control'),
        );
        expect(cors).toEqual([]);
      }
    }
  });
});

describe('what is served', () => {
  it('gives each page load a nonce of its own, the same in header and page', async () => {
    const { ask, signIn } = await serve();
    const cookie = await signIn();
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load += 1) {
      const { headers, body } = await ask({ path: '/', headers: { cookie } });
      const nonce = /nonce="([^"]+)"/.exec(body)?.[1] ?? '';
      expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
      expect(body).not.toContain('__NONCE__');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('sets the security headers on every answer, refusals too', async () => {
    const { ask, signIn } = await serve();
    const cookie = await signIn();
    const answers = [
      await ask({ path: '/', headers: { cookie } }),
      await ask({ path: '/assets/index.js', headers: { cookie } }),
      await ask({ path: '/nothing', headers: { cookie } }),
      await ask({ path: '/' }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '//secret.js',
    '/__proto__',
    '/constructor',
    '/index.html/../../secret.js',
    'http://evil.example/secret.js',
  ])('serves nothing outside the built page: %s', async (path) => {
    const { ask, signIn } = await serve();
    const cookie = await signIn();
    const answer = await ask({ path, headers: { cookie } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('outside');
  });

  it('listens on the loopback interface only', async () => {
    const { host } = await serve();
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });
});
