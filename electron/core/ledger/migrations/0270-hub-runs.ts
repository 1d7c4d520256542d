/** What a run was asked to bring in: the same asked again goes on with one that was broken off. */
export const migration0270 = {
  version: 270,
  name: 'hub-runs',
  sql: /* sql */ `
-- SHA-256 of the lines and the target that a run began with; null: it is older than this column.
alter table hub_run add column asked text;
`,
} as const;
