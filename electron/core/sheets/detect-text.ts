import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import iconv from 'iconv-lite';

import type { SizeLimits } from './limits.ts';
import { fileFailure, sourceLimits, unreadable } from './limits.ts';

/** How a text file is to be read. */
export interface TextShape {
  /** A name that `decoderFor` knows: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, ... */
  readonly encoding: string;
  readonly delimiter: string;
  readonly warnings: readonly string[];
}

export type FileKind = 'text' | 'zip' | 'old-excel' | 'binary';

const headBytes = 64 * 1024;

/** The first bytes of a file and its size. Refuses what is empty, too large or not a file. */
export async function readHead(
  path: string,
  limits: SizeLimits = sourceLimits,
): Promise<{ head: Uint8Array; sizeBytes: number }> {
  const file = basename(path);
  try {
    const { size: sizeBytes } = await stat(path);
    if (sizeBytes === 0) {
      throw unreadable({ file }, 'the file is empty.', { nextStep: 'Choose another file.' });
    }
    if (sizeBytes > limits.fileBytes) {
      const [megabytes, most] = [sizeBytes, limits.fileBytes].map((size) =>
        Math.ceil(size / 1024 / 1024),
      );
      throw unreadable({ file }, `the file is ${megabytes} MB; the limit is ${most} MB.`, {
        nextStep: 'Split the file into smaller ones and bring them in one after the other.',
      });
    }
    const handle = await open(path);
    try {
      const buffer = new Uint8Array(Math.min(headBytes, sizeBytes));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return { head: buffer.subarray(0, bytesRead), sizeBytes };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw fileFailure(file, cause);
  }
}

/** Tells text from the containers that people mistake for it. */
export function kindOf(head: Uint8Array): FileKind {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old-excel';
  if (wideEncoding(head) !== null) return 'text';
  // Bytes that no text has; NULs that pad the end of a file are looked over.
  let end = Math.min(head.length, 4096);
  while (end > 0 && head[end - 1] === 0) end -= 1;
  const body = head.subarray(0, end);
  const strange = body.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  return strange > body.length / 50 ? 'binary' : 'text';
}

/** Finds encoding and delimiter. What the person chose stands. */
export async function detectText(
  path: string,
  head: Uint8Array,
  chosen: { readonly encoding: string | null; readonly delimiter: string | null },
): Promise<TextShape> {
  const file = basename(path);
  const warnings: string[] = [];
  const encoding: string = chosen.encoding ?? wideEncoding(head) ?? (await narrowEncoding(path));
  if (!iconv.encodingExists(encoding)) {
    throw unreadable({ file }, `the encoding “${String(encoding)}” is not known.`, {
      nextStep: 'Choose another encoding, for example UTF-8.',
    });
  }
  if (chosen.encoding === null && encoding === 'windows-1252') {
    warnings.push(
      `${file} is not UTF-8, so it is read as Windows-1252. Check names with accents before you import.`,
    );
  }
  const text = iconv.decode(Buffer.from(head), encoding);
  return { encoding, delimiter: chosen.delimiter ?? detectDelimiter(text), warnings };
}

/**
 * UTF-8 and UTF-16 by their marks, UTF-16 also without: text in Latin script then has a NUL in every
 * second byte. Null: one of the encodings that work byte by byte.
 */
export function wideEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 4096);
  const nulls = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nulls;
  const half = sample.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  return null;
}

/** UTF-8 when every byte of the file is; a sheet may hold its first `é` on its last row. */
async function narrowEncoding(path: string): Promise<'utf-8' | 'windows-1252'> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      decoder.decode(chunk as Uint8Array, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (cause) {
    if (cause instanceof TypeError) return 'windows-1252';
    throw fileFailure(basename(path), cause);
  }
}

const candidates = [',', ';', '\t', '|'] as const;

/**
 * The delimiter that cuts the first rows into equally many cells. Counts outside of quotation marks
 * only: descriptions are full of commas. One column (no delimiter at all) reads as a comma.
 */
export function detectDelimiter(text: string): string {
  const told = /^\ufeff?sep=(.)\r?\n/i.exec(text)?.[1];
  if (told !== undefined) return told;
  const rows = firstRows(text, 20);
  let best = ',';
  let bestScore = 0;
  for (const delimiter of candidates) {
    const counts = rows.map((row) => row.split(delimiter).length - 1);
    const header = counts[0] ?? 0;
    if (header === 0) continue;
    const alike = counts.filter((count) => count === header).length / counts.length;
    const score = alike * 10 + Math.min(header, 50) / 50;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The first rows with what stands in quotation marks taken out. */
function firstRows(text: string, limit: number): string[] {
  const bare = text.replace(/^\ufeff/, '').replace(/"(?:[^"]|"")*(?:"|$)/g, '');
  const rows = bare.split(/\r\n|\n|\r/);
  // The head of a file may end in the middle of a row.
  if (rows.length > 1) rows.pop();
  return rows.filter((row) => row.trim() !== '').slice(0, limit);
}
