import type { Secret } from '#shared/support/secret.ts';
import type { Vault } from '../ports.ts';

/** Keeps secrets until the program ends and not a moment longer. */
export function createSessionVault(): Vault {
  const secrets = new Map<string, Secret>();
  return {
    strength: 'session',
    put: (name, secret) => Promise.resolve(void secrets.set(name, secret)),
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    remove: (name) => Promise.resolve(void secrets.delete(name)),
  };
}
