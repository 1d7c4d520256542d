import { getChangeSet } from '../changes/change-set-table.ts';
import type { CoreContext } from '../context.ts';
import { recordViews } from '../records/record-views.ts';
import type { Selection } from '../register/selection.ts';
import { prepareSelection, selectedIds } from '../register/selection.ts';
import type { Handlers } from '../router.ts';
import { getUpdate } from '../sheet-updates/update-table.ts';
import type { Backups } from './backups.ts';

type BulkHandlers = Pick<
  Handlers,
  | 'register.start'
  | 'imports.start'
  | 'changes.apply'
  | 'changes.undo'
  | 'sheetUpdates.apply'
  | 'removal.deleteDrafts'
>;

/** Work on more records than this is worth a copy of what was there before (reliability.md 3.3). */
const bulkLimit = 50;

/** Makes a backup ahead of work on many records. It never keeps anybody from the work itself. */
export function beforeBulk<H extends BulkHandlers>(
  { ledger }: CoreContext,
  backups: Pick<Backups, 'createIfDirty'>,
  handlers: H,
): H {
  const recordCount = (): number =>
    ledger.db.get<{ count: number }>('select count(*) as count from record')?.count ?? 0;
  const selected = async (selection: Selection): Promise<number> => {
    await prepareSelection(ledger, selection);
    return 'filter' in selection
      ? recordViews(ledger).countOf(selection.filter)
      : selectedIds(ledger, selection).length;
  };
  /** The same procedure with a backup before it, where `countOf` gives more than the limit. */
  const guarded =
    <I, O>(countOf: (input: I) => number | Promise<number>, work: (input: I) => O) =>
    async (input: I) => {
      if ((await countOf(input)) > bulkLimit) await backups.createIfDirty('before-bulk');
      return work(input);
    };
  return {
    ...handlers,
    'register.start': guarded(({ selection }) => selected(selection), handlers['register.start']),
    // How many items a source has is not known before it is read; how much there is to lose is.
    'imports.start': guarded(recordCount, handlers['imports.start']),
    'changes.apply': guarded(({ selection }) => selected(selection), handlers['changes.apply']),
    'removal.deleteDrafts': guarded(
      ({ selection }) => selected(selection),
      handlers['removal.deleteDrafts'],
    ),
    'changes.undo': guarded(
      ({ id }) => getChangeSet(ledger, id).changed_count,
      handlers['changes.undo'],
    ),
    'sheetUpdates.apply': guarded(
      ({ updateId }) => getUpdate(ledger, updateId).changedCount,
      handlers['sheetUpdates.apply'],
    ),
  };
}
