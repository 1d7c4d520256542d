/** Change sets: what was changed together, with the values before, so that it can be taken back. */
export const migration0050 = {
  version: 50,
  name: 'changes',
  sql: /* sql */ `
create table change_set (
  id text primary key,
  title text not null,
  kind text not null,
  change_kind text not null,
  reason text,
  -- JSON of the operations that made it; null: edited by hand.
  recipe text,
  status text not null check (status in ('applying','applied','cancelled','interrupted')),
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  refused_count integer not null default 0,
  undo_of text references change_set(id),
  undone_by text references change_set(id),
  created_at text not null,
  finished_at text
) strict;
create index ix_change_set__created on change_set(created_at, id);

-- before and after: canonical JSON objects of exactly the top-level attributes that changed; a member that
-- one of them lacks did not exist on that side. Never deleted: the before-images are the undo.
create table change_set_record (
  change_set_id text not null references change_set(id),
  record_id integer not null references record(id),
  before text not null,
  after text not null,
  -- The record's state when it was changed, to say afterwards what cannot be taken back.
  state text not null,
  -- The newest operation of the DOI then: what has a higher sequence may carry the change.
  sequence integer not null,
  -- JSON lists of operations that sending this made, and that it superseded: an undo swaps them back.
  queued text not null default '[]',
  replaced text not null default '[]',
  primary key (change_set_id, record_id)
) strict, without rowid;
create index ix_change_set_record__record on change_set_record(record_id);

create table change_set_refusal (
  change_set_id text not null references change_set(id),
  line integer not null,
  doi text not null,
  code text not null,
  message text not null,
  primary key (change_set_id, line)
) strict, without rowid;

-- A batch of the outbox that sends a change set.
alter table batch add column change_set_id text references change_set(id);
create index ix_batch__change_set on batch(change_set_id) where change_set_id is not null;
`,
} as const;
