import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { Frame as PlaywrightFrame, Page, Request, Route } from 'playwright-core';

import { chromiumOptions } from '../../browser.ts';
import { pageShim } from './page-shim.ts';

/** A frame as a handler sees its sender. */
export interface Frame {
  readonly url: string;
  readonly parent: object | null;
}

/** What the main process decides about its page. */
export interface PageHost {
  serve(request: globalThis.Request): Promise<Response>;
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
  const options = chromiumOptions();
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    args: [...options.args, '--remote-debugging-port=0'],
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
  await context.route('**/*', (route) => answer({ route, page, host, invited }));
  // A window that the page opened is refused by the main process and goes away, but not before that was asked:
  // one that is closed at once may never have named its address.
  context.on('page', (opened) => {
    setTimeout(() => void opened.close().catch(() => undefined), longestUnaskedMs).unref();
  });
  const port = await readFile(join(folder, 'DevToolsActivePort'), 'utf8');
  return {
    endpoint: `http://127.0.0.1:${port.split('\n')[0] ?? ''}`,
    async load(url) {
      invited.add(toWeb(url));
      await page.goto(toWeb(url));
    },
    async deliver(channel, values) {
      // As in Electron, a message to a page that is still loading or gone is lost.
      await page.evaluate(deliverInPage, { channel, values }).catch(() => undefined);
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function deliverInPage(sent: { readonly channel: string; readonly values: unknown[] }): void {
  const page = globalThis as { __stewardDeliver?: (message: typeof sent) => void };
  page.__stewardDeliver?.(sent);
}

interface Asked {
  readonly route: Route;
  readonly page: Page;
  readonly host: PageHost;
  /** Addresses that the main process itself loads; it does not ask itself. */
  readonly invited: Set<string>;
}

/** A window without an address asks for nothing. */
const longestUnaskedMs = 60_000;

async function closeOthers(page: Page): Promise<void> {
  const others = page
    .context()
    .pages()
    .filter((each) => each !== page);
  await Promise.all(others.map((each) => each.close().catch(() => undefined)));
}

/** The frame of our page that navigates; null for a window that the page opened. */
function frameOf(request: Request, page: Page): PlaywrightFrame | null {
  try {
    const frame = request.frame();
    return frame.page() === page ? frame : null;
  } catch {
    return null; // a new window has no frame yet
  }
}

async function answer({ route, page, host, invited }: Asked): Promise<void> {
  const request = route.request();
  const url = request.url();
  if (request.isNavigationRequest()) {
    const frame = frameOf(request, page);
    if (frame === null) host.popup(toApp(url));
    const isAllowed =
      invited.delete(url) ||
      (frame !== null && host.mayNavigate(toApp(url), frame.parentFrame() === null));
    if (!isAllowed) {
      // "No content" leaves the page that is there where it is, as a prevented navigation does.
      await route.fulfill({ status: 204 });
      if (frame === null) await closeOthers(page);
      return;
    }
  }
  if (!toApp(url).startsWith('app://')) {
    await route.abort();
    return;
  }
  const response = await host.serve(
    new globalThis.Request(toApp(url), { method: request.method() }),
  );
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
