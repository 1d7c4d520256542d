/**
 * Whole readings of an account at set times, the last comparison of ledger and account, and the state that a
 * record had right before an update of ours: somebody else may have moved it in between.
 */
export const migration0200 = {
  version: 200,
  name: 'readings',
  sql: /* sql */ `
-- Days between two readings of the whole account; null: only when a person asks.
alter table repository add column full_read_days integer check (full_read_days between 1 and 365);

-- Whether the reading under way, or the last one, reads everything; and when the last such one ended.
alter table sync_cursor add column is_full integer not null default 0 check (is_full in (0, 1));
alter table sync_cursor add column last_full_at text;
update sync_cursor set is_full = 1 where updated_through is null;

-- The last comparison of each account that came to an end.
create table drift_report (
  repository_id text primary key references repository(id) on delete cascade,
  compared_at text not null,
  read_count integer not null,
  total integer,
  record_count integer not null,
  line_count integer not null
) strict, without rowid;

-- Its differences, in their order. here and there are JSON.
create table drift_line (
  repository_id text not null references drift_report(repository_id) on delete cascade,
  position integer not null,
  doi text not null,
  path text not null,
  cause text not null,
  here text not null,
  there text not null,
  primary key (repository_id, position)
) strict, without rowid;

-- The state that was read right before the update; null where it is not known, or ours moved none.
alter table activity_check add column base_state text;
`,
} as const;
