/** Holds a ledger open without offering it to anybody, until it is killed. */
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock } from '#core/node-ports.ts';

const held = openLedger(process.argv[2] ?? '', { clock: nodeClock });
process.stdout.write('holding\n');
// Named here, since a ledger that nothing refers to any more is closed.
setInterval(() => held.path, 60_000);
