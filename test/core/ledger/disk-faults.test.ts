import { describe, expect, it } from 'vitest';

import { diskFaults } from '../../reliability/disk-faults.ts';
import { unsyncedTail } from '../../reliability/unsynced-tail.ts';

describe('faults of disk and file', () => {
  it('are told by name, and the file stays as it is', async () => {
    const results = await diskFaults();
    expect(results.filter(({ holds }) => !holds)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(12);
  });
});

// The short form; `node test/reliability/unsynced-tail.ts --trials 100` is the one that counts.
describe('a power failure', () => {
  const trials = 8;
  it('leaves a valid beginning, and what is missing is told', async () => {
    const report = await unsyncedTail({ trials, seed: 3, hasAnchors: true });
    expect(report.problems).toEqual([]);
    expect(report.shorter).toBeGreaterThan(0);
  });

  it('would go unnoticed without anchors', async () => {
    const report = await unsyncedTail({ trials, seed: 3, hasAnchors: false });
    expect(report.failed).toBeGreaterThan(0);
  });
});
