import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import {
  derivation,
  deriveKey,
  newDerivation,
  seal,
  sealedText,
  unseal,
} from '../vault/sealing.ts';

const sealedKey = z.strictObject({
  format: z.literal('doi-steward-key-1'),
  scrypt: derivation,
  ...sealedText.shape,
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
  const scrypt = newDerivation(randomBytes, options.N);
  const sealed = seal(seed, {
    key: await deriveKey(passphrase, scrypt),
    bound: JSON.stringify([scrypt, publicKey]),
    nonce: randomBytes(12),
  });
  seed.fill(0);
  const stored: SealedKey = { format: 'doi-steward-key-1', scrypt, ...sealed };
  return { publicKey, sealed: JSON.stringify(stored), key };
}

/** Throws `VAULT_UNAVAILABLE` when the passphrase is not the right one or the row was changed. */
export async function openStewardKey(
  stored: { readonly sealed: string; readonly publicKey: string },
  passphrase: Secret,
): Promise<KeyObject> {
  try {
    const sealed = sealedKey.parse(JSON.parse(stored.sealed));
    const seed = unseal(sealed, {
      key: await deriveKey(passphrase, sealed.scrypt),
      bound: JSON.stringify([sealed.scrypt, stored.publicKey]),
    });
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
