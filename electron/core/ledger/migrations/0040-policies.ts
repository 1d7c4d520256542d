/** What stewards decided about findings: for a collection by code, and for one finding of one record. */
export const migration0040 = {
  version: 40,
  name: 'policies',
  sql: /* sql */ `
-- JSON: {severities: {code: warning|hint|off}, gates: {code: blocks|asks|none}}.
alter table collection add column policy text not null default '{}';
-- How often it was set since the collection's records were last all checked by it; 0: they are.
alter table collection add column policy_pending integer not null default 0 check (policy_pending >= 0);

-- A finding that a person looked at and let stand. Errors are never waived.
create table waiver (
  record_id integer not null references record(id) on delete cascade,
  code text not null,
  path text not null,
  reason text not null check (trim(reason) <> ''),
  person text,
  waived_at text not null,
  primary key (record_id, code, path)
) strict, without rowid;
`,
} as const;
