import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { AppError } from '#shared/support/app-error.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, options, output }) => {
  const { client } = await openCore();
  const { path, backup } = await client.call('backups.create', {});
  const folder = options.text('to');
  const copy = folder === null ? null : await copyTo(path, fromWhereThePersonStands(folder));
  output.line({ path, copy, ...backup });
  for (const one of [path, copy]) {
    if (one !== null) output.print(text.backedUp(one, backup.sizeBytes));
  }
  return 0;
};

/** A finished backup is a plain file that nobody writes: a copy of it is compared byte for byte. */
async function copyTo(path: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const copy = join(folder, basename(path));
  await copyFile(path, copy, constants.COPYFILE_EXCL);
  const file = await open(copy, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  if ((await sha256(path)) === (await sha256(copy))) return copy;
  await rm(copy);
  throw new AppError('LEDGER_CORRUPT', {
    message: `The copy in ${folder} is not what was written to it. It was removed.`,
    nextStep: `Check that disk. The backup itself is at ${path}.`,
  });
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
