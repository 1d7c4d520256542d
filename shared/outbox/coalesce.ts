import type { RecordState, RemoteState } from '../metadata/attributes.ts';

/** Events of DataCite's state machine that this app sends (datacite.md 1.6); `hide` only for a removal. */
export type DoiEvent = 'register' | 'publish' | 'hide' | null;

const rank: Readonly<Record<RecordState, number>> = {
  reserved: 0,
  draft: 1,
  registered: 2,
  findable: 3,
};

/** The further of two states: an unsent publish never vanishes behind a later edit of the draft. */
export function furtherState<S extends RecordState>(one: S, other: S): S {
  return rank[one] >= rank[other] ? one : other;
}

/**
 * The state that a record has after it was registered with `target`, and the event that takes it
 * there. Registering only goes forward: a findable DOI is not hidden because somebody asked for
 * `registered`; hiding is a decision of its own.
 */
export function stepTo(
  from: RecordState,
  target: RemoteState,
): { state: RemoteState; event: DoiEvent } {
  const state = from === 'reserved' ? target : furtherState(from, target);
  if (state === from || state === 'draft') return { state, event: null };
  return { state, event: state === 'findable' ? 'publish' : 'register' };
}

/**
 * The state and event of taking a DOI out of the search: a decision of its own, never a side effect. One that
 * is registered stays so; a draft has never been in the search and is not hidden.
 */
export function stepToHidden(from: RecordState): { state: RemoteState; event: DoiEvent } {
  if (from === 'findable') return { state: 'registered', event: 'hide' };
  return { state: from === 'reserved' ? 'draft' : from, event: null };
}
