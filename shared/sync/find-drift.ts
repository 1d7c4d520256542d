import type { DriftCause, DriftLine } from '../contract/drift.ts';
import type { Attributes, RecordState, RemoteState } from '../metadata/attributes.ts';
import type { RemoteRecord } from '../outbox/remote-record.ts';
import { asStored, authoredKeys, authoredValue, comparableText } from './stored-value.ts';

/** One record as the ledger holds it. */
export interface HeldRecord {
  readonly doi: string;
  readonly state: RecordState;
  readonly isUndecided: boolean;
  /** Ours to change: what is only observed is compared by its known copy. */
  readonly isOurs: boolean;
  readonly attributes: Attributes;
  readonly remote: Attributes | null;
  readonly remoteState: RemoteState | null;
}

type Side = DriftLine['here'];

/**
 * Every difference between a record here and there, attribute by attribute. A value of ours that the
 * service merely stores in another form is none. `there` is null where the service does not have it.
 */
export function findDrift(held: HeldRecord | null, there: RemoteRecord | null): DriftLine[] {
  if (held === null) {
    if (there === null) return [];
    return [line(there.doi, '', 'not-here', { here: null, there: titleOf(there.attributes) })];
  }
  if (there === null) {
    if (held.remoteState === null) return [];
    return [line(held.doi, '', 'not-there', { here: titleOf(held.attributes), there: null })];
  }
  const before = held.remote ?? {};
  const ours = held.isOurs ? asStored(held.attributes, there.attributes) : before;
  const lines = authoredKeys.flatMap((key) => {
    if (comparableText(ours, key) === comparableText(there.attributes, key)) return [];
    const isKnown = comparableText(before, key) === comparableText(there.attributes, key);
    const here = (authoredValue(ours, key) ?? null) as Side;
    const other = (authoredValue(there.attributes, key) ?? null) as Side;
    return [line(held.doi, key, causeOf(held, isKnown), { here, there: other })];
  });
  if (held.state === there.state) return lines;
  const cause = causeOf(held, held.remoteState === there.state);
  return [...lines, line(held.doi, 'state', cause, { here: held.state, there: there.state })];
}

function causeOf({ isUndecided }: HeldRecord, isKnown: boolean): DriftCause {
  if (isUndecided) return 'undecided';
  return isKnown ? 'unsent' : 'changed-there';
}

function line(
  doi: string,
  path: string,
  cause: DriftCause,
  sides: { readonly here: Side; readonly there: Side },
): DriftLine {
  return { doi, path, cause, ...sides };
}

function titleOf({ titles }: Attributes): string {
  return titles?.[0]?.title ?? '';
}
