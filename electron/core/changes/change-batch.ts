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
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { RecordInput } from '../records/save-records.ts';
import { saveRecords } from '../records/save-records.ts';
import type { Edit, EditOutcome } from './edit.ts';
import { insertChangedRecord } from './change-set-table.ts';
import type { Refusal } from './judge-edit.ts';
import { findingsWith, makesInvalid, refusalOf, syncWith } from './judge-edit.ts';

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
/** Records read at once; those that a turn does not get to are read again in the next. */
const readAtOnce = 20;

interface Prepared {
  readonly record: LedgerRecord;
  readonly attributes: Attributes;
  readonly findings: readonly Finding[];
  readonly edit: Edit;
  readonly changes: readonly Change[];
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

  const prepare = (edit: Edit, record: LedgerRecord | null): Prepared | Refusal | null => {
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
    const check = checkOf(record.repositoryId);
    const findings = findingsWith(record, attributes, check);
    const invalid = makesInvalid(record, findings, check);
    const isFree = invalid !== null && 'change' in edit && edit.isRestoring?.() === true;
    return invalid === null || isFree ? { record, attributes, findings, edit, changes } : invalid;
  };

  return {
    write(edits) {
      const until = ports.clock.monotonic() + turnMs;
      const prepared: Prepared[] = [];
      const refused: RefusedEdit[] = [];
      let handled = 0;
      let known = new Map<string, LedgerRecord>();
      for (const edit of edits) {
        if (handled % readAtOnce === 0) {
          const next = edits.slice(handled, handled + readAtOnce);
          known = findByDois(
            ledger,
            next.map(({ doi }) => doi),
          );
        }
        const found = prepare(edit, known.get(doiKey(edit.doi)) ?? null);
        if (found !== null && 'code' in found) refused.push({ doi: edit.doi, ...found });
        else if (found !== null) prepared.push(found);
        handled += 1;
        if (ports.clock.monotonic() > until) break;
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
