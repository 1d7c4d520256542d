import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';

import { z } from 'zod';

import type { RandomBytes } from '#shared/support/random.ts';
import { reveal } from '#shared/support/secret.ts';
import type { Secret } from '#shared/support/secret.ts';

/**
 * OWASP's first choice for scrypt (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1 costs 128 MiB
 * and about a third of a second for each guess. Stored beside what it seals, so that it can be raised.
 */
const standardN = 2 ** 17;
/** Below this a seal is no protection, whoever wrote it. */
const leastN = 2 ** 15;
const maxmem = 512 * 1024 * 1024;
export const nonceBytes = 12;
const tagBytes = 16;

/** How a key was made from a passphrase. */
export const derivation = z.strictObject({
  // Bounds: damaged or hostile input must not ask for endless work, nor for almost none.
  N: z
    .int()
    .min(leastN)
    .max(2 ** 18),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64().length(24),
});
export type Derivation = z.output<typeof derivation>;

/** What AES-256-GCM made of a text: its nonce, its tag and its cipher text, each base64. */
export const sealedText = z.strictObject({
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  text: z.base64(),
});
type SealedText = z.output<typeof sealedText>;

/** A derivation with a salt of its own; `N` is scrypt's, and only tests take less than the standard. */
export function newDerivation(randomBytes: RandomBytes, N: number = standardN): Derivation {
  return { N, r: 8, p: 1, salt: base64(randomBytes(16)) };
}

/** The 32 bytes that a passphrase and its derivation make. */
export function deriveKey(passphrase: Secret, { N, r, p, salt }: Derivation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another system is the same passphrase.
    const typed = reveal(passphrase).normalize('NFKC');
    scrypt(typed, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

interface Seal {
  readonly key: Uint8Array;
  /** Not hidden, but whoever changes it cannot open the seal. */
  readonly bound: string;
}

/** AES-256-GCM (NIST SP 800-38D): nonce, text and tag in one. */
export function sealBytes(
  plain: Uint8Array,
  { key, bound, nonce }: Seal & { readonly nonce: Uint8Array },
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key is another, or when the seal or what it is bound to was changed. */
export function unsealBytes(sealed: Uint8Array, { key, bound }: Seal): Buffer {
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]);
}

/** `sealBytes`, its parts apart and in base64: for what is stored as JSON. */
export function seal(plain: Uint8Array, how: Seal & { readonly nonce: Uint8Array }): SealedText {
  const sealed = sealBytes(plain, how);
  const end = sealed.length - tagBytes;
  return {
    nonce: base64(sealed.subarray(0, nonceBytes)),
    tag: base64(sealed.subarray(end)),
    text: base64(sealed.subarray(nonceBytes, end)),
  };
}

/** Throws as `unsealBytes` does. */
export function unseal({ nonce, text, tag }: SealedText, how: Seal): Buffer {
  return unsealBytes(
    Buffer.concat([nonce, text, tag].map((part) => Buffer.from(part, 'base64'))),
    how,
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
