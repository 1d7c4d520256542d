import type { Database } from '../sqlite/database.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import type { Accounts } from './account.ts';
import type { ActivityTable } from './activity-table.ts';
import type { ApiKeyTable } from './api-key-table.ts';
import type { IndexTable } from './index-table.ts';
import type { RecordTable } from './record-table.ts';
import type { ScrollTable } from './scroll-table.ts';

/** The time that the practice repository writes into its records and measures its windows by. */
export interface PracticeClock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** What the handlers of one practice repository work on. No state lives outside of it. */
export interface World {
  readonly db: Database;
  readonly records: RecordTable;
  readonly index: IndexTable;
  readonly scrolls: ScrollTable;
  readonly activities: ActivityTable;
  readonly apiKeys: ApiKeyTable;
  readonly accounts: Accounts;
  readonly clock: PracticeClock;
  readonly randomBytes: RandomBytes;
  /** Signs bearer tokens; one for each store. */
  readonly tokenSecret: string;
  /** Folder with `<host>/<path>` files that stand in for the institution's web server. */
  readonly pagesFolder: string | null;
  /** `http://127.0.0.1:<port>`, known once the server listens. */
  baseUrl: string;
  /** The handle server answers; false while a fault keeps it from doing so. */
  handleServerUp: boolean;
}
