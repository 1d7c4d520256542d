import type { Proposal } from '../versions/version-policy.ts';

/** The policy of the house for new versions, as it is read and written. */
export const policiesText = {
  title: 'Policy for new versions',
  lead: 'What “New version” proposes when a steward ticks what changed. Decisions keep the name and the day of the policy that they were made under; a policy that has begun is never rewritten, a new one takes its place.',
  holds: (day: string): string => `holds since ${day}`,
  held: (day: string): string => `held from ${day}`,
  begins: (day: string): string => `begins on ${day}`,
  columns: ['When this changed', 'It proposes', 'Because'],
  proposal: {
    'new-doi': 'a new DOI',
    update: 'an update in place',
    ask: 'that a person decides',
  } satisfies Record<Proposal, string>,
  write: 'Write the next policy …',
  dialogTitle: 'The next policy for new versions',
  name: 'Name',
  text: 'What the institution says about it',
  validFrom: 'Valid from',
  dateHint: 'As 2027-01-01; today or later.',
  dateWrong: 'A day as 2027-01-01, today or later.',
  dateTaken: 'Another policy begins on this day. Choose another day.',
  rules: 'Rules',
  rule: (place: number): string => `Rule ${place}`,
  label: 'What changed, as a steward ticks it',
  proposes: 'It proposes',
  why: 'Because',
  addRule: 'Add a rule',
  removeRule: (place: number): string => `Take rule ${place} away`,
  reason: 'Reason',
  reasonHint: 'Stands in the history. May stay empty.',
  cancel: 'Cancel',
  save: 'Save the policy',
  saved: (name: string, day: string): string => `“${name}” holds from ${day}.`,
  rewritten: (name: string, day: string): string =>
    `The policy “${name}” began on ${day}, and decisions were made under it: it stays as it is. Write a new one with a later day. Nothing was changed.`,
  twice: (day: string): string =>
    `Two policies begin on ${day}; one must hold. Nothing was changed.`,
} as const;
