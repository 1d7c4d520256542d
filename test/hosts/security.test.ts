import { describe, expect, it } from 'vitest';

import { proveCanary } from '../security/canary.ts';
import { proveCells } from '../security/cells.ts';
import { proveFiles } from '../security/files.ts';
import { proveHosts } from '../security/hosts.ts';
import { proveMessages, proveSenders } from '../security/messages.ts';
import { proveAddresses, proveCredentials } from '../security/network.ts';
import { isProved } from '../security/suite.ts';

// Another seed each run; a failure names it, and `npm run security -- --short --seed N` repeats it.
const extent = { isLong: false, seed: Math.trunc(performance.timeOrigin) % 1_000_000 };

describe(`attacks, short form, seed ${String(extent.seed)}`, () => {
  it.each([
    ['S3 malformed messages', () => proveMessages(extent)],
    ['S4 foreign frames', proveSenders],
    ['S4 foreign Host, Origin and cookie', proveHosts],
    ['S5 the canary password', proveCanary],
    ['S7 live cells', proveCells],
    ['S8 addresses of this machine', proveAddresses],
    ['S9 hostile files', () => proveFiles(extent)],
    ['S10 credentials to another host', proveCredentials],
  ] as const)('%s', async (_name, prove) => {
    const proof = await prove();
    expect({ ...proof, isProved: isProved(proof) }).toMatchObject({ through: 0, isProved: true });
  });

  it('are not proved by a twin that lets nothing through', () => {
    const proof = { id: '', what: '', tried: 1, through: 0, sabotaged: 0, example: null };
    expect(isProved(proof)).toBe(false);
  });
});
