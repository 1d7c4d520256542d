// A process of its own that takes what the shared budget gives: `node budget-process.ts FILE MS`. Prints
// the machine's time before and after each "request" and ends after MS; the test kills one half-way.
import { writeSync } from 'node:fs';

import { createSharedBudgets } from '#core/datacite/shared-budget.ts';
import { nodeClock } from '#core/node-ports.ts';

const [file = '', milliseconds = '0'] = process.argv.slice(2);
const budgets = createSharedBudgets({ file, clock: nodeClock, log: () => undefined });
const budget = budgets.of('https://api.example.org', () => ({ requests: 40, windowMs: 400 }));
const end = nodeClock.monotonic() + Number(milliseconds);
while (nodeClock.monotonic() < end) {
  const taken = await budget.take();
  const sent = nodeClock.monotonic();
  writeSync(1, `${String(sent)}\n`);
  await nodeClock.sleep(3);
  taken();
}
budgets.close();
