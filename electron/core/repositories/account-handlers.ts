import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import type { CoreContext } from '../context.ts';
import { vaultName } from '../datacite/vault-name.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Handlers } from '../router.ts';
import { removeAccount } from './remove-account.ts';
import type { Repository } from './repository-table.ts';
import { getRepository, renameRepository, setCredentialKind } from './repository-table.ts';
import { viewRepository } from './repository-view.ts';
import { setWritingOpen } from './writing-lock.ts';

export type AccountHandlers = Pick<
  Handlers,
  | 'repositories.rename'
  | 'repositories.setCredential'
  | 'repositories.forgetCredential'
  | 'repositories.remove'
  | 'repositories.openWriting'
  | 'repositories.shutWriting'
>;

/** Changes the account and its history together, and shows it as it is then. */
type Edit = (
  repository: Repository,
  event: { readonly kind: string; readonly summary: string },
  work: () => void,
) => Promise<RepositoryDetail>;

/** What a steward does with an account that is there. `release` lets what was held back go again. */
export function createAccountHandlers(
  context: CoreContext,
  release: (repositoryId: string) => void,
): AccountHandlers {
  const { ledger, ports } = context;
  const edit: Edit = async (repository, event, work) => {
    ledger.transaction(() => {
      work();
      appendEvent(context, { ...event, detail: { repository: repository.id } });
    });
    announce(context);
    return await viewRepository(context, repository.id);
  };

  return {
    'repositories.rename': async ({ id, name, colour }) => {
      const before = getRepository(ledger, id);
      const trimmed = name.trim();
      if (trimmed === '') {
        throw new AppError('VALIDATION', { message: 'A repository needs a name.', path: 'name' });
      }
      if (trimmed === before.name && colour === before.colour) return viewRepository(context, id);
      const summary = `Renamed ${before.name} to ${trimmed}.`;
      const told = trimmed === before.name ? `Gave ${trimmed} another colour.` : summary;
      return await edit(before, { kind: 'repository.renamed', summary: told }, () =>
        renameRepository(ledger, id, { name: trimmed, colour }),
      );
    },

    'repositories.setCredential': async ({ id, secret, credential }) => {
      const repository = getRepository(ledger, id);
      refusePractice(repository);
      if (repository.access === 'observe') throw observed(repository);
      await ports.vault.put(vaultName(id), new Secret(secret));
      const what = credential === 'api-key' ? 'API key' : 'password';
      const summary = `Stored another ${what} for ${repository.name}.`;
      const view = await edit(repository, { kind: 'repository.credential-changed', summary }, () =>
        setCredentialKind(ledger, id, credential),
      );
      release(id);
      return view;
    },

    'repositories.forgetCredential': async ({ id }) => {
      const repository = getRepository(ledger, id);
      refusePractice(repository);
      await ports.vault.remove(vaultName(id));
      const summary = `Removed the stored password of ${repository.name}.`;
      return await edit(
        repository,
        { kind: 'repository.credential-removed', summary },
        () => undefined,
      );
    },

    'repositories.remove': async ({ id, confirm }) => {
      const repository = getRepository(ledger, id);
      refusePractice(repository);
      assertConfirmed(repository, confirm);
      const recordCount = removeAccount(context, repository);
      // Last: an account without its password can be mended, a password without its account is a leak.
      await ports.vault.remove(vaultName(id)).catch((cause: unknown) => {
        const detail = { repository: id, error: String(cause) };
        ports.log({ level: 'warn', message: 'A password could not be removed', detail });
      });
      announce(context);
      context.emit('records.changed', { dois: null });
      return { recordCount };
    },
    ...writingHandlers(context, edit, release),
  };
}

type WritingHandlers = Pick<
  AccountHandlers,
  'repositories.openWriting' | 'repositories.shutWriting'
>;

function writingHandlers(
  { ledger }: CoreContext,
  edit: Edit,
  release: (repositoryId: string) => void,
): WritingHandlers {
  return {
    'repositories.openWriting': async ({ id, confirm }) => {
      const repository = getRepository(ledger, id);
      if (repository.access === 'observe') throw observed(repository);
      assertConfirmed(repository, confirm);
      const summary = `Opened ${repository.name} for writing in this session.`;
      const view = await edit(repository, { kind: 'repository.writing-opened', summary }, () =>
        setWritingOpen(ledger, id, true),
      );
      release(id);
      return view;
    },

    'repositories.shutWriting': async ({ id }) => {
      const repository = getRepository(ledger, id);
      if (repository.environment !== 'production') {
        throw new AppError('FORBIDDEN', { message: `${repository.name} is not shut by itself.` });
      }
      const summary = `Shut ${repository.name} for writing.`;
      return await edit(repository, { kind: 'repository.writing-shut', summary }, () =>
        setWritingOpen(ledger, id, false),
      );
    },
  };
}

function announce(context: CoreContext): void {
  context.emit('repositories.changed', {});
  context.emit('app.changed', {});
  context.emit('outbox.changed', { batchId: null });
}

function assertConfirmed({ clientId }: Repository, confirm: string): void {
  if (confirm.trim().toUpperCase() === clientId.toUpperCase()) return;
  throw new AppError('CONFIRMATION_NEEDED', {
    message: `This asks for the repository id “${clientId}”. Nothing was changed.`,
    nextStep: 'Type the id exactly as it is shown.',
    path: 'confirm',
  });
}

function refusePractice({ environment }: Repository): void {
  if (environment !== 'practice') return;
  throw new AppError('FORBIDDEN', {
    message: 'The practice repository belongs to this program: it keeps its password and stays.',
  });
}

function observed({ name }: Repository): AppError {
  return new AppError('FORBIDDEN', {
    message: `${name} is only observed: it takes no password and nothing is sent to it.`,
    nextStep: 'Remove it and add it again as an account of your own.',
  });
}
