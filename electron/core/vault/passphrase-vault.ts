import { open, readFile, rename, rm } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';
import type { Vault } from '../ports.ts';
import type { Derivation } from './sealing.ts';
import { derivation, deriveKey, newDerivation, seal, sealedText, unseal } from './sealing.ts';

const vaultFile = z.strictObject({
  format: z.literal('doi-steward-vault-1'),
  scrypt: derivation,
  ...sealedText.shape,
});
type VaultFile = z.output<typeof vaultFile>;

const contents = z.record(z.string(), z.string());

/**
 * A file of secrets under a passphrase: scrypt and AES-256-GCM, a fresh nonce at every writing, the
 * header authenticated. It protects a stolen file as well as its passphrase is long; it does not protect
 * from a program that runs as the same person while it is open. Opening a file that exists proves the
 * passphrase; a new one is written at once, so that its passphrase is the one from then on. Both fail with
 * `VAULT_UNAVAILABLE`.
 */
export async function openPassphraseVault(options: {
  readonly path: string;
  readonly passphrase: Secret;
  readonly randomBytes: RandomBytes;
  /** scrypt's N for a new file; tests take less. */
  readonly N?: number;
}): Promise<Vault> {
  const { path, randomBytes } = options;
  const stored = await read(path);
  const header = stored?.scrypt ?? newDerivation(randomBytes, options.N);
  const key = await deriveKey(options.passphrase, header);
  const secrets = new Map<string, Secret>();
  if (stored !== null) {
    for (const [name, plain] of Object.entries(decrypt(stored, key))) {
      secrets.set(name, new Secret(plain));
    }
  }
  let lastWrite: Promise<unknown> = Promise.resolve();
  const save = (): Promise<void> => {
    const file = encrypt(header, key, { secrets, nonce: randomBytes(12) });
    const written = lastWrite.then(() => replaceFile(path, JSON.stringify(file)));
    lastWrite = written.catch(() => undefined);
    return written;
  };
  if (stored === null) await save();
  return {
    strength: 'passphrase',
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    async put(name, secret) {
      secrets.set(name, secret);
      await save();
    },
    async remove(name) {
      if (secrets.delete(name)) await save();
    },
  };
}

async function read(path: string): Promise<VaultFile | null> {
  let written: string;
  try {
    written = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unavailable(text.fileUnreadable, text.checkFolder, cause);
  }
  try {
    return vaultFile.parse(JSON.parse(written));
  } catch (cause) {
    throw unavailable(text.fileDamaged, text.putFileBack, cause);
  }
}

function encrypt(
  header: Derivation,
  key: Buffer,
  what: { readonly secrets: ReadonlyMap<string, Secret>; readonly nonce: Uint8Array },
): VaultFile {
  const plain = Object.fromEntries(
    [...what.secrets].map(([name, secret]) => [name, reveal(secret)]),
  );
  const bound = JSON.stringify(header);
  const sealed = seal(Buffer.from(JSON.stringify(plain)), { key, bound, nonce: what.nonce });
  return { format: 'doi-steward-vault-1', scrypt: header, ...sealed };
}

function decrypt(file: VaultFile, key: Buffer): Record<string, string> {
  try {
    const plain = unseal(file, { key, bound: JSON.stringify(file.scrypt) });
    return contents.parse(JSON.parse(plain.toString('utf8')));
  } catch (cause) {
    throw unavailable(text.wrongPassphrase, text.tryPassphraseAgain, cause);
  }
}

/** A crash leaves the old file or the new one, never half of one. */
async function replaceFile(path: string, content: string): Promise<void> {
  const draft = `${path}.part`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unavailable(text.fileUnwritable, text.checkFolder, cause);
  }
}

function unavailable(message: string, nextStep: string, cause: unknown): AppError {
  return new AppError('VAULT_UNAVAILABLE', { message, nextStep, cause });
}
