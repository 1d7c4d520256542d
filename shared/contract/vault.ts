import { z } from 'zod';

import { command, longText, nothing, query, shortText } from './define.ts';

const strength = z.enum(['os-keychain', 'passphrase', 'session']);
/** Crosses once, inwards; no output carries it. */
const passphrase = z.string().max(500);

export const vaultState = z.strictObject({
  strength,
  isLocked: z.boolean(),
  /** True when unlocking takes a passphrase; else whoever sits here may unlock it. */
  asksPassphrase: z.boolean(),
  available: z.array(strength).max(3),
  trouble: longText.nullable(),
});
export type VaultState = z.output<typeof vaultState>;

export const vaultContract = {
  'vault.state': query(nothing, vaultState),
  /** Also shuts production accounts for writing. */
  'vault.lock': command(nothing, nothing),
  /** Wrong passphrase: `VAULT_UNAVAILABLE`. What was held back because of the lock goes on. */
  'vault.unlock': command(z.strictObject({ passphrase: passphrase.nullable() }), nothing),
  /** Moves all passwords; answers the repositories whose password could not be read any more. */
  'vault.change': command(
    z.strictObject({ to: strength, passphrase: passphrase.nullable() }),
    z.strictObject({ lost: z.array(shortText).max(1000) }),
  ),
  /**
   * For who does not know the passphrase any more: its file is set aside, nothing is deleted, and the accounts whose
   * password was in it are answered. `VALIDATION` unless the vault is locked behind a passphrase.
   */
  'vault.startAnew': command(nothing, z.strictObject({ lost: z.array(shortText).max(100_000) })),
} as const;
