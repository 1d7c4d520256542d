import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import type { SignedHead } from '#shared/contract/history.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent, historyHead } from './append-event.ts';

/** Signs heads of the history with a key that stands in the vault, when a person switched that on. */
export interface Signer {
  isOn(): boolean;
  /** The public key, raw and in base64; null before signing was switched on for the first time. */
  key(): string | null;
  setOn(on: boolean): Promise<void>;
  /** The head now, signed where signing is on. Rejects with `VAULT_UNAVAILABLE` without the key. */
  readonly head: () => Promise<SignedHead>;
}

const vaultName = 'history-signing';
/** What stands in front of the 32 bytes of an Ed25519 key in PKCS 8 and in SPKI (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function createSigner(context: CoreContext): Signer {
  const { ledger, ports } = context;
  const read = (key: string): string | null =>
    ledger.db.get<{ value: string | null }>('select value from setting where key = ?', key)
      ?.value ?? null;
  const write = (key: string, value: string | null): void =>
    void ledger.db.run(
      'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      key,
      value,
    );
  const isOn = (): boolean => read('history.signing') === 'on';
  return {
    isOn,
    key: () => read('history.key'),
    async setOn(on) {
      if (on === isOn()) return;
      const key = on ? rawKey(await loadOrMake(context)) : read('history.key');
      ledger.transaction(() => {
        write('history.signing', on ? 'on' : 'off');
        write('history.key', key);
        appendEvent(context, {
          kind: 'history.signing-set',
          summary: `The heads of the history are ${on ? 'signed from here on' : 'no longer signed'}.`,
          detail: { on, key },
        });
      });
    },
    head: async () => {
      const head = { ...historyHead(ledger), at: new Date(ports.clock.now()).toISOString() };
      return isOn() ? signHead(head, await load(context)) : head;
    },
  };
}

/** Adds the public key and the signature over `signedText`. */
function signHead(head: SignedHead, key: KeyObject): SignedHead {
  const signature = sign(null, Buffer.from(signedText(head)), key).toString('base64');
  return { ...head, key: rawKey(key), signature };
}

/** True where the signature is of this key (raw, base64) and over this head. */
export function isSignedBy(head: SignedHead, key: string): boolean {
  if (head.signature === undefined || head.key !== key) return false;
  try {
    const spki = Buffer.concat([publicPrefix, Buffer.from(key, 'base64')]);
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const signature = Buffer.from(head.signature, 'base64');
    return verify(null, Buffer.from(signedText(head)), publicKey, signature);
  } catch {
    return false; // A key that is none signed nothing.
  }
}

/** What is signed; the first line keeps it apart from all else that a key might sign. */
function signedText({ at, hash, sequence }: SignedHead): string {
  return `DOI Steward history head\n${canonicalJson({ at, hash, sequence })}`;
}

async function load({ ports }: CoreContext): Promise<KeyObject> {
  const secret = await ports.vault.get(vaultName);
  if (secret !== null) return keyFrom(Buffer.from(reveal(secret), 'base64'));
  throw new AppError('VAULT_UNAVAILABLE', {
    message: 'The key that signs the history is not in the vault of this computer.',
    nextStep: 'Switch signing off and on again: that makes a new key and says so in the history.',
  });
}

async function loadOrMake(context: CoreContext): Promise<KeyObject> {
  const { vault, randomBytes } = context.ports;
  if (vault.strength === 'session') {
    throw new AppError('VAULT_UNAVAILABLE', {
      message: 'Secrets are kept here only until the program ends, so a signing key would be lost.',
      nextStep: 'Use the desktop app with a key store, or give the vault a passphrase.',
    });
  }
  if ((await vault.get(vaultName)) === null) {
    await vault.put(vaultName, new Secret(Buffer.from(randomBytes(32)).toString('base64')));
  }
  return load(context);
}

function keyFrom(seed: Buffer): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([privatePrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
}

function rawKey(key: KeyObject): string {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return spki.subarray(publicPrefix.length).toString('base64');
}
