import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { Handlers } from '../router.ts';
import { openConflicts } from './conflict-table.ts';
import { listConflicts, surveyConflicts } from './list-conflicts.ts';
import { foresee, settleMany } from './settle-many.ts';
import { settleConflicts } from './settle-conflicts.ts';

export type ConflictHandlers = Pick<
  Handlers,
  | 'conflicts.list'
  | 'conflicts.survey'
  | 'conflicts.preview'
  | 'conflicts.settleMany'
  | 'conflicts.get'
  | 'conflicts.settle'
>;

/** `onSettled`: the outbox may have something to send again. */
export function createConflictHandlers(
  context: CoreContext,
  onSettled: () => void,
): ConflictHandlers {
  const { ledger } = context;
  const tellSettled = (): void => {
    context.emit('records.changed', { dois: null });
    context.emit('outbox.changed', { batchId: null });
    onSettled();
  };
  return {
    'conflicts.list': ({ scope, path, offset, limit }) =>
      listConflicts(ledger, { scope, path }, { offset, limit }),
    'conflicts.survey': ({ scope }) => surveyConflicts(ledger, scope),
    'conflicts.preview': ({ scope, rules }) => foresee(ledger, scope, rules),
    'conflicts.settleMany': async (order) => {
      try {
        return await settleMany(context, order);
      } finally {
        // Also where it ended early: what was settled until then stays settled.
        tellSettled();
      }
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
      tellSettled();
      return {
        settledCount: outcomes.filter((settled) => settled === true).length,
        openCount: outcomes.filter((settled) => settled === false).length,
      };
    },
  };
}
