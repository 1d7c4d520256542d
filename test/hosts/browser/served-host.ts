import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { BrowserHost } from '#hosts/browser/browser-host.ts';
import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import type { Secret } from '#shared/support/secret.ts';
import { openBuiltPage } from '#hosts/page/built-page.ts';
import type { FakeCore } from '../fake-core.ts';
import { createFakeCore } from '../fake-core.ts';
import { tempFolder } from '../temp-folder.ts';

export interface Served {
  readonly host: BrowserHost;
  readonly core: FakeCore;
  readonly folder: string;
  readonly origin: string;
  /** Spends the launch link and answers the cookie. */
  readonly signIn: () => Promise<string>;
  /** A raw request: every header is the test's own, Host and Origin too. */
  readonly ask: (options: AskOptions) => Promise<Answer>;
}

export interface AskOptions {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A browser host over a fake core and a built page of three files, closed when the test ends. */
export async function serve(
  core: FakeCore = createFakeCore(),
  forOthers?: { readonly address: string; readonly password: Secret },
): Promise<Served> {
  const folder = await tempFolder();
  const built = join(folder, 'renderer');
  await mkdir(join(built, 'assets'), { recursive: true });
  await writeFile(
    join(built, 'index.html'),
    '<meta property="csp-nonce" nonce="__NONCE__" content="__NONCE__">',
  );
  await writeFile(join(built, 'assets', 'index.js'), 'globalThis.ran = true;');
  await writeFile(join(folder, 'secret.js'), 'outside');
  const host = await startBrowserHost({
    core,
    page: await openBuiltPage(built),
    staging: await createStaging(join(folder, 'incoming')),
    port: 0,
    ...(forOthers === undefined ? {} : { forOthers }),
  });
  onTestFinished(() => host.close());
  const ask = (options: AskOptions): Promise<Answer> => askAt(host.port, options);
  return {
    host,
    core,
    folder,
    origin: `http://127.0.0.1:${host.port}`,
    ask,
    async signIn() {
      const link = new URL(host.url);
      const { headers } = await ask({ path: link.pathname + link.search });
      return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    },
  };
}

function askAt(port: number, options: AskOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: options.path,
        method: options.method ?? 'GET',
        headers: { host: `127.0.0.1:${port}`, ...options.headers },
        setHost: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    asked.on('error', reject);
    asked.end(options.body);
  });
}
