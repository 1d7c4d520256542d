import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';
import type { CoreContext } from '../context.ts';
import { lockedReason } from '../datacite/client.ts';
import { vaultName } from '../datacite/vault-name.ts';
import { appendEvent } from '../history/append-event.ts';
import type { VaultKeeper, VaultStrength } from '../ports.ts';
import { shutProduction } from '../repositories/writing-lock.ts';
import type { Handlers } from '../router.ts';

export type VaultHandlers = Pick<
  Handlers,
  'vault.state' | 'vault.lock' | 'vault.unlock' | 'vault.change' | 'vault.startAnew'
>;

/** The password store as a whole. `release` lets an account that was held back send again. */
export function createVaultHandlers(
  context: CoreContext,
  release: (repositoryId: string) => void,
): VaultHandlers {
  const { ledger, ports } = context;
  const keeper = (): VaultKeeper => {
    if (ports.keeper !== undefined) return ports.keeper;
    throw new AppError('VAULT_UNAVAILABLE', { message: text.keepsNone });
  };
  const changed = (): void => {
    context.emit('app.changed', {});
    context.emit('repositories.changed', {});
  };
  const releaseHeld = (): void => {
    const held = ledger.db.all<{ id: string }>(
      'select id from repository where held_reason = ?',
      lockedReason,
    );
    for (const { id } of held) release(id);
  };
  return {
    'vault.state': async () => {
      if (ports.keeper === undefined) return without(ports.vault.strength);
      const status = await ports.keeper.status();
      return { ...status, available: [...status.available] };
    },
    'vault.lock': async () => {
      await keeper().lock();
      shutProduction(ledger);
      changed();
      return {};
    },
    'vault.unlock': async ({ passphrase }) => {
      await keeper().unlock(passphrase === null ? null : new Secret(passphrase));
      releaseHeld();
      changed();
      return {};
    },
    'vault.change': async ({ to, passphrase }) => {
      const lost = await keeper().change(to, passphrase === null ? null : new Secret(passphrase));
      await keeper().status();
      changed();
      return { lost: lost.map(accountOf) };
    },
    'vault.startAnew': async () => {
      const lost = await keeper().startAnew();
      await keeper().status();
      ledger.transaction(() =>
        appendEvent(context, {
          kind: 'vault.started-anew',
          summary: 'Set the file of passwords aside: its passphrase is not known any more.',
          detail: { names: [...lost] },
        }),
      );
      // Each then says by itself that its password is missing.
      releaseHeld();
      changed();
      return { lost: lost.map(accountOf) };
    },
  };
}

/** The account's id; what belongs to none (a token of a hub) keeps its name in the vault. */
function accountOf(name: string): string {
  const prefix = vaultName('');
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function without(strength: VaultStrength) {
  return { strength, isLocked: false, asksPassphrase: false, available: [strength], trouble: null };
}
