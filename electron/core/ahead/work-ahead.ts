import { changingAhead } from '../changes/ahead-tasks.ts';
import type { CoreContext } from '../context.ts';
import { exportingAhead } from '../exports/ahead-tasks.ts';
import type { AheadAnswer, AheadWork } from './ahead.ts';

/** What the thread beside the core does, over a ledger that it only reads: answers pieces of records. */
export function workAhead(
  { ledger, newSalt }: Pick<CoreContext, 'ledger' | 'newSalt'>,
  { at, task }: AheadWork,
): (ids: readonly number[]) => AheadAnswer {
  switch (task.kind) {
    case 'foresee':
    case 'apply':
    case 'undo':
      return changingAhead({ ledger, newSalt, timestamp: () => at }, task);
    case 'survey':
    case 'export':
      return exportingAhead(ledger, task);
  }
}
