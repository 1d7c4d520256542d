/**
 * Where each member of a record's metadata stands in their JSON (core/support/member-places.ts), so that a batch that
 * changes one attribute of thousands need not look for it: that was a sixth of the work of its preview. Records of
 * before have none until they are written again.
 */
export const migration0330 = {
  version: 330,
  name: 'member-places',
  sql: /* sql */ `
alter table record add column places blob;
`,
} as const;
