import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import type { Surroundings } from '#shared/versions/defect.ts';
import type { DoiAt, VersionNode } from '#shared/versions/version-node.ts';
import { readNode, readStatements } from '#shared/versions/version-node.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SyncState } from '../records/record.ts';

/** A record as version chains see it, with what only the ledger knows. */
export interface ChainRecord {
  readonly id: number;
  readonly node: VersionNode;
  readonly attributes: Attributes;
  readonly repositoryId: string;
  readonly sync: SyncState;
  readonly updatedAt: string;
  /** Statements that DataCite is known to hold, as `type target`; null: all of them. */
  readonly sent: ReadonlySet<string> | null;
}

interface Row {
  readonly id: number;
  readonly doi: string;
  readonly state: RecordState;
  readonly sync: SyncState;
  readonly burnt: number;
  readonly repository_id: string;
  readonly updated_at: string;
  readonly attributes: string;
  readonly remote: string | null;
  readonly marked: number;
}

const columns = `record.id, doi, state, sync, burnt, repository_id, updated_at, attributes,
  iif(sync in ('in-step','observe-only'), null, remote) as remote,
  exists (select 1 from version_mark where record_id = record.id) as marked`;

/** Records by id, in the order of their ids. */
export function readRecords(ledger: Ledger, ids: readonly number[]): ChainRecord[] {
  const doiAt = addressBook(ledger);
  return ledger.db
    .all<Row>(
      `select ${columns} from json_each(?) join record on record.id = json_each.value`,
      JSON.stringify(ids),
    )
    .map((row) => toChainRecord(row, doiAt));
}

function toChainRecord(row: Row, doiAt: DoiAt): ChainRecord {
  const attributes = JSON.parse(row.attributes) as Attributes;
  const node = readNode(row.doi, attributes, {
    holding: row.sync === 'observe-only' ? 'observed' : 'own',
    state: row.state,
    isMarkedOutdated: row.marked === 1,
    isGivenUp: row.burnt === 1,
    doiAt,
  });
  const isInStep = row.sync === 'in-step' || row.sync === 'observe-only';
  const remote = row.remote === null ? {} : (JSON.parse(row.remote) as Attributes);
  return {
    id: row.id,
    node,
    attributes,
    repositoryId: row.repository_id,
    sync: row.sync,
    updatedAt: row.updated_at,
    sent: isInStep
      ? null
      : new Set(readStatements(remote, doiAt).map(({ type, key }) => `${type} ${key ?? ''}`)),
  };
}

/** Finds records by their landing pages, as related identifiers of the type URL name them. */
export function addressBook(ledger: Ledger): DoiAt {
  return (url) =>
    ledger.db.get<{ doi: string }>('select doi from record where url = ? limit 1', url)?.doi ??
    null;
}

/**
 * Prefixes under which the ledger holds every DOI: those of accounts that were read to the end, and practice's.
 * Elsewhere a DOI that is not here may still exist.
 */
export function readSurroundings(ledger: Ledger): Surroundings {
  const rows = ledger.db.all<{ prefixes: string }>(
    `select prefixes from repository where removed_at is null and (environment = 'practice'
       or exists (select 1 from sync_cursor where repository_id = repository.id and last_finished_at is not null))`,
  );
  const listed = rows.flatMap(({ prefixes }) => JSON.parse(prefixes) as string[]);
  return { ownPrefixes: [...new Set(listed)] };
}
