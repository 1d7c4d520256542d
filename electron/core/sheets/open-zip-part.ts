import { basename } from 'node:path';
import { crc32 } from 'node:zlib';

import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { fileFailure, ownSheetLimits, sourceLimits, unreadable } from './limits.ts';

/** A file inside an archive, unpacked piece by piece: nothing of it is kept, nothing is written to disk. */
export interface ZipPart {
  /** Unpacked, as the archive says; what comes out is held to it. */
  readonly sizeBytes: number;
  /** To be read to its end or left by `break`: either closes the archive. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens one file of an archive, chosen by the names of all. Null: none was chosen. Throws `SOURCE_UNREADABLE` for
 * what is no archive, is encrypted or too large; while it is read, for what is damaged.
 */
export async function openZipPart(
  path: string,
  choose: (names: readonly string[]) => string | undefined,
): Promise<ZipPart | null> {
  const file = basename(path);
  try {
    const zip = await yauzl.openPromise(path, { autoClose: false, validateEntrySizes: true });
    try {
      const entry = await findEntry(zip, file, choose);
      if (entry === null) zip.close();
      return entry === null
        ? null
        : { sizeBytes: entry.uncompressedSize, chunks: unpack(zip, entry, file) };
    } catch (cause) {
      zip.close();
      throw cause;
    }
  } catch (cause) {
    throw failure(file, cause);
  }
}

async function findEntry(
  zip: ZipFile,
  file: string,
  choose: (names: readonly string[]) => string | undefined,
): Promise<Entry | null> {
  if (zip.entryCount > sourceLimits.zipEntries)
    throw unreadable({ file }, 'the archive holds too many parts.');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const name = choose(entries.map(({ fileName }) => fileName));
  const entry = entries.find(({ fileName }) => fileName === name);
  if (name === undefined || entry === undefined) return null;
  if (entry.isEncrypted()) throw unreadable({ file }, 'the archive is protected by a password.');
  const { unpackedBytes } = ownSheetLimits;
  if (entry.uncompressedSize > unpackedBytes)
    throw unreadable({ file }, `unpacked, ${name} is larger than ${unpackedBytes / 2 ** 20} MB.`);
  return entry;
}

async function* unpack(
  zip: ZipFile,
  entry: Entry,
  file: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sum = 0;
  try {
    const contents = await zip.openReadStreamPromise(entry);
    for await (const chunk of contents as AsyncIterable<Uint8Array>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (cause) {
    throw failure(file, cause);
  } finally {
    zip.close();
  }
  if (sum !== entry.crc32)
    throw unreadable({ file }, `${entry.fileName} in it is damaged: its checksum is another.`);
}

/** What yauzl and zlib say of an archive has no code of the file system. */
function failure(file: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!(cause instanceof Error) || (code !== '' && !code.startsWith('Z_')))
    return fileFailure(file, cause);
  return unreadable({ file }, `the archive is damaged or incomplete (${cause.message}).`, {
    cause,
    nextStep: 'Download it again.',
  });
}
