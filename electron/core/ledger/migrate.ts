import { AppError } from '#shared/support/app-error.ts';
import type { Database } from '../sqlite/database.ts';
import type { Migration } from './migrations/index.ts';
import { latestVersion } from './migrations/index.ts';

/** Marks the file as ours ("DOIS"), so that a stranger's SQLite file is never migrated. */
export const applicationId = 0x444f4953;

/** What stands in a file, told by reading only. */
export type FileKind = 'empty' | 'ours' | 'foreign' | 'too-new';

export function classifyFile(db: Database, list: readonly Migration[]): FileKind {
  const version = Number(db.pragma('user_version'));
  const id = Number(db.pragma('application_id'));
  const tables =
    db.get<{ count: number }>('select count(*) as count from sqlite_schema')?.count ?? 0;
  if (tables === 0 && version === 0) return 'empty';
  if (id !== applicationId) return 'foreign';
  return version > latestVersion(list) ? 'too-new' : 'ours';
}

/**
 * Brings the file to the newest shape. Each step and its number are one transaction: a program that
 * dies in between finds the file at one version or the other. `before` is called once, ahead of the
 * first step on a file that already holds something: there the backup is made.
 */
export function migrate(db: Database, list: readonly Migration[], before: () => void): number[] {
  const pending = list.filter(({ version }) => version > Number(db.pragma('user_version')));
  if (pending.length === 0) return [];
  if (Number(db.pragma('user_version')) > 0) before();
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.exec(`pragma application_id = ${applicationId}`);
      db.exec(`pragma user_version = ${migration.version}`);
    });
  }
  assertSound(db, 'after the update');
  return pending.map(({ version }) => version);
}

/** Reads the whole file for damage: about a second for each 100 MB. */
export function assertSound(db: Database, when: string): void {
  const damage = db
    .all<{ quick_check: string }>('pragma quick_check(5)')
    .map((row) => row.quick_check)
    .filter((line) => line !== 'ok');
  const orphans = db.all('pragma foreign_key_check').length;
  if (damage.length === 0 && orphans === 0) return;
  throw new AppError('LEDGER_CORRUPT', {
    message: `The ledger at ${db.path} is damaged ${when}: ${damage[0] ?? `${orphans} rows point to nothing`}.`,
    nextStep: 'Restore the latest backup, and keep the damaged file for a repair.',
  });
}
