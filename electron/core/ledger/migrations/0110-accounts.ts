/** What a steward decides about an account, and what may be done with it. */
export const migration0110 = {
  version: 110,
  name: 'accounts',
  sql: /* sql */ `
-- One of a short list of names (contract/repositories.ts); null: none was chosen.
alter table repository add column colour text;
-- 'observe': read without a password, never written to.
alter table repository add column access text not null default 'write' check (access in ('write','observe'));
alter table repository add column credential text not null default 'password' check (credential in ('password','api-key'));
-- JSON {id, name, consortium} as the service told it; null: not asked yet.
alter table repository add column member text;
-- Production accounts are shut at every start and opened by a person for the session.
alter table repository add column is_writing_open integer not null default 1 check (is_writing_open in (0,1));

-- How the records of a removed account stood, so that they stand so again when it is added again.
create table record_before_removal (
  record_id integer primary key references record(id) on delete cascade,
  sync text not null
) strict;
`,
} as const;
