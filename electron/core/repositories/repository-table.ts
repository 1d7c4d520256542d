import type { Defaults } from '#shared/contract/define.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type Environment = 'practice' | 'test' | 'production' | 'custom';

/** The member that an account belongs to, and its consortium, as the service tells them. */
export interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly consortium: string | null;
}

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
  /** A name of the contract's list of colours; null: none was chosen. */
  readonly colour: string | null;
  /** `observe`: read without a password, never written to. */
  readonly access: 'write' | 'observe';
  readonly credential: 'password' | 'api-key';
  readonly member: Member | null;
  /** False: nothing is sent before a person opens the account for this session. */
  readonly isWritingOpen: boolean;
  /** Since when the account is no longer worked with; its records stay, read-only. */
  readonly removedAt: string | null;
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
  readonly colour: string | null;
  readonly access: 'write' | 'observe';
  readonly credential: 'password' | 'api-key';
  readonly member: string | null;
  readonly is_writing_open: number;
  readonly removed_at: string | null;
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
    colour: row.colour,
    access: row.access,
    credential: row.credential,
    member: row.member === null ? null : (JSON.parse(row.member) as Member),
    isWritingOpen: row.is_writing_open === 1,
    removedAt: row.removed_at,
  };
}

/** All accounts in the order in which they were added; practice is the first. */
export function listRepositories(ledger: Ledger): Repository[] {
  return ledger.db
    .all<Row>('select * from repository where removed_at is null order by created_at, id')
    .map(toRepository);
}

/** Accounts that were removed and still have records here, the latest removed first. */
export function listRemoved(ledger: Ledger): Repository[] {
  return ledger.db
    .all<Row>(
      `select * from repository where removed_at is not null
         and exists (select 1 from record where repository_id = repository.id)
       order by removed_at desc, id`,
    )
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

/** What makes an account; the rest has its first value. */
export type NewRepository = Pick<
  Repository,
  'id' | 'name' | 'environment' | 'endpoint' | 'clientId' | 'prefixes' | 'domains' | 'createdAt'
>;

/** A production account is shut for writing until a person opens it. */
export function insertRepository(ledger: Ledger, repository: NewRepository): void {
  ledger.db.run(
    `insert into repository
       (id, name, environment, endpoint, client_id, prefixes, domains, created_at, is_writing_open)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    repository.id,
    repository.name,
    repository.environment,
    repository.endpoint,
    repository.clientId,
    JSON.stringify(repository.prefixes),
    repository.domains === null ? null : JSON.stringify(repository.domains),
    repository.createdAt,
    repository.environment === 'production' ? 0 : 1,
  );
}

export function setRepositoryDefaults(ledger: Ledger, id: string, defaults: Defaults): void {
  ledger.db.run('update repository set defaults = ? where id = ?', canonicalJson(defaults), id);
}

export function renameRepository(
  ledger: Ledger,
  id: string,
  given: { readonly name: string; readonly colour: string | null },
): void {
  const { name, colour } = given;
  ledger.db.run('update repository set name = ?, colour = ? where id = ?', name, colour, id);
}

export function setCredentialKind(
  ledger: Ledger,
  id: string,
  credential: Repository['credential'],
): void {
  ledger.db.run('update repository set credential = ? where id = ?', credential, id);
}

export function setAccess(ledger: Ledger, id: string, access: Repository['access']): void {
  ledger.db.run('update repository set access = ? where id = ?', access, id);
}

/** True when an account of this id was removed and can come back. */
export function isRemoved(ledger: Ledger, id: string): boolean {
  return (
    ledger.db.get('select 1 from repository where id = ? and removed_at is not null', id) !==
    undefined
  );
}

/** What a check of the account brought. Domains that the service did not tell leave what is known. */
export function setRepositoryAccount(
  ledger: Ledger,
  id: string,
  account: {
    readonly prefixes: readonly string[];
    readonly domains: readonly string[] | null;
    readonly member: Member | null;
    readonly checkedAt: string;
  },
): void {
  ledger.db.run(
    `update repository set prefixes = ?, domains = coalesce(?, domains), member = coalesce(?, member),
       checked_at = ?, held_reason = null where id = ?`,
    JSON.stringify(account.prefixes),
    account.domains === null ? null : JSON.stringify(account.domains),
    account.member === null ? null : canonicalJson({ ...account.member }),
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
