/**
 * The codes of a record's findings, in their order and parted by spaces, beside the findings, which are long: where a
 * change leaves as many of each, its preview need not judge the record as it was. Records of before have none until
 * their findings are written again.
 */
export const migration0350 = {
  version: 350,
  name: 'finding-codes',
  sql: /* sql */ `
alter table record add column finding_codes text;
`,
} as const;
