import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import type { Position } from '#shared/versions/position.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPlaces } from '../versions/places.ts';

/** What goes out of a record: less than a `LedgerRecord`, because a file of all of them is read twice. */
export interface ExportedRecord {
  readonly doi: string;
  readonly repositoryId: string;
  readonly state: RecordState;
  readonly attributes: Attributes;
  /** In its version chain. */
  readonly place: Position | null;
}

/** Records read at once. */
const chunkSize = 500;

type Row = readonly [doi: string, repositoryId: string, state: RecordState, attributes: string];

/** The records of these ids in the order in which they came into the ledger, chunk by chunk. */
export function* exportedRecords(
  ledger: Ledger,
  ids: readonly number[],
): Generator<ExportedRecord[]> {
  for (const chunk of chunks(ids)) {
    const rows = ledger.db.rows<Row>(
      `select doi, repository_id, state, attributes from record
       where id in (select value from json_each(?)) order by id`,
      chunk,
    );
    const places = readPlaces(
      ledger,
      rows.map(([doi]) => doi),
    );
    yield rows.map(([doi, repositoryId, state, attributes]) => ({
      ...{ doi, repositoryId, state, place: places.get(doi) ?? null },
      attributes: JSON.parse(attributes) as Attributes,
    }));
  }
}

/** As `exportedRecords`, only their metadata. */
export function* exportedAttributes(
  ledger: Ledger,
  ids: readonly number[],
): Generator<Attributes[]> {
  for (const chunk of chunks(ids)) {
    yield ledger.db
      .column<string>(
        'select attributes from record where id in (select value from json_each(?)) order by id',
        chunk,
      )
      .map((attributes) => JSON.parse(attributes) as Attributes);
  }
}

/** As SQL reads them. */
function* chunks(ids: readonly number[]): Generator<string> {
  for (let start = 0; start < ids.length; start += chunkSize) {
    yield JSON.stringify(ids.slice(start, start + chunkSize));
  }
}
