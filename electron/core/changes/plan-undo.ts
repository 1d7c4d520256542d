import type { UndoPlan } from '#shared/contract/changes.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import { findByDois } from '../records/find-records.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checksOf } from '../records/recheck.ts';
import { readMembers, readSome } from '../support/json-members.ts';
import { traceOf } from './change-sending.ts';
import type { Trace } from './change-sending.ts';
import type { ChangedRecordRow, ChangeSetRow } from './change-set-table.ts';
import { changesOf, eachChangedRecord, getChangeSet } from './change-set-table.ts';
import { confirmationFor } from './confirm-sending.ts';
import type { SendCounts } from './confirm-sending.ts';
import type { EditOutcome } from './edit.ts';
import type { Refusal } from './judge-edit.ts';
import { findingsWith, makesInvalid, refusalOf } from './judge-edit.ts';
import type { PartRecord, TouchingEdit } from './part-batch.ts';
import { readParts, workOutParts } from './part-batch.ts';
import { changedSince, restored } from './restored.ts';

type Changed = ReturnType<typeof changesOf>;

export const kernelPath = 'schemaVersion';

/** What can go back once an upgrade was sent: DataCite takes no record back to an older kernel. */
export function withoutKernel(changed: Changed): Changed {
  return { ...changed, paths: changed.paths.filter((path) => path !== kernelPath) };
}

/** One record of the change set, and what becomes of it. */
interface Planned {
  readonly row: ChangedRecordRow;
  readonly record: PartRecord;
  readonly changed: Changed;
  readonly trace: Pick<Trace, 'isSent' | 'waiting'>;
  readonly isChanged: boolean;
}

/**
 * What undoing a change set would do, and what it cannot do, before anything is done. Reads only; other calls
 * get their turn.
 */
export async function planUndo(context: CoreContext, id: string): Promise<Omit<UndoPlan, 'goes'>> {
  const { ledger } = context;
  const set = undoable(context, id);
  const counts = { restore: 0, resend: 0, takenBack: 0, unchanged: 0 };
  const stay = { published: 0, created: 0, upgraded: 0 };
  const refused = new Map<string, UndoPlan['refused'][number]>();
  const sends: SendCounts = new Map();
  const refuse = ({ code, message }: Refusal): void => {
    const known = refused.get(code);
    // One sentence a reason: which attributes differ from record to record.
    const count = (known?.count ?? 0) + 1;
    refused.set(code, { code, message: known?.message ?? message, count });
  };
  const checkOf = checksOf(context);
  for (const rows of eachChangedRecord(ledger, set.id)) {
    const planned = planRows(context, rows, refuse);
    const invalid = judgeResent(context, planned, checkOf);
    for (const each of planned) {
      const { row, record, trace } = each;
      const refusal = invalid.get(row.doi);
      if (refusal !== undefined) {
        refuse(refusal);
        continue;
      }
      if (each.isChanged) counts.restore += 1;
      else counts.unchanged += 1;
      if (trace.isSent && each.isChanged) {
        counts.resend += 1;
        sends.set(record.repository_id, (sends.get(record.repository_id) ?? 0) + 1);
      } else if (trace.waiting.length > 0) counts.takenBack += 1;
      const isPublic = record.state === 'registered' || record.state === 'findable';
      if (isPublic && row.state !== record.state) stay.published += 1;
      if (row.state === 'reserved' && record.state === 'draft') stay.created += 1;
      if (trace.isSent && changesOf(row).paths.includes(kernelPath)) stay.upgraded += 1;
    }
    await context.ports.clock.sleep(0);
  }
  const { stays } = changesText;
  return {
    restoreCount: counts.restore,
    resendCount: counts.resend,
    takenBackCount: counts.takenBack,
    unchangedCount: counts.unchanged,
    refused: [...refused.values()],
    stays: [
      ...(stay.published > 0 ? [stays.published(stay.published)] : []),
      ...(stay.created > 0 ? [stays.created(stay.created)] : []),
      ...(stay.upgraded > 0 ? [stays.upgraded(stay.upgraded)] : []),
      ...(counts.resend > 0 ? [stays.sent(counts.resend)] : []),
    ],
    confirmation: confirmationFor(ledger, sends),
  };
}

function planRows(
  context: CoreContext,
  rows: readonly ChangedRecordRow[],
  refuse: (refusal: Refusal) => void,
): Planned[] {
  const { ledger } = context;
  const records = readParts(
    ledger,
    rows.map(({ doi }) => doi),
  );
  const newest = newestOperations(ledger, rows);
  return rows.flatMap((row): Planned[] => {
    const record = records.get(row.doi);
    if (record === undefined) {
      const refusal = refusalOf(null);
      if (refusal !== null) refuse(refusal);
      return [];
    }
    const all = changesOf(row);
    // Nothing was queued since: there is nothing to trace.
    const isQuiet = (newest.get(row.record_id) ?? 0) <= row.sequence;
    const trace = isQuiet ? untraced : traceOf(context, row, all.paths);
    const changed = trace.isSent ? withoutKernel(all) : all;
    const attributes = someOf(record.attributes, changed.paths);
    const refusal = refusalOf({ ...record, isBurnt: record.burnt === 1 });
    const outcome = refusal === null ? restored({ attributes }, changed) : null;
    if (outcome === null || 'refusal' in outcome) {
      refuse(refusal ?? outcomeRefusal(outcome));
      return [];
    }
    return [{ row, record, changed, trace, isChanged: outcome.attributes !== attributes }];
  });
}

const untraced = { isSent: false, waiting: [] } as const;

function outcomeRefusal(outcome: EditOutcome | null): Refusal {
  return outcome !== null && 'refusal' in outcome ? outcome.refusal : changedSince([]);
}

/** Records whose earlier values DataCite would refuse now, by their DOI; told as the undo itself would tell it. */
function judgeResent(
  context: CoreContext,
  planned: readonly Planned[],
  checkOf: (repositoryId: string) => RecordCheck,
): Map<string, Refusal> {
  const resent = planned.filter(({ trace, isChanged }) => trace.isSent && isChanged);
  const edits = resent.map(({ row, record, changed }) => {
    const change: TouchingEdit['change'] = (subject) => restored(subject, changed);
    return { edit: { doi: row.doi, touches: changed.paths, change }, row: record };
  });
  const results = workOutParts(context, edits, checkOf);
  // Only where something new is found is the whole record looked at.
  const doubtful = edits.filter(({ edit }) => results.get(edit)?.kind === 'whole');
  const records = findByDois(
    context.ledger,
    doubtful.map(({ edit }) => edit.doi),
  );
  const invalid = new Map<string, Refusal>();
  for (const { edit } of doubtful) {
    const record = records.get(edit.doi);
    const after = record === undefined ? null : edit.change({ ...record, schemaVersion: null });
    if (record === undefined || after === null || 'refusal' in after) continue;
    const check = checkOf(record.repositoryId);
    const refusal = makesInvalid(record, findingsWith(record, after.attributes, check), check);
    if (refusal !== null) invalid.set(edit.doi, refusal);
  }
  return invalid;
}

/** Sequence of the newest operation of each record that has any. */
function newestOperations(
  { db }: CoreContext['ledger'],
  rows: readonly ChangedRecordRow[],
): Map<number, number> {
  const newest = db.rows<[number, number]>(
    `select record_id, max(sequence) from operation
     where record_id in (select value from json_each(?)) group by record_id`,
    JSON.stringify(rows.map((row) => row.record_id)),
  );
  return new Map(newest);
}

/** Some attributes of a record as it is stored. */
function someOf(bytes: Buffer, names: readonly string[]): Attributes {
  const json = readMembers(bytes);
  if (json === null) return JSON.parse(bytes.toString()) as Attributes;
  return readSome(json, new Set(names));
}

/** A change set that may be undone. Throws `CONFLICT` while it runs, and where it was undone already. */
export function undoable({ ledger }: CoreContext, id: string): ChangeSetRow {
  const set = getChangeSet(ledger, id);
  if (set.status === 'applying') {
    throw new AppError('CONFLICT', {
      message: 'This change set is still being applied.',
      nextStep: 'Wait until it has ended, or cancel it, then undo it.',
    });
  }
  if (set.undone_by !== null) {
    throw new AppError('CONFLICT', {
      message: 'This change set was undone already.',
      nextStep: 'To have it again, undo the undo.',
    });
  }
  return set;
}
