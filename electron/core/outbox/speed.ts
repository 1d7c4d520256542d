import type { Clock } from '../ports.ts';

/** What was settled of late, for the rate and the time left that people see. */
export interface Speed {
  note(): void;
  /** Per second over the last ten seconds; null when nothing was settled in them. */
  perSecond(): number | null;
}

const windowMs = 10_000;

export function createSpeed(clock: Pick<Clock, 'monotonic'>): Speed {
  // One count a tenth of a second: bounded, however fast it goes.
  const slotMs = 100;
  const counts = new Map<number, number>();
  const forget = (now: number): void => {
    for (const slot of counts.keys()) {
      if (slot * slotMs >= now - windowMs) break;
      counts.delete(slot);
    }
  };
  return {
    note() {
      const now = clock.monotonic();
      const slot = Math.floor(now / slotMs);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
      forget(now);
    },
    perSecond() {
      const now = clock.monotonic();
      forget(now);
      const [first] = counts.keys();
      if (first === undefined) return null;
      const total = counts.values().reduce((sum, count) => sum + count, 0);
      return total / (Math.max(slotMs, now - first * slotMs) / 1000);
    },
  };
}
