/** What a sheet that comes back would do, as a batch preview tells it: to findings, to what is sent, and why not. */
export const migration0375 = {
  version: 375,
  name: 'sheet-effects',
  sql: /* sql */ `
alter table sheet_update add column at_datacite_count integer not null default 0;
-- JSON: reasons with how many rows each; findings by code with how many go and come.
alter table sheet_update add column left_out text not null default '[]';
alter table sheet_update add column findings text not null default '[]';
`,
} as const;
