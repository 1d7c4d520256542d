import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import type { LandingCode, LandingVerdict } from '#shared/landing/codes.ts';
import { doi, page, title } from '../fixtures/landing/page-case.ts';
import type { PageCase } from '../fixtures/landing/page-case.ts';
import { softwarePages } from '../fixtures/landing/software-pages.ts';
import { wallPages } from '../fixtures/landing/wall-pages.ts';

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly host: string;
  readonly path: string;
  /** The item's number, as the path has it. */
  readonly index: string;
}

/** One way to answer, and what an audit has to say of it. */
export interface Behaviour {
  readonly answer: (asked: Asked) => void;
  readonly verdict: LandingVerdict;
  /** Findings that must be among those told. */
  readonly codes: readonly LandingCode[];
  readonly robots?: { readonly status?: number; readonly text: string };
  /** What happens before the server is reached. */
  readonly network?: 'unknown' | 'refused' | 'self-signed' | 'expired' | 'other-name';
  /** Where the DOI leads, where that is not this host. */
  readonly url?: (index: string) => string;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const caseOf = (name: string): PageCase => {
  const found = [...softwarePages, ...wallPages].find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no page “${name}”`);
  return found;
};
/** The page of an item, as its host's software makes it. */
const pageFor = (text: string, { host, index }: Asked): string =>
  text.replaceAll(doi, `10.5072/${host.split('.')[0] ?? ''}--${index}`);
const goodHtml = caseOf('Static page of an institute').html;
const good = { verdict: 'good', codes: [] } as const;
const broken = (code: LandingCode) => ({ verdict: 'broken', codes: [code] }) as const;
const unsure = (code: LandingCode) => ({ verdict: 'unsure', codes: [code] }) as const;

const send =
  (text: string, headers: Record<string, string> = {}, status = 200) =>
  (asked: Asked) =>
    void asked.response.writeHead(status, { ...html, ...headers }).end(pageFor(text, asked));
const ofCase = (name: string): Behaviour => {
  const { html: text, headers = {}, status = 200, verdict, codes } = caseOf(name);
  return { answer: send(text, headers, status), verdict, codes };
};
const redirect =
  (to: (asked: Asked) => string, status = 302) =>
  (asked: Asked) => {
    const [first] = asked.path.split('?');
    if (first?.startsWith('/there/') === true) {
      send(goodHtml)({ ...asked, index: first.slice('/there/'.length) });
    } else asked.response.writeHead(status, { location: to(asked) }).end();
  };
const packed = (coding: string, pack: (text: string) => Buffer): Behaviour => ({
  ...good,
  answer: (asked) =>
    void asked.response
      .writeHead(200, { ...html, 'content-encoding': coding })
      .end(pack(pageFor(goodHtml, asked))),
});

const bomb = gzipSync(
  Buffer.concat([Buffer.from(`<title>${title}</title><p>`), Buffer.alloc(30_000_000, 'a ')]),
);
const chunk = '<p>And the series goes on. '.repeat(2000);

/** By the first label of the host: `gzip.example.org` packs its pages. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  plain: { ...good, answer: send(goodHtml) },
  gzip: packed('gzip', gzipSync),
  brotli: packed('br', brotliCompressSync),
  deflate: packed('deflate', deflateSync),
  latin: {
    ...good,
    answer: (asked) =>
      void asked.response
        .writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' })
        .end(
          Buffer.from(
            pageFor(goodHtml, asked).replace('charset="utf-8"', '').replaceAll('–', '-'),
            'latin1',
          ),
        ),
  },
  'wrong-charset': {
    verdict: 'good',
    codes: ['bad-charset'],
    answer: (asked) =>
      void asked.response
        .writeHead(200, html)
        .end(
          Buffer.from(
            `${pageFor(goodHtml, asked).replaceAll('–', '-')}<p>Müller, Jürgen</p>`,
            'latin1',
          ),
        ),
  },
  'no-type': {
    ...good,
    answer: (asked) => void asked.response.writeHead(200).end(pageFor(goodHtml, asked)),
  },
  chunks: {
    ...good,
    answer: (asked) => {
      asked.response.writeHead(200, html);
      for (const piece of pageFor(goodHtml, asked).match(/[^]{1,200}/g) ?? [])
        asked.response.write(piece);
      asked.response.end();
    },
  },
  long: {
    verdict: 'good',
    codes: ['long-page'],
    answer(asked) {
      // 100 MB, if anybody would take them.
      asked.response.writeHead(200, html);
      asked.response.write(pageFor(goodHtml, asked));
      let left = 2000;
      const more = (): void => {
        while (left > 0 && !asked.response.destroyed) {
          left -= 1;
          if (!asked.response.write(chunk)) return void asked.response.once('drain', more);
        }
        asked.response.end();
      };
      more();
    },
  },
  bomb: {
    verdict: 'incomplete',
    codes: ['long-page'],
    answer: ({ response }) =>
      void response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(bomb),
  },
  'redirect-here': { ...good, answer: redirect(({ index }) => `/there/${index}`) },
  'redirect-relative': {
    ...good,
    answer: redirect(({ index }) => `there/${index}?from=doi#top`, 303),
  },
  'redirect-for-good': {
    verdict: 'good',
    codes: ['moved-permanently'],
    answer: redirect(({ index }) => `/there/${index}`, 301),
  },
  refresh: {
    ...good,
    answer: (asked) => {
      if (asked.path.startsWith('/there/'))
        send(goodHtml)({ ...asked, index: asked.path.slice(7) });
      else send(`<meta http-equiv="refresh" content="0; url=/there/${asked.index}">`)(asked);
    },
  },
  'redirect-loop': {
    ...broken('redirect-loop'),
    answer: ({ response, path }) => void response.writeHead(302, { location: path }).end(),
  },
  'redirect-endless': {
    ...broken('too-many-redirects'),
    answer: ({ response, path }) => void response.writeHead(302, { location: `${path}x` }).end(),
  },
  'redirect-private': {
    ...broken('not-public-address'),
    answer: ({ response }) =>
      void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  },
  'redirect-file': {
    ...broken('not-public-address'),
    answer: ({ response }) =>
      void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  },
  'redirect-nonsense': {
    ...broken('bad-redirect'),
    answer: ({ response }) => void response.writeHead(302, { location: 'http://[' }).end(),
  },
  'redirect-nowhere': {
    ...broken('bad-redirect'),
    answer: ({ response }) => void response.writeHead(302).end(),
  },
  'redirect-home': {
    ...broken('redirect-to-home'),
    answer: (asked) =>
      asked.path === '/'
        ? send(caseOf('Sent to the front page').html)(asked)
        : void asked.response.writeHead(302, { location: '/' }).end(),
  },
  'redirect-login': {
    ...broken('login-page'),
    answer: (asked) =>
      asked.path.startsWith('/login')
        ? send(caseOf('Keycloak form').html)(asked)
        : void asked.response.writeHead(302, { location: `/login?to=${asked.index}` }).end(),
  },
  'cookie-loop': {
    // Sends everybody round until a cookie comes back.
    ...broken('redirect-loop'),
    answer: ({ request, response, path }) => {
      if (request.headers.cookie !== undefined) response.writeHead(200, html).end(goodHtml);
      else response.writeHead(302, { location: path, 'set-cookie': 'seen=1' }).end();
    },
  },
  'cookie-wall': ofCase('Cookie wall'),
  'not-found': ofCase('404 in the dress of the site'),
  gone: ofCase('410 without a word of the item'),
  withdrawn: ofCase('Tombstone of a withdrawn item'),
  'soft-404': ofCase('Soft 404, English'),
  unauthorized: ofCase('401'),
  forbidden: ofCase('403'),
  challenge: ofCase('Cloudflare challenge'),
  maintenance: ofCase('Maintenance, 503'),
  'server-error': ofCase('500'),
  parked: ofCase('Domain for sale'),
  'another-item': ofCase('Page of another item'),
  empty: ofCase('Empty page'),
  scripts: ofCase('DSpace 7, without rendering on the server'),
  attachment: ofCase('A file to be saved'),
  pdf: {
    ...broken('content-not-page'),
    answer: ({ response }) =>
      void response
        .writeHead(200, { 'content-type': 'application/pdf', 'content-length': '100000000' })
        .write(Buffer.alloc(65_536)),
  },
  hostile: {
    ...good,
    answer: (asked) =>
      send(
        `${goodHtml}<script>alert(1)</script>${'<div><b>'.repeat(20_000)}<img src=x onerror=alert(1)>`,
      )(asked),
  },
  reset: { ...unsure('reset'), answer: ({ response }) => void response.destroy() },
  'reset-in-page': {
    ...unsure('reset'),
    answer: ({ response }) => {
      response.writeHead(200, { ...html, 'content-length': '90000' });
      response.write('<title>', () => response.destroy());
    },
  },
  'no-http': {
    ...unsure('reset'),
    answer: ({ response }) => void response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  },
  'huge-headers': {
    ...unsure('reset'),
    answer: ({ response }) =>
      void response.writeHead(200, { ...html, 'x-much': 'a'.repeat(40_000) }).end('x'),
  },
  silent: { ...unsure('timeout'), answer: () => undefined },
  drip: {
    ...unsure('timeout'),
    answer: ({ response }) => {
      response.writeHead(200, html);
      const drops = setInterval(() => response.write('<p>'), 20);
      response.on('close', () => clearInterval(drops));
    },
  },
  busy: {
    verdict: 'unchecked',
    codes: ['busy'],
    answer: ({ response }) => void response.writeHead(429, { 'retry-after': '0' }).end(),
  },
  'busy-for-days': {
    verdict: 'unchecked',
    codes: ['busy'],
    answer: ({ response }) => void response.writeHead(429, { 'retry-after': '172800' }).end(),
  },
  'robots-no': {
    verdict: 'unchecked',
    codes: ['robots'],
    robots: { text: 'User-agent: *\nDisallow: /' },
    answer: send(goodHtml),
  },
  'robots-others': {
    ...good,
    robots: {
      text: 'User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /search\nCrawl-delay: 0.005',
    },
    answer: send(goodHtml),
  },
  'robots-error': {
    ...unsure('server-error'),
    robots: { status: 503, text: '' },
    answer: send(goodHtml),
  },
  'robots-slow': {
    verdict: 'unchecked',
    codes: ['robots'],
    robots: { text: 'User-agent: *\nCrawl-delay: 86400' },
    answer: send(goodHtml),
  },
  unknown: { ...unsure('unreachable'), network: 'unknown', answer: send(goodHtml) },
  refused: { ...unsure('refused'), network: 'refused', answer: send(goodHtml) },
  'self-signed': {
    ...broken('certificate-self-signed'),
    network: 'self-signed',
    answer: send(goodHtml),
  },
  expired: { ...broken('certificate-expired'), network: 'expired', answer: send(goodHtml) },
  'other-name': {
    ...broken('certificate-other-name'),
    network: 'other-name',
    answer: send(goodHtml),
  },
  'unknown-doi': { ...broken('resolver-not-found'), answer: send(goodHtml) },
  intranet: {
    ...broken('not-public-address'),
    url: (index) => `http://192.168.1.1/items/${index}`,
    answer: send(page('', '')),
  },
};
