import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { AppError } from '#shared/support/app-error.ts';

/**
 * Copies a finished file that nobody writes into a folder that exists, and compares the copy byte for byte before it
 * gets its name. The same file there already is fine. Answers the copy's path; throws `CONFLICT` where another
 * file has that name, `LEDGER_CORRUPT` where the copy is not what was written.
 */
export async function copyVerified(path: string, folder: string): Promise<string> {
  const copy = join(folder, basename(path));
  const known = await stat(copy).catch(() => null);
  if (known !== null) {
    if ((await sha256(path)) === (await sha256(copy))) return copy;
    throw new AppError('CONFLICT', {
      message: `There is another file at ${copy}. It was left as it is, and nothing was copied.`,
      nextStep: 'Choose another folder, or move that file away.',
    });
  }
  const draft = `${copy}.part`;
  try {
    await rm(draft, { force: true });
    await copyFile(path, draft, constants.COPYFILE_EXCL);
    const file = await open(draft, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    if ((await sha256(path)) !== (await sha256(draft))) {
      throw new AppError('LEDGER_CORRUPT', {
        message: `The copy in ${folder} is not what was written to it. It was removed.`,
        nextStep: `Check that disk. The backup itself is at ${path}.`,
      });
    }
    await rename(draft, copy);
    return copy;
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw cause;
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
