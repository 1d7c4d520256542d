import type { PagePlace } from '#shared/contract/removal-shapes.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { PageFile } from './places.ts';

type Webdav = Extract<PagePlace, { kind: 'webdav' }>;

/** Name of the password in the vault. */
export const webdavSecret = 'pages.webdav';
/** A page is small; a web space that does not answer in this time is told. */
const timeoutMs = 30_000;

/**
 * Puts pages into a web space over WebDAV (RFC 4918): PUT writes, DELETE takes away, MKCOL makes the folders
 * of long names. It needs nothing of a library but HTTP, and goes through the app's one network door, which
 * binds the password to the origin and follows no redirect.
 */
export function createWebdavUploader(
  { ports }: Pick<CoreContext, 'ports'>,
  place: Webdav,
): {
  write(files: readonly PageFile[]): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
} {
  const base = new URL(place.uploadUrl);
  const call = async (
    method: 'PUT' | 'DELETE' | 'MKCOL',
    name: string,
    file?: { readonly body: string; readonly type: string },
  ): Promise<number> => {
    const password = await ports.vault.get(webdavSecret);
    if (password === null) {
      throw new AppError('UNAUTHORIZED', {
        message: `The password of ${base.host} is not in the vault.`,
        nextStep: 'Give it under “Pages and policy”, then go on.',
      });
    }
    const { status } = await ports.network.send({
      method,
      origin: base.origin,
      path: base.pathname + name,
      auth: { username: place.username, password },
      timeoutMs,
      ...(file === undefined ? {} : { body: file.body, headers: { 'Content-Type': file.type } }),
    });
    return status;
  };
  return {
    async write(files) {
      for (const { name, text } of files) {
        const parts = name.split('/');
        for (let depth = 1; depth < parts.length; depth += 1) {
          const status = await call('MKCOL', `${parts.slice(0, depth).join('/')}/`);
          // 405: the folder is there.
          if (status >= 400 && status !== 405) throw refused(base.host, status);
        }
        const type = name.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/ld+json';
        const status = await call('PUT', name, { body: text, type });
        if (status < 200 || status >= 300) throw refused(base.host, status);
      }
    },
    async remove(names) {
      for (const name of names) {
        const status = await call('DELETE', name);
        if (status !== 404 && status !== 410 && (status < 200 || status >= 300)) {
          throw refused(base.host, status);
        }
      }
    },
  };
}

/** 507 and 413 are the words of WebDAV for a web space that is full (RFC 4918, 11.5). */
function refused(host: string, status: number): AppError {
  const why =
    status === 507 || status === 413
      ? 'has no room left'
      : status === 401 || status === 403
        ? 'does not accept the name or password'
        : `answered ${String(status)}`;
  return new AppError('REMOTE_REJECTED', { message: `${host} ${why}.` });
}
