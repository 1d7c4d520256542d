/** Edits that are not saved yet, sheets that come back, and the organisations of ROR. */
export const migration0090 = {
  version: 90,
  name: 'edits',
  sql: /* sql */ `
-- What a person has typed into the form of a record and not saved yet. record_id null: a record to be.
create table record_edit (
  id text primary key,
  record_id integer unique references record(id) on delete cascade,
  repository_id text not null references repository(id) on delete cascade,
  collection_id integer references collection(id) on delete set null,
  doi text,
  -- The metadata that the edit was begun on, and as it is to be; canonical JSON.
  base text,
  attributes text not null,
  -- Raised by every save of the form: a second window that has not seen the last one is told.
  revision integer not null,
  person text,
  created_at text not null,
  updated_at text not null
) strict;
create index ix_record_edit__updated on record_edit(updated_at);

-- A sheet that was brought back, and the rows of it that are not simply as the record is.
create table sheet_update (
  id integer primary key,
  source_name text not null,
  status text not null check (status in ('reading','ready','applied','cancelled','failed','interrupted')),
  row_total integer,
  row_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  observe_only_count integer not null default 0,
  refused_count integer not null default 0,
  error_fixed_count integer not null default 0,
  error_caused_count integer not null default 0,
  -- JSON: sentences about columns and cells that a person should read.
  warnings text not null default '[]',
  change_set_id text,
  failure text,
  started_at text not null,
  finished_at text
) strict;
create table sheet_update_line (
  update_id integer not null references sheet_update(id) on delete cascade,
  row integer not null,
  -- As the sheet has it where it is no DOI.
  doi text not null,
  status text not null check (status in ('changed','observe-only','refused')),
  -- The metadata that the row was compared with, by its hash, and as the row wants it.
  content_hash text,
  attributes text,
  problems text not null default '[]',
  primary key (update_id, row)
) strict, without rowid;
create index ix_sheet_update_line__status on sheet_update_line(update_id, status, row);

-- Organisations of a ROR data dump. A dump that is being loaded has a number of its own until it is whole.
create table ror_organisation (
  id integer primary key,
  dump integer not null,
  ror text not null,
  name text not null,
  country text,
  unique (dump, ror)
) strict;
create virtual table ror_text using fts5 (
  names, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3', detail=column
);
`,
} as const;
