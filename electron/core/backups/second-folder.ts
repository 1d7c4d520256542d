import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

import type { Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { backupsText } from '#shared/text/backups.en.ts';
import type { CoreContext } from '../context.ts';
import type { RunFileWork } from '../ledger/file-work.ts';

/** Where every backup is copied to as well, and how that went last. */
export type SecondFolder = NonNullable<Output<'backups.list'>['second']>;

const key = 'backups.second';
/** Tells the folder that was chosen from an empty one that stands there while the share is not connected. */
const markName = 'doi-steward-backups.txt';

/** Null: there is none. */
export function readSecond({ ledger }: Pick<CoreContext, 'ledger'>): SecondFolder | null {
  const sql = 'select value from setting where key = ?';
  const text = ledger.db.get<{ value: string | null }>(sql, key)?.value ?? null;
  return text === null ? null : (JSON.parse(text) as SecondFolder);
}

/**
 * Chooses the second folder, which has to exist; null: none any more. Throws `VALIDATION` for a folder that
 * cannot be one, and changes nothing then.
 */
export function chooseSecond(context: CoreContext, folder: string | null, first: string): void {
  if (folder !== null) {
    assertFolder(folder, first);
    try {
      writeFileSync(join(folder, markName), backupsText.mark);
    } catch (cause) {
      throw unusable(backupsText.second.notWritable(folder), cause);
    }
  }
  keep(context, folder === null ? null : { folder, copiedAt: null, problem: null });
}

/** Copies a finished backup there; what stands in the way is kept to be shown, and stops nobody. */
export async function copyToSecond(
  context: CoreContext,
  run: RunFileWork,
  path: string,
): Promise<SecondFolder | null> {
  const second = readSecond(context);
  if (second === null) return null;
  let next: SecondFolder;
  try {
    assertConnected(second.folder);
    await run({ kind: 'copy', path, folder: second.folder });
    next = { ...second, copiedAt: context.timestamp(), problem: null };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    next = { ...second, problem: problem.slice(0, 2000) };
    context.ports.log({
      level: 'warn',
      message: 'A backup was not copied to the second folder',
      detail: { folder: second.folder, error: problem },
    });
  }
  // A person may have chosen another one while this was copied.
  if (readSecond(context)?.folder !== second.folder) return readSecond(context);
  keep(context, next);
  return next;
}

/** Takes backups away that are no longer kept; what cannot be reached stays. */
export function removeFromSecond(context: CoreContext, names: readonly string[]): void {
  const second = readSecond(context);
  if (second === null || !existsSync(join(second.folder, markName))) return;
  for (const name of names) rmSync(join(second.folder, name), { force: true });
}

function keep({ ledger }: Pick<CoreContext, 'ledger'>, second: SecondFolder | null): void {
  ledger.db.run(
    'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    key,
    second === null ? null : JSON.stringify(second),
  );
}

function assertFolder(folder: string, first: string): void {
  const { second } = backupsText;
  if (!isAbsolute(folder)) throw unusable(second.notAbsolute);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw unusable(second.missing(folder));
  }
  if (resolve(folder) === resolve(first)) throw unusable(second.same);
}

function assertConnected(folder: string): void {
  if (!existsSync(folder)) throw unusable(backupsText.second.missing(folder));
  if (!existsSync(join(folder, markName))) throw unusable(backupsText.second.notConnected(folder));
}

function unusable(message: string, cause?: unknown): AppError {
  const { nextStep } = backupsText.second;
  return new AppError('VALIDATION', { message, nextStep, path: 'folder', cause });
}
