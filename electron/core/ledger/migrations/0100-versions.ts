/**
 * Version chains: what records say of each other, the chains that this makes, and what is wrong with them. All
 * of it but the notes of people is derived from `record` and can be made anew; triggers note which records are
 * to be read again, in the transaction that changed them, whoever wrote it.
 */
export const migration0100 = {
  version: 100,
  name: 'versions',
  sql: /* sql */ `
create index ix_record__url on record(url) where url is not null;

-- One row per related identifier that ties a record to a DOI. target: comparison form.
create table version_edge (
  record_id integer not null references record(id) on delete cascade,
  position integer not null,
  kind text not null,
  relation_type text not null,
  -- 1: the record stands at the start of the link (the canonical item, the older version, the source).
  is_start integer not null check (is_start in (0, 1)),
  target text not null,
  primary key (record_id, position)
) strict, without rowid;
create index ix_version_edge__target on version_edge(target, record_id);

-- Records whose relations are to be read again, and records whose chain is to be judged again.
create table version_unread (record_id integer primary key) strict;
create table version_unjudged (record_id integer primary key) strict;

create table version_chain (
  id integer primary key,
  doi text not null,
  has_canonical integer not null check (has_canonical in (0, 1)),
  title text not null,
  version_count integer not null,
  latest text,
  latest_version text not null,
  defect_count integer not null,
  unsent_count integer not null,
  half_done_count integer not null,
  repository_id text,
  changed_at text not null
) strict;
create index ix_version_chain__defects on version_chain(defect_count, id);

create table version_member (
  record_id integer primary key references record(id) on delete cascade,
  chain_id integer not null references version_chain(id) on delete cascade
) strict;
create index ix_version_member__chain on version_member(chain_id);

create table version_defect (
  chain_id integer not null references version_chain(id) on delete cascade,
  code text not null,
  count integer not null,
  primary key (chain_id, code)
) strict, without rowid;
create index ix_version_defect__code on version_defect(code, chain_id);

-- A person's note that a record is out of date, with or without a newer version.
create table version_mark (
  record_id integer primary key references record(id) on delete cascade,
  person text,
  reason text,
  marked_at text not null
) strict;

create trigger version_record_added after insert on record
when instr(new.attributes, '"relatedIdentifier":') > 0
  or exists (select 1 from version_edge where target = new.doi)
begin insert or ignore into version_unread values (new.id); end;

create trigger version_record_changed
after update of attributes, remote, state, sync, burnt, repository_id on record
when (old.attributes is not new.attributes or old.state is not new.state or old.burnt is not new.burnt
    or old.remote is not new.remote or old.repository_id is not new.repository_id
    or (old.sync = 'observe-only') is not (new.sync = 'observe-only'))
  and (instr(new.attributes, '"relatedIdentifier":') > 0
    or instr(old.attributes, '"relatedIdentifier":') > 0
    or exists (select 1 from version_edge where target = new.doi)
    or exists (select 1 from version_mark where record_id = new.id))
begin insert or ignore into version_unread values (new.id); end;

create trigger version_record_gone before delete on record
begin
  insert or ignore into version_unjudged
    select record_id from version_member
    where chain_id = (select chain_id from version_member where record_id = old.id);
  insert or ignore into version_unjudged select record_id from version_edge where target = old.doi;
  delete from version_unread where record_id = old.id;
end;

create trigger version_mark_set after insert on version_mark
begin insert or ignore into version_unread values (new.record_id); end;
create trigger version_mark_taken after delete on version_mark
begin insert or ignore into version_unread values (old.record_id); end;

insert into version_unread select id from record where instr(attributes, '"relatedIdentifier":') > 0;
`,
} as const;
