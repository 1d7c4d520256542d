import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  readonly name: string;
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
}

/** A ZIP archive of these parts, stored without compression. */
export function storedZip(parts: readonly (readonly [name: string, text: string])[]): Buffer {
  return archive(
    parts.map(([name, text]) => {
      const packed = Buffer.from(text);
      return { name, packed, size: packed.length, crc: crc32(packed), method: 0 };
    }),
  );
}

/** A workbook whose sheet unpacks to 60 MB of one character. */
export function zipBomb(): Buffer {
  const bytes = Buffer.alloc(60 * 1024 * 1024, 'x');
  const sheet = { packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes), method: 8 };
  return archive([{ name: 'xl/worksheets/sheet1.xml', ...sheet }]);
}

/** One that says it is small: its directory and headers lie about the unpacked size. */
export function lyingZip(): Buffer {
  const bytes = Buffer.alloc(60 * 1024 * 1024, 'x');
  return archive([
    {
      name: 'xl/worksheets/sheet1.xml',
      packed: deflateRawSync(bytes),
      size: 10,
      crc: 0,
      method: 8,
    },
  ]);
}

/** One part, packed as told; stored as it is unless told. */
export function packedPart(name: string, bytes: Buffer, pack?: (bytes: Buffer) => Buffer): Part {
  const packed = pack === undefined ? bytes : pack(bytes);
  const method = pack === undefined ? 0 : 8;
  return { name, packed, size: bytes.length, crc: crc32(bytes), method };
}

/** The first `unlisted` parts stand in the file and not in its directory. */
export function archive(parts: readonly Part[], unlisted = 0): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.method, 4);
    fields.writeUInt32LE(part.crc, 10);
    fields.writeUInt32LE(part.packed.length, 14);
    fields.writeUInt32LE(part.size, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, name, part.packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from('1400', 'hex');
    const entry = Buffer.concat([Buffer.from('504b0102', 'hex'), made, fields, rest, name]);
    if (locals.length >= unlisted) directory.push(entry);
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}
