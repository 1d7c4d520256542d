import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { syncFolder } from './backup-ledger.ts';

/** Where a restore puts a copy that is whole and proved, until the ledger's own name is free for it. */
export function restoredCopyPath(ledgerPath: string): string {
  return join(dirname(ledgerPath), 'ledger.restored.sqlite');
}

/**
 * Gives the restored copy its name. Every opening does it, under the ledger's lock, for a restore that
 * died right before: without it, a start at that moment would begin an empty ledger.
 */
export function finishRestore(ledgerPath: string): void {
  const copy = restoredCopyPath(ledgerPath);
  if (existsSync(ledgerPath) || !existsSync(copy)) return;
  renameSync(copy, ledgerPath);
  syncFolder(dirname(ledgerPath));
}
