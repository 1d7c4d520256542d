/**
 * The content hash of a record before a change set and after it. An undo that finds it as the change set left it knows
 * what its hash will be: hashing a hundred thousand records was a tenth of the work of their undo. Changes of before
 * have none.
 */
export const migration0340 = {
  version: 340,
  name: 'changed-hashes',
  sql: /* sql */ `
alter table change_set_record add column before_hash text;
alter table change_set_record add column after_hash text;
`,
} as const;
