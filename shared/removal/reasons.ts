/**
 * Why something is removed, as a closed vocabulary. Sources: the twelve removal reasons of InvenioRDM
 * (requirements 4.1), what Dataverse adds (`transferred`, `ethics`, `licence`), and what a steward of hub
 * items meets (4.3). `unknown` is a reason too: a tombstone is due for whatever reason an item is gone (E29).
 */
export const removalReasons = [
  'duplicate',
  'retracted',
  'replaced',
  'spam',
  'test-record',
  'copyright',
  'personal-data',
  'take-down-request',
  'disputed-authorship',
  'misconduct',
  'fraud',
  'out-of-scope',
  'transferred',
  'ethics',
  'licence',
  'hub-removed',
  'owner-request',
  'technical-loss',
  'unknown',
] as const;
export type RemovalReason = (typeof removalReasons)[number];

/** Reasons whose public statement must not point at the person concerned. */
export const reasonsAboutPeople: ReadonlySet<RemovalReason> = new Set([
  'personal-data',
  'take-down-request',
  'ethics',
  'disputed-authorship',
  'misconduct',
]);

/** What stands for the item when a page shows as little as the guideline permits (E33). */
export const visibilities = ['public', 'minimal'] as const;
export type Visibility = (typeof visibilities)[number];

export const dataKeptChoices = ['yes', 'no', 'restricted', 'unknown'] as const;
export type DataKept = (typeof dataKeptChoices)[number];

/** How the record points at what takes the item's place (DataCite relation types). */
export const successorRelations = [
  'IsObsoletedBy',
  'IsPreviousVersionOf',
  'IsIdenticalTo',
] as const;
export type SuccessorRelation = (typeof successorRelations)[number];
