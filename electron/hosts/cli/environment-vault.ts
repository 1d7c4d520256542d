import type { Vault, VaultKeeper } from '#core/ports.ts';
import { vaultName } from '#core/datacite/vault-name.ts';
import { Secret } from '#shared/support/secret.ts';

/**
 * Adds passwords from the environment to a vault: `STEWARD_PASSWORD_<REPOSITORY>`, the id in capitals
 * with `_` for what a name cannot hold. Never an argument, which every user of the machine can read.
 */
export function withEnvironmentPasswords(
  vault: Vault,
  env: Readonly<Record<string, string | undefined>>,
): Vault {
  const prefix = vaultName('');
  return {
    get strength() {
      return vault.strength;
    },
    put: (name, secret) => vault.put(name, secret),
    remove: (name) => vault.remove(name),
    get(name) {
      const id = name.startsWith(prefix) ? name.slice(prefix.length) : null;
      const given = id === null ? undefined : env[environmentName(id)];
      return given === undefined ? vault.get(name) : Promise.resolve(new Secret(given));
    },
  };
}

/** `ethz.sed` is `STEWARD_PASSWORD_ETHZ_SED`. */
export function environmentName(repositoryId: string): string {
  return `STEWARD_PASSWORD_${repositoryId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** Opens passwords behind a passphrase with `STEWARD_PASSPHRASE`; without it they stay locked. */
export async function unlockFromEnvironment(
  keeper: VaultKeeper,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const given = env['STEWARD_PASSPHRASE'];
  const { isLocked, asksPassphrase } = await keeper.status();
  if (isLocked && asksPassphrase && given !== undefined) await keeper.unlock(new Secret(given));
}
