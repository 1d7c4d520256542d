import type { AppliedAnswer, ChangeTask, ForeseenAnswer } from '../changes/ahead-tasks.ts';
import type { ExportAnswer, ExportTask } from '../exports/ahead-tasks.ts';

/**
 * Work on many records is shared with a thread of its own: it reads what was committed, through a connection that
 * cannot write, and works out what changes or exports need, while the core's thread does its own share. Nothing
 * depends on it: what the thread does not answer, the core works out.
 */
export interface AheadWork {
  /** The ledger. */
  readonly path: string;
  /** The time that findings go by, ISO 8601. */
  readonly at: string;
  readonly task: AheadTask;
}

/** Plain data, because tasks and answers cross between threads; whoever gives a task says what it does. */
export type AheadTask = ChangeTask | ExportTask;

/** `memory` is handed over as it is, not copied. */
export type AheadAnswer = ForeseenAnswer | AppliedAnswer | ExportAnswer;

export interface AheadThread {
  /** False before it has started, and after it has ended. */
  isRunning(): boolean;
  /** Settles once it has started, or has failed. */
  readonly started: Promise<unknown>;
  /** Works records out, by their numbers. Null: it has failed, or is not running. */
  ask(ids: readonly number[]): Promise<AheadAnswer | null>;
  close(): Promise<void>;
}

export interface StartAhead {
  /** `onFailure` hears once why the thread is of no more use. */
  (work: AheadWork, onFailure: (cause: unknown) => void): AheadThread;
  /** Ends a thread that waits. */
  readonly stop?: () => Promise<void>;
}
