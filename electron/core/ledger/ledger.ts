import type { Database } from '../sqlite/database.ts';

/** The open ledger: one writer connection, all pragmas set and read back. */
export interface Ledger {
  readonly path: string;
  readonly db: Database;
  /** True where another process holds the ledger and this one may only read. */
  readonly isReadonly: boolean;
  /** True when the program that had it open before ended without closing it. */
  readonly wasUnclean: boolean;
  /**
   * Runs `work` in one IMMEDIATE transaction and returns its result; rolls back when it throws.
   * Refuses a callback that returns a promise. A call inside another joins it.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}
