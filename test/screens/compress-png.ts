import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A screenshot in about a third of its bytes: Chromium packs for speed and keeps every shade of every
 * letter's edge. 256 colours stay as they are; the rare rest takes the nearest of them, which nobody
 * sees at this size. PNG specification, third edition: 5.3 chunks, 9 filters.
 */
export function compressPng(png: Buffer): Buffer {
  const { width, height, colours } = readPixels(png);
  const palette = choosePalette(colours);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with its filter: 0, none
  for (let at = 0; at < colours.length; at += 1) {
    rows[at + Math.floor(at / width) + 1] = indexOf(colours[at] ?? 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, palette
  return Buffer.concat([
    png.subarray(0, 8),
    writeChunk('IHDR', header),
    writeChunk('PLTE', Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    writeChunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `0xRRGGBB`, row by row. */
  readonly colours: Uint32Array;
}

/** Reads an 8-bit RGB or RGBA picture without interlacing, which is what Chromium writes. */
function readPixels(png: Buffer): Pixels {
  let header = Buffer.alloc(0);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = Buffer.from(data);
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = header[9] === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), { stride: width * step, height, step });
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) colours[at] = bytes.readUIntBE(at * step, 3);
  return { width, height, colours };
}

function unfilter(
  raw: Buffer,
  { stride, height, step }: { stride: number; height: number; step: number },
): Buffer {
  const out = Buffer.alloc(height * stride);
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (out[y * stride + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const around = [at(x - step, y), at(x, y - 1), at(x - step, y - 1)] as const;
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predict(filter, around);
    }
  }
  return out;
}

/** What a filter expects from the bytes to the left, above, and above left. */
function predict(filter: number, [left, up, corner]: readonly [number, number, number]): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

/**
 * Half of the palette for the areas: the most frequent colours exactly. The other half for what is
 * small and coloured: the most frequent of each region of the colour space, or the many greys of
 * letters would crowd out the few red pixels that matter.
 */
function choosePalette(colours: Uint32Array): number[] {
  const seen = new Map<number, number>();
  for (const colour of colours) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  const byFrequency = [...seen].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = byFrequency.slice(0, 128);
  const regions = new Set(palette.map(regionOf));
  for (const colour of byFrequency) {
    if (palette.length === 256) break;
    if (regions.has(regionOf(colour))) continue;
    regions.add(regionOf(colour));
    palette.push(colour);
  }
  return palette;
}

/** One of 4,096 regions: the upper four bits of each channel. */
function regionOf(colour: number): number {
  return colour & 0xf0f0f0;
}

/** The place of the palette's nearest colour; each colour is looked for once. */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const distance = (one: number, other: number): number =>
    [16, 8, 0].reduce(
      (sum, bits) => sum + (((one >> bits) & 255) - ((other >> bits) & 255)) ** 2,
      0,
    );
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((candidate) => distance(colour, candidate));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
}

function writeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
