/**
 * The steps of a removal in their order, and those of taking it back (requirements 4.3). Each can be
 * repeated without harm and is over only when what it says was seen. Metadata, address and hiding are one
 * request to DataCite and three assertions on its answer.
 */
export const removalSteps = [
  'before-image',
  'page-made',
  'page-out',
  'page-checked',
  'metadata',
  'address',
  'hidden',
  're-read',
  'resolver',
  'neighbours',
  'receipt',
] as const;
export type RemovalStep = (typeof removalSteps)[number];

/** Backwards: what was changed last goes back first, and the page comes down when nothing leads to it. */
export const restoreSteps = [
  'neighbours-back',
  'record-back',
  're-read-back',
  'resolver-back',
  'page-down',
  'receipt-back',
] as const;
export type RestoreStep = (typeof restoreSteps)[number];

export type Direction = 'remove' | 'restore';
export type StepName = RemovalStep | RestoreStep;

export function stepsOf(direction: Direction): readonly StepName[] {
  return direction === 'remove' ? removalSteps : restoreSteps;
}

/** `skipped`: there was nothing to do, and that was found out, not assumed. */
export const stepStatuses = ['done', 'skipped', 'waiting', 'failed'] as const;
export type StepStatus = (typeof stepStatuses)[number];

export const itemStatuses = [
  'listed',
  'working',
  'half-done',
  'done',
  'restoring',
  'half-restored',
  'restored',
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/**
 * What happens to a case when its items are like this, or null while some are under way. One that is half done
 * makes the case half done; one that was not chosen (or not taken back) leaves it where it was.
 */
export function caseEventFor(
  direction: Direction,
  statuses: readonly ItemStatus[],
): 'fail' | 'finish' | 'pause' | null {
  const [busy, half, rest] =
    direction === 'remove'
      ? (['working', 'half-done', 'listed'] as const)
      : (['restoring', 'half-restored', 'done'] as const);
  if (statuses.includes(busy)) return null;
  if (statuses.includes(half)) return 'fail';
  return statuses.includes(rest) ? 'pause' : 'finish';
}
