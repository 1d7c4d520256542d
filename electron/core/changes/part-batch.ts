import { doiKey } from '#shared/doi/doi.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { authoredKeys, changedAmong, isInStep } from '#shared/sync/stored-value.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RecordCondition } from '../records/find-records.ts';
import { byDois, byIds } from '../records/find-records.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import type { PartBefore, PartChanged, PartInput } from '../records/save-parts.ts';
import { beforeColumns, partEvent, partRow } from '../records/save-parts.ts';
import { namesLinks } from '../records/write-row.ts';
import { readMembers, readSome, withMembers } from '../support/json-members.ts';
import type { Edit } from './edit.ts';
import type { Refusal } from './judge-edit.ts';
import { isNoDifference, withDifference } from './finding-difference.ts';
import { editParts } from './part-edit.ts';
import type { PartAsked, PartChange, PartEdited } from './part-edit.ts';

/** As much of a record as is needed to work an edit out, its metadata and the copy at DataCite unread. */
export interface PartRecord {
  readonly id: number;
  readonly doi: string;
  readonly repository_id: string;
  readonly source_file: string | null;
  readonly source_row: number | null;
  readonly state: LedgerRecord['state'];
  readonly sync: SyncState;
  readonly burnt: 0 | 1;
  readonly content_hash: string;
  /** Length of the stored findings, in bytes of their JSON: they are long, and seldom needed. */
  readonly findingsBytes: number;
  readonly attributes: Buffer;
  readonly places: Buffer | null;
  readonly remote: Buffer | null;
}

const partColumns = `id, doi, repository_id, source_file, source_row, state, sync, burnt, content_hash,
  octet_length(findings) as findingsBytes, cast(attributes as blob) as attributes, places,
  cast(remote as blob) as remote`;

/** Rows of these records (`byIds`, `byDois`). */
export function readPartRecords(
  { db }: Pick<Ledger, 'db'>,
  { where, values }: RecordCondition,
): PartRecord[] {
  return db.all<PartRecord>(`select ${partColumns} from record where ${where}`, ...values);
}

/** An edit that can be worked out from the attributes that it touches. */
export type TouchingEdit = Extract<Edit, { change: unknown }> & {
  readonly touches: readonly string[];
};

export function isTouching(edit: Edit): edit is TouchingEdit {
  // Not read: an undo works it out when it is asked for.
  return 'change' in edit && 'touches' in edit;
}

/** A change set's row of one record: canonical JSON of both sides. */
export interface Images {
  readonly before: string;
  readonly after: string;
}

/** All that is written of one record; `sync` holds unless something of it waits in the outbox. */
export interface PreparedPart extends Omit<PartInput, 'before'> {
  readonly kind: 'edited';
  readonly images: Images;
}

/** `whole`: what is to be done can only be told from the whole record. Plain data: it crosses between threads. */
export type PartResult =
  | PreparedPart
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'whole' };

/** Rows by DOI, read for edits of some attributes, with what is compared as they are written. */
export function readParts(
  { db }: Pick<Ledger, 'db'>,
  dois: readonly string[],
): Map<string, PartRecord & PartBefore> {
  const { where, values } = byDois(dois);
  const rows = db.all<PartRecord & PartBefore>(
    `select ${beforeColumns}, ${partColumns} from record where ${where}`,
    ...values,
  );
  return new Map(rows.map((row) => [row.doi, row]));
}

/** By number, as much as is compared with what is written. */
export function readBefore({ db }: Ledger, ids: readonly number[]): Map<number, PartBefore> {
  const { where, values } = byIds(ids);
  const rows = db.all<PartBefore>(`select ${beforeColumns} from record where ${where}`, ...values);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Edits with their rows: of each record the first, where it was not edited before. */
export function once<Read extends PartRecord>(
  edits: readonly TouchingEdit[],
  rows: ReadonlyMap<string, Read>,
  seen: ReadonlySet<number>,
): { readonly edit: TouchingEdit; readonly row: Read }[] {
  const taken = new Set<number>();
  return edits.flatMap((edit) => {
    const row = rows.get(doiKey(edit.doi));
    if (row === undefined || seen.has(row.id) || taken.has(row.id)) return [];
    taken.add(row.id);
    return [{ edit, row }];
  });
}

/** What works edits out: a ledger to read, and salts for what the history keeps of them. */
export type PartContext = Pick<CoreContext, 'ledger' | 'newSalt'>;

/** The results of edits of known records; those that touch the same attributes are worked out together. */
export function workOutParts(
  context: PartContext,
  edits: readonly { readonly edit: TouchingEdit; readonly row: PartRecord }[],
  checkOf: (repositoryId: string) => RecordCheck,
): Map<TouchingEdit, PartResult> {
  const results = new Map<TouchingEdit, PartResult>();
  for (const group of Map.groupBy(edits, ({ edit }) => edit.touches.join(' ')).values()) {
    const touches = group[0]?.edit.touches ?? [];
    const asked = group.map(({ edit, row }) => askedOf(row, edit.change));
    editParts(asked, touches, checkOf).forEach((outcome, at) => {
      const one = group[at];
      if (one === undefined) return;
      const result = outcome.kind === 'edited' ? preparedPart(context, one, outcome) : outcome;
      results.set(one.edit, result);
    });
  }
  return results;
}

function askedOf(row: PartRecord, change: PartAsked['change']): PartAsked {
  return {
    change,
    source: {
      doi: row.doi,
      repositoryId: row.repository_id,
      state: row.state,
      sync: row.sync,
      isBurnt: row.burnt === 1,
      contentHash: row.content_hash,
      attributes: row.attributes,
      places: row.places,
      findingsBytes: row.findingsBytes,
    },
  };
}

/** `whole` where the findings have to be made anew. */
function preparedPart(
  { ledger, newSalt }: PartContext,
  { edit: { hashes }, row: before }: { readonly edit: TouchingEdit; readonly row: PartRecord },
  edited: PartEdited,
): PartResult {
  const findings = isNoDifference(edited.findings)
    ? undefined
    : withDifference(storedFindings(ledger, before.id), edited.findings);
  if (findings === null) return { kind: 'whole' };
  const { changes } = edited;
  const changed: PartChanged = {
    json: withMembers(edited.json, new Map(changes.map(({ path, after }) => [path, after]))),
    attributes: changedOf(edited),
    paths: changes.map(({ path }) => path),
    findings,
    contentHash: hashes?.before === before.content_hash ? hashes.after : undefined,
  };
  return {
    kind: 'edited',
    row: partRow(changed),
    hasLinks: namesLinks(changed.json.bytes),
    hasOtherKernel: changed.paths.includes('schemaVersion'),
    event: partEvent(
      () => newSalt(),
      before,
      changes.map((change) => ({ path: change.path, sides: sidesOf(change) })),
    ),
    images: partImages(changes),
    sync: quietSync(before, changed),
  };
}

function storedFindings({ db }: Pick<Ledger, 'db'>, id: number): string {
  const stored = db.column<string>('select findings from record where id = ?', id);
  return stored[0] ?? '[]';
}

/** `syncWith` by the attributes that changed, as far as they tell; nothing waits in the outbox. */
function quietSync(
  { sync, remote }: PartRecord,
  { json, attributes, paths }: PartChanged,
): SyncState {
  if (remote === null) return sync;
  const there = readMembers(remote);
  if (there !== null) {
    const named = new Set(paths);
    const keys = authoredKeys.filter((key) => named.has(key));
    const held = readSome(there, named) as Attributes;
    if (changedAmong(keys, attributes, held).length > 0) return 'unsent';
    // All others were in step and are what they were.
    if (sync === 'in-step') return sync;
  }
  const whole = JSON.parse(json.bytes.toString()) as Attributes;
  return isInStep(whole, JSON.parse(remote.toString()) as Attributes) ? 'in-step' : 'unsent';
}

function changedOf({ changes, attributes }: PartEdited): Attributes {
  const all = attributes as Readonly<Record<string, unknown>>;
  const changed = changes.filter(({ after }) => after !== undefined);
  return Object.fromEntries(changed.map(({ path }) => [path, all[path]]));
}

function sidesOf({ before, after }: PartChange): string {
  const sides = [
    ...(after === undefined ? [] : [`"after":${after}`]),
    ...(before === undefined ? [] : [`"before":${before}`]),
  ];
  return sides.join(',');
}

/** Exactly the attributes that differ, on both sides, as canonical JSON. */
function partImages(changes: readonly PartChange[]): Images {
  const side = (name: 'before' | 'after'): string => {
    const members = changes.flatMap((change) =>
      change[name] === undefined ? [] : [`${JSON.stringify(change.path)}:${change[name]}`],
    );
    return `{${members.join(',')}}`;
  };
  return { before: side('before'), after: side('after') };
}
