import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  backupName,
  backupReasons,
  expiredBackups,
  readBackupName,
} from '#shared/backups/retention.ts';
import type { BackupFile, BackupReason } from '#shared/backups/retention.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-20T10:30:00.000Z');
const retention = { hours: 24, days: 14, months: 12, capBytes: 1e12 };

function backup(hoursAgo: number, reason: BackupReason = 'automatic', sizeBytes = 10): BackupFile {
  const takenAt = now - hoursAgo * hour;
  return { name: `${backupName(reason, takenAt)}.sqlite`, reason, takenAt, sizeBytes };
}
const hoursKept = (files: readonly BackupFile[], gone: readonly BackupFile[]): number[] =>
  files.filter((file) => !gone.includes(file)).map(({ takenAt }) => (now - takenAt) / hour);

describe('what a backup is called', () => {
  it('tells its reason and its time, also where a second one came in the same moment', () => {
    const name = backupName('before-bulk', now);
    expect(name).toBe('before-bulk-2026-11-20T10-30-00-000Z');
    for (const ending of ['.sqlite', '-2.sqlite']) {
      expect(readBackupName(name + ending)).toEqual({ reason: 'before-bulk', takenAt: now });
    }
  });

  it.each([
    'notes.sqlite',
    'automatic-yesterday.sqlite',
    'by-hand-2026-11-20T10-30-00-000Z.sqlite.part',
  ])('is not guessed: %s', (name) => expect(readBackupName(name)).toBeNull());
});

describe('which backups may go', () => {
  it('keeps the newest of 24 hours, 14 days and 12 months', () => {
    const files = Array.from({ length: 24 * 500 }, (_, index) => backup(index));
    const kept = hoursKept(files, expiredBackups(files, retention));
    expect(kept.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_, index) => index));
    // 24 hours hold the newest of two days; the newest of 14 days hold the newest of one month.
    expect(kept).toHaveLength(24 + 14 - 2 + 12 - 1);
    expect(Math.max(...kept)).toBeGreaterThan(24 * 320);
  });

  it('never takes what was made by hand, nor the newest of all', () => {
    const files = [backup(0, 'automatic', 900), backup(1, 'by-hand', 900), backup(5000, 'by-hand')];
    expect(expiredBackups(files, { ...retention, capBytes: 1 })).toEqual([]);
  });

  it('takes the oldest first where all together are too large', () => {
    const files = [0, 1, 2, 3].map((hoursAgo) => backup(hoursAgo, 'automatic', 100));
    const gone = expiredBackups(files, { ...retention, capBytes: 250 });
    expect(hoursKept(files, gone)).toEqual([0, 1]);
  });

  it('keeps to the cap and keeps the newest, whatever there is', () => {
    const file = fc
      .tuple(fc.nat(20_000), fc.constantFrom(...backupReasons), fc.nat(1000))
      .map(([hoursAgo, reason, size]) => backup(hoursAgo, reason, size));
    fc.assert(
      fc.property(fc.array(file, { minLength: 1 }), fc.nat(5000), (files, capBytes) => {
        const gone = new Set(expiredBackups(files, { ...retention, capBytes }));
        const kept = files.filter((one) => !gone.has(one));
        const newest = Math.max(...files.map(({ takenAt }) => takenAt));
        const total = kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        const isHeldByRule = kept.every(
          ({ reason, takenAt }) => reason === 'by-hand' || takenAt === newest,
        );
        expect(kept.some(({ takenAt }) => takenAt === newest)).toBe(true);
        expect([...gone].some(({ reason }) => reason === 'by-hand')).toBe(false);
        expect(total <= capBytes || isHeldByRule).toBe(true);
      }),
    );
  });
});
