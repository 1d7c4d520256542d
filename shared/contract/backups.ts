import { z } from 'zod';

import { backupReasons } from '../backups/retention.ts';
import { command, count, nothing, query, shortText, timestamp } from './define.ts';

export const backupFile = z.strictObject({
  name: shortText,
  reason: z.enum(backupReasons),
  takenAt: timestamp,
  sizeBytes: count,
});

export const backupsContract = {
  /** Newest first. `folder`: where they stand, for people and for the command line. */
  'backups.list': query(
    nothing,
    z.strictObject({
      folder: z.string().max(4096),
      backups: z.array(backupFile).max(2000),
      everyHours: z.int().min(1),
      capBytes: count,
      /** Where every backup is copied to as well; null: nowhere. */
      second: z
        .strictObject({
          folder: z.string().max(4096),
          copiedAt: timestamp.nullable(),
          /** Why the last one is not there; null: it is. */
          problem: z.string().max(2000).nullable(),
        })
        .nullable(),
    }),
  ),
  /** Copies every backup to this folder too, the newest at once; it has to exist. Null: no more. */
  'backups.setSecond': command(
    z.strictObject({ folder: z.string().min(1).max(4096).nullable() }),
    z.strictObject({ problem: z.string().max(2000).nullable() }),
  ),
  /**
   * The drill: restores a copy of this backup beside the ledger, reads it through, proves its history and throws
   * the copy away. `laterEventCount`: events of the present ledger that came after it, which a restore would
   * set aside.
   */
  'backups.drill': command(
    z.strictObject({ name: shortText }),
    z.strictObject({ eventCount: count, laterEventCount: count }),
  ),
  /** Makes a verified copy now. */
  'backups.create': command(
    nothing,
    z.strictObject({ path: z.string().max(4096), backup: backupFile }),
  ),
} as const;
