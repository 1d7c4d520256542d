import { canonicalJson } from '#shared/support/json.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { ChangedRecordRow, changesOf } from './change-set-table.ts';
import type { ContentHashes, EditOutcome } from './edit.ts';
import { withAttributes } from './edit.ts';
import type { Refusal } from './judge-edit.ts';

/** The record with the values before; refused where somebody changed them since. */
export function restored(
  record: Pick<LedgerRecord, 'attributes'>,
  { paths, before, after }: ReturnType<typeof changesOf>,
): EditOutcome {
  const current = record.attributes as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));
  const foreign: string[] = [];
  let isBefore = true;
  for (const path of paths) {
    const now = text(current[path]);
    if (now === text(before[path])) continue;
    isBefore = false;
    if (now !== text(after[path])) foreign.push(path);
  }
  if (foreign.length > 0) return { refusal: changedSince(foreign) };
  if (isBefore) return { attributes: record.attributes };
  return { attributes: withAttributes(record.attributes, paths, before) };
}

/** Hashes between which a record goes back; null where they are not known. */
export function restoredHashes({
  before_hash: after,
  after_hash: before,
}: Pick<ChangedRecordRow, 'before_hash' | 'after_hash'>): ContentHashes | null {
  return before === null || after === null ? null : { before, after };
}

export function changedSince(paths: readonly string[]): Refusal {
  return { code: 'changed-since', message: changesText.refused.changedSince(paths) };
}
