import type { ParsedInput } from '#shared/contract/contract.ts';
import { equalJson } from '#shared/support/json.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import type { CoreContext } from '../context.ts';
import type { CredentialCheck } from '../datacite/check-credentials.ts';
import { vaultName } from '../datacite/vault-name.ts';
import { appendEvent } from '../history/append-event.ts';
import { recheckAll } from '../records/recheck.ts';
import type { Handlers } from '../router.ts';
import { restoreAccount } from './remove-account.ts';
import type { Environment, Repository } from './repository-table.ts';
import {
  countRecords,
  findRepository,
  getRepository,
  insertRepository,
  isRemoved,
  listRemoved,
  listRepositories,
  setAccess,
  setCredentialKind,
  setRepositoryAccount,
  setRepositoryDefaults,
} from './repository-table.ts';
import { toDetail, viewRepository } from './repository-view.ts';

export type RepositoryHandlers = Pick<
  Handlers,
  'repositories.list' | 'repositories.setDefaults' | 'repositories.check' | 'repositories.add'
>;

/** Base addresses of DataCite's two services (datacite.md 1.1). */
const endpoints = {
  production: 'https://api.datacite.org',
  test: 'https://api.test.datacite.org',
} as const;

/** `check` asks the service who an account is; the client of `core/datacite` does it. */
export function createRepositoryHandlers(
  context: CoreContext,
  check: (repository: Repository) => Promise<CredentialCheck>,
): RepositoryHandlers {
  const { ledger } = context;
  const changed = (): void => {
    context.emit('repositories.changed', {});
    context.emit('app.changed', {});
  };

  return {
    'repositories.list': async () => {
      const counts = countRecords(ledger);
      const all = [...listRepositories(ledger), ...listRemoved(ledger)];
      return {
        repositories: await Promise.all(all.map((each) => toDetail(context, each, counts))),
      };
    },

    'repositories.setDefaults': ({ id, defaults }) => {
      const { name, defaults: before } = getRepository(ledger, id);
      ledger.transaction(() => {
        setRepositoryDefaults(ledger, id, defaults);
        appendEvent(context, {
          kind: 'repository.defaults-changed',
          summary: `Changed what items of ${name} get when they bring no value of their own.`,
          changes: [{ path: 'defaults', before, after: defaults }],
          detail: { repository: id },
        });
      });
      changed();
      return viewRepository(context, id);
    },

    'repositories.check': async ({ id }) => {
      const repository = getRepository(ledger, id);
      const { outcome, message, prefixes, domains, member } = await check(repository);
      if (outcome === 'works') {
        ledger.transaction(() => {
          const checkedAt = context.timestamp();
          setRepositoryAccount(ledger, id, { prefixes, domains, member, checkedAt });
          appendEvent(context, {
            kind: 'repository.checked',
            summary: `Checked ${repository.name}: the service accepts it.`,
            detail: { repository: id, prefixes: [...prefixes] },
          });
        });
        changed();
        await recheckIfNew(context, repository);
      }
      return {
        outcome,
        message,
        prefixes: [...prefixes],
        domains: domains === null ? null : [...domains],
      };
    },

    'repositories.add': async (given) => {
      const id = await addRepository(context, given);
      changed();
      return viewRepository(context, id);
    },
  };
}

/** Puts the password into the vault and the account into the ledger; answers its id. */
async function addRepository(
  context: CoreContext,
  given: ParsedInput<'repositories.add'>,
): Promise<string> {
  const { ledger } = context;
  const { name, environment, endpoint, clientId, password } = given;
  const access = given.access ?? 'write';
  const repository = {
    id: repositoryIdOf(clientId, environment),
    name: name.trim() === '' ? clientId : name.trim(),
    environment,
    endpoint: endpointOf(environment, endpoint),
    clientId: clientId.trim(),
    prefixes: [],
    domains: null,
    createdAt: context.timestamp(),
  };
  if (findRepository(ledger, repository.id) !== null) {
    throw new AppError('CONFLICT', {
      message: `${clientId} was added before.`,
      nextStep: 'Open it in the list of repositories.',
      path: 'clientId',
    });
  }
  // First the vault: a repository without its password would be there with nothing to sign with.
  if (password !== undefined && password !== '' && access === 'write') {
    await context.ports.vault.put(vaultName(repository.id), new Secret(password));
  }
  ledger.transaction(() => {
    // One that was removed comes back with its records; everything else is new.
    if (isRemoved(ledger, repository.id)) restoreAccount(context, repository.id, repository);
    else insertRepository(ledger, repository);
    setCredentialKind(ledger, repository.id, given.credential ?? 'password');
    setAccess(ledger, repository.id, access);
    appendEvent(context, {
      kind: 'repository.added',
      summary: `Added ${repository.name} (${environment}${access === 'observe' ? ', to observe only' : ''}).`,
      detail: { repository: repository.id, endpoint: repository.endpoint },
    });
  });
  return repository.id;
}

/** Findings about landing pages and prefixes follow the account: other lists there, other findings here. */
async function recheckIfNew(context: CoreContext, before: Repository): Promise<void> {
  const { prefixes, domains } = getRepository(context.ledger, before.id);
  if (equalJson([prefixes, domains], [before.prefixes, before.domains])) return;
  await recheckAll(context, { repositoryId: before.id });
}

/** Readable in commands and stable: `ethz.sed`, and `ethz.sed-test` for the same account on the test service. */
function repositoryIdOf(clientId: string, environment: Environment): string {
  const id = clientId.trim().toLowerCase();
  return environment === 'production' ? id : `${id}-${environment}`;
}

function endpointOf(environment: 'test' | 'production' | 'custom', given?: string): string {
  if (environment !== 'custom') return endpoints[environment];
  const url = given !== undefined && URL.canParse(given) ? new URL(given) : null;
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isUsable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
  if (url === null || !isUsable || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new AppError('VALIDATION', {
      message: 'A service of your own needs an address that begins with https://.',
      nextStep: 'Give the base address of its API, without a name or password in it.',
      path: 'endpoint',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
