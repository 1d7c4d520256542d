/** Why a backup was made; stands in its file's name. */
export const backupReasons = ['automatic', 'before-bulk', 'before-update', 'by-hand'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** One finished backup, as the folder tells it. */
export interface BackupFile {
  readonly name: string;
  readonly reason: BackupReason;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly sizeBytes: number;
}

export interface Retention {
  /** The newest of each of so many hours, days and months (UTC) that have a backup. */
  readonly hours: number;
  readonly days: number;
  readonly months: number;
  /** What all of them together may take; the newest stays even where it alone is larger. */
  readonly capBytes: number;
}

/** reliability.md 3.3. The cap holds about twenty full copies of a ledger with 50,000 records. */
export const usualRetention: Retention = {
  hours: 24,
  days: 14,
  months: 12,
  capBytes: 8 * 1024 ** 3,
};

const shape = new RegExp(
  `^(${backupReasons.join('|')})-(\\d{4}-\\d\\d-\\d\\dT\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d{3})Z(?:-\\d+)?\\.sqlite$`,
);

/** A backup's name without its ending: the reason and the time, in characters that every disk takes. */
export function backupName(reason: BackupReason, takenAt: number): string {
  return `${reason}-${new Date(takenAt).toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** What a file's name says; null for files that are no backups of ours, which nobody here touches. */
export function readBackupName(name: string): Pick<BackupFile, 'reason' | 'takenAt'> | null {
  const [, reason, hour, minute, second, rest] = shape.exec(name) ?? [];
  if (reason === undefined) return null;
  const takenAt = Date.parse(`${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${rest ?? ''}Z`);
  if (Number.isNaN(takenAt)) return null;
  return { reason: reason as BackupReason, takenAt };
}

/**
 * The backups that may go. What a person made by hand stays for ever, and so does the newest of all,
 * because it is the one that a disaster needs.
 */
export function expiredBackups(
  files: readonly BackupFile[],
  retention: Retention = usualRetention,
): BackupFile[] {
  const newestFirst = files.toSorted((one, other) => other.takenAt - one.takenAt);
  const [newest, ...older] = newestFirst;
  if (newest === undefined) return [];
  const ours = newestFirst.filter(({ reason }) => reason !== 'by-hand');
  const kept = new Set([
    newest,
    ...older.filter(({ reason }) => reason === 'by-hand'),
    ...newestOfEach(ours, 'yyyy-mm-ddThh'.length, retention.hours),
    ...newestOfEach(ours, 'yyyy-mm-dd'.length, retention.days),
    ...newestOfEach(ours, 'yyyy-mm'.length, retention.months),
  ]);
  let totalBytes = [...kept].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const file of ours.toReversed()) {
    if (totalBytes <= retention.capBytes) break;
    if (file === newest || !kept.delete(file)) continue;
    totalBytes -= file.sizeBytes;
  }
  return newestFirst.filter((file) => !kept.has(file));
}

function newestOfEach(newestFirst: readonly BackupFile[], length: number, most: number) {
  const spans = Map.groupBy(newestFirst, ({ takenAt }) =>
    new Date(takenAt).toISOString().slice(0, length),
  );
  return [...spans.values()].slice(0, most).flatMap((files) => files.slice(0, 1));
}
