// Alters a history in every known way and counts what the proof does not notice.
//
//   node test/reliability/history-mutations.ts --rounds 5000 --seed 1 [--no-anchors]
//
// Prints its counts as JSON and ends with 1 when one got through with an anchor, or none got through
// without (then the loop would prove nothing about anchors). `--no-anchors` is the twin that must fail.
import { parseArgs } from 'node:util';

import { appendEvent, historyHead } from '#core/history/append-event.ts';
import type { Anchor } from '#core/history/verify-history.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { seededRandom } from '#shared/support/random.ts';
import { openTestContext } from '../core/fixtures/test-context.ts';
import { dropTriggers, mutations } from '../core/history/mutations.ts';

const eventCount = 30;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    'no-anchors': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const random = seededRandom(seed);
const names = Object.keys(mutations);

const test = openTestContext();
const { ledger } = test.context;
for (let number = 1; number <= eventCount; number += 1) {
  appendEvent(test.context, {
    kind: 'record.edit',
    summary: `Edit ${String(number)}`,
    reason: `Because of letter ${String(number)}`,
  });
}
const head: Anchor = { ...historyHead(ledger), at: 'now' };
const anchors = values['no-anchors'] ? [] : [head];
dropTriggers(ledger.db);
const missed: string[] = [];
let missedWithoutAnchor = 0;
for (let round = 0; round < rounds; round += 1) {
  const name = names[round % names.length] ?? '';
  const at = 1 + Math.floor(random() * eventCount);
  ledger.db.exec('begin');
  mutations[name]?.(ledger.db, at);
  if ((await verifyHistory(ledger.db, anchors)).intact) missed.push(`${name} at ${String(at)}`);
  if ((await verifyHistory(ledger.db, [])).intact) missedWithoutAnchor += 1;
  ledger.db.exec('rollback');
}
const isIntact = (await verifyHistory(ledger.db, anchors)).intact;
test.dispose();
console.log(
  JSON.stringify({
    seed,
    rounds,
    kinds: names.length,
    undetected: missed.length,
    missedWithoutAnchor,
    missed: missed.slice(0, 10),
  }),
);
process.exitCode = missed.length === 0 && missedWithoutAnchor > 0 && isIntact ? 0 : 1;
