import { describe, expect, it } from 'vitest';

import { complaints, killLoop, vacuities } from '../../reliability/kill-loop.ts';

// The short form; `node test/reliability/kill-loop.ts --kills 50 --items 1000 --edits 2000` is the one that counts.
describe('killing the process of a steward while a colleague edits the same records', () => {
  it('loses nothing, does nothing twice and overwrites nothing unseen, also when the repository dies', async () => {
    const report = await killLoop({
      kills: 4,
      items: 40,
      edits: 100,
      seed: 20261,
      killPractice: true,
    });
    expect([...complaints(report), ...vacuities({ ...report })], JSON.stringify(report)).toEqual(
      [],
    );
  });
});
