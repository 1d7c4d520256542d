import { posix } from 'node:path';

import { z } from 'zod';

import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err, ok } from '#shared/support/result.ts';
import { toWire } from '#core/router.ts';
import type { HostedCore } from '../hosted-core.ts';
import { eventChannel, rpcChannel } from './channels.ts';
import { isTrustedSender } from './decisions.ts';
import type { Desktop, DesktopWindow } from './electron.ts';

const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), channel: z.string().max(200), input: z.unknown() }),
  z.strictObject({
    kind: z.literal('offer'),
    files: z
      .array(
        z.strictObject({ path: z.string().min(1).max(4096), relativePath: z.string().max(4096) }),
      )
      .min(1)
      .max(20_000),
  }),
]);

/**
 * The one channel from the page. The sender is checked before anything is read: only the main frame
 * of our window at our own address is answered; everyone else gets an error and no reason.
 */
export function serveCalls(
  desktop: Desktop,
  core: HostedCore,
  currentWindow: () => DesktopWindow | null,
): void {
  desktop.ipcMain.handle(rpcChannel, async (event, raw: unknown) => {
    const isOurWindow = currentWindow()?.webContents.id === event.sender.id;
    if (!isTrustedSender(event.senderFrame, isOurWindow)) throw new Error('refused');
    const read = message.safeParse(raw);
    if (!read.success) throw new Error('refused');
    if (read.data.kind === 'call') return await core.dispatch(read.data.channel, read.data.input);
    return await offer(core, read.data.files);
  });
}

/** Passes the core's events to the page, as long as there is one. */
export function sendEvents(
  core: HostedCore,
  currentWindow: () => DesktopWindow | null,
): () => void {
  return core.subscribe((event, payload) => {
    const window = currentWindow();
    if (window === null || window.isDestroyed() || window.webContents.isDestroyed()) return;
    window.webContents.send(eventChannel, event, payload);
  });
}

interface OfferedPath {
  readonly path: string;
  readonly relativePath: string;
}

async function offer(
  core: HostedCore,
  files: readonly OfferedPath[],
): Promise<Result<unknown, WireError>> {
  try {
    const { paths, name } = sourceOf(files);
    return ok(await core.admitSource(paths, name));
  } catch (cause) {
    return err(
      toWire(
        cause,
        () => undefined,
        () => 'offer',
      ),
    );
  }
}

/**
 * The paths that make one source: the folder itself when a folder was picked or dropped, so that
 * items keep their place in it; else the files one by one.
 */
export function sourceOf(files: readonly OfferedPath[]): {
  readonly paths: readonly string[];
  readonly name: string;
} {
  const roots = new Set(files.map(rootOf));
  const [root] = roots;
  if (roots.size === 1 && root != null) return { paths: [root], name: posix.basename(root) };
  const names = files.map(({ relativePath }) => posix.basename(relativePath));
  return { paths: files.map(({ path }) => path), name: names.join(', ').slice(0, 500) };
}

/** The folder that was picked: the path without what lies below its top folder; null for a file. */
function rootOf({ path, relativePath }: OfferedPath): string | null {
  const forward = path.replaceAll('\\', '/');
  const [top = '', ...below] = relativePath.split('/');
  if (below.length === 0 || !forward.endsWith(`/${relativePath}`)) return null;
  return `${forward.slice(0, -relativePath.length)}${top}`;
}
