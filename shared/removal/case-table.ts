import { assert } from '../support/assert.ts';

/** What is asked for. `draft` cases do not exist: a draft is deleted, not removed (E38). */
export const requestKinds = ['deletion', 'rename', 'visibility', 'correction'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Who can act on the DOI: we, or the hub that minted it (D21). */
export const ownerships = ['own', 'hub'] as const;
export type Ownership = (typeof ownerships)[number];

/** What may do instead of a removal (E30). */
export const alternatives = [
  'restrict-access',
  'new-version',
  'correct-metadata',
  'transfer',
  'temporary',
] as const;
export type Alternative = (typeof alternatives)[number];

/**
 * The life of a case, as a table:
 *
 *     open ──approve──▶ approved ──begin──▶ working ──finish──▶ done ──restore──▶ restoring ──finish──▶ restored
 *      │ ▲                 │ ▲ revoke          │ fail ▲ begin      ▲                  │ fail ▲ restore
 *      │ └── reopen ─┐     └─┘                 ▼      │            │                  ▼      │
 *      │             │                      half-done ┘ restore ─▶ restoring       half-restored
 *      ├─ decline ──▶ declined
 *      ├─ choose ───▶ alternative
 *      ├─ take-back ▶ taken-back
 *      └─ send ─────▶ asked (a hub) ── granted ▶ done, ── refused ▶ declined, ── send ▶ asked
 *
 * `pause`: the DOIs that were chosen are through, and others of the case are not.
 * `half-done` and `half-restored` are never shown as done: a person sees the step that is missing.
 */
export const caseStatuses = [
  'open',
  'asked',
  'approved',
  'working',
  'half-done',
  'done',
  'restoring',
  'half-restored',
  'restored',
  'declined',
  'alternative',
  'taken-back',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseEvents = [
  'approve',
  'revoke',
  'decline',
  'choose',
  'take-back',
  'send',
  'granted',
  'refused',
  'begin',
  'fail',
  'finish',
  'pause',
  'complete',
  'restore',
  'reopen',
] as const;
export type CaseEvent = (typeof caseEvents)[number];

type Moves = Readonly<Partial<Record<CaseEvent, CaseStatus>>>;

export const caseTransitions: Readonly<Record<CaseStatus, Moves>> = {
  open: {
    approve: 'approved',
    decline: 'declined',
    choose: 'alternative',
    'take-back': 'taken-back',
    send: 'asked',
  },
  asked: {
    send: 'asked',
    granted: 'done',
    refused: 'declined',
    choose: 'alternative',
    'take-back': 'taken-back',
  },
  approved: { begin: 'working', revoke: 'open', complete: 'done', 'take-back': 'taken-back' },
  working: { fail: 'half-done', finish: 'done', pause: 'approved' },
  'half-done': { begin: 'working', restore: 'restoring' },
  done: { restore: 'restoring', reopen: 'open' },
  restoring: { fail: 'half-restored', finish: 'restored', pause: 'done' },
  'half-restored': { restore: 'restoring' },
  restored: { reopen: 'open' },
  declined: { reopen: 'open' },
  alternative: { reopen: 'open' },
  'taken-back': { reopen: 'open' },
};

/** The status after an event; one that a status does not know is a defect of the caller. */
export function nextCaseStatus(from: CaseStatus, event: CaseEvent): CaseStatus {
  const to = caseTransitions[from][event];
  assert(to !== undefined, `a case that is ${from} cannot ${event}`);
  return to;
}

export function canMove(from: CaseStatus, event: CaseEvent): boolean {
  return caseTransitions[from][event] !== undefined;
}

const ended: ReadonlySet<CaseStatus> = new Set([
  'done',
  'restored',
  'declined',
  'alternative',
  'taken-back',
]);

/** Nothing more is due, unless somebody opens it again. */
export function isEnded(status: CaseStatus): boolean {
  return ended.has(status);
}

/** What is asked for may still be changed. */
export function isEditable(status: CaseStatus): boolean {
  return status === 'open' || status === 'asked';
}
