import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { AppError } from '#shared/support/app-error.ts';

/**
 * Bounds of what a page may bring in. How large a file of each kind may be (reliability.md 5.1) the core says: the
 * list of ROR and a sheet of 100,000 records are larger than what is imported.
 */
export const uploadLimits = {
  sourceBytes: 1024 * 1024 * 1024,
  files: 20_000,
  openSources: 8,
  depth: 16,
  nameLength: 120,
} as const;

/** Files on their way from a page to the core: they wait in a folder that only this host names. */
export interface Staging {
  open(): Promise<string>;
  /** Writes one file. Throws `SOURCE_UNREADABLE` when a bound is passed; what was written stays out. */
  receive(id: string, relativePath: string, body: Readable): Promise<void>;
  /** The paths to be read as one source, and a name for it. Nothing can be added afterwards. */
  finish(id: string): { readonly paths: readonly string[]; readonly name: string };
  clear(): Promise<void>;
}

interface Source {
  readonly folder: string;
  readonly paths: Set<string>;
  sizeBytes: number;
}

export async function createStaging(
  folder: string,
  limits: Readonly<Record<'sourceBytes' | 'openSources', number>> = uploadLimits,
): Promise<Staging> {
  // What a former run left was either imported or given up.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sources = new Map<string, Source>();

  const find = (id: string): Source => {
    const source = sources.get(id);
    if (source === undefined) {
      throw new AppError('NOT_FOUND', {
        message: 'This upload is not open any more. Start again.',
      });
    }
    return source;
  };
  return {
    async open() {
      // An upload that failed is not begun again: the oldest of those that never ended goes.
      const [oldest] = sources;
      if (oldest !== undefined && sources.size >= limits.openSources) {
        sources.delete(oldest[0]);
        await rm(oldest[1].folder, { recursive: true, force: true });
      }
      const id = randomBytes(16).toString('hex');
      const source = { folder: join(folder, id), paths: new Set<string>(), sizeBytes: 0 };
      await mkdir(source.folder, { mode: 0o700 });
      sources.set(id, source);
      return id;
    },
    async receive(id, relativePath, body) {
      const source = find(id);
      const path = safePath(relativePath);
      if (source.paths.size >= uploadLimits.files) throw tooMuch('files in one source');
      if (source.paths.has(path)) throw refused(`The file ${path} came twice.`);
      source.paths.add(path);
      const target = join(source.folder, ...path.split('/'));
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      try {
        // `wx`: never through a link, never over a file that is there.
        await pipeline(
          body,
          measure(source, limits.sourceBytes),
          createWriteStream(target, { flags: 'wx', mode: 0o600 }),
        );
      } catch (cause) {
        source.paths.delete(path);
        await rm(target, { force: true });
        throw cause;
      }
    },
    finish(id) {
      const source = find(id);
      const [first] = source.paths;
      if (first === undefined) throw refused('No file came.');
      sources.delete(id);
      const isOneFile = source.paths.size === 1 && !first.includes('/');
      const [top = first] = first.split('/');
      const name = isOneFile ? first : top;
      return { paths: [isOneFile ? join(source.folder, first) : source.folder], name };
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

function measure(source: Source, mostBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      source.sizeBytes += chunk.length;
      if (source.sizeBytes > mostBytes) throw tooMuch('bytes in what was chosen');
      yield chunk;
    }
  };
}

// Names that Windows gives to devices, in any case and with any extension.
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const refusedCharacters = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/**
 * A relative path that stays below its folder on every system: no `..`, no drive, no device, no
 * backslash, bounded depth and length. Throws `SOURCE_UNREADABLE` otherwise.
 */
export function safePath(path: string): string {
  const parts = path.normalize('NFC').split('/');
  const isSafe =
    parts.length <= uploadLimits.depth &&
    parts.every(
      (part) =>
        part !== '' &&
        !/^\.{1,2}$/.test(part) &&
        part.length <= uploadLimits.nameLength &&
        part.isWellFormed() &&
        !refusedCharacters.test(part) &&
        !deviceName.test(part) &&
        !/[. ]$/.test(part),
    );
  if (!isSafe) throw refused(`The file name ${JSON.stringify(path.slice(0, 200))} cannot be used.`);
  return parts.join('/');
}

function refused(message: string): AppError {
  return new AppError('SOURCE_UNREADABLE', { message });
}

function tooMuch(what: string): AppError {
  return new AppError('SOURCE_UNREADABLE', {
    message: `There are too many ${what}.`,
    nextStep: 'Split the collection, or bring it in with the command line.',
  });
}
