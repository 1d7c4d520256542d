import { lookAgainAfterMs } from '#shared/removal/waiting.ts';
import type { CoreContext } from '../context.ts';
import { remindIn } from './case-rows.ts';
import { readSettings } from './settings.ts';

interface ItemName {
  readonly caseId: number;
  readonly doi: string;
}

/** Pages that somebody puts online by hand: looked for from time to time, and brought back to mind. */
export interface AwaitedPages {
  /** False while the next look at an item's page is some time away. */
  isDue(item: ItemName): boolean;
  /** The page was looked for in vain. */
  missed(item: ItemName): void;
  forget(item: ItemName): void;
  /** A person says that they are online: all are due, and soon again. */
  lookNow(): void;
  /** Calls back whenever a page is due for another look, until it is stopped. */
  watch(onDue: () => void): void;
  stop(): Promise<void>;
}

/** How often it is asked whether a page is due. */
const watchMs = 15_000;

export function createAwaitedPages(context: CoreContext): AwaitedPages {
  const { clock } = context.ports;
  const known = new Map<string, { readonly looks: number; readonly dueAt: number }>();
  let watching: { readonly cut: AbortController; readonly ended: Promise<void> } | null = null;
  const nameOf = ({ caseId, doi }: ItemName): string => `${String(caseId)} ${doi}`;

  async function keepWatch(onDue: () => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(watchMs, signal).catch(() => undefined);
      const now = clock.monotonic();
      if ([...known.values()].some(({ dueAt }) => dueAt <= now)) onDue();
    }
  }

  return {
    isDue: (item) => (known.get(nameOf(item))?.dueAt ?? 0) <= clock.monotonic(),
    missed(item) {
      const looks = (known.get(nameOf(item))?.looks ?? 0) + 1;
      known.set(nameOf(item), { looks, dueAt: clock.monotonic() + lookAgainAfterMs(looks) });
      const { remindAfterDays } = readSettings(context.ledger);
      if (remindIn(context, item.caseId, remindAfterDays)) {
        context.emit('removal.changed', { id: item.caseId });
      }
    },
    forget: (item) => void known.delete(nameOf(item)),
    lookNow: () => known.clear(),
    watch(onDue) {
      if (watching !== null) return;
      const cut = new AbortController();
      watching = { cut, ended: keepWatch(onDue, cut.signal) };
    },
    async stop() {
      watching?.cut.abort();
      await watching?.ended;
      watching = null;
    },
  };
}
