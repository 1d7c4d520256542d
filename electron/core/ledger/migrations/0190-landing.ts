/**
 * Audits of landing pages: what waits to be looked at, what was last seen of each page, what changed since,
 * and what a person accepted after looking at it by hand.
 */
export const migration0190 = {
  version: 190,
  name: 'landing',
  sql: /* sql */ `
-- The audit under way, and those before it.
create table landing_run (
  id text primary key,
  scope text not null,
  total integer not null,
  status text not null check (status in ('running','paused','done','cancelled')),
  started_at text not null,
  finished_at text
) strict;

-- Pages that the audit has still to look at: what a crash or a pause leaves is gone on with.
create table landing_due (
  record_id integer primary key references record(id) on delete cascade,
  host text not null
) strict;
create index ix_landing_due__host on landing_due(host, record_id);

-- Hosts that asked to be left alone until then.
create table landing_host (
  host text primary key,
  not_before text not null
) strict;

create table landing_check (
  record_id integer primary key references record(id) on delete cascade,
  checked_at text not null,
  -- The landing page that was asked for, as the record named it then.
  url text not null,
  host text not null,
  verdict text not null check (verdict in ('good','incomplete','broken','unsure','unchecked')),
  -- JSON: findings with code and detail, outcomes of the guideline checks, answers on the way.
  findings text not null,
  checks text not null,
  hops text not null,
  status integer,
  final_url text,
  snippet text not null,
  strikes integer not null default 0,
  struck_at text
) strict;
create index ix_landing_check__verdict on landing_check(verdict, record_id);
create index ix_landing_check__host on landing_check(host, record_id);

-- One row per (record, finding code), for filters.
create table landing_code (
  record_id integer not null references record(id) on delete cascade,
  code text not null,
  primary key (record_id, code)
) strict, without rowid;
create index ix_landing_code__code on landing_code(code, record_id);

-- When what was seen of a page changed: the evidence over time.
create table landing_change (
  id integer primary key,
  record_id integer not null references record(id) on delete cascade,
  at text not null,
  verdict text not null,
  findings text not null,
  status integer,
  final_url text,
  snippet text not null
) strict;
create index ix_landing_change__record on landing_change(record_id, id);

-- A person looked at the page and accepts what the audit says of it.
create table landing_acceptance (
  record_id integer not null references record(id) on delete cascade,
  code text not null,
  note text not null,
  person text,
  at text not null,
  primary key (record_id, code)
) strict, without rowid;
`,
} as const;
