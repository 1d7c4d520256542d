import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

/**
 * Where a running core can be reached: a file beside the ledger that only its owner can read names
 * the socket and the token. Whoever can read that file could read the ledger too, so the file is
 * the whole proof; the token keeps out programs that merely find the socket.
 */
const place = z.strictObject({
  socket: z.string().max(4096),
  token: z.string().length(64),
  pid: z.int(),
  version: z.string().max(100),
});
export type HandoffPlace = z.output<typeof place>;

const placeFile = (dataFolder: string): string => join(dataFolder, 'handoff.json');

// sun_path holds 108 bytes on Linux and 104 on macOS, with the final zero.
const longestSocketPath = 100;

/** A fresh socket address and token; `folder` is to be removed afterwards when one had to be made. */
export async function newPlace(
  dataFolder: string,
  version: string,
): Promise<{ readonly place: HandoffPlace; readonly folder: string | null }> {
  const token = randomBytes(32).toString('hex');
  const base = { token, pid: process.pid, version };
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
    const socket = `\\\\.\\pipe\\doi-steward-${name}-${randomBytes(8).toString('hex')}`;
    return { place: { ...base, socket }, folder: null };
  }
  const near = join(dataFolder, `core-${process.pid}.sock`);
  if (Buffer.byteLength(near) <= longestSocketPath) {
    return { place: { ...base, socket: near }, folder: null };
  }
  const folder = await mkdtemp(join(tmpdir(), 'steward-')); // made with mode 0700
  return { place: { ...base, socket: join(folder, 'core.sock') }, folder };
}

/** Writes the file in one step, readable by its owner only. */
export async function announcePlace(dataFolder: string, made: HandoffPlace): Promise<void> {
  const draft = `${placeFile(dataFolder)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(made), { mode: 0o600 });
  await rename(draft, placeFile(dataFolder));
}

/** The place that a running core announced, or null. A file left by a crash is found out by connecting. */
export async function findPlace(dataFolder: string): Promise<HandoffPlace | null> {
  try {
    const read = place.safeParse(JSON.parse(await readFile(placeFile(dataFolder), 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null; // no file, or one that is being replaced: nobody to hand to
  }
}

/** Takes the announcement back, unless another core has announced itself meanwhile. */
export async function withdrawPlace(dataFolder: string, made: HandoffPlace): Promise<void> {
  const current = await findPlace(dataFolder);
  if (current?.token === made.token) await rm(placeFile(dataFolder), { force: true });
}
