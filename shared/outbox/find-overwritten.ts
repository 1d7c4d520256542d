import type { Attributes, RecordState } from '../metadata/attributes.ts';
import type { Json } from '../support/json.ts';
import type { Conflict } from '../sync/merge.ts';
import type { AuthoredKey } from '../sync/stored-value.ts';
import { authoredValue, comparableText } from '../sync/stored-value.ts';
import type { RemoteActivity } from './remote-activity.ts';

/** One update of ours, as far as its entry in the activities can be told from others. */
export interface WrittenUpdate {
  /** What was sent, in the form that the service stores. */
  readonly stored: Attributes;
  /** The same attributes as they stood right before, as far as we had read. */
  readonly base: Attributes;
  readonly keys: readonly AuthoredKey[];
  /** Where it moved the state: from which, as far as we had read, to which. */
  readonly state: { readonly base: RecordState; readonly stored: RecordState } | null;
  readonly requestId: string | null;
  /** It can have written only once: no attempt but the one named ended out of our sight. */
  readonly isWrittenOnce: boolean;
  /** The service's time of that reading (ISO 8601); nothing older matters. Null: not known. */
  readonly since: string | null;
}

/** A value that somebody wrote between our read and our write, and that ours replaced. */
export interface Overwritten extends Omit<Conflict, 'path'> {
  /** The attribute, or `state`. */
  readonly path: AuthoredKey | 'state';
  readonly by: string | null;
  readonly at: string;
}

/**
 * What an update overwrote without anybody having seen it: an entry whose new value is ours and whose old
 * value is not the one that we had read proves it. Null: our own entry is not there yet (the activities
 * are read from an index that lags), so nothing is proved either way.
 */
export function findOverwritten(
  update: WrittenUpdate,
  activities: readonly RemoteActivity[],
): Overwritten[] | null {
  const since = update.since === null ? -Infinity : seconds(update.since);
  // Oldest first; within one moment in the reverse of the service's order, which is newest first.
  const told = activities
    .filter(({ at }) => seconds(at) >= since)
    .reverse()
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (!told.some((activity) => isOurs(update, activity))) return null;
  const later = told.slice(entriesRead(update, told));
  const found = new Map<AuthoredKey, Overwritten>();
  for (const [index, activity] of later.entries()) {
    for (const key of update.keys) {
      const change = activity.changes.get(key);
      if (change === undefined || textOf(key, change.after) !== storedText(update, key)) continue;
      if (!isEvidence(update, later, index, key)) continue;
      const before = textOf(key, change.before);
      if (before === comparableText(update.base, key) || before === storedText(update, key)) {
        continue;
      }
      const writer = later
        .slice(0, index)
        .findLast(({ changes }) => textOf(key, changes.get(key)?.after ?? null) === before);
      found.set(key, {
        path: key,
        base: authoredValue(update.base, key) ?? null,
        mine: authoredValue(update.stored, key) ?? null,
        theirs: change.before,
        by: writer?.by ?? null,
        at: writer?.at ?? activity.at,
      });
    }
  }
  const state = overwrittenState(update, later);
  return [...found.values(), ...(state === null ? [] : [state])];
}

/**
 * How many of the entries our reading had seen already, of those in its second: the fewest after which every value
 * stood as we read it. 0 where that cannot be told.
 */
function entriesRead({ base, keys }: WrittenUpdate, told: readonly RemoteActivity[]): number {
  const stoodThere = (count: number): boolean =>
    keys.every((key) => {
      const next = told.findIndex(({ changes }, at) => at >= count && changes.has(key));
      const last = told.findLastIndex(({ changes }, at) => at < count && changes.has(key));
      const before = told[next]?.changes.get(key)?.before;
      const after = told[last]?.changes.get(key)?.after;
      const read = comparableText(base, key);
      return [before, after].every((value) => value === undefined || textOf(key, value) === read);
    });
  for (let count = 0; count < told.length; count += 1) if (stoodThere(count)) return count;
  return 0;
}

/** A state that somebody had moved the record to, and that our event moved on from. */
function overwrittenState(
  { state, isWrittenOnce, requestId }: WrittenUpdate,
  later: readonly RemoteActivity[],
): Overwritten | null {
  if (state === null) return null;
  const own = isWrittenOnce ? later.findIndex(({ id }) => id === requestId) : -1;
  const written = later[own];
  // It wrote values and met the state there already: whoever moved it before us was not overwritten.
  if (written?.state === null && written.changes.size > 0) return null;
  // As of an attribute: its own entry, or the one of its twin right before.
  const index = later.findLastIndex(
    (activity, at) => (own < 0 || at <= own) && activity.state?.after === state.stored,
  );
  const entry = later[index];
  const theirs = entry?.state?.before ?? null;
  if (entry === undefined || theirs === state.base || theirs === state.stored) return null;
  // Nobody can move a record to draft, nor bring a published one back there: there is nothing to decide.
  if (theirs !== 'registered' && theirs !== 'findable') return null;
  const writer = later.slice(0, index).findLast((one) => one.state?.after === theirs);
  return {
    path: 'state',
    base: state.base,
    mine: state.stored,
    theirs,
    by: writer?.by ?? null,
    at: writer?.at ?? entry.at,
  };
}

/** True of a value that was sent although it stood there: an address that the handle server is told once more. */
function stood(update: WrittenUpdate, key: AuthoredKey): boolean {
  return comparableText(update.base, key) === storedText(update, key);
}

/**
 * A value that stood there came there by an earlier write, which is no overwriting: only our own entry tells.
 *
 * Of an update that was written once only one entry can tell: other updates of ours that go there and back
 * look just like somebody else's. It is its own one; where that changed nothing of the value, because
 * something on the way had delivered the request twice, it is the last one before that did.
 */
function isEvidence(
  update: WrittenUpdate,
  later: readonly RemoteActivity[],
  index: number,
  key: AuthoredKey,
): boolean {
  const { isWrittenOnce, requestId } = update;
  if (stood(update, key)) return requestId !== null && later[index]?.id === requestId;
  if (!isWrittenOnce || requestId === null) return true;
  const own = later.findIndex(({ id }) => id === requestId);
  const writer = later.findLastIndex(({ changes }, at) => at <= own && changes.has(key));
  return index === writer;
}

/** By the request's name where we know it, else by its contents: everything that it wrote is what we sent. */
function isOurs(update: WrittenUpdate, { id, changes, state }: RemoteActivity): boolean {
  if (update.requestId !== null) return id === update.requestId;
  if (changes.size === 0) {
    const isStill = update.keys.every((key) => stood(update, key));
    return isStill && (state?.after ?? null) === (update.state?.stored ?? null);
  }
  return [...changes].every(
    ([key, { after }]) =>
      update.keys.includes(key) && textOf(key, after) === storedText(update, key),
  );
}

function storedText(update: WrittenUpdate, key: AuthoredKey): string {
  return comparableText(update.stored, key);
}

function textOf(key: AuthoredKey, value: Json): string {
  return comparableText({ [key]: value }, key);
}

/** The service's copies leave milliseconds out. */
function seconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
