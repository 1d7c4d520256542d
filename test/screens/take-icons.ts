/**
 * The app's icons from its one drawing (`renderer/public/icon.svg`): `node test/screens/take-icons.ts`
 * writes PNGs for Linux, `icon.ico` for Windows and `icon.icns` for macOS into the desktop host's resources.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { chromiumOptions } from '../browser.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const resources = join(projectFolder, 'electron', 'hosts', 'desktop', 'resources');
const sizes = [16, 32, 48, 64, 128, 256, 512, 1024] as const;
/** Types of Apple's container for PNGs of a size: `ic07` is 128 px, and so on. */
const appleTypes: readonly (readonly [string, number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];

const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
const svg = await readFile(join(projectFolder, 'renderer', 'public', 'icon.svg'), 'utf8');
const pictures = new Map<number, Buffer>();
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  pictures.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();

await mkdir(join(resources, 'icons'), { recursive: true });
for (const [size, png] of pictures) {
  if (size <= 512) await writeFile(join(resources, 'icons', `${size}x${size}.png`), png);
}
await writeFile(join(resources, 'icon.ico'), toIco([16, 32, 48, 64, 128, 256]));
await writeFile(join(resources, 'icon.icns'), toIcns());

function pictureOf(size: number): Buffer {
  const png = pictures.get(size);
  if (png === undefined) throw new Error(`There is no picture of ${size} px`);
  return png;
}

/** Windows' container: a table of places, then PNGs as they are (understood since Vista). */
function toIco(of: readonly number[]): Buffer {
  const head = Buffer.alloc(6 + 16 * of.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(of.length, 4);
  let offset = head.length;
  for (const [index, size] of of.entries()) {
    const at = 6 + 16 * index;
    const { length } = pictureOf(size);
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...of.map(pictureOf)]);
}

/** Apple's container: type, length, PNG, one after the other. */
function toIcns(): Buffer {
  const parts = appleTypes.map(([type, size]) => {
    const png = pictureOf(size);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
