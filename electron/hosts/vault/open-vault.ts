import { nodeRandomBytes } from '#core/node-ports.ts';
import type { KeptVault } from '#core/vault/keeper.ts';
import { openKeeper } from '#core/vault/keeper.ts';
import { openKeyring } from './keyring-vault.ts';

/** The vault of a host without Electron: the keyring where one runs, else memory, or a passphrase. */
export async function openNodeVault(dataFolder: string): Promise<KeptVault> {
  return await openKeeper({
    dataFolder,
    randomBytes: nodeRandomBytes,
    // Tests and scripts on a person's own machine must not ask her keyring.
    keychain: process.env['STEWARD_KEYRING'] === 'off' ? null : await openKeyring(process.platform),
  });
}
