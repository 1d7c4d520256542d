import type { Pace } from '#shared/contract/define.ts';
import type { Pausable } from './pausable.ts';

interface Done {
  /** Records, rows, values: what the rate counts. */
  readonly count: number;
  /** Of the whole work, 0 to 1; null: it cannot be told. */
  readonly share: number | null;
  /** False: it has ended, and goes at no rate. */
  readonly isRunning?: boolean;
  /** When this phase of the work began, of the time that it was not held. */
  readonly sinceMs?: number;
}

/** How fast long work goes and what is left of it, by what was done in the time that it was not held. */
export function paceOf(
  pausable: Pick<Pausable, 'isPaused' | 'workedMs'>,
  { count, share, isRunning = true, sinceMs = 0 }: Done,
): Pace {
  const seconds = (pausable.workedMs() - sinceMs) / 1000;
  const isPaused = isRunning && pausable.isPaused();
  const isKnown = isRunning && seconds > 0 && count > 0;
  const isLeftKnown = isKnown && !isPaused && share !== null && share > 0;
  return {
    perSecond: isKnown ? count / seconds : null,
    secondsLeft: isLeftKnown ? Math.max(0, (seconds / share) * (1 - share)) : null,
    isPaused,
  };
}
