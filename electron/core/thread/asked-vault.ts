import { fromWire } from '#shared/contract/client.ts';
import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { Vault, VaultStrength } from '../ports.ts';
import type { VaultQuestion } from './messages.ts';

export interface AskedVault extends Vault {
  settle(id: number, result: Result<string | null, WireError>): void;
}

/** The host's vault as the core's thread sees it: every call is a question to the other thread. */
export function createAskedVault(
  strength: VaultStrength,
  send: (id: number, question: VaultQuestion) => void,
): AskedVault {
  const waiting = new Map<number, (result: Result<string | null, WireError>) => void>();
  let lastId = 0;
  const ask = async (question: VaultQuestion): Promise<string | null> => {
    lastId += 1;
    const id = lastId;
    const result = await new Promise<Result<string | null, WireError>>((resolve) => {
      waiting.set(id, resolve);
      send(id, question);
    });
    if (!result.ok) throw fromWire(result.error);
    return result.value;
  };
  return {
    strength,
    async get(name) {
      const text = await ask({ action: 'get', name });
      return text === null ? null : new Secret(text);
    },
    async put(name, secret) {
      await ask({ action: 'put', name, text: reveal(secret) });
    },
    async remove(name) {
      await ask({ action: 'remove', name });
    },
    settle(id, result) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
  };
}
