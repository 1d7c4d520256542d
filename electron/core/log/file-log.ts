import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { redactValue } from '#shared/support/redact.ts';
import type { Clock, Log, LogEntry } from '../ports.ts';

/** One file and its predecessors: at most 20 MiB in all, weeks of ordinary use. */
const fileLimitBytes = 5 * 1024 * 1024;
const fileCount = 4;
/** A longer line is a defect of its own; the beginning tells which. */
const lineLimit = 16_384;

/**
 * The local log: JSON Lines in `steward.log`, redacted, rotated by size. Each line is written before the
 * call returns, so that the last words of a crash are there. A log that cannot be written (full disk)
 * never stops the work: the line goes to standard error.
 */
export function createFileLog(folder: string, clock: Pick<Clock, 'now'>): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'steward.log');
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (entry) => {
    const line = lineOf(entry, new Date(clock.now()).toISOString());
    try {
      if (size + line.length > fileLimitBytes) {
        rotate(path);
        size = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch (cause) {
      process.stderr.write(`${line}The log could not be written: ${String(cause)}\n`);
    }
  };
}

function lineOf({ level, message, detail }: LogEntry, at: string): string {
  const text = JSON.stringify(redactValue({ at, level, message, ...(detail && { detail }) }));
  return `${text.length > lineLimit ? `${text.slice(0, lineLimit)}…` : text}\n`;
}

/** steward.log becomes steward.1.log, that steward.2.log, and the oldest goes. */
function rotate(path: string): void {
  const numbered = (number: number): string =>
    number === 0 ? path : path.replace(/\.log$/, `.${number}.log`);
  rmSync(numbered(fileCount - 1), { force: true });
  for (let number = fileCount - 2; number >= 0; number -= 1) {
    if (statSync(numbered(number), { throwIfNoEntry: false }) !== undefined) {
      renameSync(numbered(number), numbered(number + 1));
    }
  }
}
