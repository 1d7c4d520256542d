import type { CoreContext } from '../context.ts';
import { readCursor } from './sync-cursor.ts';
import type { Sync } from './sync.ts';
import type { Drift } from './drift.ts';

/**
 * Reads whole accounts again at the times that a person has set, and compares them with the ledger: lists of
 * what changed come from an index that may leave something out. One account after the other; what fails is
 * told where the account is read, and tried again at the next look around.
 */
export interface ScheduledReads {
  start(): void;
  stop(): Promise<void>;
  /** Reads what is due now. */
  lookAround(): Promise<void>;
}

/** Sending goes first when the program has just started. */
const firstAfterMs = 300_000;
const lookEveryMs = 3_600_000;
const dayMs = 86_400_000;

export function createScheduledReads(
  context: CoreContext,
  { sync, drift }: { readonly sync: Sync; readonly drift: Drift },
): ScheduledReads {
  const { clock, log } = context.ports;
  let loop: { readonly cut: AbortController; readonly ended: Promise<void> } | null = null;

  const isStopping = (): boolean => loop?.cut.signal.aborted ?? false;
  const readOne = async (repositoryId: string): Promise<void> => {
    if (!sync.start(repositoryId, { isFull: true })) return;
    await sync.whenDone(repositoryId);
    if (isStopping()) return;
    if (readCursor(context.ledger, repositoryId)?.failure !== null) return;
    await drift.handlers['drift.compare']({ repositoryId });
    await drift.whenDone(repositoryId);
  };
  const lookAround = async (): Promise<void> => {
    for (const repositoryId of dueAccounts(context)) {
      if (!isStopping()) await readOne(repositoryId);
    }
  };
  const keepLooking = async ({ signal }: AbortController): Promise<void> => {
    for (let wait = firstAfterMs; ; wait = lookEveryMs) {
      await clock.sleep(wait, signal);
      await lookAround().catch((cause: unknown) => {
        const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        log({ level: 'error', message: 'A scheduled reading failed', detail: { error } });
      });
    }
  };
  return {
    start() {
      if (loop !== null) return;
      const cut = new AbortController();
      // Aborted by `stop`: that ends the loop and is no failure.
      loop = { cut, ended: keepLooking(cut).catch(() => undefined) };
    },
    async stop() {
      loop?.cut.abort(new Error('Scheduled readings stop'));
      await loop?.ended;
      loop = null;
    },
    lookAround,
  };
}

/** Never read as a whole, or longer ago than was set; by a clock that was changed meanwhile, too soon rather than never. */
function dueAccounts({ ledger, ports }: CoreContext): string[] {
  const now = ports.clock.now();
  return ledger.db
    .all<{ id: string; days: number; last: string | null }>(
      `select r.id, r.full_read_days as days, c.last_full_at as last
       from repository r left join sync_cursor c on c.repository_id = r.id
       where r.full_read_days is not null and r.removed_at is null order by r.id`,
    )
    .filter(({ days, last }) => {
      return last === null || Math.abs(now - Date.parse(last)) >= days * dayMs;
    })
    .map(({ id }) => id);
}
