import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import yauzl from 'yauzl';
import type { ZipFile } from 'yauzl';

import type { SizeLimits } from './limits.ts';
import { fileFailure, sourceLimits, unreadable } from './limits.ts';

/** Small parts that the caller wants, by their path inside the archive. */
export type ZipParts = ReadonlyMap<string, Uint8Array>;

export interface CheckedZip {
  readonly parts: ZipParts;
  /** Unpacked bytes of every entry, by its path, as they came out. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Parts of a workbook that are read whole are small: names of sheets and where they are. */
const wantedBytes = 4 * 1024 * 1024;
/** Bytes of the archive that no entry accounts for: headers, comments, signatures. */
const slackBytes = 256 * 1024;

/**
 * Unpacks every entry once, counting and keeping nothing, before any parser sees the file: what an
 * archive says about its sizes may be a lie, what comes out is not. Refuses bombs, too many entries, encrypted
 * entries, and archives that hide data beside their directory. Returns the parts asked for.
 */
export async function checkZip(
  path: string,
  wanted: readonly string[],
  { unpackedBytes }: SizeLimits = sourceLimits,
): Promise<CheckedZip> {
  const file = basename(path);
  try {
    const { size } = await stat(path);
    const zip = await yauzl.openPromise(path, { validateEntrySizes: true, lazyEntries: true });
    try {
      return await drain(zip, { file, size, wanted, unpackedBytes });
    } finally {
      zip.close();
    }
  } catch (cause) {
    if (cause instanceof Error && !('code' in cause)) {
      throw unreadable({ file }, `the file is damaged or no XLSX file (${cause.message}).`, {
        cause,
        nextStep: 'Open it in your spreadsheet program and save it again as XLSX or CSV.',
      });
    }
    throw fileFailure(file, cause);
  }
}

async function drain(
  zip: ZipFile,
  archive: {
    readonly file: string;
    readonly size: number;
    readonly wanted: readonly string[];
    readonly unpackedBytes: number;
  },
): Promise<CheckedZip> {
  const { file, size, wanted, unpackedBytes } = archive;
  const refuse = (problem: string): never => {
    throw unreadable({ file }, problem, {
      nextStep: 'Nothing was unpacked to disk. Check where this file comes from.',
    });
  };
  if (zip.entryCount > sourceLimits.zipEntries) refuse('the archive holds too many parts.');
  const parts = new Map<string, Uint8Array>();
  const sizes = new Map<string, number>();
  let unpacked = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) refuse('the file is protected by a password.');
    packed += entry.compressedSize;
    const kept: Uint8Array[] = [];
    const keep = wanted.includes(entry.fileName);
    const before = unpacked;
    const contents = await zip.openReadStreamPromise(entry);
    for await (const chunk of contents as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      if (unpacked > unpackedBytes)
        refuse(`unpacked, the file is larger than ${unpackedBytes / 1024 / 1024} MB.`);
      if (unpacked > 1024 * 1024 && unpacked > size * sourceLimits.ratio) {
        refuse('unpacked, the file is more than 100 times its size: it may be a zip bomb.');
      }
      if (keep && kept.length * 16_384 < wantedBytes) kept.push(chunk);
    }
    sizes.set(entry.fileName, unpacked - before);
    if (keep) parts.set(entry.fileName, Buffer.concat(kept));
  }
  if (size - packed > slackBytes + zip.entryCount * 1024) {
    refuse('the archive holds data that its directory does not list.');
  }
  return { parts, sizes };
}
