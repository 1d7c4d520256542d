/**
 * Figures of version chains, as one JSON object. Run alone: `node test/bench/versions.bench.ts [records]`.
 * A ledger of 1,000,000 records (unless told) of which 300,000 relations make chains of a canonical DOI and two
 * versions; rows are written straight into the ledger, since saving them is another bench's matter.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createContext } from '#core/create-context.ts';
import { noteMetadata } from '#core/records/write-row.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import { readChain } from '#shared/versions/chain.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import { layOut } from '#shared/versions/layout.ts';
import { ChainDraft } from '../shared/versions/chain-draft.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: nodeClock });
const ports = { ...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes };
const { context } = createContext(ports, testConfig(folder), ledger);
const figures: Record<string, number> = { records: total };
const rounded = (value: number): number => Number(value.toPrecision(3));

ledger.db.run(
  `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
   values ('practice', 'p', 'practice', 'e', 'c', '["10.5072"]', '')`,
);
const filler = 'A description of the length that descriptions have. '.repeat(20);
/** Seven relations are one chain, one in ten of them one less: an item, two versions, and a data set they come from. */
const chainCount = Math.ceil((total * 0.3) / 6.9);
const doi = (chain: number, part: string): string => `10.5072/${chain.toString(36)}-${part}`;
const say = (relationType: string, target: string) => ({
  relatedIdentifier: target,
  relatedIdentifierType: 'DOI',
  relationType,
});

function insert(name: string, number: number, relations: object[], version: string): void {
  const attributes = JSON.stringify({
    titles: [{ title: `Item ${number}` }],
    version,
    descriptions: [{ description: filler }],
    ...(relations.length === 0 ? {} : { relatedIdentifiers: relations }),
  });
  ledger.db.run(
    `insert into record (doi, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes)
     values (?, 'practice', 'findable', 'in-step', ?, '', '', '2026-01-01', ?)`,
    name,
    `Item ${number}`,
    attributes,
  );
}
for (let from = 0; from < total; from += 5000) {
  ledger.transaction(() => {
    for (let at = from; at < Math.min(total, from + 5000); at += 1) {
      const chain = Math.floor(at / 3);
      const part = 'abc'[at % 3] ?? 'a';
      if (chain >= chainCount) insert(doi(at, 'x'), at, [], '1');
      else if (part === 'a') {
        insert(
          doi(chain, 'a'),
          at,
          [say('HasVersion', doi(chain, 'b')), say('HasVersion', doi(chain, 'c'))],
          '',
        );
      } else if (part === 'b') {
        insert(
          doi(chain, 'b'),
          at,
          [
            say('IsVersionOf', doi(chain, 'a')),
            say('IsPreviousVersionOf', doi(chain, 'c')),
            say('IsDerivedFrom', doi(total - 1, 'x')),
          ],
          '1',
        );
      } else {
        // One in ten does not answer.
        const answer = chain % 10 === 0 ? [] : [say('IsNewVersionOf', doi(chain, 'b'))];
        insert(doi(chain, 'c'), at, [say('IsVersionOf', doi(chain, 'a')), ...answer], '2');
      }
    }
  });
}

const index = createVersionIndex(context);
const handlers = createVersionHandlers(context, index);
const start = performance.now();
index.kick();
await index.whenDone();
figures['audit of the whole ledger s'] = rounded((performance.now() - start) / 1000);
const list = {
  filter: { show: 'defects' },
  sort: 'title',
  descending: false,
  offset: 0,
  limit: 100,
} as const;
const found = await handlers['versions.list'](list);
figures['chains'] = chainCount;
figures['chains with defects'] = found.total;
figures['relations'] =
  ledger.db.get<{ count: number }>('select count(*) as count from version_edge')?.count ?? 0;

const times: number[] = [];
for (let chain = 1; chain <= 100; chain += 1) {
  ledger.db.run(
    `update record set attributes = json_set(attributes, '$.version', ?) where doi = ?`,
    `9.${chain}`,
    doi(chain, 'c'),
  );
  const edited = ledger.db.all<{ id: number }>(
    'select id from record where doi = ?',
    doi(chain, 'c'),
  );
  noteMetadata(
    ledger,
    edited.map(({ id }) => ({ id, hasLinks: true })),
  );
  const begun = performance.now();
  index.catchUp();
  times.push(performance.now() - begun);
}
times.sort((one, other) => one - other);
figures['after an edit p50 ms'] = rounded(times[50] ?? 0);
figures['after an edit p95 ms'] = rounded(times[95] ?? 0);

for (const length of [500, 5000]) {
  const nodes = ChainDraft.sound(length).nodes();
  const begun = performance.now();
  const chain = readChain(nodes);
  const defects = findDefects(chain, { ownPrefixes: ['10.5072'] });
  layOut(chain);
  figures[`${length} versions read, judged and laid out ms`] = rounded(performance.now() - begun);
  if (defects.length > 0) throw new Error(`${defects.length} defects in a sound chain`);
}
await index.stop();
ledger.close();
rmSync(folder, { recursive: true });
console.log(JSON.stringify(figures, null, 2));
