import { open, readFile, rename } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';

const choice = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['os-keychain', 'passphrase', 'session']).nullable(),
  /** The keychain's back end by who reached it. */
  backends: z.record(z.string().max(40), z.string().max(100)),
  /** What is kept, by name; no secret. Needed to move all of it, since keychains list nothing. */
  names: z.array(z.string().max(200)).max(100_000),
});
/** Which back end holds the secrets, in a file beside it. `kind` is null before the first one is kept. */
export type VaultChoice = z.output<typeof choice>;

export async function readChoice(path: string): Promise<VaultChoice> {
  let written: string;
  try {
    written = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return none;
    throw damaged(cause);
  }
  try {
    return choice.parse(JSON.parse(written));
  } catch {
    // Only a note of what is where: without it the keychain is looked into as at first.
    return none;
  }
}

const none: VaultChoice = { version: 1, kind: null, backends: {}, names: [] };

/** A crash leaves the old note or the new one. */
export async function writeChoice(path: string, next: VaultChoice): Promise<void> {
  try {
    const file = await open(`${path}.part`, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(next));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('VAULT_UNAVAILABLE', {
    message: text.choiceUnwritable,
    nextStep: text.checkFolder,
    cause,
  });
}
