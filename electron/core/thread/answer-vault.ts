import type { WireError } from '#shared/support/app-error.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err, ok } from '#shared/support/result.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { Log } from '../ports.ts';
import { toWire } from '../router.ts';
import type { KeptVault } from '../vault/keeper.ts';
import type { VaultQuestion } from './messages.ts';

/** What the host's vault says to a question of the core's thread. Never rejects. */
export async function answerVault(
  vault: KeptVault | null,
  question: VaultQuestion,
): Promise<Result<unknown, WireError>> {
  try {
    if (vault === null) {
      throw new AppError('VAULT_UNAVAILABLE', { message: 'This program keeps no passwords.' });
    }
    return ok(await carryOut(vault, question));
  } catch (cause) {
    return err(toWire(cause, noLog, () => 'vault'));
  }
}

async function carryOut(vault: KeptVault, question: VaultQuestion): Promise<unknown> {
  switch (question.action) {
    case 'get': {
      const secret = await vault.get(question.name);
      return secret === null ? null : reveal(secret);
    }
    case 'status':
      return await vault.status();
    case 'change':
      return await vault.change(question.to, secretOf(question.passphrase));
    case 'start-anew':
      return await vault.startAnew();
    case 'put':
      await vault.put(question.name, new Secret(question.text));
      return null;
    case 'remove':
      await vault.remove(question.name);
      return null;
    case 'lock':
      await vault.lock();
      return null;
    case 'unlock':
      await vault.unlock(secretOf(question.passphrase));
      return null;
  }
}

function secretOf(text: string | null): Secret | null {
  return text === null ? null : new Secret(text);
}

/** The thread logs the failure where it asked; here there is no log. */
const noLog: Log = () => undefined;
