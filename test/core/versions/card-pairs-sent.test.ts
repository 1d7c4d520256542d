import { existsSync } from 'node:fs';

import { expect, it } from 'vitest';

import { cardFolder, sendPairs } from '../../reliability/card-pairs.ts';

// All 575: `node test/reliability/card-pairs.ts`.
it.skipIf(!existsSync(cardFolder))(
  'pairs of real cards become sound chains at the service, each link said by both sides',
  async () => {
    const outcome = await sendPairs(10);
    expect(outcome).toMatchObject({ pairs: 10, unmatched: 0, defects: {} });
    // Item, two versions, each tied to both others: three links, said twice.
    expect(outcome.links).toBe(outcome.made * 6);
    expect(outcome.made + outcome.identical + outcome.leftOut).toBe(10);
    expect(outcome.made).toBeGreaterThan(5);
  },
  60_000,
);
