import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';

/**
 * The built renderer as it is served: a closed list of files, so that no path can lead elsewhere. All
 * of it is in memory (3 MB), so that a build under way does not pull files from under an open page.
 */
export interface BuiltPage {
  /** index.html with this nonce where the build left a place for one. */
  html(nonce: string): string;
  /** A file by its path with a leading slash (`/assets/index-1a2b.js`); null: there is none. */
  file(path: string): BuiltFile | null;
}

export interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** What the build writes where each page load puts its own nonce. */
const noncePlace = '__NONCE__';

export async function openBuiltPage(folder: string): Promise<BuiltPage> {
  const index = await readIndex(folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, BuiltFile>();
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const key = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(key, { type, body: await readFile(path) });
  }
  return {
    html: (nonce) => index.replaceAll(noncePlace, nonce),
    file: (path) => files.get(path) ?? null,
  };
}

async function readIndex(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8');
  } catch (cause) {
    throw new AppError('NOT_FOUND', {
      message: `The screens are not built: there is no index.html in ${folder}.`,
      nextStep: 'Run "npm run build", or "npm start", which builds them when they are missing.',
      cause,
    });
  }
}
