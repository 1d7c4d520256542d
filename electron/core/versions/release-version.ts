import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import type { Undoing } from '../changes/change-handlers.ts';
import type { ChangeSetRow } from '../changes/change-set-table.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';

interface Released {
  readonly id: number;
  readonly doi: string;
}

/** The records that a new version made, that never left this machine, and that nobody worked on since. */
function madeRecords({ ledger }: Pick<CoreContext, 'ledger'>, changeSetId: string): Released[] {
  return ledger.db.all<Released>(
    `select record.id, record.doi from history_event made join record on record.doi = made.doi
     where made.batch_id = ? and made.kind = 'record.version' and record.state = 'reserved'
       and record.sync = 'local' and record.burnt = 0 and record.remote is null
       and not exists (select 1 from operation where record_id = record.id)
       and not exists (select 1 from history_event later where later.doi = record.doi
         and later.sequence > made.sequence and later.kind like 'record.%')`,
    changeSetId,
  );
}

/**
 * Takes away what a new version made, once its change set is undone. What was sent stays, as everything that
 * DataCite may know of. Answers how many went.
 */
function releaseVersion(context: CoreContext, changeSetId: string): number {
  const made = madeRecords(context, changeSetId);
  const count = made.filter((record) => release(context, record, changeSetId)).length;
  if (count > 0) context.emit('records.changed', { dois: null });
  return count;
}

/** True when undoing this change set took records away: done again, it would name what is not there. */
function hasReleased({ ledger }: Pick<CoreContext, 'ledger'>, changeSetId: string): boolean {
  const row = ledger.db.get(
    `select 1 from history_event where batch_id = ? and kind = 'version.released' limit 1`,
    changeSetId,
  );
  return row !== undefined;
}

/** False: something of a person's hangs on it (a review, a request), so it stays. */
function release(context: CoreContext, { id, doi }: Released, changeSetId: string): boolean {
  const { ledger } = context;
  try {
    ledger.transaction(() => {
      appendEvent(context, {
        kind: 'version.released',
        summary: versionsText.released,
        doi,
        batchId: changeSetId,
      });
      ledger.db.run('delete from record_text where rowid = ?', id);
      ledger.db.run('delete from record where id = ?', id);
    });
    return true;
  } catch (cause) {
    if (cause instanceof AppError || !String(cause).includes('FOREIGN KEY')) throw cause;
    return false;
  }
}

/** What version chains add to undoing a change set: the records that a new version made go with it. */
export function versionUndoing(context: CoreContext): Undoing {
  return {
    refusal: ({ undo_of: undone }) =>
      undone !== null && hasReleased(context, undone) ? versionsText.releasedMeanwhile : null,
    goes(set) {
      if (!makesVersions(set)) return [];
      const dois = madeRecords(context, set.id).map(({ doi }) => doi);
      return dois.length === 0 ? [] : [versionsText.reservedGo(dois)];
    },
    onUndone(set) {
      if (makesVersions(set)) releaseVersion(context, set.id);
    },
  };
}

const makesVersions = ({
  kind,
  undo_of: undone,
}: Pick<ChangeSetRow, 'kind' | 'undo_of'>): boolean => kind === 'versions' && undone === null;
