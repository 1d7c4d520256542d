import BetterSqlite3 from 'better-sqlite3';

import type { ErrorCode } from '#shared/support/app-error.ts';
import { AppError } from '#shared/support/app-error.ts';

interface Reading {
  readonly code: ErrorCode;
  readonly sentence: (kind: string, path: string) => string;
  readonly nextStep: string;
  readonly retryable?: boolean;
}

/** By the beginning of SQLite's code: `SQLITE_IOERR` also stands for `SQLITE_IOERR_WRITE`. */
const readings: readonly (readonly [start: string, reading: Reading])[] = [
  [
    'SQLITE_FULL',
    {
      code: 'DISK_FULL',
      sentence: (kind, path) => `The disk is full: the ${kind} at ${path} could not be written.`,
      nextStep: 'What was saved before is safe. Free some space and try again.',
      retryable: true,
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'LEDGER_BUSY',
      sentence: (kind, path) => `Another program is using the ${kind} at ${path}.`,
      nextStep: 'Close the other program or window and try again.',
      retryable: true,
    },
  ],
  ...(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'] as const).map(
    (start) =>
      [
        start,
        {
          code: 'LEDGER_CORRUPT',
          sentence: (kind: string, path: string) =>
            `The ${kind} at ${path} is damaged or is no ${kind} at all. It was left as it is.`,
          nextStep: 'Restore the latest backup, and keep the damaged file for a repair.',
        },
      ] as const,
  ),
  ...(['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'] as const).map(
    (start) =>
      [
        start,
        {
          code: 'FORBIDDEN',
          sentence: (kind: string, path: string) =>
            `The ${kind} at ${path} cannot be opened for writing.`,
          nextStep: 'Check that the folder exists and that you may write to it.',
        },
      ] as const,
  ),
  [
    'SQLITE_IOERR',
    {
      code: 'FORBIDDEN',
      sentence: (kind, path) => `The disk refused to read or write the ${kind} at ${path}.`,
      nextStep: 'What was saved before is safe. Check the disk, then start again.',
      retryable: true,
    },
  ],
];

/** What SQLite reports about the world, as people can act on it; a defect stays what it is. */
export function toAppError(cause: unknown, kind: string, path: string): unknown {
  if (cause instanceof TypeError && cause.message.startsWith('Cannot open database')) {
    return appError('SQLITE_CANTOPEN', cause, { kind, path });
  }
  if (!(cause instanceof BetterSqlite3.SqliteError)) return cause;
  return appError(cause.code, cause, { kind, path });
}

function appError(code: string, cause: Error, where: { kind: string; path: string }): Error {
  const reading = readings.find(([start]) => code.startsWith(start))?.[1];
  if (reading === undefined) return cause;
  return new AppError(reading.code, {
    message: reading.sentence(where.kind, where.path),
    nextStep: reading.nextStep,
    retryable: reading.retryable ?? false,
    cause,
  });
}
