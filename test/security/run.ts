/**
 * `npm run security`: attacks what stands here and prints what got through. Each proof has a twin with the
 * defence taken away; a twin that lets nothing through means that the proof proves nothing. `--short` is what
 * `npm test` runs; `--seed N` repeats a run, `--only S6,S7` makes some of it, `--views '#/review,#/records'` some of S6. S1 (Electron's checklist), S2 (fuses) and the tries
 * of the content security policy are tests of `npm test`: test/hosts/desktop, test/e2e/policy.spec.ts.
 */
import { parseArgs } from 'node:util';

import { proveCanaryPage } from './canary-page.ts';
import { proveCanary } from './canary.ts';
import { proveCells } from './cells.ts';
import { proveFiles } from './files.ts';
import { proveHosts } from './hosts.ts';
import { proveMessages, proveSenders } from './messages.ts';
import { proveAddresses, proveCredentials } from './network.ts';
import { proveScripts } from './scripts.ts';
import type { Proof } from './suite.ts';
import { isProved } from './suite.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    seed: { type: 'string' },
    only: { type: 'string' },
    views: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.trunc(performance.timeOrigin) % 1_000_000);
const extent = {
  isLong: values.short !== true,
  seed,
  ...(values.views === undefined ? {} : { views: values.views.split(',') }),
};
console.log(`${extent.isLong ? 'long' : 'short'} form, seed ${String(seed)}`);

const proofs: readonly (readonly [string, () => Proof | Promise<Proof>])[] = [
  ['S3', () => proveMessages(extent)],
  ['S4', proveSenders],
  ['S4', proveHosts],
  ['S5', proveCanary],
  ['S5', proveCanaryPage],
  ['S6', () => proveScripts(extent)],
  ['S7', proveCells],
  ['S8', proveAddresses],
  ['S9', () => proveFiles(extent)],
  ['S10', proveCredentials],
];
let failed = 0;
for (const [name, prove] of proofs) {
  if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
  const proof = await prove();
  if (!isProved(proof)) failed += 1;
  const { id, what, tried, through, sabotaged, example } = proof;
  console.log(
    `${isProved(proof) ? 'holds ' : 'FAILED'}  ${id}  ${what}: ${String(through)} of ${String(tried)}; without the defence ${String(sabotaged)}${example === null ? '' : `; first: ${example}`}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
