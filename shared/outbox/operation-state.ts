import type { OperationStatus } from '../contract/outbox.ts';
import { assert } from '../support/assert.ts';

/**
 * The life of an operation, one intended effect on DataCite, as a table (reliability.md 2.3):
 *
 *     queued ──claim──▶ in-flight ──confirm──▶ done
 *       ▲  ▲               │ lose (time-out, reset, killed) ──▶ unknown ──confirm──▶ done
 *       │  └──claim── waiting ◀── postpone (429, offline) ──┘      │ postpone (was not applied)
 *       │                  │ refuse ──▶ rejected ──retry──▶ queued │ diverge ──▶ conflict
 *       └── park (stop, account held) ──┘
 *
 * What is sent is never undone by a state: `done`, `cancelled` and `superseded` end. An `unknown`
 * operation leaves that state only after the service was read.
 */
export const operationEvents = [
  'claim',
  'park',
  'confirm',
  'lose',
  'postpone',
  'refuse',
  'diverge',
  'retry',
  'cancel',
  'supersede',
] as const;
export type OperationEvent = (typeof operationEvents)[number];

type Moves = Readonly<Partial<Record<OperationEvent, OperationStatus>>>;

export const operationTransitions: Readonly<Record<OperationStatus, Moves>> = {
  queued: { claim: 'in-flight', cancel: 'cancelled', supersede: 'superseded', diverge: 'conflict' },
  waiting: {
    claim: 'in-flight',
    cancel: 'cancelled',
    supersede: 'superseded',
    diverge: 'conflict',
  },
  'in-flight': {
    confirm: 'done',
    lose: 'unknown',
    postpone: 'waiting',
    refuse: 'rejected',
    diverge: 'conflict',
    park: 'queued',
  },
  unknown: { confirm: 'done', postpone: 'waiting', refuse: 'rejected', diverge: 'conflict' },
  rejected: { retry: 'queued', cancel: 'cancelled', supersede: 'superseded' },
  conflict: { retry: 'queued', cancel: 'cancelled', supersede: 'superseded' },
  done: {},
  cancelled: {},
  superseded: {},
};

/** The state after an event; an event that a state does not know is a defect. */
export function nextStatus(from: OperationStatus, event: OperationEvent): OperationStatus {
  const to = operationTransitions[from][event];
  assert(to !== undefined, `an operation that is ${from} cannot ${event}`);
  return to;
}

/** True when nothing more will happen to it. Only these let a later operation of the same DOI go. */
export function isOver(status: OperationStatus): boolean {
  return status === 'done' || status === 'cancelled' || status === 'superseded';
}

/** True when a person has to do something. */
export function needsPerson(status: OperationStatus): boolean {
  return status === 'rejected' || status === 'conflict';
}
