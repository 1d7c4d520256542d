import { expect, it } from 'vitest';

import { hubFault, hubKills } from '../../reliability/hub-kills.ts';

// The short form; `node test/reliability/hub-kills.ts --items 300 --kills 20` is the one that counts.
it('goes on after a kill: nothing that is here is fetched again, nothing is lost', async () => {
  const report = await hubKills({ items: 6, kills: 1, seed: Date.now() % 10_000 });
  expect({ ...report, fault: hubFault(report) }).toMatchObject({ hits: 1, fault: null });
});
