import { hash } from 'node:crypto';

import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { EventContext, PreparedEvent } from '../history/append-event.ts';
import { appendEvents } from '../history/append-event.ts';
import type { WrittenChange } from '../history/changes.ts';
import type { EventBody } from '../history/event-body.ts';
import { writeBody } from '../history/event-body.ts';
import type { JsonBytes } from '../support/json-members.ts';
import { placesOf } from '../support/member-places.ts';
import type { DerivedColumns } from './derived-columns.ts';
import { deriveColumns } from './derived-columns.ts';
import type { RecordTableRow, SyncState } from './record.ts';
import { countBySeverity, writeFindingCodes } from './record.ts';
import type { Cause } from './save-records.ts';
import { announce, originOf } from './save-records.ts';
import { writeSearchTexts } from './search-reading.ts';
import type { Row } from './write-row.ts';
import { noteKernel, noteMetadata, updateRow } from './write-row.ts';

/** What of a record is compared with what is written of it when some attributes are saved. */
export type PartBefore = Pick<
  RecordTableRow,
  | ('id' | 'doi' | 'item_key' | 'state' | 'sync' | 'title' | 'creators' | 'publisher')
  | 'content_hash'
> & {
  readonly title_sort: string | null;
  readonly resource_type: string | null;
  readonly publication_year: number | null;
  readonly url: string | null;
};

/** `PartBefore` as a list of columns. */
export const beforeColumns = `id, doi, item_key, state, sync, title, title_sort, creators, resource_type,
  publication_year, publisher, url, content_hash`;

/** A record of which some attributes changed. */
export interface PartInput {
  /** The row as it was read in the same transaction. */
  readonly before: PartBefore;
  /** Its columns afterwards, but for `sync` (`partRow`). */
  readonly row: Row;
  /** Whether its metadata name other identifiers afterwards. */
  readonly hasLinks: boolean;
  /** Whether its kernel is among what changed. */
  readonly hasOtherKernel: boolean;
  /** What the history says of it (`partEvent`). */
  readonly event: EventBody;
  readonly sync: SyncState;
}

/** What is derived from which attribute. */
const derivedFrom: Readonly<
  Record<string, readonly (readonly [column: keyof PartBefore, name: keyof DerivedColumns])[]>
> = {
  titles: [
    ['title', 'title'],
    ['title_sort', 'titleSort'],
  ],
  creators: [['creators', 'creators']],
  types: [['resource_type', 'resourceType']],
  publicationYear: [['publication_year', 'publicationYear']],
  publisher: [['publisher', 'publisher']],
  url: [['url', 'url']],
};

/**
 * Writes what `saveRecords` would write of records that are known to have changed in some attributes, and in how:
 * nothing is read again and nothing compared that cannot have changed. In the caller's transaction.
 */
export function saveParts(context: EventContext, inputs: readonly PartInput[], cause: Cause): void {
  if (inputs.length === 0) return;
  const { ledger } = context;
  const now = context.timestamp();
  for (const { before, row, hasOtherKernel, sync } of inputs) {
    updateRow(ledger, before, { ...row, sync }, now);
    if (hasOtherKernel) noteKernel(ledger, before.id);
    const findings = row['findings'];
    if (typeof findings === 'string') {
      ledger.db.run('delete from record_finding where record_id = ?', before.id);
      writeFindingCodes(ledger, before.id, JSON.parse(findings) as Finding[]);
    }
  }
  noteMetadata(
    ledger,
    inputs.map(({ before, hasLinks }) => ({ id: before.id, hasLinks })),
  );
  writeSearchTexts(
    ledger,
    inputs.map(({ before, row }) => ({
      ...{ id: before.id, before, row: textsOf(before, row) },
    })),
  );
  appendEvents(
    context,
    inputs.map((input) => eventOf(input, cause)),
  );
  announce(
    context,
    inputs.map(({ before }) => before.doi),
  );
}

/** What can be searched for, with what an edit made of it. */
function textsOf(before: PartBefore, row: Row): Row {
  const { doi, title, creators, publisher, item_key } = before;
  return {
    ...{ doi, item_key },
    title: row['title'] === undefined ? title : row['title'],
    creators: row['creators'] === undefined ? creators : row['creators'],
    publisher: row['publisher'] === undefined ? publisher : row['publisher'],
  };
}

/** What is known of some changed attributes before they are written. */
export interface PartChanged {
  /** All attributes afterwards. */
  readonly json: JsonBytes;
  /** The attributes that changed, by name, as they are afterwards. */
  readonly attributes: Attributes;
  /** The names of all that changed, also of those that are gone. */
  readonly paths: readonly string[];
  /** Stored findings afterwards, as JSON; absent where they stay. */
  readonly findings?: string | undefined;
  /** Its content hash afterwards, where it is known. */
  readonly contentHash?: string | undefined;
}

/** The columns afterwards that such a change decides. */
export function partRow({ json, attributes, paths, findings, contentHash }: PartChanged): Row {
  const derived = deriveColumns(attributes);
  const row: Record<string, Row[string]> = {
    attributes: json.bytes,
    places: placesOf(json.members),
    content_hash: contentHash ?? hash('sha256', json.bytes, 'hex'),
  };
  for (const path of paths) {
    for (const [column, name] of derivedFrom[path] ?? []) row[column] = derived[name];
  }
  if (findings === undefined) return row;
  const counts = countBySeverity(JSON.parse(findings) as Finding[]);
  return {
    ...row,
    findings,
    error_count: counts.error,
    warning_count: counts.warning,
    hint_count: counts.hint,
  };
}

/** What the history says of a change of some attributes. */
export function partEvent(
  newSalt: () => string,
  {
    source_file: file,
    source_row: row,
    state,
  }: Pick<RecordTableRow, 'source_file' | 'source_row' | 'state'>,
  changes: readonly WrittenChange[],
): EventBody {
  const origin = originOf(file === null ? null : { file, row });
  return writeBody(newSalt, {
    summary: `Changed${origin}: ${changes.map(({ path }) => path).join(', ')}.`,
    changes,
    detail: { state },
  });
}

function eventOf({ before, event }: PartInput, cause: Cause): PreparedEvent {
  return {
    kind: `record.${cause.kind}`,
    doi: before.doi,
    batchId: cause.batchId ?? null,
    reason: cause.reason,
    body: event,
  };
}
