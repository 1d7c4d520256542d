/** Indexes over properties of the metadata, what the resolver lacks, and views that people keep. */
export const migration0080 = {
  version: 80,
  name: 'query',
  sql: /* sql */ `
-- One row per indexed property: a path or a derived name (shared/query). Records up to "through" are in.
create table property (
  id integer primary key,
  name text not null unique,
  derived_version integer not null,
  through integer not null default 0
) strict;

-- The different values of a property, numbered from 1. fold is what is compared; amount is the value
-- as a number where it is one.
create table property_value (
  property_id integer not null references property(id) on delete cascade,
  number integer not null,
  value text not null,
  fold text not null,
  amount real,
  primary key (property_id, number)
) strict, without rowid;
create index ix_property_value__order on property_value(property_id, amount, fold);

-- Values of 1,024 records at a time: 1,024 counts, then the numbers of the values; unsigned 32 bit,
-- little-endian.
create table property_chunk (
  property_id integer not null references property(id) on delete cascade,
  chunk integer not null,
  data blob not null,
  primary key (property_id, chunk)
) strict;

-- Records whose metadata changed since they were indexed: they are read again.
create table property_stale (
  record_id integer primary key
) strict;
create trigger property_stale_noted after update of attributes on record
when exists (select 1 from property)
begin insert or ignore into property_stale (record_id) values (new.id); end;
-- The number of a row that is gone may be used again.
create trigger property_stale_reused after insert on record
when new.id <= (select max(through) from property)
begin insert or ignore into property_stale (record_id) values (new.id); end;

-- Records that DataCite calls registered or findable although their handle was never registered.
create table resolver_gap (
  record_id integer primary key references record(id) on delete cascade,
  noted_at text not null
) strict;

-- A smart list: what was asked and how it was shown, as JSON.
create table saved_view (
  id integer primary key,
  name text not null unique,
  query text not null,
  layout text not null,
  created_at text not null,
  updated_at text not null
) strict;
`,
} as const;
