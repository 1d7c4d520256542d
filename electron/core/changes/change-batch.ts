import type { RefusedEdit } from '#shared/contract/changes.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import type { Change } from '../history/changes.ts';
import { changesBetween } from '../history/changes.ts';
import { findByDois } from '../records/find-records.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checkEach, checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { RecordInput } from '../records/save-records.ts';
import type { PartInput } from '../records/save-parts.ts';
import { saveParts } from '../records/save-parts.ts';
import { saveRecords } from '../records/save-records.ts';
import type { Edit, EditOutcome, Subject } from './edit.ts';
import { insertChangedRecord } from './change-set-table.ts';
import type { Images, PartRecord, TouchingEdit } from './part-batch.ts';
import {
  editTouched,
  isTouching,
  partImages,
  partInput,
  partSync,
  readParts,
} from './part-batch.ts';
import type { PartOutcome } from './part-edit.ts';
import type { Refusal } from './judge-edit.ts';
import { makesInvalid, refusalOf, syncWith } from './judge-edit.ts';

/** What one transaction did. */
export interface Batch {
  /** Edits dealt with, from the beginning of those that were given; at least one. */
  readonly handled: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedEdit[];
}

export interface BatchWriter {
  /** Writes edits in the caller's transaction until they end or a turn of the event loop is over. */
  write(edits: readonly Edit[]): Batch;
}

/**
 * Longest stretch of work in one transaction, in milliseconds: the rest of the core waits so long. Each transaction
 * waits for the disk, so a shorter one would make the whole slower.
 */
const turnMs = 50;
/** Records read and checked at once. */
const readAtOnce = 50;

interface Edited {
  readonly record: LedgerRecord;
  readonly attributes: Attributes;
  readonly edit: Edit;
  readonly changes: readonly Change[];
}

interface Prepared extends Edited {
  readonly findings: readonly Finding[];
}

/** An edit worked out from the attributes that it touches. */
interface PreparedPart {
  readonly row: PartRecord;
  readonly edit: Edit;
  readonly part: Omit<PartInput, 'sync'>;
  readonly images: Images;
}

type Outcome = Prepared | PreparedPart | Refusal | null;

/** Writes the records of one change set, transaction by transaction. */
export function changeBatch(
  context: CoreContext,
  set: { readonly id: string; readonly kind: string; readonly reason: string | null },
): BatchWriter {
  const { ledger, ports } = context;
  const checks = new Map<string, RecordCheck>();
  const seen = new Set<number>();
  const checkOf = (repositoryId: string): RecordCheck => {
    const known = checks.get(repositoryId) ?? checkOptionsOf(context, repositoryId);
    checks.set(repositoryId, known);
    return known;
  };

  const apply = (edit: Edit, record: LedgerRecord | null): Edited | Refusal | null => {
    const refusal = refusalOf(record);
    if (refusal !== null || record === null) return refusal;
    if (seen.has(record.id)) return twice;
    seen.add(record.id);
    const outcome: EditOutcome = 'change' in edit ? edit.change(subjectOf(record)) : edit;
    if ('refusal' in outcome) return outcome.refusal;
    const { attributes } = outcome;
    // What an edit leaves alone is the same object: only what it touched is compared.
    const changes = changesBetween(record.attributes, attributes);
    if (changes.length === 0) return null;
    return { record, attributes, edit, changes };
  };
  const judge = (edited: Edited, findings: readonly Finding[]): Prepared | Refusal => {
    const { record, edit } = edited;
    const invalid = makesInvalid(record, findings, checkOf(record.repositoryId));
    const isFree = invalid !== null && 'change' in edit && edit.isRestoring?.() === true;
    return invalid === null || isFree ? { ...edited, findings } : invalid;
  };
  /** Edits by whole records, which are read, and checked, together. */
  const prepareWhole = (edits: readonly Edit[]): Outcome[] => {
    if (edits.length === 0) return [];
    const known = findByDois(
      ledger,
      edits.map(({ doi }) => doi),
    );
    const outcomes = edits.map((edit) => apply(edit, known.get(doiKey(edit.doi)) ?? null));
    const edited = outcomes.filter((outcome) => outcome !== null && 'edit' in outcome);
    const found = checkEach(
      edited.map(({ record, attributes }) => ({ ...record, attributes })),
      checkOf,
    ).values();
    return outcomes.map((outcome) =>
      outcome !== null && 'edit' in outcome ? judge(outcome, found.next().value ?? []) : outcome,
    );
  };
  /** Edits by what they touch; missing are those that need the whole record. */
  const prepareParts = (edits: readonly TouchingEdit[]): Map<Edit, Outcome> => {
    const prepared = new Map<Edit, Outcome>();
    if (edits.length === 0) return prepared;
    const rows = readParts(
      ledger,
      edits.map(({ doi }) => doi),
    );
    const asked: { edit: TouchingEdit; row: PartRecord }[] = [];
    for (const edit of edits) {
      const row = rows.get(doiKey(edit.doi));
      // A record that is not there, or was edited before, is refused with the whole ones.
      if (row === undefined || seen.has(row.id)) continue;
      seen.add(row.id);
      asked.push({ edit, row });
    }
    const outcomes = editTouched(asked, checkOf);
    for (const { edit, row } of asked) {
      const outcome = preparePart(edit, row, outcomes.get(edit));
      if (outcome === undefined) seen.delete(row.id);
      else prepared.set(edit, outcome);
    }
    return prepared;
  };
  const prepare = (edits: readonly Edit[]): Outcome[] => {
    const parts = prepareParts(edits.filter(isTouching));
    const whole = prepareWhole(edits.filter((edit) => !parts.has(edit))).values();
    return edits.map((edit) => parts.get(edit) ?? (parts.has(edit) ? null : takeNext(whole)));
  };

  return {
    write(edits) {
      const until = ports.clock.monotonic() + turnMs;
      const prepared: (Prepared | PreparedPart)[] = [];
      const refused: RefusedEdit[] = [];
      let handled = 0;
      while (handled < edits.length && ports.clock.monotonic() <= until) {
        const next = edits.slice(handled, handled + readAtOnce);
        prepare(next).forEach((outcome, at) => {
          if (outcome === null) return;
          if ('edit' in outcome) prepared.push(outcome);
          else refused.push({ doi: next[at]?.doi ?? '', ...outcome });
        });
        handled += next.length;
      }
      save(context, set, prepared);
      const changed = prepared.length;
      return { handled, changed, unchanged: handled - changed - refused.length, refused };
    },
  };
}

const twice: Refusal = { code: 'twice', message: changesText.refused.twice };

function subjectOf(record: LedgerRecord): Subject {
  return { ...record, schemaVersion: record.remote?.schemaVersion ?? null };
}

function takeNext(outcomes: Iterator<Outcome>): Outcome {
  const next = outcomes.next();
  return next.done === true ? null : next.value;
}

/** Undefined: only the whole record tells. */
function preparePart(
  edit: TouchingEdit,
  row: PartRecord,
  outcome: PartOutcome | undefined,
): Outcome | undefined {
  if (outcome?.kind === 'refused') return outcome.refusal;
  if (outcome?.kind === 'unchanged') return null;
  if (outcome?.kind !== 'edited') return undefined;
  const part = partInput(row, outcome);
  return part === null ? undefined : { row, edit, part, images: partImages(outcome.changes) };
}

function save(
  context: CoreContext,
  set: { readonly id: string; readonly kind: string; readonly reason: string | null },
  prepared: readonly (Prepared | PreparedPart)[],
): void {
  const { ledger } = context;
  const standing = operationsOf(context, prepared.map(recordOf));
  const isOpen = (id: number): boolean => standing.get(id)?.isOpen === true;
  const wholes = prepared.filter((each) => 'record' in each);
  const parts = prepared.filter((each) => 'part' in each);
  const cause = { kind: set.kind, reason: set.reason, batchId: set.id };
  if (wholes.length > 0) {
    const inputs = wholes.map((each) => inputOf(each, isOpen(each.record.id)));
    saveRecords(context, inputs, cause);
  }
  const partInputs = parts.map(({ row, part }) => ({
    ...part,
    sync: partSync(row, part, isOpen(row.id)),
  }));
  saveParts(context, partInputs, cause);
  for (const each of prepared) {
    const { id, state } = recordOf(each);
    insertChangedRecord(ledger, set.id, {
      record_id: id,
      state,
      sequence: standing.get(id)?.sequence ?? 0,
      ...('part' in each ? each.images : imagesOf(each.changes)),
    });
  }
  for (const each of prepared) {
    const { edit } = each;
    if ('change' in edit) edit.queue?.(standing.get(recordOf(each).id)?.sequence ?? 0);
  }
}

function recordOf(each: Prepared | PreparedPart): Pick<LedgerRecord, 'id' | 'state'> {
  return 'part' in each ? each.row : each.record;
}

function inputOf(
  { record, attributes, findings, changes }: Prepared,
  hasOpenOperations: boolean,
): RecordInput {
  const { doi, repositoryId, collectionId, itemKey, source, sourceHash, state } = record;
  const sync = syncWith(record, attributes, hasOpenOperations);
  const known = { doi, repositoryId, collectionId, itemKey, source, sourceHash, state };
  return { ...known, attributes, findings, sync, changes };
}

interface Standing {
  readonly isOpen: boolean;
  readonly sequence: number;
}

/** How far the operations of records have come; records without any are missing. */
function operationsOf(
  { ledger }: CoreContext,
  records: readonly { readonly id: number }[],
): Map<number, Standing> {
  const rows = ledger.db.all<{ id: number; open: number; sequence: number }>(
    `select record_id as id, max(sequence) as sequence,
       max(status not in ('done', 'cancelled', 'superseded')) as open
     from operation where record_id in (select value from json_each(?)) group by record_id`,
    JSON.stringify(records.map(({ id }) => id)),
  );
  return new Map(rows.map(({ id, open, sequence }) => [id, { isOpen: open === 1, sequence }]));
}

/** Exactly the attributes that differ, on both sides, as canonical JSON. */
function imagesOf(changes: readonly Change[]): Images {
  const sides: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const change of changes) {
    if ('before' in change) sides.before[change.path] = change.before;
    if ('after' in change) sides.after[change.path] = change.after;
  }
  return { before: canonicalJson(sides.before), after: canonicalJson(sides.after) };
}
