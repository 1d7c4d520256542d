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
import { saveRecords } from '../records/save-records.ts';
import type { Edit, EditOutcome } from './edit.ts';
import { insertChangedRecord } from './change-set-table.ts';
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
const readAtOnce = 20;

interface Edited {
  readonly record: LedgerRecord;
  readonly attributes: Attributes;
  readonly edit: Edit;
  readonly changes: readonly Change[];
}

interface Prepared extends Edited {
  readonly findings: readonly Finding[];
}

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
    if (seen.has(record.id)) return { code: 'twice', message: changesText.refused.twice };
    seen.add(record.id);
    const outcome: EditOutcome = 'change' in edit ? edit.change(record) : edit;
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
  /** Some edits, each as it turned out: their records are read, and checked, together. */
  const prepare = (edits: readonly Edit[]): (Prepared | Refusal | null)[] => {
    const dois = edits.map(({ doi }) => doi);
    const known = findByDois(ledger, dois);
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

  return {
    write(edits) {
      const until = ports.clock.monotonic() + turnMs;
      const prepared: Prepared[] = [];
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

function save(
  context: CoreContext,
  set: { readonly id: string; readonly kind: string; readonly reason: string | null },
  prepared: readonly Prepared[],
): void {
  const { ledger } = context;
  const standing = operationsOf(context, prepared);
  const inputs = prepared.map((each) =>
    inputOf(each, standing.get(each.record.id)?.isOpen === true),
  );
  saveRecords(context, inputs, { kind: set.kind, reason: set.reason, batchId: set.id });
  for (const { record, changes } of prepared) {
    insertChangedRecord(ledger, set.id, {
      record_id: record.id,
      state: record.state,
      sequence: standing.get(record.id)?.sequence ?? 0,
      ...imagesOf(changes),
    });
  }
  for (const { edit } of prepared) {
    if ('change' in edit) edit.queue?.();
  }
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
  prepared: readonly Prepared[],
): Map<number, Standing> {
  const rows = ledger.db.all<{ id: number; open: number; sequence: number }>(
    `select record_id as id, max(sequence) as sequence,
       max(status not in ('done', 'cancelled', 'superseded')) as open
     from operation where record_id in (select value from json_each(?)) group by record_id`,
    JSON.stringify(prepared.map(({ record }) => record.id)),
  );
  return new Map(rows.map(({ id, open, sequence }) => [id, { isOpen: open === 1, sequence }]));
}

/** Exactly the attributes that differ, on both sides, as canonical JSON. */
function imagesOf(changes: readonly Change[]): {
  readonly before: string;
  readonly after: string;
} {
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
