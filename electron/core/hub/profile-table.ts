import type { Hub } from '#shared/hub/hub.ts';
import { huggingFaceHub } from '#shared/hub/hub.ts';
import type { HubAccount } from '#shared/hub/info.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface HubProfile extends Hub {
  readonly kind: 'usual' | 'added' | 'practice';
  /** Who the token speaks for, as the hub said; null: nobody asked, or there is no token. */
  readonly account: HubAccount | null;
  readonly accountCheckedAt: string | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly web: string;
  readonly registry: string;
  readonly doi_prefix: string | null;
  readonly support_address: string;
  readonly kind: HubProfile['kind'];
  readonly account: string | null;
  readonly account_checked_at: string | null;
}

/** The id of the local practice hub in every ledger. */
export const practiceHubId = 'practice-hub';

/** The name under which a hub's token lies in the vault. */
export function hubVaultName(profileId: string): string {
  return `hub:${profileId}`;
}

function toProfile(row: Row): HubProfile {
  return {
    id: row.id,
    name: row.name,
    endpoint: row.endpoint,
    web: row.web,
    registry: row.registry,
    doiPrefix: row.doi_prefix,
    supportAddress: row.support_address,
    kind: row.kind,
    account: row.account === null ? null : (JSON.parse(row.account) as HubAccount),
    accountCheckedAt: row.account_checked_at,
  };
}

export function listProfiles(ledger: Ledger): HubProfile[] {
  return ledger.db
    .all<Row>(`select * from hub_profile order by kind = 'practice', created_at, id limit 100`)
    .map(toProfile);
}

/** Throws `NOT_FOUND`. */
export function getProfile(ledger: Ledger, id: string): HubProfile {
  const row = ledger.db.get<Row>('select * from hub_profile where id = ?', id);
  if (row !== undefined) return toProfile(row);
  throw new AppError('NOT_FOUND', { message: text.profiles.none(id) });
}

/** The usual hub is there from the start, as the practice repository is. */
export function ensureProfiles(context: CoreContext): void {
  const { ledger } = context;
  if (ledger.db.get('select 1 from hub_profile where id = ?', huggingFaceHub.id) !== undefined)
    return;
  insertProfile(context, { ...huggingFaceHub, kind: 'usual' });
}

/** The practice hub has another port after each start. */
export function pointPracticeHub(
  context: CoreContext,
  at: { readonly url: string; readonly doiPrefix: string },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    const known = ledger.db.get('select 1 from hub_profile where id = ?', practiceHubId);
    if (known !== undefined) {
      ledger.db.run(
        'update hub_profile set endpoint = ?, web = ?, registry = ? where id = ?',
        at.url,
        at.url,
        at.url,
        practiceHubId,
      );
      return;
    }
    insertProfile(context, {
      id: practiceHubId,
      name: text.profiles.practiceName,
      endpoint: at.url,
      web: at.url,
      registry: at.url,
      doiPrefix: at.doiPrefix,
      supportAddress: 'support@hub.example.org',
      kind: 'practice',
    });
  });
}

export function insertProfile(
  context: CoreContext,
  profile: Omit<HubProfile, 'account' | 'accountCheckedAt'>,
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    ledger.db.run(
      `insert into hub_profile (id, name, endpoint, web, registry, doi_prefix, support_address, kind, created_at)
       values (@id, @name, @endpoint, @web, @registry, @doi_prefix, @support_address, @kind, @created_at)`,
      columnsOf(profile, context.timestamp()),
    );
    appendEvent(context, {
      kind: 'hub.profile-added',
      summary: `Added the hub ${profile.name}.`,
      detail: { hub: profile.id, endpoint: profile.endpoint },
    });
  });
}

export function updateProfile(
  context: CoreContext,
  profile: Omit<HubProfile, 'account' | 'accountCheckedAt' | 'kind'>,
): void {
  const { ledger } = context;
  const before = getProfile(ledger, profile.id);
  ledger.transaction(() => {
    const columns = columnsOf({ ...profile, kind: before.kind }, context.timestamp());
    ledger.db.run(
      `update hub_profile set name = @name, endpoint = @endpoint, web = @web, registry = @registry,
         doi_prefix = @doi_prefix, support_address = @support_address where id = @id`,
      columns,
    );
    appendEvent(context, {
      kind: 'hub.profile-changed',
      summary: `Changed the hub ${profile.name}.`,
      detail: { hub: profile.id, endpoint: profile.endpoint },
    });
  });
}

function columnsOf(profile: Hub & { readonly kind: HubProfile['kind'] }, now: string) {
  return {
    id: profile.id,
    name: profile.name,
    endpoint: profile.endpoint,
    web: profile.web,
    registry: profile.registry,
    doi_prefix: profile.doiPrefix,
    support_address: profile.supportAddress,
    kind: profile.kind,
    created_at: now,
  };
}

export function setAccount(
  ledger: Ledger,
  id: string,
  account: HubAccount | null,
  at: string | null,
): void {
  ledger.db.run(
    'update hub_profile set account = ?, account_checked_at = ? where id = ?',
    account === null ? null : JSON.stringify(account),
    at,
    id,
  );
}

/** A hub without items may go; its items are the work of somebody. */
export function removeProfile(context: CoreContext, id: string): void {
  const { ledger } = context;
  const profile = getProfile(ledger, id);
  if (profile.kind !== 'added')
    throw new AppError('FORBIDDEN', { message: text.profiles.stays(profile.name) });
  const items =
    ledger.db.get<{ count: number }>(
      'select count(*) as count from hub_item where profile_id = ?',
      id,
    )?.count ?? 0;
  if (items > 0)
    throw new AppError('CONFLICT', { message: text.profiles.hasItems(profile.name, items) });
  ledger.transaction(() => {
    ledger.db.run('delete from hub_run where profile_id = ?', id);
    ledger.db.run('delete from hub_profile where id = ?', id);
    appendEvent(context, {
      kind: 'hub.profile-removed',
      summary: `Removed the hub ${profile.name}.`,
      detail: { hub: id },
    });
  });
}
