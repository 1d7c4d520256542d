/**
 * What may need a person today, in the order in which it is told. A workflow that has something of this
 * kind adds its id here, its words in `shared/text/overview.en.ts`, and its count in
 * `electron/core/overview/needs.ts`.
 */
export const needIds = [
  'conflicts',
  'failed',
  'broken-pages',
  'pressing-requests',
  'requests',
  'hub-events',
  'to-review',
  'ready-drafts',
  'drafts-with-errors',
  'version-defects',
  'outdated',
  'findings',
  'contacts',
  'stale',
  'unsure-pages',
  'unsent',
  'expired-reservations',
] as const;
export type NeedId = (typeof needIds)[number];

/** The day a year before, `YYYY-MM-DD`: what nobody looked at since is stale (E4). */
export function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4, 10)}`;
}
