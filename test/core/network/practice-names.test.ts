import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createNetwork } from '#core/network/create-network.ts';
import { createPracticeNames } from '#core/network/practice-names.ts';
import { publicTarget } from '#core/network/public-address.ts';
import { mustExist } from '#shared/support/assert.ts';
import { doiBody, minimal, startFixture } from '../practice/practice-fixture.ts';
import type { Fixture } from '../practice/practice-fixture.ts';

const names = createPracticeNames(() => 'http://127.0.0.1:4711');

describe('the public-looking names of practice', () => {
  it.each([
    ['https://repository.example.org/items/1', '/landing/repository.example.org/items/1'],
    [
      'http://data.example.org/a/b.html?x=1&y=%2F#part',
      '/landing/data.example.org/a/b.html?x=1&y=%2F',
    ],
    ['https://REPOSITORY.Example.ORG', '/landing/repository.example.org/'],
    ['https://a.b.example.org:443/x', '/landing/a.b.example.org/x'],
    ['https://repository.example.org/a/../b', '/landing/repository.example.org/b'],
    ['https://repository.example.org//double', '/landing/repository.example.org//double'],
  ])('leads %s to the practice repository', (url, path) => {
    expect(names.targetOf(url)).toEqual({ origin: 'http://127.0.0.1:4711', path });
  });

  it.each([
    'https://example.org/',
    'https://repository.example.org.evil.net/',
    'https://repositoryexample.org/',
    'https://evil.net/repository.example.org',
    'https://repository.example.org@evil.net/',
    'https://user@repository.example.org/',
    'https://repository.example.org:8443/',
    'https://repository.example.com/',
    'https://-x.example.org/',
    'https://repository.example.org./',
    'ftp://repository.example.org/x',
    'file:///repository.example.org/x',
    'http://127.0.0.1/',
    'http://localhost/landing/repository.example.org/',
    'https://repository.example.org\\@evil.net/',
    ' https://repository.example.org/',
    'repository.example.org',
    '',
  ])('knows nothing of %s', (url) => {
    expect(names.targetOf(url)).toBeNull();
  });

  it('leads nowhere while practice does not run', () => {
    const none = createPracticeNames(() => null);
    expect(none.targetOf('https://repository.example.org/items/1')).toBeNull();
  });

  it('never leads past the landing pages: no path reaches the API of practice', () => {
    for (const tail of ['..', '../..', '%2e%2e/%2e%2e/dois', '/../../dois', '....//dois']) {
      const target = names.targetOf(`https://repository.example.org/${tail}`);
      expect(target?.path).toMatch(/^\/landing\/repository\.example\.org\//);
      expect(new URL(mustExist(target, 'a target').path, 'http://127.0.0.1:4711').pathname).toMatch(
        /^\/landing\/repository\.example\.org\//,
      );
    }
  });

  it('leaves the rules for all other addresses as they are', () => {
    expect(() => publicTarget('http://127.0.0.1:4711/landing/repository.example.org/')).toThrow(
      'was not asked',
    );
  });
});

describe('a landing page of practice, asked over the network', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
  });
  afterAll(() => fixture.stop());

  it('is there once the record has this address, and 404 before', async () => {
    const network = createNetwork({ userAgent: 'Test/1', allowInsecureLoopback: true });
    const practice = createPracticeNames(() => fixture.practice.url);
    const ask = async (): Promise<number> => {
      const target = mustExist(practice.targetOf(minimal.url), 'a practice name');
      return (await network.send({ method: 'GET', ...target })).status;
    };
    expect(await ask()).toBe(404);
    await fixture.send({ method: 'PUT', path: '/dois/10.5072/named', body: doiBody(minimal) });
    expect(await ask()).toBe(200);
    network.close();
  });
});
