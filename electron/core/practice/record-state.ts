import type { RemoteState } from '#shared/metadata/attributes.ts';

/**
 * The service's state machine (datacite.md 1.6). What is not in the table is ignored in silence:
 * the request succeeds and its other attributes are saved. Nothing leads back to draft.
 *
 * ```
 *   draft --register--> registered <--hide-- findable
 *     |                     |--publish, show-->  ^
 *     +------------------ publish ---------------+
 * ```
 */
const transitions: Readonly<Record<RemoteState, Readonly<Record<string, RemoteState>>>> = {
  draft: { register: 'registered', publish: 'findable' },
  registered: { publish: 'findable', show: 'findable' },
  findable: { hide: 'registered' },
};

/** The state after `event`; unknown and disallowed events change nothing. */
export function stateAfter(state: RemoteState, event: unknown): RemoteState {
  const allowed = transitions[state];
  return typeof event === 'string' && Object.hasOwn(allowed, event)
    ? (allowed[event] ?? state)
    : state;
}
