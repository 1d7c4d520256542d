import type { z } from 'zod';

import type { requestOrigin } from '#shared/contract/removal-shapes.ts';
import type {
  Alternative,
  CaseEvent,
  CaseStatus,
  Ownership,
  RequestKind,
} from '#shared/removal/case-table.ts';
import { canMove, isEnded, nextCaseStatus } from '#shared/removal/case-table.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { dayAfter } from '#shared/removal/days.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Json } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { present } from '#shared/support/present.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface RemovalCase {
  readonly id: number;
  readonly kind: RequestKind;
  readonly owner: Ownership;
  readonly status: CaseStatus;
  readonly origin: z.output<typeof requestOrigin>;
  readonly requester: string;
  readonly requesterContact: string;
  readonly request: string;
  readonly discussionUrl: string;
  readonly dueOn: string | null;
  readonly remindOn: string | null;
  readonly alternative: Alternative | null;
  readonly tombstone: Tombstone;
  readonly policy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
}

export interface CaseTableRow {
  readonly id: number;
  readonly kind: RequestKind;
  readonly owner: Ownership;
  readonly status: CaseStatus;
  readonly origin: z.output<typeof requestOrigin>;
  readonly requester: string;
  readonly requester_contact: string;
  readonly request: string;
  readonly discussion_url: string;
  readonly due_on: string | null;
  readonly remind_on: string | null;
  readonly alternative: Alternative | null;
  readonly tombstone: string;
  readonly policy: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
}

export function toCase(row: CaseTableRow): RemovalCase {
  return {
    id: row.id,
    kind: row.kind,
    owner: row.owner,
    status: row.status,
    origin: row.origin,
    requester: row.requester,
    requesterContact: row.requester_contact,
    request: row.request,
    discussionUrl: row.discussion_url,
    dueOn: row.due_on,
    remindOn: row.remind_on,
    alternative: row.alternative,
    tombstone: JSON.parse(row.tombstone) as Tombstone,
    policy: row.policy,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
  };
}

/** Throws `NOT_FOUND`. */
export function getCase(ledger: Ledger, id: number): RemovalCase {
  const row = ledger.db.get<CaseTableRow>('select * from removal_case where id = ?', id);
  if (row !== undefined) return toCase(row);
  throw new AppError('NOT_FOUND', { message: removalText.error.noCase(caseName(id)) });
}

export function allCases(ledger: Ledger): RemovalCase[] {
  return ledger.db.all<CaseTableRow>('select * from removal_case order by id').map(toCase);
}

export type NewCase = Omit<
  RemovalCase,
  'id' | 'status' | 'alternative' | 'policy' | 'updatedAt' | 'closedAt' | 'remindOn'
>;

export function insertCase(ledger: Ledger, given: NewCase): number {
  const { lastId } = ledger.db.run(
    `insert into removal_case (kind, owner, status, origin, requester, requester_contact, request,
       discussion_url, due_on, tombstone, created_at, updated_at)
     values (@kind, @owner, 'open', @origin, @requester, @requesterContact, @request,
       @discussionUrl, @dueOn, @tombstone, @createdAt, @createdAt)`,
    { ...given, tombstone: canonicalJson(given.tombstone) },
  );
  return lastId;
}

export interface CaseEdit {
  readonly tombstone?: Tombstone | undefined;
  readonly requester?: string | undefined;
  readonly requesterContact?: string | undefined;
  readonly request?: string | undefined;
  readonly discussionUrl?: string | undefined;
  readonly dueOn?: string | null | undefined;
  readonly remindOn?: string | null | undefined;
}

export function updateCase(context: CoreContext, before: RemovalCase, edit: CaseEdit): void {
  const next = { ...before, ...present(edit) };
  context.ledger.db.run(
    `update removal_case set tombstone = @tombstone, requester = @requester,
       requester_contact = @requesterContact, request = @request, discussion_url = @discussionUrl,
       due_on = @dueOn, remind_on = @remindOn, updated_at = @now where id = @id`,
    {
      id: before.id,
      tombstone: canonicalJson(next.tombstone),
      requester: next.requester,
      requesterContact: next.requesterContact,
      request: next.request,
      discussionUrl: next.discussionUrl,
      dueOn: next.dueOn,
      remindOn: next.remindOn,
      now: context.timestamp(),
    },
  );
}

/**
 * Takes a case to the status after `event`. What has ended reminds of nothing, unless the item is to come back.
 * Throws `FORBIDDEN` where its status knows no such event.
 */
export function moveCase(
  context: CoreContext,
  given: Pick<RemovalCase, 'id' | 'status'>,
  event: CaseEvent,
  what: { readonly alternative?: Alternative | null; readonly policy?: string } = {},
): CaseStatus {
  if (!canMove(given.status, event)) {
    throw new AppError('FORBIDDEN', {
      message: removalText.error.cannot(removalText.status[given.status], event),
    });
  }
  const status = nextCaseStatus(given.status, event);
  const { remindOn, tombstone } = getCase(context.ledger, given.id);
  const isAway = status === 'done' && tombstone.isTemporary;
  const now = context.timestamp();
  context.ledger.db.run(
    `update removal_case set status = @status, updated_at = @now, closed_at = @closedAt,
       remind_on = @remindOn, alternative = coalesce(@alternative, alternative),
       policy = coalesce(@policy, policy)
     where id = @id`,
    {
      id: given.id,
      status,
      now,
      closedAt: isEnded(status) ? now : null,
      remindOn: isAway ? tombstone.expectedBack || remindOn : isEnded(status) ? null : remindOn,
      alternative: what.alternative ?? null,
      policy: what.policy ?? null,
    },
  );
  appendEvent(context, {
    kind: `removal.${event}`,
    summary: `Case ${caseName(given.id)}: ${removalText.status[status].toLowerCase()}.`,
    detail: { case: given.id, status },
  });
  context.emit('removal.changed', { id: given.id });
  return status;
}

/** A reminder `days` from today, unless somebody has set one already. Answers whether it did. */
export function remindIn(context: CoreContext, id: number, days: number): boolean {
  const { changes } = context.ledger.db.run(
    'update removal_case set remind_on = ? where id = ? and remind_on is null',
    dayAfter(context.timestamp(), days),
    id,
  );
  return changes > 0;
}

export type EntryKind = 'comment' | 'letter' | 'answer' | 'decision' | 'status' | 'document';

export interface CaseEntry {
  readonly id: number;
  readonly at: string;
  readonly kind: EntryKind;
  readonly person: string | null;
  readonly body: { readonly text: string } & Readonly<Record<string, Json>>;
}

export function addEntry(
  context: CoreContext,
  caseId: number,
  entry: Pick<CaseEntry, 'kind' | 'body'> & { readonly person?: string | null },
): void {
  context.ledger.db.run(
    'insert into removal_entry (case_id, at, kind, person, body) values (?, ?, ?, ?, ?)',
    caseId,
    context.timestamp(),
    entry.kind,
    entry.person ?? context.person(),
    canonicalJson(entry.body),
  );
  context.emit('removal.changed', { id: caseId });
}

export function entriesOf(ledger: Ledger, caseId: number): CaseEntry[] {
  return ledger.db
    .all<Omit<CaseEntry, 'body'> & { body: string }>(
      'select id, at, kind, person, body from removal_entry where case_id = ? order by id',
      caseId,
    )
    .map((row) => ({ ...row, body: JSON.parse(row.body) as CaseEntry['body'] }));
}
