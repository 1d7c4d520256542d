import { statSync } from 'node:fs';

import type { CoreContext } from '../context.ts';
import { doFileWork } from './file-work.ts';
import { quickCheckLimitBytes } from './open-ledger.ts';

/** Whether the file may be relied on after a stop that was not clean. */
export interface FileCheck {
  /** Runs `work` when the file is found sound: at once where there is no doubt, never when it is not. */
  whenSound(work: () => void): void;
  /** What a person must hear when it is not sound; null as long as nothing is wrong. */
  alarm(): string | null;
  /** Resolves when nothing is being read any more; never rejects. */
  whenDone(): Promise<void>;
}

// Stands in the ledger from the doubt until the proof: also a clean stop in between must not end it.
const doubtKey = 'ledger.unproved';

/**
 * Reads the file through beside the work. What a damaged ledger would send cannot be called back, so
 * sending waits for the verdict; looking and editing do not. `limitBytes`: up to this, opening did it.
 */
export function createFileCheck(
  context: CoreContext,
  limitBytes = quickCheckLimitBytes,
): FileCheck {
  const { ledger, ports } = context;
  const { db } = ledger;
  const isDoubted = (): boolean =>
    db.get('select 1 from setting where key = ?', doubtKey) !== undefined;
  if (ledger.wasUnclean && statSync(ledger.path).size > limitBytes) {
    db.run('insert or replace into setting (key, value) values (?, 1)', doubtKey);
  }
  let alarm: string | null = null;
  let isSound = ledger.isReadonly || !isDoubted();
  const waiting: (() => void)[] = [];

  const check = async (): Promise<void> => {
    try {
      await (ports.fileWork ?? doFileWork)({ kind: 'check', path: ledger.path });
      db.run('delete from setting where key = ?', doubtKey);
      isSound = true;
      for (const work of waiting.splice(0)) work();
    } catch (cause) {
      alarm = cause instanceof Error ? cause.message : String(cause);
      alarm = `Nothing is sent: ${alarm} Restore the latest backup.`;
      ports.log({ level: 'error', message: 'The ledger is damaged', detail: { error: alarm } });
    }
    context.emit('app.changed', {});
  };
  const done = isSound ? Promise.resolve() : check();
  return {
    whenSound(work) {
      if (isSound) work();
      else waiting.push(work);
    },
    alarm: () => alarm,
    whenDone: () => done,
  };
}
