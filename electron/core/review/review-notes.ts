import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { LedgerRecord } from '../records/record.ts';

/** One step, in the history; joins the caller's transaction. */
export function noteStep(
  context: CoreContext,
  record: LedgerRecord,
  what: {
    readonly kind: string;
    readonly summary: string;
    readonly reason?: string;
    readonly by?: string;
  },
): void {
  appendEvent(context, {
    kind: what.kind,
    summary: what.summary,
    doi: record.doi,
    reason: what.reason ?? null,
    detail: {
      contentSha256: record.contentHash,
      ...(what.by === undefined ? {} : { stewardId: what.by }),
    },
  });
}

export interface NewComment {
  readonly path: string;
  readonly parentId: string | null;
  readonly body: string;
  readonly author: string;
}

/** Returns its id. Comments are plain text wherever they are shown. */
export function writeComment(
  context: CoreContext,
  record: LedgerRecord,
  comment: NewComment,
): string {
  const id = context.newId();
  context.ledger.db.run(
    `insert into review_comment (id, record_id, parent_id, path, body, author, created_at)
     values (@id, @recordId, @parentId, @path, @body, @author, @now)`,
    { id, recordId: record.id, ...comment, now: context.timestamp() },
  );
  return id;
}
