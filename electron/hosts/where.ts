import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, without a trailing separator. */
export const projectFolder = resolve(fileURLToPath(new URL('../../', import.meta.url)));

/**
 * Resolves a path where the person stands. `npm run` starts scripts in the project folder and keeps
 * the person's own folder in INIT_CWD; a program that is started elsewhere stands where it stands.
 */
export function fromWhereThePersonStands(
  path: string,
  place: { readonly cwd: string; readonly initCwd: string | undefined } = {
    cwd: process.cwd(),
    initCwd: process.env['INIT_CWD'],
  },
): string {
  const wasMovedByNpm = resolve(place.cwd) === projectFolder;
  return resolve(wasMovedByNpm ? (place.initCwd ?? place.cwd) : place.cwd, path);
}
