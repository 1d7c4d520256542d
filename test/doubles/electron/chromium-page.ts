import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { BrowserContext, Page, Route } from 'playwright-core';

import { chromiumOptions } from '../../browser.ts';
import { pageShim } from './page-shim.ts';

/** A frame as a handler sees its sender. */
export interface Frame {
  readonly url: string;
  readonly parent: object | null;
}

/** What the main process decides about its page. */
export interface PageHost {
  serve(request: Request): Promise<Response>;
  invoke(frame: Frame, channel: string, args: unknown[]): Promise<unknown>;
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  popup(url: string): void;
}

export interface ChromiumPage {
  /** Where a test takes hold of the same page over CDP. */
  readonly endpoint: string;
  load(url: string): Promise<void>;
  deliver(channel: string, args: unknown[]): Promise<void>;
  close(): Promise<void>;
}

// Chromium knows no `app:` scheme; a host of its own below localhost is a secure context as well.
const toWeb = (url: string): string => url.replace(/^app:\/\/([^/]+)/, 'https://$1.app.localhost');
const toApp = (url: string): string =>
  url.replace(/^https:\/\/([^/]+)\.app\.localhost/, 'app://$1');

/** Opens Chromium with one page whose every request goes to `host`; it has no network. */
export async function openChromiumPage(preload: string, host: PageHost): Promise<ChromiumPage> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-chromium-'));
  const { executablePath, args } = chromiumOptions();
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === null ? {} : { executablePath }),
    args: [...args, '--remote-debugging-port=0'],
    viewport: { width: 1440, height: 900 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const invited = new Set<string>();
  await context.exposeBinding('__stewardInvoke', ({ frame }, channel: string, values: unknown[]) =>
    host.invoke(
      { url: toApp(frame.url()), parent: frame.parentFrame() === null ? null : {} },
      channel,
      values,
    ),
  );
  await context.addInitScript(pageShim(await readFile(preload, 'utf8')));
  await context.route('**/*', (route) => answer({ route, context, page, host, invited }));
  const port = await readFile(join(folder, 'DevToolsActivePort'), 'utf8');
  return {
    endpoint: `http://127.0.0.1:${port.split('\n')[0] ?? ''}`,
    async load(url) {
      invited.add(toWeb(url));
      await page.goto(toWeb(url));
    },
    async deliver(channel, values) {
      await page.evaluate(
        (sent) =>
          (globalThis as unknown as { __stewardDeliver: (sent: unknown) => void }).__stewardDeliver(
            sent,
          ),
        { channel, values },
      );
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Asked {
  readonly route: Route;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly host: PageHost;
  /** Addresses that the main process itself loads; it does not ask itself. */
  readonly invited: Set<string>;
}

async function answer({ route, page, host, invited }: Asked): Promise<void> {
  const request = route.request();
  const url = request.url();
  if (request.isNavigationRequest()) {
    const frame = request.frame();
    if (frame.page() !== page) {
      host.popup(toApp(url));
      await route.abort();
      await frame.page().close();
      return;
    }
    const isMainFrame = frame.parentFrame() === null;
    if (!invited.delete(url) && !host.mayNavigate(toApp(url), isMainFrame)) {
      await route.abort();
      return;
    }
  }
  if (!toApp(url).startsWith('app://')) {
    await route.abort();
    return;
  }
  const response = await host.serve(new Request(toApp(url), { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
