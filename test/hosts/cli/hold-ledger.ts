/** Holds a ledger open without offering it to anybody, until it is killed. */
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock } from '#core/node-ports.ts';

openLedger(process.argv[2] ?? '', { clock: nodeClock });
process.stdout.write('holding\n');
setInterval(() => undefined, 60_000);
