import type { CoreContext } from '../context.ts';
import { selectedIds } from '../register/selection.ts';
import type { Handlers } from '../router.ts';
import type { Backups } from './backups.ts';

type BulkHandlers = Pick<Handlers, 'register.start' | 'imports.start'>;

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
  return {
    ...handlers,
    'register.start': async (input: Parameters<H['register.start']>[0]) => {
      if (selectedIds(ledger, input.selection).length > bulkLimit) {
        await backups.createIfDirty('before-bulk');
      }
      return handlers['register.start'](input);
    },
    // How many items a source has is not known before it is read; how much there is to lose is.
    'imports.start': async (input: Parameters<H['imports.start']>[0]) => {
      if (recordCount() > bulkLimit) await backups.createIfDirty('before-bulk');
      return handlers['imports.start'](input);
    },
  };
}
