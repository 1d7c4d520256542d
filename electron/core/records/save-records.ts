import { hash } from 'node:crypto';

import { doiKey } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes, RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { hasConflict } from '../conflicts/conflict-table.ts';
import type { EventContext } from '../history/append-event.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Change, WrittenChange } from '../history/changes.ts';
import { canonicalAddition, changesBetween } from '../history/changes.ts';
import type { Policies } from '../policies/policy-table.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { deriveColumns } from './derived-columns.ts';
import type { RecordTableRow, SyncState } from './record.ts';
import { countBySeverity, findingCodes, writeFindingCodes } from './record.ts';
import type { SearchWrite } from './search-reading.ts';
import { writeSearchTexts } from './search-reading.ts';
import type { Rewritten, Row } from './write-row.ts';
import {
  findPlaces,
  namesLinks,
  namesOtherKernel,
  noteKernel,
  noteMetadata,
  updateRow,
} from './write-row.ts';

export interface RecordInput {
  readonly doi: string;
  readonly repositoryId: string;
  readonly collectionId: number | null;
  readonly itemKey: string | null;
  readonly source: { readonly file: string; readonly row: number | null } | null;
  readonly attributes: Attributes;
  readonly findings: readonly Finding[];
  readonly sync: SyncState;
  readonly state: RecordState;
  /** Canonical hash of what the source said, so that the same file again is seen as unchanged. */
  readonly sourceHash: string | null;
  /** What changed since the row was read in the same transaction, where the caller knows; else it is found out. */
  readonly changes?: readonly Change[];
  /** Where the record was read from DataCite: its copy there. Absent leaves what is known. */
  readonly remote?: {
    readonly attributes: Attributes;
    readonly state: RemoteState;
    readonly updatedAt: string | null;
  };
}

/** Why records are written, for the history. */
export interface Cause {
  /** `import`, `edit`, `sync`, `change-set`: becomes the event's kind, `record.import`. */
  readonly kind: string;
  readonly reason: string | null;
  readonly batchId?: string;
}

export interface SavedRecord {
  readonly id: number;
  readonly doi: string;
  readonly outcome: 'new' | 'changed' | 'unchanged';
}

/** Findings kept with a record; the contract's limit. A record with more has one fault, not a thousand. */
const findingLimit = 1000;

/**
 * Inserts or updates records by their DOI. Row, derived columns, finding codes, search text and history
 * are written in one transaction: all of the inputs or none. Findings are kept as the collection's policy and
 * the record's waivers leave them. An input that changes nothing writes
 * nothing. Meant for batches of about 500. Throws `CONFLICT` for a name that was given up and
 * must not come back.
 */
export function saveRecords(
  context: EventContext,
  inputs: readonly RecordInput[],
  cause: Cause,
): SavedRecord[] {
  const saved = context.ledger.transaction(() => {
    const now = context.timestamp();
    const policies = readPolicies(context.ledger);
    const searches: SearchWrite[] = [];
    const rewritten: Rewritten[] = [];
    const all = inputs.map((input) =>
      saveOne(context, input, { ...cause, now, policies, searches, rewritten }),
    );
    noteMetadata(context.ledger, rewritten);
    writeSearchTexts(context.ledger, searches);
    return all;
  });
  const dois = saved.flatMap(({ outcome, doi }) => (outcome === 'unchanged' ? [] : [doi]));
  if (dois.length > 0) announce(context, dois);
  return saved;
}

/** Tells listeners that these records are not what they were; many of them are told as "all". */
export function announce(context: Pick<EventContext, 'emit'>, dois: readonly string[]): void {
  context.emit('records.changed', { dois: dois.length > 200 ? null : [...dois] });
  context.emit('collections.changed', { collectionId: null });
}

function saveOne(
  context: EventContext,
  given: RecordInput,
  cause: Cause & {
    readonly now: string;
    readonly policies: Policies;
    readonly searches: SearchWrite[];
    readonly rewritten: Rewritten[];
  },
): SavedRecord {
  const { db } = context.ledger;
  const doi = doiKey(given.doi);
  const before = db.get<RecordTableRow>('select * from record where doi = ?', doi);
  if (before?.burnt === 1) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${doi} was used before and given up, so it cannot be used again.`,
      nextStep: 'Choose another DOI for this item.',
    });
  }
  const place = { id: before?.id ?? null, collectionId: given.collectionId };
  const { standing } = cause.policies.apply(place, given.findings);
  // An edit must not end a conflict that nobody settled: sending would overwrite what was never chosen.
  const isOpen = before?.sync === 'conflict' && hasConflict(context.ledger, before.id);
  const sync = isOpen ? 'conflict' : given.sync;
  const input = { ...given, findings: standing, sync };
  const added = canonicalAddition(input.attributes);
  const row = rowOf({ ...input, doi }, added.text, before);
  if (before !== undefined && isUnchanged(before, row)) {
    return { id: before.id, doi, outcome: 'unchanged' };
  }
  const id =
    before === undefined
      ? insert(context, row, cause.now)
      : updateRow(context.ledger, before, row, cause.now);
  if (before !== undefined && before.attributes !== added.text) {
    cause.rewritten.push({ id, hasLinks: namesLinks(added.text) });
  }
  if (before !== undefined && namesOtherKernel(before.attributes, row['attributes'])) {
    noteKernel(context.ledger, id);
  }
  if (before === undefined || before.findings !== row['findings']) {
    if (before !== undefined) db.run('delete from record_finding where record_id = ?', id);
    writeFindingCodes(context.ledger, id, input.findings);
  }
  cause.searches.push({ id, before, row });
  recordEvent(context, { before, row, input, cause, added: added.changes });
  return { id, doi, outcome: before === undefined ? 'new' : 'changed' };
}

/** All columns that an input decides, by name; what it does not decide is taken from `before`. */
function rowOf(input: RecordInput, attributes: string, before: RecordTableRow | undefined): Row {
  const derived = deriveColumns(input.attributes);
  const findings = input.findings.slice(0, findingLimit);
  const counts = countBySeverity(findings);
  const { remote } = input;
  return {
    doi: input.doi,
    repository_id: input.repositoryId,
    collection_id: input.collectionId,
    item_key: input.itemKey,
    source_file: input.source?.file ?? null,
    source_row: input.source?.row ?? null,
    state: input.state,
    sync: input.sync,
    title: derived.title,
    title_sort: derived.titleSort,
    creators: derived.creators,
    resource_type: derived.resourceType,
    publication_year: derived.publicationYear,
    publisher: derived.publisher,
    url: derived.url,
    error_count: counts.error,
    warning_count: counts.warning,
    hint_count: counts.hint,
    content_hash: hash('sha256', attributes, 'hex'),
    source_hash: input.sourceHash,
    findings: JSON.stringify(findings),
    attributes,
    remote: remote === undefined ? (before?.remote ?? null) : canonicalJson(remote.attributes),
    remote_state: remote === undefined ? (before?.remote_state ?? null) : remote.state,
    remote_updated_at:
      remote === undefined ? (before?.remote_updated_at ?? null) : remote.updatedAt,
  };
}

/** A source's row number may move without the record having changed. */
function isUnchanged(before: RecordTableRow, row: Row): boolean {
  const known = before as unknown as Row;
  return Object.keys(row).every((name) => name === 'source_row' || known[name] === row[name]);
}

function insert(context: EventContext, row: Row, now: string): number {
  return context.ledger.db.run(
    `insert into record (doi, repository_id, collection_id, item_key, source_file, source_row, state, sync,
       title, title_sort, creators, resource_type, publication_year, publisher, url, error_count,
       warning_count, hint_count, remote_state, remote_updated_at, confirmed_at, content_hash, source_hash,
       created_at, updated_at, findings, attributes, remote, places, finding_codes)
     values (@doi, @repository_id, @collection_id, @item_key, @source_file, @source_row, @state, @sync,
       @title, @title_sort, @creators, @resource_type, @publication_year, @publisher, @url, @error_count,
       @warning_count, @hint_count, @remote_state, @remote_updated_at, iif(@remote is null, null, @now),
       @content_hash, @source_hash, @now, @now, @findings, @attributes, @remote, @places, @codes)`,
    {
      ...{ ...row, now, places: findPlaces(row['attributes']) },
      codes: findingCodes(String(row['findings'])),
    },
  ).lastId;
}

/** Where a record came from, as summaries of events say it. */
export function originOf(source: RecordInput['source']): string {
  if (source === null) return '';
  return ` from ${source.file}${source.row === null ? '' : `, row ${source.row}`}`;
}

/** Findings and the state of sending are derived, so they alone make no event. */
function recordEvent(
  context: EventContext,
  what: {
    readonly before: RecordTableRow | undefined;
    readonly row: Row;
    readonly input: RecordInput;
    readonly cause: Cause;
    readonly added: readonly WrittenChange[];
  },
): void {
  const { before, row, input, cause } = what;
  const changed = before === undefined ? null : changesOf(before, row, input);
  if (changed?.length === 0) return;
  const origin = originOf(input.source);
  appendEvent(context, {
    kind: `record.${cause.kind}`,
    summary:
      changed === null
        ? `Added${origin}.`
        : `Changed${origin}: ${changed.map(({ path }) => path).join(', ')}.`,
    doi: String(row['doi']),
    batchId: cause.batchId ?? null,
    reason: cause.reason,
    changes: changed ?? what.added,
    detail: { state: String(row['state']) },
  });
}

function changesOf(before: RecordTableRow, row: Row, input: RecordInput): Change[] {
  const attributes: readonly Change[] =
    before.content_hash === row['content_hash']
      ? []
      : (input.changes ??
        changesBetween(JSON.parse(before.attributes) as object, input.attributes));
  const columns = (['state', 'collection_id', 'repository_id'] as const).flatMap((name) =>
    before[name] === row[name]
      ? []
      : [{ path: `record.${name}`, before: before[name], after: row[name] }],
  );
  return [...attributes, ...columns];
}
