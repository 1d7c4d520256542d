/**
 * The process that `kill.test.ts` ends: commits record, operation and event in one transaction, one
 * after the other, and prints each number once its commit has returned.
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';

import { createContext } from '#core/create-context.ts';
import { appendEvent } from '#core/history/append-event.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock } from '#core/node-ports.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

const [folder = '', from = '1'] = process.argv.slice(2);
const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: nodeClock });
const ports = testPorts({ randomBytes: (count) => new Uint8Array(randomBytes(count)) });
const { context } = createContext(ports, testConfig(folder), ledger);
ledger.db.run(
  `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
   values ('practice', 'p', 'practice', 'e', 'c', '[]', '') on conflict do nothing`,
);

for (let number = Number(from); ; number += 1) {
  ledger.transaction(() => {
    const doi = `10.5072/${number}`;
    const [saved] = saveRecords(context, [recordInput(doi)], { kind: 'import', reason: null });
    ledger.db.run(
      `insert into operation (id, record_id, doi, repository_id, sequence, kind, status, payload,
         payload_sha256, created_at) values (?, ?, ?, 'practice', 1, 'create', 'queued', '', '', '')`,
      `op-${number}`,
      saved?.id ?? 0,
      doi,
    );
    appendEvent(context, { kind: 'operation.queued', summary: 'Queued.', doi });
  });
  writeSync(1, `${number}\n`);
}
