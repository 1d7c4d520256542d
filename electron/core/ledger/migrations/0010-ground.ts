/**
 * The first shape of the ledger. Text columns with a CHECK are closed lists; times are ISO 8601 in
 * UTC; JSON columns hold canonical JSON. Columns that the grid sorts, filters and searches by are
 * derived from the JSON beside them in the same transaction (ledger/tables/record-table.ts).
 */
export const migration0010 = {
  version: 10,
  name: 'ground',
  sql: /* sql */ `
create table setting (
  key text primary key,
  value text
) strict;

create table repository (
  id text primary key,
  name text not null,
  environment text not null check (environment in ('practice','test','production','custom')),
  endpoint text not null,
  client_id text not null,
  prefixes text not null default '[]',
  domains text,
  defaults text not null default '{}',
  held_reason text,
  checked_at text,
  removed_at text,
  created_at text not null
) strict;

create table collection (
  id integer primary key,
  repository_id text not null references repository(id),
  name text not null,
  defaults text not null default '{}',
  created_at text not null,
  unique (repository_id, name)
) strict;

-- One row per DOI. doi is the ASCII-lower-case form, unique in the whole ledger (A1).
create table record (
  id integer primary key,
  doi text not null unique,
  repository_id text not null references repository(id),
  collection_id integer references collection(id),
  item_key text,
  source_file text,
  source_row integer,
  state text not null check (state in ('reserved','draft','registered','findable')),
  sync text not null check (sync in ('local','unsent','sending','failed','conflict','in-step','observe-only')),
  title text,
  title_sort text,
  creators text,
  resource_type text,
  publication_year integer,
  publisher text,
  url text,
  error_count integer not null default 0,
  warning_count integer not null default 0,
  hint_count integer not null default 0,
  remote_state text check (remote_state in ('draft','registered','findable')),
  remote_updated_at text,
  confirmed_at text,
  content_hash text not null,
  source_hash text,
  burnt integer not null default 0,
  created_at text not null,
  updated_at text not null,
  findings text not null default '[]',
  attributes text not null,
  remote text
) strict;
create unique index ix_record__collection_key on record(collection_id, item_key) where item_key is not null;
create index ix_record__updated on record(updated_at, id);
create index ix_record__title on record(title_sort, id);
create index ix_record__state on record(state, id);
create index ix_record__sync on record(sync, id);
create index ix_record__collection on record(collection_id, id);
create index ix_record__repository on record(repository_id, id);
create index ix_record__confirmed on record(confirmed_at) where confirmed_at is not null;

-- One row per (record, finding code): facets and filters by finding without opening the JSON.
create table record_finding (
  record_id integer not null references record(id) on delete cascade,
  code text not null,
  severity text not null check (severity in ('error','warning','hint')),
  primary key (record_id, code)
) strict, without rowid;
create index ix_record_finding__code on record_finding(code, record_id);

create virtual table record_text using fts5 (
  doi, title, creators, publisher, item_key,
  content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3', detail=column
);

create table reservation (
  record_id integer primary key references record(id),
  batch_id text not null,
  purpose text not null,
  owner text not null,
  expires_on text,
  created_at text not null
) strict;

create table import_run (
  id integer primary key,
  collection_id integer not null references collection(id),
  repository_id text not null references repository(id),
  source_name text not null,
  settings text not null,
  status text not null check (status in ('running','paused','done','cancelled','failed','interrupted')),
  item_total integer,
  item_count integer not null default 0,
  new_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  observe_only_count integer not null default 0,
  failed_count integer not null default 0,
  valid_count integer not null default 0,
  failure text,
  started_at text not null,
  finished_at text
) strict;

create table import_line (
  import_id integer not null references import_run(id),
  line integer not null,
  source text not null,
  row integer,
  item_key text,
  doi text,
  title text,
  status text not null check (status in ('new','changed','unchanged','observe-only','failed')),
  valid integer not null,
  findings text not null default '[]',
  failure text,
  primary key (import_id, line)
) strict, without rowid;

create table recipe (
  id integer primary key,
  name text not null unique,
  -- Lower-case column names joined by U+001F: finds the recipe for a sheet that looks the same.
  column_fingerprint text not null,
  settings text not null,
  created_at text not null
) strict;
create index ix_recipe__fingerprint on recipe(column_fingerprint);

create table batch (
  id text primary key,
  kind text not null check (kind in ('register','change-set','single')),
  title text not null,
  repository_id text not null references repository(id),
  target_state text check (target_state in ('draft','registered','findable')),
  paused integer not null default 0,
  created_at text not null
) strict;

-- One intended effect on DataCite. Never deleted; a row that ends keeps its payload and receipt.
create table operation (
  id text primary key,
  batch_id text references batch(id),
  record_id integer not null references record(id),
  doi text not null,
  repository_id text not null references repository(id),
  sequence integer not null,
  kind text not null check (kind in ('create','update','delete')),
  target_state text check (target_state in ('draft','registered','findable')),
  status text not null check (status in
    ('queued','in-flight','unknown','waiting','rejected','conflict','done','cancelled','superseded')),
  -- The request body exactly as sent, and its SHA-256 (lower-case hex): what a receipt proves.
  payload text not null,
  payload_sha256 text not null,
  -- Hash of the remote copy this change was made on; null for a create.
  base_hash text,
  attempt_count integer not null default 0,
  next_attempt_at text,
  failure text,
  receipt text,
  differences text not null default '[]',
  created_at text not null,
  finished_at text,
  unique (doi, sequence)
) strict;
create index ix_operation__status on operation(status, next_attempt_at);
create index ix_operation__batch on operation(batch_id, status);
create index ix_operation__record on operation(record_id, sequence);

create table attempt (
  operation_id text not null references operation(id),
  number integer not null,
  started_at text not null,
  ended_at text,
  outcome text,
  http_status integer,
  message text,
  primary key (operation_id, number)
) strict, without rowid;

-- Practice is play: its operations go with it when it is reset; what reached DataCite never goes.
create trigger operation_never_deleted before delete on operation
when old.repository_id is not 'practice'
begin select raise(abort, 'operations are never deleted'); end;

-- Sync cursor of each repository, so that reading a whole account can resume after a crash.
create table sync_cursor (
  repository_id text primary key references repository(id),
  cursor text,
  read_count integer not null default 0,
  changed_count integer not null default 0,
  total integer,
  started_at text,
  last_finished_at text,
  updated_through text,
  failure text
) strict;

-- Append-only, hash-chained (core/history/event-text.ts says over what). body is canonical JSON; its
-- summary, changes and detail name no member of staff: the one who acted stands in person alone.
create table history_event (
  sequence integer primary key,
  id text not null unique,
  at text not null,
  person text,
  kind text not null,
  doi text,
  batch_id text,
  operation_id text,
  reason text,
  body text not null,
  previous_hash text not null,
  hash text not null
) strict;
create index ix_history_event__doi on history_event(doi, sequence) where doi is not null;
create index ix_history_event__batch on history_event(batch_id, sequence) where batch_id is not null;

create trigger history_event_never_changed before update on history_event
begin select raise(abort, 'history is append-only'); end;
create trigger history_event_never_deleted before delete on history_event
begin select raise(abort, 'history is append-only'); end;
`,
} as const;
