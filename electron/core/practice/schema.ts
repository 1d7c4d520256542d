/**
 * Tables of a practice repository. `record` is what the service's database holds: read-your-write.
 * `listed` is its search index, which lags behind; `pending` names what has not reached it yet.
 */
export const practiceSchema = `
create table setting (name text primary key, value text not null) strict;

create table record (
  doi text primary key,
  client_id text not null,
  state text not null check (state in ('draft','registered','findable')),
  url text,
  metadata text not null,
  xml text,
  schema_version text,
  source text not null,
  reason text,
  landing_page text,
  handle_url text,
  created_ms integer not null,
  registered_ms integer,
  updated_ms integer not null,
  audit_version integer not null,
  metadata_version integer not null
) strict;
create index ix_record__url on record (url);

create table listed (
  doi text primary key,
  client_id text not null,
  provider_id text not null,
  prefix text not null,
  state text not null,
  source text not null,
  schema_version text,
  resource_type text,
  title text not null,
  published_year integer,
  created_ms integer not null,
  registered_ms integer,
  updated_ms integer not null,
  row_json text not null
) strict;
create index ix_listed__created on listed
  (created_ms, doi, client_id, provider_id, prefix, state, updated_ms, source, schema_version,
   resource_type, published_year, registered_ms);
create index ix_listed__updated on listed (updated_ms, doi);

create table pending (doi text primary key, due_ms integer not null) strict;
create index ix_pending__due on pending (due_ms);

create table activity (
  id integer primary key,
  request_id text not null,
  doi text not null,
  client_id text not null,
  username text not null,
  action text not null check (action in ('create','update','delete')),
  version integer not null,
  changes text not null,
  created_ms integer not null
) strict;
create index ix_activity__doi on activity (doi, id);
create index ix_activity__client on activity (client_id, id);

create table api_key (
  id integer primary key,
  client_id text not null,
  name text not null,
  plain_key text not null unique,
  created_ms integer not null
) strict;
`;

export const practiceSchemaVersion = 1;
