import { fromWire } from '#shared/contract/client.ts';
import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { VaultStatus, VaultStrength } from '../ports.ts';
import type { KeptVault } from '../vault/keeper.ts';
import type { VaultQuestion } from './messages.ts';

export interface AskedVault extends KeptVault {
  settle(id: number, result: Result<unknown, WireError>): void;
}

/** The host's vault as the core's thread sees it: every call is a question to the other thread. */
export function createAskedVault(
  firstStrength: VaultStrength,
  send: (id: number, question: VaultQuestion) => void,
): AskedVault {
  const waiting = new Map<number, (result: Result<unknown, WireError>) => void>();
  let lastId = 0;
  let strength = firstStrength;
  const ask = async <T = unknown>(question: VaultQuestion): Promise<T> => {
    lastId += 1;
    const id = lastId;
    const result = await new Promise<Result<unknown, WireError>>((resolve) => {
      waiting.set(id, resolve);
      send(id, question);
    });
    if (!result.ok) throw fromWire(result.error);
    // Both threads are this program; what was asked tells what comes back.
    return result.value as T;
  };
  const textOf = (secret: Secret | null): string | null =>
    secret === null ? null : reveal(secret);
  return {
    get strength() {
      return strength;
    },
    async get(name) {
      const text = await ask<string | null>({ action: 'get', name });
      return text === null ? null : new Secret(text);
    },
    async put(name, secret) {
      await ask({ action: 'put', name, text: reveal(secret) });
    },
    async remove(name) {
      await ask({ action: 'remove', name });
    },
    async status() {
      const status = await ask<VaultStatus>({ action: 'status' });
      strength = status.strength;
      return status;
    },
    async lock() {
      await ask({ action: 'lock' });
    },
    async unlock(passphrase) {
      await ask({ action: 'unlock', passphrase: textOf(passphrase) });
    },
    change: (to, passphrase) => ask({ action: 'change', to, passphrase: textOf(passphrase) }),
    startAnew: () => ask({ action: 'start-anew' }),
    settle(id, result) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
  };
}
