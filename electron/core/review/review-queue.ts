import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { QueueRow } from '#shared/contract/review-shapes.ts';
import { reviewStatuses } from '#shared/review/status.ts';
import type { ReviewStatus } from '#shared/review/status.ts';
import type { CoreContext } from '../context.ts';
import { isWriting } from './approvals.ts';

type Filter = ParsedInput<'review.queue'>['filter'];

/** Closed list: the order is text in the statement. */
const orders = {
  oldest: 'r.created_at, r.id',
  newest: 'r.updated_at desc, r.id desc',
  risk: 'r.error_count desc, r.warning_count desc, r.id',
  title: 'r.title_sort, r.id',
} as const;

const where = `(@repositoryId is null or r.repository_id = @repositoryId)
  and (@collectionId is null or r.collection_id = @collectionId)
  and (@assignee is null or v.assignee = @assignee or (@assignee = 'nobody' and v.assignee is null))
  and (@author is null or v.submitted_by = @author or exists (
    select 1 from history_event e
      join history_text t on t.sequence = e.sequence and t.part = 'person'
    where e.doi = r.doi and t.text = @author and ${isWriting}))
  and (@before is null or r.created_at <= @before)
  and (@risk is null or case @risk when 'errors' then r.error_count > 0
    when 'warnings' then r.error_count = 0 and r.warning_count > 0
    else r.error_count = 0 and r.warning_count = 0 end)`;

interface Row {
  readonly doi: string;
  readonly title: string | null;
  readonly collection_name: string | null;
  readonly status: ReviewStatus;
  readonly is_voided: number;
  readonly proof: QueueRow['proof'];
  readonly assignee: string | null;
  readonly submitted_by: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly error_count: number;
  readonly warning_count: number;
  readonly open_comments: number;
}

/** Drafts, and what was published from here, with where their review stands. */
export function listQueue(
  { ledger, ports }: CoreContext,
  asked: ParsedInput<'review.queue'>,
): Output<'review.queue'> {
  const filter = boundOf(asked.filter, ports.clock.now());
  const total = ledger.db.get<{ count: number }>(
    `select count(*) as count from review_standing s join record r on r.id = s.record_id
       left join review v on v.record_id = r.id
     where ${where} and (@status is null or s.status = @status)`,
    filter,
  );
  const rows = ledger.db.all<Row>(
    `select r.doi, r.title, c.name as collection_name, s.status, s.is_voided, s.proof,
       w.name as assignee, v.submitted_by, r.created_at, r.updated_at, r.error_count, r.warning_count,
       (select count(*) from review_comment m where m.record_id = r.id and m.parent_id is null
          and m.resolved_at is null) as open_comments
     from review_standing s join record r on r.id = s.record_id
       left join review v on v.record_id = r.id
       left join steward w on w.id = v.assignee
       left join collection c on c.id = r.collection_id
     where ${where} and (@status is null or s.status = @status)
     order by ${orders[asked.sort]} limit @limit offset @offset`,
    { ...filter, limit: asked.limit, offset: asked.offset },
  );
  return {
    rows: rows.map((row) => ({
      doi: row.doi,
      title: row.title?.slice(0, 20_000) ?? null,
      collectionName: row.collection_name,
      status: row.status,
      isVoided: row.is_voided === 1,
      proof: row.proof,
      assignee: row.assignee,
      author: row.submitted_by,
      createdAt: row.created_at,
      changedAt: row.updated_at,
      errorCount: row.error_count,
      warningCount: row.warning_count,
      openCommentCount: row.open_comments,
    })),
    total: total?.count ?? 0,
  };
}

const dayMs = 86_400_000;

function boundOf({ minDays, ...filter }: Filter, nowMs: number) {
  const before = minDays === null ? null : new Date(nowMs - minDays * dayMs).toISOString();
  return { ...filter, before };
}

export function countQueue(
  { ledger, ports }: CoreContext,
  filter: Filter,
): Output<'review.counts'> {
  const { status: _, ...bound } = boundOf(filter, ports.clock.now());
  const rows = ledger.db.all<{ status: ReviewStatus; count: number }>(
    `select s.status, count(*) as count from review_standing s join record r on r.id = s.record_id
       left join review v on v.record_id = r.id
     where ${where} group by s.status`,
    bound,
  );
  const known = new Map(rows.map(({ status, count }) => [status, count]));
  return { counts: reviewStatuses.map((status) => ({ status, count: known.get(status) ?? 0 })) };
}

/** Everybody who may be the author of a draft here, as far as it can be told without reading the whole history. */
export function queueAuthors(context: CoreContext): string[] {
  const names = context.ledger.db
    .all<{ name: string }>(
      `select distinct submitted_by as name from review where submitted_by is not null
       union select name from steward limit 999`,
    )
    .map(({ name }) => name.slice(0, 500));
  const own = context.person()?.slice(0, 500) ?? '';
  const known = new Set(own === '' ? names : [...names, own]);
  return [...known].toSorted((one, other) => one.localeCompare(other, 'en'));
}
