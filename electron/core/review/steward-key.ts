import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  scrypt,
  sign,
  verify,
} from 'node:crypto';

import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { reveal } from '#shared/support/secret.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reviewText as text } from '#shared/text/review.en.ts';

/** As the file of passwords (core/vault): a third of a second and 128 MiB for each guess. */
const standardN = 2 ** 17;
const leastN = 2 ** 15;
const maxmem = 512 * 1024 * 1024;

const sealedKey = z.strictObject({
  format: z.literal('doi-steward-key-1'),
  scrypt: z.strictObject({
    // Bounds: a damaged row must not ask for endless work, nor for almost none.
    N: z
      .int()
      .min(leastN)
      .max(2 ** 18),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64().length(24),
  }),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  text: z.base64().max(200),
});
type SealedKey = z.output<typeof sealedKey>;

/** What stands in front of the 32 bytes of an Ed25519 key in PKCS 8 and in SPKI (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Makes a key and seals it under the passphrase: scrypt and AES-256-GCM, bound to its public half. */
export async function makeStewardKey(options: {
  readonly passphrase: Secret;
  readonly randomBytes: RandomBytes;
  /** scrypt's N; tests take less. */
  readonly N?: number;
}): Promise<{ readonly publicKey: string; readonly sealed: string; readonly key: KeyObject }> {
  const { randomBytes, passphrase } = options;
  const seed = Buffer.from(randomBytes(32));
  const key = keyFrom(seed);
  const publicKey = publicKeyOf(key);
  const header: SealedKey['scrypt'] = {
    N: options.N ?? standardN,
    r: 8,
    p: 1,
    salt: Buffer.from(randomBytes(16)).toString('base64'),
  };
  const nonce = Buffer.from(randomBytes(12));
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, header), nonce);
  cipher.setAAD(Buffer.from(JSON.stringify([header, publicKey])));
  const sealed = Buffer.concat([cipher.update(seed), cipher.final()]);
  seed.fill(0);
  const stored: SealedKey = {
    format: 'doi-steward-key-1',
    scrypt: header,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: sealed.toString('base64'),
  };
  return { publicKey, sealed: JSON.stringify(stored), key };
}

/** Throws `VAULT_UNAVAILABLE` when the passphrase is not the right one or the row was changed. */
export async function openStewardKey(
  stored: { readonly sealed: string; readonly publicKey: string },
  passphrase: Secret,
): Promise<KeyObject> {
  try {
    const sealed = sealedKey.parse(JSON.parse(stored.sealed));
    const secret = await derive(passphrase, sealed.scrypt);
    const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(sealed.nonce, 'base64'));
    decipher.setAAD(Buffer.from(JSON.stringify([sealed.scrypt, stored.publicKey])));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    const seed = Buffer.concat([
      decipher.update(Buffer.from(sealed.text, 'base64')),
      decipher.final(),
    ]);
    const key = keyFrom(seed);
    seed.fill(0);
    return key;
  } catch (cause) {
    throw new AppError('VAULT_UNAVAILABLE', {
      message: text.wrongPassphrase,
      nextStep: text.wrongPassphraseNext,
      cause,
    });
  }
}

/** Base64. */
export function signText(key: KeyObject, signed: string): string {
  return sign(null, Buffer.from(signed, 'utf8'), key).toString('base64');
}

/** True where the signature is of this key (raw, base64) and over this text. */
export function isSignedWith(publicKey: string, signed: string, signature: string): boolean {
  try {
    const spki = Buffer.concat([publicPrefix, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(signed, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false; // A key that is none signed nothing.
  }
}

/** 80 bits in groups of four: long enough that nobody makes a key to fit, short enough to be read aloud. */
export function fingerprintOf(publicKey: string): string {
  const hex = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return hex.slice(0, 20).replace(/(.{4})(?=.)/g, '$1 ');
}

function derive(passphrase: Secret, header: SealedKey['scrypt']): Promise<Buffer> {
  const { N, r, p, salt } = header;
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another system is the same passphrase.
    const typed = reveal(passphrase).normalize('NFKC');
    scrypt(typed, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function keyFrom(seed: Buffer): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([privatePrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
}

function publicKeyOf(key: KeyObject): string {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return spki.subarray(publicPrefix.length).toString('base64');
}
