import { caseStatuses, isEnded } from '#shared/removal/case-table.ts';
import type { CoreContext } from '../context.ts';
import type { CaseTableRow, RemovalCase } from './case-rows.ts';
import { toCase } from './case-rows.ts';

export type Show = 'open' | 'ended' | 'all';

const open = caseStatuses.filter((status) => !isEnded(status)).map((status) => `'${status}'`);

const isOpen = `c.status in (${open.join(',')})`;
const isOverdue = `(${isOpen} and c.due_on < @today)`;
const isHalf = `c.status in ('half-done','half-restored')`;
const isReminded = `coalesce(c.remind_on <= @today, 0)`;
/** A document that should be erased by now. */
const isKeptTooLong = `exists (select 1 from removal_document d
  where d.case_id = c.id and d.erased_at is null and d.retain_until < @today)`;
/** Away for a time: done, and yet not over. */
const isAway = `(c.status = 'done' and json_extract(c.tombstone, '$.isTemporary') = 1)`;
/** What stands in the inbox: what is open, and what has ended and still needs somebody. */
const isInInbox = `(${isOpen} or ${isAway} or ${isReminded} or ${isKeptTooLong})`;

const shown: Readonly<Record<Show, string>> = {
  open: isInInbox,
  ended: `not ${isInInbox}`,
  all: 'true',
};

/** The inbox: the overdue first, then what is half done or reminded of, then by deadline, the newest first. */
export function listCases(
  { ledger, timestamp }: Pick<CoreContext, 'ledger' | 'timestamp'>,
  show: Show,
  page: { readonly offset: number; readonly limit: number },
): { readonly cases: RemovalCase[]; readonly total: number } {
  const today = timestamp().slice(0, 10);
  const rows = ledger.db.all<CaseTableRow>(
    `select * from removal_case c where ${shown[show]}
     order by ${isOverdue} desc, ${isHalf} desc, ${isReminded} desc, ${isKeptTooLong} desc,
       coalesce(c.due_on, '9999'), c.id desc limit @limit offset @offset`,
    { today, ...page },
  );
  const total = ledger.db.get<{ count: number }>(
    `select count(*) as count from removal_case c where ${shown[show]}`,
    show === 'all' ? {} : { today },
  );
  return { cases: rows.map(toCase), total: total?.count ?? 0 };
}

/** Counts the cases that need a person on the day `@today`. */
export const pressingCases = `select count(*) as count from removal_case c
  where ${isOverdue} or ${isHalf} or ${isReminded} or ${isKeptTooLong}`;
