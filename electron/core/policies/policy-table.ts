import type { FindingsPolicy } from '#shared/contract/policies.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { PolicyOutcome, Waiver } from '#shared/guidelines/policy.ts';
import { applyPolicy } from '#shared/guidelines/policy.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

export const noPolicy: FindingsPolicy = { severities: {}, gates: {} };

export interface StoredWaiver {
  readonly code: string;
  readonly path: string;
  readonly reason: string;
  readonly person: string | null;
  readonly waivedAt: string;
}

/** Which record's findings are judged; without an id it is not in the ledger yet and has no waivers. */
interface Place {
  readonly id: number | null;
  readonly collectionId: number | null;
}

/** The policies of a ledger as they are now: make one for a batch, not for longer. */
export interface Policies {
  /** Whether any finding of any record is waived. */
  readonly hasWaivers: boolean;
  /** Errors are neither changed nor waived. */
  apply(place: Place, findings: readonly Finding[]): PolicyOutcome;
}

/** Reads what is decided. Where nobody decided anything, which is nearly always, no record costs a query. */
export function readPolicies(ledger: Ledger): Policies {
  const policies = new Map(
    ledger.db
      .all<{ id: number; policy: string }>(`select id, policy from collection where policy <> '{}'`)
      .map(({ id, policy }) => [id, parsePolicy(policy)] as const),
  );
  const hasWaivers =
    ledger.db.get<{ found: number }>('select exists (select 1 from waiver) as found')?.found === 1;
  return {
    hasWaivers,
    apply(place, findings) {
      const policy = place.collectionId === null ? undefined : policies.get(place.collectionId);
      const waivers: readonly Waiver[] =
        hasWaivers && place.id !== null ? waiversOf(ledger, place.id).map(asWaiver) : [];
      if (policy === undefined && waivers.length === 0) return { standing: findings, waived: [] };
      return applyPolicy(findings, { ...policy, waivers });
    },
  };
}

function asWaiver({ code, path, reason }: StoredWaiver): Waiver {
  return { code, path, reason };
}

function parsePolicy(text: string): FindingsPolicy {
  return { ...noPolicy, ...(JSON.parse(text) as Partial<FindingsPolicy>) };
}

/** A collection's policy; null where there is no such collection. */
export function findPolicy(
  ledger: Ledger,
  collectionId: number,
): { readonly policy: FindingsPolicy; readonly isPending: boolean; readonly name: string } | null {
  const row = ledger.db.get<{ policy: string; policy_pending: number; name: string }>(
    'select policy, policy_pending, name from collection where id = ?',
    collectionId,
  );
  if (row === undefined) return null;
  const { name, policy_pending: pending } = row;
  return { policy: parsePolicy(row.policy), isPending: pending > 0, name };
}

/** Stores a policy and notes that the collection's records are to be checked by it. */
export function savePolicy(ledger: Ledger, collectionId: number, policy: FindingsPolicy): void {
  const isEmpty = Object.values(policy).every((decided) => Object.keys(decided).length === 0);
  ledger.db.run(
    'update collection set policy = ?, policy_pending = policy_pending + 1 where id = ?',
    isEmpty ? '{}' : canonicalJson(policy),
    collectionId,
  );
}

/** A collection whose records are not all checked by its policy, and how often that was set meanwhile. */
export interface PendingCollection {
  readonly id: number;
  readonly pending: number;
}

/** The first that waits; also what a stop or a crash left undone. */
export function nextPending(ledger: Ledger): PendingCollection | null {
  return (
    ledger.db.get<PendingCollection>(
      'select id, policy_pending as pending from collection where policy_pending > 0 order by id limit 1',
    ) ?? null
  );
}

/** Unless the policy was set once more since: then the collection still waits. */
export function settlePolicy(ledger: Ledger, { id, pending }: PendingCollection): void {
  ledger.db.run(
    'update collection set policy_pending = 0 where id = ? and policy_pending = ?',
    id,
    pending,
  );
}

export function waiversOf(ledger: Ledger, recordId: number): StoredWaiver[] {
  return ledger.db.all<StoredWaiver>(
    `select code, path, reason, person, waived_at as waivedAt from waiver
     where record_id = ? order by code, path`,
    recordId,
  );
}

export function countWaivers(ledger: Ledger, collectionId: number): number {
  const row = ledger.db.get<{ count: number }>(
    'select count(*) as count from waiver join record on record.id = record_id where collection_id = ?',
    collectionId,
  );
  return row?.count ?? 0;
}

export function saveWaiver(ledger: Ledger, recordId: number, waiver: StoredWaiver): void {
  ledger.db.run(
    `insert into waiver (record_id, code, path, reason, person, waived_at)
     values (@recordId, @code, @path, @reason, @person, @waivedAt)
     on conflict do update set reason = excluded.reason, person = excluded.person,
       waived_at = excluded.waived_at`,
    { recordId, ...waiver },
  );
}

/** True when there was one. */
export function removeWaiver(
  ledger: Ledger,
  recordId: number,
  { code, path }: Pick<StoredWaiver, 'code' | 'path'>,
): boolean {
  const { changes } = ledger.db.run(
    'delete from waiver where record_id = ? and code = ? and path = ?',
    recordId,
    code,
    path,
  );
  return changes > 0;
}
