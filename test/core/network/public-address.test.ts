import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { isPublicAddress, publicLookup, publicTarget } from '#core/network/public-address.ts';
import type { LookupAll } from '#core/network/public-address.ts';

// A listener on this machine that nothing may ever reach; each connection is counted.
let canary: Server;
let port = 0;
let connections = 0;
beforeAll(async () => {
  canary = createServer((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  // Both families: `[::1]` and friends must not get through either.
  canary.listen(0, '::');
  await once(canary, 'listening');
  ({ port } = canary.address() as AddressInfo);
});
beforeEach(() => void (connections = 0));
afterAll(() => canary.close());

/** What names resolve to here; a list answers in turn, as a name that is rebound does. */
const names: Record<string, string[]> = {
  'public.example.net': ['93.184.215.14'],
  'localtest.example.net': ['127.0.0.1'],
  'six.example.net': ['::1'],
  'mapped.example.net': ['::ffff:127.0.0.1'],
  'metadata.example.net': ['169.254.169.254'],
  'xn--bcher-kva.example.net': ['127.0.0.1'],
};
function resolver(turns: Record<string, string[]> = {}): LookupAll {
  return (hostname, done) => {
    const next = turns[hostname]?.shift();
    const found = next === undefined ? names[hostname] : [next];
    const addresses = (found ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    done(null, addresses);
  };
}

/** Asks as a check of a landing page would; `at` sends what was allowed to the canary's port. */
async function ask(url: string, lookup: LookupAll = resolver()): Promise<'asked' | 'refused'> {
  let target;
  try {
    target = publicTarget(url);
  } catch {
    return 'refused';
  }
  const { hostname } = new URL(target.origin);
  return new Promise((resolve) => {
    const request = get(
      {
        host: hostname.replace(/^\[|\]$/g, ''),
        port,
        path: target.path,
        agent: false,
        lookup: publicLookup(lookup) as never,
        timeout: 300,
      },
      (message) => {
        message.resume();
        resolve('asked');
      },
    );
    request.on('timeout', () => request.destroy(new Error('time is over')));
    request.on('error', (cause) =>
      resolve(cause.message.includes('not on the public internet') ? 'refused' : 'asked'),
    );
  });
}

const vectors: readonly string[] = [
  // One address in many spellings.
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://0177.1/',
  'http://017700000001/',
  'http://127.0.0.1./',
  'http://127.255.255.254/',
  'http://0/',
  'http://0.0.0.0/',
  'http://%31%32%37.0.0.1/',
  'http://１２７.０.０.１/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  // IPv6 and what it wraps.
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:53aa:64c::1]/',
  'http://[fe80::1]/',
  'http://[fe80::1%25eth0]/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[100::1]/',
  'http://[2001:db8::1]/',
  'http://[3fff::1]/',
  // Networks that are not public.
  'http://10.0.0.1/',
  'http://10.255.255.255/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0xa9fea9fe/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.0.0.192/',
  'http://192.0.2.1/',
  'http://192.88.99.1/',
  'http://198.18.0.1/',
  'http://198.51.100.1/',
  'http://203.0.113.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  // Names of this machine and its neighbours.
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://a.localhost/',
  'http://printer/',
  'http://printer.local/',
  'http://router.lan/',
  'http://wiki.intranet/',
  'http://metadata.google.internal/',
  'http://nas.home.arpa/',
  // Names that resolve to what is not public.
  'http://localtest.example.net/',
  'http://six.example.net/',
  'http://mapped.example.net/',
  'http://metadata.example.net/',
  'http://bücher.example.net/',
  // User names, other ports, other schemes.
  'http://public.example.net@127.0.0.1/',
  'http://a@127.0.0.1/',
  'http://127.0.0.1@public.example.net/',
  'http://user:password@public.example.net/',
  'http://@public.example.net/',
  'http://:@public.example.net/',
  'http://public.example.net:22/',
  'http://public.example.net:8080/',
  'https://public.example.net:80/',
  'ftp://public.example.net/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:http://127.0.0.1/x',
  // What parsers read differently.
  'http:\\\\127.0.0.1\\',
  'http://public.example.net\\@127.0.0.1/',
  'http://127.0.0.1\\.public.example.net/',
  'http://127.0.0.1\t/',
  'ht\ntp://127.0.0.1/',
  ' http://127.0.0.1/',
  'http://public.example.net/ x',
  'http:127.0.0.1',
  'http:/127.0.0.1/',
  'http:////127.0.0.1/',
  '//127.0.0.1/',
  'http://',
  '',
];

describe('an address that a record names', () => {
  it.each(vectors)('does not lead inside: %j', async (url) => {
    expect(await ask(url)).toBe('refused');
    expect(connections).toBe(0);
  });

  it('is a matter of at least 60 different ones', () => {
    expect(new Set(vectors).size).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ['https://doi.org/10.5072/a?b=c#d', 'https://doi.org', '/10.5072/a?b=c'],
    ['http://data.institute.edu', 'http://data.institute.edu', '/'],
    ['https://data.institute.edu:443/x', 'https://data.institute.edu', '/x'],
    ['https://8.8.8.8/x', 'https://8.8.8.8', '/x'],
    ['https://[2a00:1450:4001:831::200e]/', 'https://[2a00:1450:4001:831::200e]', '/'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example', '/%C3%BC'],
    ['https://a.edu/x@y', 'https://a.edu', '/x@y'],
  ])('is asked when it is public: %s', (url, origin, path) => {
    expect(publicTarget(url)).toEqual({ origin, path });
  });

  it('is looked at when the connection is made: a name that is bound anew gets nowhere', async () => {
    const lookup = resolver({ 'rebound.example.net': ['93.184.215.14', '127.0.0.1'] });
    const first = await new Promise((resolve) =>
      publicLookup(lookup)('rebound.example.net', {}, (_, address) => resolve(address)),
    );
    expect(first).toBe('93.184.215.14');
    expect(await ask('http://rebound.example.net/', lookup)).toBe('refused');
    expect(connections).toBe(0);
  });

  it('is spoilt by one address that is not public among several', async () => {
    names['mixed.example.net'] = ['93.184.215.14', '10.0.0.1'];
    expect(await ask('http://mixed.example.net/')).toBe('refused');
  });

  it('gives the connection the address that was looked at, one or all', () => {
    names['two.example.net'] = ['93.184.215.14', '93.184.215.15'];
    const given: unknown[] = [];
    publicLookup(resolver())('two.example.net', { all: true }, (...all) => given.push(all));
    publicLookup(resolver())('two.example.net', {}, (...all) => given.push(all));
    expect(given).toEqual([
      [
        null,
        [
          { address: '93.184.215.14', family: 4 },
          { address: '93.184.215.15', family: 4 },
        ],
      ],
      [null, '93.184.215.14', 4],
    ]);
  });

  it('would reach the listener without the rule (the test can fail)', async () => {
    await new Promise<void>((resolve) => {
      get({ host: '127.0.0.1', port, agent: false }, (message) => {
        message.resume();
        resolve();
      });
    });
    expect(connections).toBe(1);
  });
});

describe('an IP address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
  it.each(['', 'localhost', '1.2.3', '127.1', '0x7f.0.0.1', '2001:db8::1', '2a00::1%eth0'])(
    '%j is not',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
