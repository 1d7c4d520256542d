import type { Ledger } from '../ledger/ledger.ts';

/** Shuts all production accounts: at every start, and when the app is locked. Answers how many were open. */
export function shutProduction(ledger: Ledger): number {
  return ledger.db.run(
    `update repository set is_writing_open = 0 where environment = 'production' and is_writing_open = 1`,
  ).changes;
}

export function setWritingOpen(ledger: Ledger, id: string, isOpen: boolean): void {
  ledger.db.run('update repository set is_writing_open = ? where id = ?', isOpen ? 1 : 0, id);
}
