/** Hubs of models and data sets: their items, what was fetched of them, their DOIs, and what happened since. */
export const migration0180 = {
  version: 180,
  name: 'hub',
  sql: /* sql */ `
create table hub_profile (
  id text primary key,
  name text not null,
  endpoint text not null,
  web text not null,
  registry text not null,
  doi_prefix text,
  support_address text not null default '',
  kind text not null check (kind in ('usual','added','practice')),
  -- JSON of HubAccount; null: nobody asked, or there is no token.
  account text,
  account_checked_at text,
  created_at text not null,
  unique (endpoint)
) strict;

create table hub_item (
  id integer primary key,
  profile_id text not null references hub_profile(id),
  kind text not null check (kind in ('dataset','model')),
  name text not null,
  -- Object id of the hub; stays when the item is renamed.
  object_id text,
  -- The record that was made of it: ours, or the observed one of a DOI of the hub.
  record_id integer references record(id) on delete set null,
  repository_id text references repository(id) on delete set null,
  collection_name text,
  -- JSON of WatchState: what was seen last, and what a look is compared with.
  seen text not null,
  access text not null check (access in ('public','private','hidden','gone','disabled','blocked')),
  head text,
  -- What was fetched, so that it can be read, mapped again and compared offline. info: JSON of HubInfo.
  revision text,
  revision_date text,
  tag text,
  info text,
  card text,
  citation_file text,
  fetched_at text,
  -- JSON list of {name, orcid}, in order.
  authors text not null default '[]',
  commit_count integer,
  file_count integer,
  -- JSON list of {number, title}.
  pull_requests text not null default '[]',
  checked_at text,
  failure text,
  added_at text not null,
  unique (profile_id, kind, name)
) strict;
create index ix_hub_item__object on hub_item(profile_id, object_id) where object_id is not null;
create index ix_hub_item__record on hub_item(record_id) where record_id is not null;
create index ix_hub_item__checked on hub_item(checked_at, id);

-- DOIs of an item. minted_by 'hub': not ours, observed only. The newest without outdated_at is the current one.
create table hub_doi (
  item_id integer not null references hub_item(id),
  doi text not null,
  minted_by text not null check (minted_by in ('hub','own')),
  role text not null check (role in ('version','canonical')),
  revision text,
  tag text,
  noted_at text not null,
  outdated_at text,
  successor text,
  -- Public record at DataCite: attributes as JSON, how the reading ended, and when.
  record text,
  record_outcome text check (record_outcome in ('found','not-public','failed')),
  record_read_at text,
  primary key (item_id, doi)
) strict, without rowid;
create index ix_hub_doi__doi on hub_doi(doi);

-- An item that has a DOI is locked: it leaves this ledger no more than it leaves the hub (D17, B10).
create trigger hub_item_with_doi_stays before delete on hub_item
when exists (select 1 from hub_doi where item_id = old.id)
begin select raise(abort, 'an item with a DOI is never deleted'); end;
create trigger hub_doi_stays before delete on hub_doi
begin select raise(abort, 'a DOI of an item is never deleted'); end;

-- Where each value of a record comes from. value_hash tells whether a person edited it since.
create table hub_value (
  record_id integer not null references record(id) on delete cascade,
  path text not null,
  source text not null,
  revision text,
  rule text not null,
  value_hash text not null,
  primary key (record_id, path)
) strict, without rowid;

create table hub_event (
  id integer primary key,
  item_id integer not null references hub_item(id) on delete cascade,
  kind text not null,
  before text not null,
  after text not null,
  noticed_at text not null,
  settled_at text,
  settled_by text,
  settlement text check (settlement in ('handled','no-matter')),
  note text
) strict;
create index ix_hub_event__open on hub_event(noticed_at desc) where settled_at is null;
create index ix_hub_event__item on hub_event(item_id, id);

-- Guided generation of a DOI on the hub's own page.
create table hub_generation (
  id integer primary key,
  item_id integer not null references hub_item(id) on delete cascade,
  expected_revision text not null,
  status text not null check (status in ('waiting','pending','done','other-revision','stopped')),
  doi text,
  revision text,
  has_tag integer,
  poll_count integer not null default 0,
  started_at text not null,
  ended_at text
) strict;

-- What a person agreed to before it, word for word (D7 to D9).
create table hub_consent (
  id integer primary key,
  generation_id integer not null references hub_generation(id) on delete cascade,
  kind text not null check (kind in ('restrictions','personal-data','co-authors','waiver')),
  text_version text not null,
  text text not null,
  subject text not null,
  person text,
  given_at text not null
) strict;

create table hub_run (
  id integer primary key,
  profile_id text not null references hub_profile(id),
  title text not null,
  repository_id text not null,
  collection_name text not null,
  status text not null check (status in ('running','paused','done','cancelled','interrupted','failed')),
  waits_until text,
  failure text,
  started_at text not null,
  finished_at text
) strict;

create table hub_run_line (
  run_id integer not null references hub_run(id) on delete cascade,
  line integer not null,
  reference text not null,
  kind text,
  name text,
  revision text,
  -- Folder of a clone or cache on this computer; null: it is fetched.
  folder text,
  status text not null check (status in ('waiting','new','changed','unchanged','observe-only','refused','failed')),
  doi text,
  title text,
  message text,
  primary key (run_id, line)
) strict, without rowid;
create index ix_hub_run_line__status on hub_run_line(run_id, status);
`,
} as const;
