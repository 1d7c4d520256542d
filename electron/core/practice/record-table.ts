import type { Database } from '../sqlite/database.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { Json, JsonObject } from '#shared/support/json.ts';
import type { PracticeRecord } from './record.ts';

type Row = {
  readonly doi: string;
  readonly client_id: string;
  readonly state: RemoteState;
  readonly url: string | null;
  readonly metadata: string;
  readonly xml: string | null;
  readonly schema_version: string | null;
  readonly source: string;
  readonly reason: string | null;
  readonly landing_page: string | null;
  readonly handle_url: string | null;
  readonly created_ms: number;
  readonly registered_ms: number | null;
  readonly updated_ms: number;
  readonly audit_version: number;
  readonly metadata_version: number;
};

/** The table `record`: the service's database. */
export interface RecordTable {
  find(doi: string): PracticeRecord | null;
  findByUrl(url: string): PracticeRecord | null;
  put(record: PracticeRecord): void;
  remove(doi: string): void;
  /** All records in order of their DOIs, one at a time. */
  all(): Iterable<PracticeRecord>;
}

const upsert = `insert into record values (@doi, @client_id, @state, @url, @metadata, @xml,
    @schema_version, @source, @reason, @landing_page, @handle_url, @created_ms, @registered_ms,
    @updated_ms, @audit_version, @metadata_version)
  on conflict (doi) do update set client_id = @client_id, state = @state, url = @url,
    metadata = @metadata, xml = @xml, schema_version = @schema_version, source = @source,
    reason = @reason, landing_page = @landing_page, handle_url = @handle_url,
    registered_ms = @registered_ms, updated_ms = @updated_ms, audit_version = @audit_version,
    metadata_version = @metadata_version`;

export function openRecordTable(db: Database): RecordTable {
  return {
    find: (doi) => optional(db.get<Row>('select * from record where doi = ?', doi.toLowerCase())),
    findByUrl: (url) => optional(db.get<Row>('select * from record where url = ? limit 1', url)),
    put: (record) => void db.run(upsert, toRow(record)),
    remove: (doi) => void db.run('delete from record where doi = ?', doi),
    *all() {
      for (const row of db.iterate<Row>('select * from record order by doi')) yield toRecord(row);
    },
  };
}

function optional(row: Row | undefined): PracticeRecord | null {
  return row === undefined ? null : toRecord(row);
}

function toRecord(row: Row): PracticeRecord {
  return {
    doi: row.doi,
    clientId: row.client_id,
    state: row.state,
    url: row.url,
    metadata: JSON.parse(row.metadata) as JsonObject,
    xml: row.xml,
    schemaVersion: row.schema_version,
    source: row.source,
    reason: row.reason,
    landingPage: row.landing_page === null ? null : (JSON.parse(row.landing_page) as Json),
    handleUrl: row.handle_url,
    createdMs: row.created_ms,
    registeredMs: row.registered_ms,
    updatedMs: row.updated_ms,
    auditVersion: row.audit_version,
    metadataVersion: row.metadata_version,
  };
}

function toRow(record: PracticeRecord): Row {
  return {
    doi: record.doi,
    client_id: record.clientId,
    state: record.state,
    url: record.url,
    metadata: JSON.stringify(record.metadata),
    xml: record.xml,
    schema_version: record.schemaVersion,
    source: record.source,
    reason: record.reason,
    landing_page: record.landingPage === null ? null : JSON.stringify(record.landingPage),
    handle_url: record.handleUrl,
    created_ms: record.createdMs,
    registered_ms: record.registeredMs,
    updated_ms: record.updatedMs,
    audit_version: record.auditVersion,
    metadata_version: record.metadataVersion,
  };
}
