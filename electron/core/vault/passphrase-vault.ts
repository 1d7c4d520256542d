import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { Vault } from '../ports.ts';

/**
 * OWASP's first choice for scrypt (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1 costs 128 MiB
 * and about a third of a second for each guess. Written into the file, so that it can be raised.
 */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;
/** Below this a file is no protection, whoever wrote it. */
const leastCost = 2 ** 15;
const maxmem = 512 * 1024 * 1024;

const vaultFile = z.strictObject({
  format: z.literal('doi-steward-vault-1'),
  // Bounds: a damaged or hostile file must not ask for endless work, nor for almost none.
  scrypt: z.strictObject({
    N: z
      .int()
      .min(leastCost)
      .max(2 ** 18),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64().length(24),
  }),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  text: z.base64(),
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
  const header = stored?.scrypt ?? {
    ...cost,
    N: options.N ?? cost.N,
    salt: base64(randomBytes(16)),
  };
  const key = await deriveKey(options.passphrase, header);
  const secrets = new Map<string, Secret>();
  if (stored !== null) {
    for (const [name, text] of Object.entries(decrypt(stored, key))) {
      secrets.set(name, new Secret(text));
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
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unavailable('The file of passwords cannot be read.', cause);
  }
  try {
    return vaultFile.parse(JSON.parse(text));
  } catch (cause) {
    throw unavailable('The file of passwords is damaged.', cause);
  }
}

function deriveKey(passphrase: Secret, header: VaultFile['scrypt']): Promise<Buffer> {
  const { N, r, p, salt } = header;
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another system is the same passphrase.
    const text = reveal(passphrase).normalize('NFKC');
    scrypt(text, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function encrypt(
  header: VaultFile['scrypt'],
  key: Buffer,
  what: { readonly secrets: ReadonlyMap<string, Secret>; readonly nonce: Uint8Array },
): VaultFile {
  const cipher = createCipheriv('aes-256-gcm', key, what.nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(header)));
  const plain = Object.fromEntries(
    [...what.secrets].map(([name, secret]) => [name, reveal(secret)]),
  );
  const text = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
  return {
    format: 'doi-steward-vault-1',
    scrypt: header,
    nonce: base64(what.nonce),
    tag: base64(cipher.getAuthTag()),
    text: base64(text),
  };
}

function decrypt(file: VaultFile, key: Buffer): Record<string, string> {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64'));
    decipher.setAAD(Buffer.from(JSON.stringify(file.scrypt)));
    decipher.setAuthTag(Buffer.from(file.tag, 'base64'));
    const text = Buffer.concat([
      decipher.update(Buffer.from(file.text, 'base64')),
      decipher.final(),
    ]);
    return contents.parse(JSON.parse(text.toString('utf8')));
  } catch (cause) {
    throw unavailable('The passphrase does not open the file of passwords.', cause);
  }
}

/** A crash leaves the old file or the new one, never half of one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.part`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unavailable('The file of passwords cannot be written.', cause);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('VAULT_UNAVAILABLE', {
    message,
    nextStep: 'Try the passphrase again, or give the password for this session only.',
    cause,
  });
}
