// Writes to the ledger of a folder without pause until it is told to stop, as an import would.
// node write-load.ts FOLDER: says `writing` after the first commits.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';

import { addRecords, realClock, sampleAttributes } from '../core/outbox/harness.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';

const folder = process.argv[2] ?? '';
const ports = testPorts({ randomBytes: (count) => new Uint8Array(randomBytes(count)) });
const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: realClock });
const { context } = createContext(ports, testConfig(folder), ledger);
ledger.db
  .exec(`insert or ignore into repository (id, name, environment, endpoint, client_id, created_at)
    values ('practice', 'Practice', 'practice', 'http://127.0.0.1:0', 'practice.steward', '');
  insert or ignore into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`);
const stop = new AbortController();
for (const event of ['disconnect', 'message']) process.on(event, () => stop.abort());
for (let round = 0; !stop.signal.aborted; round += 1) {
  addRecords(context, 20, sampleAttributes);
  if (round === 2) process.send?.('writing');
  await nextTurn();
}
ledger.close();
process.exit(0);
