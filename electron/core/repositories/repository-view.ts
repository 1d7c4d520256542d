import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { accountColours } from '#shared/contract/repositories.ts';
import type { CoreContext } from '../context.ts';
import { vaultName } from '../datacite/vault-name.ts';
import type { Repository } from './repository-table.ts';
import { countRecords, getRepository } from './repository-table.ts';

/** An account as the screens see it, without any secret. */
export async function viewRepository(context: CoreContext, id: string): Promise<RepositoryDetail> {
  const { ledger } = context;
  return await toDetail(context, getRepository(ledger, id), countRecords(ledger));
}

export async function toDetail(
  context: CoreContext,
  repository: Repository,
  counts: ReadonlyMap<string, number>,
): Promise<RepositoryDetail> {
  const isPractice = repository.environment === 'practice';
  return {
    id: repository.id,
    name: repository.name,
    environment: repository.environment,
    endpoint: repository.endpoint,
    clientId: repository.clientId,
    prefixes: [...repository.prefixes],
    domains: repository.domains === null ? null : [...repository.domains],
    defaults: repository.defaults,
    checkedAt: repository.checkedAt,
    createdAt: repository.createdAt,
    hasCredential: await hasCredential(context, repository.id),
    vaultStrength: isPractice ? 'practice' : context.ports.vault.strength,
    recordCount: counts.get(repository.id) ?? 0,
    colour: colourOf(repository),
    access: repository.access,
    credential: repository.credential,
    member: repository.member,
    isWritingOpen: repository.isWritingOpen,
    heldReason: repository.heldReason,
    removedAt: repository.removedAt,
  };
}

/** A colour that a newer version knew is none here. */
export function colourOf({ colour }: Pick<Repository, 'colour'>): RepositoryDetail['colour'] {
  return accountColours.find((known) => known === colour) ?? null;
}

/** A vault that is locked says nothing; the screen then shows the account as without a password. */
async function hasCredential({ ports }: CoreContext, id: string): Promise<boolean> {
  try {
    return (await ports.vault.get(vaultName(id))) !== null;
  } catch (cause) {
    ports.log({
      level: 'warn',
      message: 'The vault did not answer',
      detail: { cause: String(cause) },
    });
    return false;
  }
}
