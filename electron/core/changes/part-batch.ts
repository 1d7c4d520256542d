import { doiKey } from '#shared/doi/doi.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { readMembers, readSome, withMembers } from '#shared/support/json-members.ts';
import { authoredKeys, changedAmong, isInStep } from '#shared/sync/stored-value.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { SyncState } from '../records/record.ts';
import type { PartInput, PartRow } from '../records/save-parts.ts';
import { partColumns } from '../records/save-parts.ts';
import type { Edit } from './edit.ts';
import { editParts, withoutFixed } from './part-edit.ts';
import type { PartAsked, PartChange, PartEdited, PartOutcome } from './part-edit.ts';

/** A row with the copy at DataCite, unread. */
export interface PartRecord extends PartRow {
  readonly remote: string | null;
}

/** An edit that can be worked out from the attributes that it touches. */
export type TouchingEdit = Extract<Edit, { change: unknown }> & {
  readonly touches: readonly string[];
};

export function isTouching(edit: Edit): edit is TouchingEdit {
  return 'change' in edit && edit.touches !== undefined;
}

/** A change set's row of one record: canonical JSON of both sides. */
export interface Images {
  readonly before: string;
  readonly after: string;
}

/** Rows by DOI, read for edits of some attributes. */
export function readParts({ db }: Ledger, dois: readonly string[]): Map<string, PartRecord> {
  const rows = db.all<PartRecord>(
    `select ${partColumns}, remote from record where doi in (select value from json_each(?))`,
    JSON.stringify(dois.map(doiKey)),
  );
  return new Map(rows.map((row) => [row.doi, row]));
}

/** The outcomes of edits of known records; those that touch the same attributes are worked out together. */
export function editTouched(
  edits: readonly { readonly edit: TouchingEdit; readonly row: PartRecord }[],
  checkOf: (repositoryId: string) => RecordCheck,
): Map<TouchingEdit, PartOutcome> {
  const outcomes = new Map<TouchingEdit, PartOutcome>();
  for (const group of Map.groupBy(edits, ({ edit }) => edit.touches.join(' ')).values()) {
    const touches = group[0]?.edit.touches ?? [];
    const asked = group.map(({ edit, row }) => askedOf(row, edit.change));
    editParts(asked, touches, checkOf).forEach((outcome, at) => {
      const edit = group[at]?.edit;
      if (edit !== undefined) outcomes.set(edit, outcome);
    });
  }
  return outcomes;
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
      findingsBytes: row.findings.length,
    },
  };
}

/** What is to be saved, but for where the record stands then; null where its findings have to be made anew. */
export function partInput(before: PartRow, edited: PartEdited): Omit<PartInput, 'sync'> | null {
  const findings = withoutFixed(before.findings, edited.fixed);
  if (findings === null) return null;
  const values = new Map(edited.changes.map(({ path, after }) => [path, after]));
  return {
    before,
    text: withMembers(edited.json, values),
    attributes: changedOf(edited),
    changes: edited.changes.map((change) => ({ path: change.path, sides: sidesOf(change) })),
    findings,
  };
}

/** `syncWith` by the attributes that changed, as far as they tell. */
export function partSync(
  { sync, remote }: PartRecord,
  { text, attributes, changes }: Omit<PartInput, 'sync'>,
  hasOpenOperations: boolean,
): SyncState {
  if (hasOpenOperations || remote === null) return sync;
  const there = readMembers(remote);
  if (there !== null) {
    const paths = new Set(changes.map(({ path }) => path));
    const keys = authoredKeys.filter((key) => paths.has(key));
    const held = readSome(there, paths) as Attributes;
    if (changedAmong(keys, attributes, held).length > 0) return 'unsent';
    // All others were in step and are what they were.
    if (sync === 'in-step') return sync;
  }
  const whole = JSON.parse(text) as Attributes;
  return isInStep(whole, JSON.parse(remote) as Attributes) ? 'in-step' : 'unsent';
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
export function partImages(changes: readonly PartChange[]): Images {
  const side = (name: 'before' | 'after'): string => {
    const members = changes.flatMap((change) =>
      change[name] === undefined ? [] : [`${JSON.stringify(change.path)}:${change[name]}`],
    );
    return `{${members.join(',')}}`;
  };
  return { before: side('before'), after: side('after') };
}
