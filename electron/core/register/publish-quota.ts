import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Repository } from '../repositories/repository-table.ts';

export interface Quota {
  readonly perHour: number;
  /** Published, or queued to be, in the last hour. */
  readonly usedCount: number;
}

/** Enough for a day's work of a repository, and few enough that a slip is not a catalogue (E31). */
const standardPerHour = 1000;
const hourMs = 3_600_000;

/** How many DOIs of an account may become public in an hour; null on practice, unless somebody set one. */
export function quotaOf(context: CoreContext, { id, environment }: Repository): Quota | null {
  const { ledger, ports } = context;
  const own = ledger.db.get<{ value: string | null }>(
    'select value from setting where key = ?',
    quotaKey(id),
  )?.value;
  if (own == null && environment === 'practice') return null;
  const since = new Date(ports.clock.now() - hourMs).toISOString();
  const used = ledger.db.get<{ count: number }>(
    `select count(*) as count from operation where repository_id = ? and created_at > ?
       and content_sha256 is not null and status not in ('cancelled', 'superseded', 'rejected')`,
    id,
    since,
  );
  return { perHour: own == null ? standardPerHour : Number(own), usedCount: used?.count ?? 0 };
}

function quotaKey(repositoryId: string): string {
  return `publish.quota.${repositoryId}`;
}

/** Why so many more may not be published now; null: they may. */
export function overQuota(quota: Quota | null, more: number): string | null {
  if (quota === null || more === 0 || quota.usedCount + more <= quota.perHour) return null;
  return reviewText.gate.quota(quota.perHour, quota.usedCount);
}

/** Null: as usual again. The reason stands in the history. */
export function setQuota(
  context: CoreContext,
  { id, name }: Repository,
  { perHour, reason }: { readonly perHour: number | null; readonly reason: string },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    ledger.db.run(
      'insert into setting (key, value) values (?, ?) on conflict do update set value = excluded.value',
      quotaKey(id),
      perHour === null ? null : String(perHour),
    );
    appendEvent(context, {
      kind: 'repository.quota-set',
      summary: reviewText.quotaSet(name, perHour),
      reason,
      detail: { repositoryId: id, perHour: perHour ?? 0 },
    });
  });
}
