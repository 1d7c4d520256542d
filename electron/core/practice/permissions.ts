import type { Account } from './account.ts';
import { refuse } from './answer.ts';
import type { Caller } from './caller.ts';
import { prefixOf, type PracticeRecord } from './record.ts';
import type { World } from './world.ts';

/**
 * Who may do what (datacite.md 1.3; lupo `app/models/ability.rb`). Refusals come before validation.
 * A caller whom nobody knows is refused with 401 where an account would be refused with 403.
 */
export function requireAccount(caller: Caller): void {
  if (caller.kind === 'anonymous' || caller.kind === 'rejected') refuse(401);
}

function deny(caller: Caller): never {
  return refuse(caller.kind === 'account' ? 403 : 401);
}

function accountOf(caller: Caller): Account | null {
  return caller.kind === 'account' ? caller.account : null;
}

/** Repositories that are switched off sign in and read, and change nothing. */
function activeAccount(caller: Caller): Account | null {
  const account = accountOf(caller);
  return account?.active === true ? account : null;
}

/** The repository that a new DOI will belong to. An unknown one is 404, which hides a wrong password. */
export function repositoryFor(caller: Caller, clientId: string | null, world: World): Account {
  const id = clientId ?? accountOf(caller)?.clientId ?? null;
  return (id === null ? null : world.accounts.byClient(id)) ?? refuse(404);
}

/** Only that the *named* repository holds the prefix is asked, not that it is the caller's. */
export function requireCreate(caller: Caller, repository: Account, doi: string): void {
  const account = activeAccount(caller);
  const mayCreate = account?.role === 'client_admin' || account?.role === 'staff_admin';
  if (!mayCreate || !repository.prefixes.includes(prefixOf(doi))) deny(caller);
}

export function requireChange(caller: Caller, record: PracticeRecord): void {
  const account = activeAccount(caller);
  const isOwner = account?.role === 'client_admin' && account.clientId === record.clientId;
  if (!isOwner && account?.role !== 'staff_admin') deny(caller);
}

/** Members move DOIs between their repositories; a repository cannot give its own away. */
export function requireTransfer(caller: Caller, record: PracticeRecord, world: World): void {
  const account = accountOf(caller);
  const isMember =
    (account?.role === 'provider_admin' || account?.role === 'consortium_admin') &&
    account.providerId === world.accounts.providerOf(record.clientId);
  if (!isMember && account?.role !== 'staff_admin') deny(caller);
}

/** Drafts and registered DOIs are seen by their repository, its member and staff. */
export function mayRead(caller: Caller, record: PracticeRecord, world: World): boolean {
  return record.state === 'findable' || isInsider(caller, record, world);
}

export function mayReadLandingPage(caller: Caller, record: PracticeRecord, world: World): boolean {
  return isInsider(caller, record, world);
}

function isInsider(caller: Caller, record: PracticeRecord, world: World): boolean {
  const account = accountOf(caller);
  if (account === null) return false;
  if (account.role === 'staff_admin') return true;
  if (account.clientId !== null) return account.clientId === record.clientId;
  return account.providerId === world.accounts.providerOf(record.clientId);
}

/** `POST /dois/validate` and the like: a repository account that is switched on. */
export function requireRepository(caller: Caller): Account {
  requireAccount(caller);
  const account = activeAccount(caller);
  return account?.role === 'client_admin' || account?.role === 'staff_admin'
    ? account
    : deny(caller);
}
