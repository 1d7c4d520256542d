/**
 * Where each record stands in its version chain, so that a page of the grid or an export of a hundred thousand
 * records reads it instead of putting every chain together. Chains are judged again to fill it.
 */
export const migration0215 = {
  version: 215,
  name: 'version-places',
  sql: /* sql */ `
-- beside: tied by IsIdenticalTo, IsVariantFormOf or Obsoletes only, or to nothing that counts.
alter table version_member add column role text not null default 'beside'
  check (role in ('canonical', 'version', 'beside'));
-- Place among the versions, counted from 1, the oldest first; null for what is no version.
alter table version_member add column number integer;
alter table version_member add column is_outdated integer not null default 0 check (is_outdated in (0, 1));

-- Place of the latest version that readers can be sent to; null: there is none.
alter table version_chain add column latest_number integer;
alter table version_chain add column canonical text;

insert or ignore into version_unjudged select record_id from version_member;
`,
} as const;
