import type { Defaults } from '#shared/contract/define.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type Environment = 'practice' | 'test' | 'production' | 'custom';

/** A DataCite Repository account as the ledger knows it; its password is in the vault only. */
export interface Repository {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  /** Base address of the API, without a slash at the end. */
  readonly endpoint: string;
  /** DataCite's client id, which is the user name too. */
  readonly clientId: string;
  readonly prefixes: readonly string[];
  /** Allowed landing page hosts as the service keeps them; null = not known. */
  readonly domains: readonly string[] | null;
  readonly defaults: Defaults;
  /** Why nothing is sent for this account at present, or null. */
  readonly heldReason: string | null;
  readonly checkedAt: string | null;
  readonly createdAt: string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly endpoint: string;
  readonly client_id: string;
  readonly prefixes: string;
  readonly domains: string | null;
  readonly defaults: string;
  readonly held_reason: string | null;
  readonly checked_at: string | null;
  readonly created_at: string;
}

function toRepository(row: Row): Repository {
  return {
    id: row.id,
    name: row.name,
    environment: row.environment,
    endpoint: row.endpoint,
    clientId: row.client_id,
    prefixes: JSON.parse(row.prefixes) as string[],
    domains: row.domains === null ? null : (JSON.parse(row.domains) as string[]),
    defaults: JSON.parse(row.defaults) as Defaults,
    heldReason: row.held_reason,
    checkedAt: row.checked_at,
    createdAt: row.created_at,
  };
}

/** All accounts in the order in which they were added; practice is the first. */
export function listRepositories(ledger: Ledger): Repository[] {
  return ledger.db
    .all<Row>('select * from repository where removed_at is null order by created_at, id')
    .map(toRepository);
}

export function findRepository(ledger: Ledger, id: string): Repository | null {
  const row = ledger.db.get<Row>(
    'select * from repository where id = ? and removed_at is null',
    id,
  );
  return row === undefined ? null : toRepository(row);
}

/** As `findRepository`, but a missing one is `NOT_FOUND`. */
export function getRepository(ledger: Ledger, id: string): Repository {
  const repository = findRepository(ledger, id);
  if (repository !== null) return repository;
  throw new AppError('NOT_FOUND', { message: `There is no repository "${id}".` });
}

export function insertRepository(
  ledger: Ledger,
  repository: Omit<Repository, 'heldReason' | 'checkedAt' | 'defaults'>,
): void {
  ledger.db.run(
    `insert into repository (id, name, environment, endpoint, client_id, prefixes, domains, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    repository.id,
    repository.name,
    repository.environment,
    repository.endpoint,
    repository.clientId,
    JSON.stringify(repository.prefixes),
    repository.domains === null ? null : JSON.stringify(repository.domains),
    repository.createdAt,
  );
}

export function setRepositoryDefaults(ledger: Ledger, id: string, defaults: Defaults): void {
  ledger.db.run('update repository set defaults = ? where id = ?', canonicalJson(defaults), id);
}

/** What a check of the account brought. Domains that the service did not tell leave what is known. */
export function setRepositoryAccount(
  ledger: Ledger,
  id: string,
  account: {
    readonly prefixes: readonly string[];
    readonly domains: readonly string[] | null;
    readonly checkedAt: string;
  },
): void {
  ledger.db.run(
    `update repository set prefixes = ?, domains = coalesce(?, domains), checked_at = ?,
       held_reason = null where id = ?`,
    JSON.stringify(account.prefixes),
    account.domains === null ? null : JSON.stringify(account.domains),
    account.checkedAt,
    id,
  );
}

/** Records by repository id; repositories without one are missing. */
export function countRecords(ledger: Ledger): Map<string, number> {
  const rows = ledger.db.all<{ id: string; count: number }>(
    'select repository_id as id, count(*) as count from record group by repository_id',
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
