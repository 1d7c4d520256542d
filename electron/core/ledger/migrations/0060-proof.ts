/** What is still to be proved after a write, and what a proof brought to light. */
export const migration0060 = {
  version: 60,
  name: 'proof',
  sql: /* sql */ `
-- Updates whose entry in DataCite's activities is still to be read: only it tells whether somebody else
-- wrote between our read and our write. A row goes once the entry was seen.
create table activity_check (
  operation_id text primary key references operation(id),
  -- Canonical JSON: the attributes that were sent, as they stood at DataCite right before.
  base text not null,
  -- The service's time of that copy (ISO 8601); null where it gave none.
  base_updated_at text,
  -- Of the answered request; null where its answer was never seen.
  request_id text,
  -- The version of the metadata rose by more than our one write: looked at first.
  jumped integer not null check (jumped in (0, 1)),
  tries integer not null default 0,
  noted_at text not null
) strict, without rowid;

-- Foreign values that an update of ours overwrote before anybody saw them, until a person has. JSON.
create table overwritten_value (
  record_id integer not null references record(id) on delete cascade,
  path text not null,
  operation_id text not null references operation(id),
  base text not null,
  theirs text not null,
  noted_at text not null,
  primary key (record_id, path, operation_id)
) strict, without rowid;
`,
} as const;
