import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { Handlers } from '../router.ts';
import { openConflicts } from './conflict-table.ts';
import { settleConflicts } from './settle-conflicts.ts';

export type ConflictHandlers = Pick<
  Handlers,
  'conflicts.list' | 'conflicts.get' | 'conflicts.settle'
>;

/** `onSettled`: the outbox may have something to send again. */
export function createConflictHandlers(
  context: CoreContext,
  onSettled: () => void,
): ConflictHandlers {
  const { ledger } = context;
  return {
    'conflicts.list': ({ offset, limit }) => {
      const rows = ledger.db.all<{ doi: string; title: string | null; paths: string }>(
        `select doi, title, (select json_group_array(path) from (select path from conflict c where c.record_id = r.id
           union select path from overwritten_value v where v.record_id = r.id)) as paths
         from record r where sync = 'conflict' order by id limit ? offset ?`,
        limit,
        offset,
      );
      const total = ledger.db.get<{ count: number }>(
        `select count(*) as count from record where sync = 'conflict'`,
      );
      return {
        total: total?.count ?? 0,
        records: rows.map(({ doi, title, paths }) => ({
          doi,
          title: title?.slice(0, 500) ?? null,
          paths: JSON.parse(paths) as string[],
        })),
      };
    },
    'conflicts.get': ({ doi }) => {
      const record = getRecord(ledger, doiKey(doi));
      if (record === null) {
        throw new AppError('NOT_FOUND', { message: `There is no record ${doi}.` });
      }
      return { doi: record.doi, values: openConflicts(ledger, record.id) };
    },
    'conflicts.settle': ({ dois, ...decision }) => {
      const outcomes = dois.map((doi) => settleConflicts(context, doiKey(doi), decision));
      context.emit('records.changed', { dois: null });
      context.emit('outbox.changed', { batchId: null });
      onSettled();
      return {
        settledCount: outcomes.filter((settled) => settled === true).length,
        openCount: outcomes.filter((settled) => settled === false).length,
      };
    },
  };
}
