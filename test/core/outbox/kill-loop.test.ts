import { describe, expect, it } from 'vitest';

import { complaints, killLoop, vacuities } from '../../reliability/kill-loop.ts';

// The short form; `node test/reliability/kill-loop.ts --kills 50 --items 1000` is the long one.
describe('killing the process that registers', () => {
  it('loses nothing and does nothing twice when it is killed ten times', async () => {
    const report = await killLoop({ kills: 10, items: 200, seed: 20261 });
    expect([...complaints(report), ...vacuities({ ...report })], JSON.stringify(report)).toEqual(
      [],
    );
  });

  it('loses nothing when the repository is killed with it', async () => {
    const report = await killLoop({ kills: 4, items: 100, seed: 20262, killPractice: true });
    expect([...complaints(report), ...vacuities({ ...report })], JSON.stringify(report)).toEqual(
      [],
    );
  });
});
