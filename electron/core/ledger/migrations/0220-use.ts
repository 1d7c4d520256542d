/**
 * How often records are used, as DataCite counts it; what people agreed to before names went public; and citation
 * styles that somebody added.
 */
export const migration0220 = {
  version: 220,
  name: 'use',
  sql: /* sql */ `
-- Counts of the last answer that carried them (requirement A28). They are DataCite's, so nobody edits them.
create table record_use (
  record_id integer primary key references record(id) on delete cascade,
  citations integer not null,
  views integer not null,
  downloads integer not null,
  fetched_at text not null
) strict;
create index ix_record_use__citations on record_use(citations desc, views desc) where citations + views + downloads > 0;

-- A log, word for word (requirements D7 to D9): taken back is noted, never deleted while the record stands.
create table review_consent (
  id integer primary key,
  record_id integer not null references record(id) on delete cascade,
  -- JSON list: the persons named by the record then.
  people text not null,
  text_version text not null,
  text text not null,
  -- The institution's or the hub's terms as they stood then; '' for none.
  terms text not null,
  terms_url text not null,
  person text not null,
  given_at text not null,
  withdrawn_at text
) strict;
create index ix_review_consent__record on review_consent(record_id, id);

create table citation_style (
  name text primary key,
  title text not null,
  csl text not null,
  added_at text not null
) strict, without rowid;
`,
} as const;
