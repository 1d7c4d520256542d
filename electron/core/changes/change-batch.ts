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
import { checkEach, checksOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { RecordInput } from '../records/save-records.ts';
import type { PartBefore } from '../records/save-parts.ts';
import { saveParts } from '../records/save-parts.ts';
import { saveRecords } from '../records/save-records.ts';
import type { Edit, EditOutcome, Subject } from './edit.ts';
import type { ChangedRecordRow } from './change-set-table.ts';
import { insertChangedRecord } from './change-set-table.ts';
import type { Ahead } from './use-ahead.ts';
import { nothingAhead, useAhead } from './use-ahead.ts';
import type { Images, PartResult, PreparedPart, TouchingEdit } from './part-batch.ts';
import { isTouching, once, readParts, workOutParts } from './part-batch.ts';
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
  /**
   * Writes edits in the caller's transaction until they end or a turn of the event loop is over. `ahead`: what
   * was worked out before of some of them, by the numbers of their records.
   */
  write(edits: readonly Edit[], ahead?: Ahead): Batch;
}

/**
 * Longest stretch of work in one transaction, in milliseconds: the rest of the core waits so long, and for the disk,
 * which makes it less than a tenth of a second. Each transaction waits for the disk, so a shorter one would make the
 * whole slower.
 */
const turnMs = 17;
/** Records read and checked at once. */
const readAtOnce = 50;
/** Records of the first transaction: all that it needs is read and compiled for it. */
const firstRecords = 10;

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
interface EditedPart {
  readonly row: PartBefore;
  readonly edit: Edit;
  readonly part: PreparedPart;
}

type Outcome = Prepared | EditedPart | Refusal | null;

/** Writes the records of one change set, transaction by transaction. */
export function changeBatch(
  context: CoreContext,
  set: { readonly id: string; readonly kind: string; readonly reason: string | null },
): BatchWriter {
  const { ledger, ports } = context;
  const seen = new Set<number>();
  const checkOf = checksOf(context);

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
  const prepareParts = (edits: readonly TouchingEdit[], ahead: Ahead): Map<Edit, Outcome> => {
    const prepared = new Map<Edit, Outcome>();
    const settle = (edit: TouchingEdit, row: PartBefore, result: PartResult | undefined): void => {
      if (result === undefined || result.kind === 'whole') return;
      seen.add(row.id);
      prepared.set(edit, outcomeOf(edit, row, result));
    };
    const rest =
      ahead.results.size === 0 ? edits : useAhead(ledger, { edits, ahead, seen }, settle);
    if (rest.length === 0) return prepared;
    const rows = readParts(
      ledger,
      rest.map(({ doi }) => doi),
    );
    // A record that is not there, or was edited before, is refused with the whole ones.
    const asked = once(rest, rows, seen);
    const results = workOutParts(context, asked, checkOf);
    for (const { edit, row } of asked) settle(edit, row, results.get(edit));
    return prepared;
  };
  const prepare = (edits: readonly Edit[], ahead: Ahead): Outcome[] => {
    const parts = prepareParts(edits.filter(isTouching), ahead);
    const whole = prepareWhole(edits.filter((edit) => !parts.has(edit))).values();
    return edits.map((edit) => parts.get(edit) ?? (parts.has(edit) ? null : takeNext(whole)));
  };
  /** Milliseconds that a record took in the last transaction; null: there was none. */
  let recordMs: number | null = null;

  return {
    write(edits, ahead = nothingAhead) {
      const start = ports.clock.monotonic();
      const most =
        recordMs === null ? firstRecords : Math.max(readAtOnce, Math.floor(turnMs / recordMs));
      const prepared: (Prepared | EditedPart)[] = [];
      const refused: RefusedEdit[] = [];
      let handled = 0;
      while (handled < Math.min(edits.length, most)) {
        if (handled > 0 && ports.clock.monotonic() > start + turnMs) break;
        const next = edits.slice(handled, handled + Math.min(readAtOnce, most));
        prepare(next, ahead).forEach((outcome, at) => {
          if (outcome === null) return;
          if ('edit' in outcome) prepared.push(outcome);
          else refused.push({ doi: next[at]?.doi ?? '', ...outcome });
        });
        handled += next.length;
      }
      save(context, set, prepared);
      recordMs = (ports.clock.monotonic() - start) / Math.max(1, handled);
      const changed = prepared.length;
      return { handled, changed, unchanged: handled - changed - refused.length, refused };
    },
  };
}

function outcomeOf(
  edit: Edit,
  row: PartBefore,
  result: Exclude<PartResult, { kind: 'whole' }>,
): Outcome {
  if (result.kind === 'refused') return result.refusal;
  return result.kind === 'unchanged' ? null : { row, edit, part: result };
}

const twice: Refusal = { code: 'twice', message: changesText.refused.twice };

function subjectOf(record: LedgerRecord): Subject {
  return { ...record, schemaVersion: record.remote?.schemaVersion ?? null };
}

function takeNext(outcomes: Iterator<Outcome>): Outcome {
  const next = outcomes.next();
  return next.done === true ? null : next.value;
}

function save(
  context: CoreContext,
  set: { readonly id: string; readonly kind: string; readonly reason: string | null },
  prepared: readonly (Prepared | EditedPart)[],
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
    before: row,
    sync: isOpen(row.id) ? row.sync : part.sync,
  }));
  saveParts(context, partInputs, cause);
  for (const each of prepared) {
    const { id, state } = recordOf(each);
    insertChangedRecord(ledger, set.id, {
      record_id: id,
      state,
      sequence: standing.get(id)?.sequence ?? 0,
      ...('part' in each ? imagesOfPart(each) : imagesOf(each.changes)),
    });
  }
  for (const each of prepared) {
    const { edit } = each;
    if ('change' in edit) edit.queue?.(standing.get(recordOf(each).id)?.sequence ?? 0);
  }
}

function recordOf(each: Prepared | EditedPart): Pick<LedgerRecord, 'id' | 'state'> {
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

type Sides = Images & Pick<ChangedRecordRow, 'before_hash' | 'after_hash'>;

function imagesOfPart({ row, part }: EditedPart): Sides {
  const { content_hash: hash } = part.row;
  const after = typeof hash === 'string' ? hash : null;
  return { ...part.images, before_hash: row.content_hash, after_hash: after };
}

/** Exactly the attributes that differ, on both sides, as canonical JSON. */
function imagesOf(changes: readonly Change[]): Sides {
  const sides: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const change of changes) {
    if ('before' in change) sides.before[change.path] = change.before;
    if ('after' in change) sides.after[change.path] = change.after;
  }
  const images = { before: canonicalJson(sides.before), after: canonicalJson(sides.after) };
  return { ...images, before_hash: null, after_hash: null };
}
