// `node test/bench/catalogue-ledger.ts LEDGER RECORDS`: makes a ledger for the bench of the catalogue.
import type { Ledger } from '#core/ledger/ledger.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock } from '#core/node-ports.ts';
import { deriveColumns } from '#core/records/derived-columns.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';

/** Different generated records; each row is one of them with a title, a name and a year of its own. */
const templateCount = 4_000;
const rowsPerTransaction = 20_000;
const things = 'discharge snow moisture chemistry calls sections ice pollen cores traverse'.split(
  ' ',
);
const places =
  'Vesla Kvitfjell Hallern Norddal Ostre Lyng Sarbre Gronvann Jostedal Hardanger'.split(' ');
const states = ['reserved', 'draft', 'registered', 'findable', 'findable', 'findable'] as const;
const syncs = ['local', 'unsent', 'in-step', 'in-step', 'in-step', 'failed', 'conflict'] as const;
const codes = ['creator-orcid-missing', 'rights-missing', 'abstract-short', 'landing-url-missing'];

/**
 * Fills a ledger with many records quickly: rows, findings and search text as `saveRecords` would write
 * them, without history and one transaction for each 20,000. Returns the mean size of a record's JSON.
 */
function fillCatalogue(ledger: Ledger, total: number): number {
  const random = seededRandom(1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { db } = ledger;
  for (let id = 1; id <= 40; id += 1) {
    db.run(
      `insert into collection (id, repository_id, name, created_at) values (?, 'practice', ?, '')`,
      id,
      `Collection ${id}`,
    );
  }
  const licences = ['CC-BY-4.0', 'CC0-1.0', 'MIT', 'CC-BY-NC-4.0', 'Apache-2.0'];
  const publishers = Array.from(
    { length: 60 },
    (_, index) => `Institute ${index} of ${pick(places)}`,
  );
  const templates = Array.from({ length: templateCount }, (_, index) => {
    const attributes = {
      ...generateRecord(random, { doi: `10.5072/${index}` }),
      publisher: { name: pick(publishers) },
      ...(random() < 0.8 ? { language: pick(['en', 'en', 'de', 'fr', 'no']) } : {}),
      ...(random() < 0.7 ? { rightsList: [{ rightsIdentifier: pick(licences) }] } : {}),
      schemaVersion: `http://datacite.org/schema/kernel-${random() < 0.9 ? 4 : 3}`,
      titles: [{ title: '@title' }],
      publicationYear: 1950 + Math.floor(random() * 75),
    };
    return { json: JSON.stringify(attributes), derived: deriveColumns(attributes) };
  });
  let bytes = 0;
  const start = Date.parse('2020-01-01T00:00:00Z');
  for (let from = 1; from <= total; from += rowsPerTransaction) {
    ledger.transaction(() => {
      for (let id = from; id < Math.min(from + rowsPerTransaction, total + 1); id += 1) {
        const { json, derived } = pick(templates);
        const title = `${pick(things)} data of ${pick(places)}, series ${id}`;
        const found = random() < 0.3 ? pick(codes) : null;
        const attributes = json.replace('@title', title);
        bytes += attributes.length;
        const doi = `10.5072/${(id * 7_919).toString(36).padStart(8, '0')}`;
        db.run(
          `insert into record (id, doi, repository_id, collection_id, item_key, source_file, state, sync, title,
             title_sort, creators, resource_type, publication_year, publisher, error_count, warning_count,
             content_hash, created_at, updated_at, attributes)
           values (?, ?, 'practice', ?, ?, 'bench.csv', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[id, doi, 1 + (id % 40), `item-${id}`, pick(states), pick(syncs), title, title],
          ...[derived.creators, derived.resourceType, derived.publicationYear, derived.publisher],
          ...[found === 'landing-url-missing' ? 1 : 0, found === null ? 0 : 1, String(id)],
          ...[
            '2026-01-01',
            new Date(start + Math.floor(random() * 2e11)).toISOString(),
            attributes,
          ],
        );
        db.run(
          'insert into record_text (rowid, doi, title, creators, publisher, item_key) values (?, ?, ?, ?, ?, ?)',
          ...[id, doi, title, derived.creators, derived.publisher, `item-${id}`],
        );
        if (found !== null) {
          db.run(
            `insert into record_finding (record_id, code, severity) values (?, ?, 'warning')`,
            id,
            found,
          );
        }
      }
    });
  }
  db.run(`insert into record_text (record_text) values ('optimize')`);
  db.exec('analyze');
  return Math.round(bytes / total);
}

const [path = '', total = '0'] = process.argv.slice(2);
const ledger = openLedger(path, { clock: nodeClock });
ledger.db.run(
  `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
   values ('practice', 'p', 'practice', 'e', 'c', '["10.5072"]', '')`,
);
console.log(fillCatalogue(ledger, Number(total)));
ledger.close();
