/** The process that `import-killed.test.ts` kills: imports `a.csv` of its folder and tells of each item. */
import { join } from 'node:path';

import { importSources } from '#core/collections/index.ts';
import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

const folder = process.argv[2] ?? '';
// The seeded source would draw the same names in each process; real ones differ.
const ports = testPorts({ randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });
const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: ports.clock });
ledger.db.run(
  `insert or ignore into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
   values ('practice', 'Practice repository', 'practice', 'http://127.0.0.1:0', 'practice.steward',
     '["10.5072"]', '2026-06-01T08:00:00.000Z')`,
);
const { context } = createContext(ports, testConfig(folder), ledger);
for await (const line of importSources(context, {
  paths: [join(folder, 'a.csv')],
  repositoryId: 'practice',
  collectionName: 'Test',
  targetState: 'findable',
})) {
  process.stdout.write(`${line.status}\n`);
  // A pipe of its own pace: the parent reads while the import goes on.
  await new Promise((resolve) => setTimeout(resolve, 1));
}
