/**
 * Where a draft stands on its way to being published.
 *
 *   new -> in-review <-> changes-asked
 *             |  ^
 *      approve|  | an edit, or the approval is taken back
 *             v  |
 *          approved -> publishing -> published
 *
 * The first four are decided by people, the last two follow from what DataCite was seen to hold.
 */
export const reviewStatuses = [
  'new',
  'in-review',
  'changes-asked',
  'approved',
  'publishing',
  'published',
] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** What a person does with a draft. */
export type ReviewStep = 'submit' | 'return' | 'approve' | 'take-back';
type Transitions = Readonly<
  Record<ReviewStatus, Readonly<Partial<Record<ReviewStep, ReviewStatus>>>>
>;

export const transitions: Transitions = {
  new: { submit: 'in-review', return: 'changes-asked', approve: 'approved' },
  'in-review': { return: 'changes-asked', approve: 'approved' },
  'changes-asked': { submit: 'in-review' },
  // A further person may approve, too.
  approved: { approve: 'approved', 'take-back': 'in-review', return: 'changes-asked' },
  publishing: {},
  published: {},
};

/** The status after a step; null where the step is not possible from there. */
export function afterStep(from: ReviewStatus, step: ReviewStep): ReviewStatus | null {
  return transitions[from][step] ?? null;
}

export function stepsFrom(from: ReviewStatus): readonly ReviewStep[] {
  return Object.keys(transitions[from]) as ReviewStep[];
}
