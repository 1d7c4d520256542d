import type { Database } from '../sqlite/database.ts';

/** The open ledger: one writer connection, all pragmas set and read back. */
export interface Ledger {
  readonly path: string;
  readonly db: Database;
  /**
   * Runs `work` in one IMMEDIATE transaction and returns its result; rolls back when it throws.
   * Refuses a callback that returns a promise. A call inside another joins it.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}
