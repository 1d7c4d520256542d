import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import { openBuiltPage } from '#hosts/page/built-page.ts';
import { createFakeCore } from '../hosts/fake-core.ts';
import type { Proof } from './suite.ts';

interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that can be asked of the browser host, each by everybody who may not (S4). */
export async function proveHosts(): Promise<Proof> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-hosts-'));
  const built = join(folder, 'renderer');
  await mkdir(built);
  await writeFile(join(built, 'index.html'), '<p nonce="__NONCE__">');
  const host = await startBrowserHost({
    core: createFakeCore(),
    page: await openBuiltPage(built),
    staging: await createStaging(join(folder, 'incoming')),
    port: 0,
  });
  try {
    const { port } = host;
    const link = new URL(host.url);
    const first = await ask(port, { path: link.pathname + link.search });
    const cookie = (first.cookie ?? '').split(';')[0] ?? '';
    const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, cookie };
    const names = [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `0.0.0.0:${port}`,
      `[::1]:${port}`,
      '',
    ];
    const origins = [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${port}`,
      'file://',
    ];
    const cookies = [
      '',
      'steward-1=x',
      `steward-${port}=`,
      `steward-${port}=${'a'.repeat(43)}`,
      cookie.slice(0, -1),
    ];
    const callers: Caller[] = [
      ...names.map((name) => ({ name: `Host ${name}`, headers: { ...own, host: name } })),
      ...origins.map((origin) => ({ name: `Origin ${origin}`, headers: { ...own, origin } })),
      ...cookies.map((given) => ({ name: `cookie ${given}`, headers: { ...own, cookie: given } })),
      ...['cross-site', 'same-site'].map((site) => ({
        name: site,
        headers: { ...own, 'sec-fetch-site': site },
      })),
    ];
    const places = [
      { path: '/' },
      { path: '/index.html' },
      { path: '/sources', method: 'POST' },
      { path: '/sources/x', method: 'PUT' },
      { path: '/rpc', upgrade: true },
      { path: link.pathname + link.search },
    ];
    const through: string[] = [];
    let tried = 0;
    for (const { name, headers } of callers) {
      for (const place of places) {
        tried += 1;
        const { status } = await ask(port, { ...place, headers });
        if (status !== 403 && status !== 400) through.push(`${place.path} by ${name}: ${status}`);
      }
    }
    // The twin: the same places asked by the browser that signed in.
    let sabotaged = 0;
    for (const place of places) {
      const { status } = await ask(port, { ...place, headers: own });
      if (status !== 403) sabotaged += 1;
    }
    return {
      id: 'S4',
      what: 'requests of the browser host with a foreign Host, Origin, cookie or a spent link that are answered',
      tried,
      through: through.length,
      sabotaged,
      example: through[0] ?? null,
    };
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function ask(
  port: number,
  what: {
    readonly path: string;
    readonly method?: string;
    readonly upgrade?: boolean;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<{ readonly status: number; readonly cookie: string | undefined }> {
  return new Promise((resolve, reject) => {
    const upgrading = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const asked = request({
      host: '127.0.0.1',
      port,
      path: what.path,
      method: what.method ?? 'GET',
      headers: {
        host: `127.0.0.1:${port}`,
        ...what.headers,
        ...(what.upgrade === true ? upgrading : {}),
      },
      setHost: false,
    });
    asked.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, cookie: response.headers['set-cookie']?.[0] });
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, cookie: undefined });
    });
    asked.on('error', reject);
    asked.end();
  });
}
