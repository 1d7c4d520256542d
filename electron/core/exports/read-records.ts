import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { realmMarks } from '#shared/share/mark-unreal.ts';
import type { Realm } from '#shared/share/mark-unreal.ts';
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

type Row = readonly [doi: string, repositoryId: string, state: RecordState, attributes: string];

/** The records of these ids, in their order. */
export function exportedRecords(ledger: Ledger, ids: readonly number[]): ExportedRecord[] {
  const rows = ledger.db.rows<Row>(
    `select doi, repository_id, state, attributes from json_each(?) as wanted
     join record on record.id = wanted.value order by wanted.key`,
    JSON.stringify(ids),
  );
  const places = readPlaces(
    ledger,
    rows.map(([doi]) => doi),
  );
  return rows.map(([doi, repositoryId, state, attributes]) => ({
    ...{ doi, repositoryId, state, place: places.get(doi) ?? null },
    attributes: JSON.parse(attributes) as Attributes,
  }));
}

/** As `exportedRecords`, only their metadata. */
export function exportedAttributes(ledger: Ledger, ids: readonly number[]): Attributes[] {
  const texts = ledger.db.column<string>(
    `select attributes from json_each(?) as wanted join record on record.id = wanted.value
     order by wanted.key`,
    JSON.stringify(ids),
  );
  return texts.map((attributes) => JSON.parse(attributes) as Attributes);
}

/** What says that a record is not real; '' for records of production. */
export type MarkOf = (record: Pick<ExportedRecord, 'repositoryId'>) => string;

export function readMarks(ledger: Ledger): MarkOf {
  const realms = new Map(
    ledger.db
      .all<{ id: string; environment: Realm }>('select id, environment from repository')
      .map(({ id, environment }) => [id, realmMarks[environment]]),
  );
  return ({ repositoryId }) => realms.get(repositoryId) ?? '';
}

/** True where at least one of these records is not real. */
export function hasUnreal(ledger: Ledger, ids: readonly number[]): boolean {
  const found = ledger.db.get(
    `select 1 from json_each(?) j join record r on r.id = j.value join repository p on p.id = r.repository_id
     where p.environment in ('practice', 'test') limit 1`,
    JSON.stringify(ids),
  );
  return found !== undefined;
}
