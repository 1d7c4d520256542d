import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

import { AppError } from '#shared/support/app-error.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';

/** A ZIP archive, written part by part as a stream: what is written is not kept. */
export interface ZipWriter {
  /** Begins the next part; the one before must have ended. */
  part(name: string): ZipPart;
  /** Writes the directory. The stream stays open. */
  end(): Promise<void>;
}

export interface ZipPart {
  /** Waits while the disk is slow; rejects when it refuses. */
  write(piece: string): Promise<void>;
  end(): Promise<void>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packed: number;
  unpacked: number;
}

const signatures = { part: 0x04034b50, sizes: 0x08074b50, entry: 0x02014b50, end: 0x06054b50 };
/** Deflate needs version 2.0 of the format. */
const version = 20;
/** The name is UTF-8, and the sizes stand behind the part, because they are not known before. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, the first day that the format knows: the same records give the same file. */
const day = 0x0021;
/** The format's numbers have 32 bits. */
const largest = 0xffff_fffe;
/** Characters that are packed together. */
const pieceLength = 512 * 1024;

const deflate = promisify(deflateRaw) as (
  data: Uint8Array,
  options: { readonly finishFlush: number },
) => Promise<Buffer>;

/** Throws `VALIDATION` when the archive would be larger than 4 GB, packed or unpacked. */
export function createZipWriter(stream: Writable): ZipWriter {
  const parts: Written[] = [];
  let offset = 0;

  const put = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (offset > largest) throw tooLarge();
    if (!stream.write(bytes)) await once(stream, 'drain');
  };

  return {
    part(name) {
      const written: Written = {
        ...{ name: Buffer.from(name), offset, crc: 0, packed: 0, unpacked: 0 },
      };
      parts.push(written);
      let waiting = '';
      let isBegun = false;
      const begin = async (): Promise<void> => {
        isBegun = true;
        await put(
          Buffer.concat([
            numbers([4, signatures.part], [2, version], ...kindOf(written)),
            written.name,
          ]),
        );
      };
      const pack = async (finishFlush: number): Promise<void> => {
        if (!isBegun) await begin();
        const bytes = Buffer.from(waiting);
        waiting = '';
        written.crc = crc32(bytes, written.crc);
        written.unpacked += bytes.length;
        if (written.unpacked > largest) throw tooLarge();
        // Each piece by itself, ended on a whole byte: one behind the other they are one stream.
        const packed = await deflate(bytes, { finishFlush });
        written.packed += packed.length;
        await put(packed);
      };
      return {
        async write(piece) {
          waiting += piece;
          if (waiting.length >= pieceLength) await pack(constants.Z_SYNC_FLUSH);
        },
        async end() {
          await pack(constants.Z_FINISH);
          await put(numbers([4, signatures.sizes], ...sizesOf(written)));
        },
      };
    },
    async end() {
      const start = offset;
      for (const part of parts) {
        const head = numbers(
          ...([
            [4, signatures.entry],
            [2, version],
            [2, version],
          ] as const),
          ...kindOf(part),
          // No comment, first disk, no attributes.
          ...([
            [2, 0],
            [2, 0],
            [2, 0],
            [4, 0],
            [4, part.offset],
          ] as const),
        );
        await put(Buffer.concat([head, part.name]));
      }
      const count = parts.length;
      await put(
        numbers(
          ...([
            [4, signatures.end],
            [2, 0],
            [2, 0],
            [2, count],
            [2, count],
          ] as const),
          ...([
            [4, offset - start],
            [4, start],
            [2, 0],
          ] as const),
        ),
      );
    },
  };
}

type Field = readonly [bytes: 2 | 4, value: number];

/** What the head of a part and its entry in the directory have in common. */
function kindOf(part: Written): Field[] {
  return [
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, day],
    ...sizesOf(part),
    [2, part.name.length],
    [2, 0],
  ];
}

function sizesOf({ crc, packed, unpacked }: Written): Field[] {
  return [
    [4, crc],
    [4, packed],
    [4, unpacked],
  ];
}

function numbers(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of fields) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}

function tooLarge(): AppError {
  return new AppError('VALIDATION', {
    message: text.workbookTooLarge,
    nextStep: text.workbookTooLargeNext,
  });
}
