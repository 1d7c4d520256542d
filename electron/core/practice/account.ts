import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject } from '#shared/support/json.ts';

const roles = [
  'staff_admin',
  'consortium_admin',
  'provider_admin',
  'client_admin',
  'client_user',
] as const;
export type Role = (typeof roles)[number];

/** Someone who may sign in: a repository (its name has a dot), a member, or staff. */
export interface Account {
  /** As DataCite writes it, in upper case; compared without case. */
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  /** Lower case; null for members and staff. */
  readonly clientId: string | null;
  readonly providerId: string | null;
  readonly active: boolean;
  /** Comma list of hosts a registered URL may have; `*` allows all, empty allows none. */
  readonly domains: string;
  readonly prefixes: readonly string[];
}

/** One entry of an accounts file; the form of `world.accounts` in the behaviour cases. */
export interface AccountEntry {
  readonly username: string;
  readonly password: string;
  readonly role?: string;
  readonly client_id?: string;
  readonly provider_id?: string;
  readonly active?: boolean;
  readonly domains?: string;
  readonly prefixes?: readonly string[];
}

export type AccountsFile = Readonly<Record<string, AccountEntry | null>>;

/**
 * The accounts of an accounts file. Entries without a role, and nulls, are callers of a test (an
 * anonymous one, one with a wrong password) and no accounts. Throws `VALIDATION` on anything else.
 */
export function readAccounts(file: unknown): Account[] {
  if (!isJsonObject(file)) throw malformed('it is not an object of accounts');
  const accounts: Account[] = [];
  for (const [name, entry] of Object.entries(file)) {
    if (entry === null || (isJsonObject(entry) && entry['role'] === undefined)) continue;
    if (!isJsonObject(entry)) throw malformed(`the entry ${name} is not an object`);
    accounts.push(readEntry(name, entry));
  }
  if (accounts.length === 0) throw malformed('it names no account');
  return accounts;
}

function readEntry(name: string, entry: Readonly<Record<string, unknown>>): Account {
  const text = (key: string): string | null => {
    const value = entry[key];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    throw malformed(`${key} of ${name} is not a text`);
  };
  const role = roles.find((known) => known === entry['role']);
  if (role === undefined) throw malformed(`the role of ${name} is not one of ${roles.join(', ')}`);
  const username = text('username');
  const password = text('password');
  if (username === null || password === null)
    throw malformed(`${name} lacks a username or password`);
  const clientId = text('client_id')?.toLowerCase() ?? null;
  if (role.startsWith('client') && clientId === null) throw malformed(`${name} lacks a client_id`);
  const prefixes = entry['prefixes'] ?? [];
  if (!Array.isArray(prefixes) || !prefixes.every((prefix) => typeof prefix === 'string')) {
    throw malformed(`prefixes of ${name} is not a list of texts`);
  }
  return {
    username: username.toUpperCase(),
    password,
    role,
    clientId,
    providerId: text('provider_id')?.toLowerCase() ?? clientId?.split('.', 1)[0] ?? null,
    active: entry['active'] !== false,
    domains: text('domains') ?? '*',
    prefixes,
  };
}

function malformed(what: string): AppError {
  return new AppError('VALIDATION', {
    message: `The accounts file cannot be read: ${what}.`,
    nextStep: 'Give an object of {username, password, role, client_id, provider_id, prefixes}.',
  });
}

/** The accounts of one practice repository, found by the names that requests use. */
export class Accounts {
  readonly #byUsername = new Map<string, Account>();
  readonly #byClient = new Map<string, Account>();

  constructor(accounts: readonly Account[]) {
    for (const account of accounts) {
      this.#byUsername.set(account.username, account);
      if (account.clientId !== null) this.#byClient.set(account.clientId, account);
    }
  }

  all(): readonly Account[] {
    return [...this.#byUsername.values()];
  }

  repositories(): readonly Account[] {
    return [...this.#byClient.values()];
  }

  byUsername(username: string): Account | null {
    return this.#byUsername.get(username.toUpperCase()) ?? null;
  }

  /** The account of a repository id, in any case. */
  byClient(clientId: string): Account | null {
    return this.#byClient.get(clientId.toLowerCase()) ?? null;
  }

  /** The member that a repository belongs to; '' for one that is not known any more. */
  providerOf(clientId: string): string {
    return this.byClient(clientId)?.providerId ?? clientId.split('.', 1)[0] ?? '';
  }
}
