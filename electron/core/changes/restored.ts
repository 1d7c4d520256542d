import { canonicalJson } from '#shared/support/json.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { changesOf } from './change-set-table.ts';
import type { EditOutcome } from './edit.ts';
import { withAttributes } from './edit.ts';
import type { Refusal } from './judge-edit.ts';

/** The record with the values before; refused where somebody changed them since. */
export function restored(
  record: Pick<LedgerRecord, 'attributes'>,
  { paths, before, after }: ReturnType<typeof changesOf>,
): EditOutcome {
  const current = record.attributes as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));
  const isBefore = (path: string): boolean => text(current[path]) === text(before[path]);
  const foreign = paths.filter(
    (path) => !isBefore(path) && text(current[path]) !== text(after[path]),
  );
  if (foreign.length > 0) return { refusal: changedSince(foreign) };
  if (paths.every(isBefore)) return { attributes: record.attributes };
  return { attributes: withAttributes(record.attributes, paths, before) };
}

export function changedSince(paths: readonly string[]): Refusal {
  return { code: 'changed-since', message: changesText.refused.changedSince(paths) };
}
