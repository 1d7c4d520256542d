/**
 * The kernel of each record in a table of its own, no longer worked out of the metadata for the index of columns:
 * every write of a record writes that index, and searching the metadata for a name, once as it was and once as it
 * is, was two fifths of the cost. For the same reason the chains of versions look at the metadata once: what a record
 * said before is known by the links that were read from it.
 */
export const migration0290 = {
  version: 290,
  name: 'kernels',
  sql: /* sql */ `
-- The kernel that DataCite holds the record in, or the one that it names itself; no row: neither says.
create table record_kernel (
  record_id integer primary key references record(id) on delete cascade,
  kernel text not null
) strict;
-- Read from the index that holds it so far.
insert into record_kernel
  select id, coalesce(
    iif(instr(remote, '"schemaVersion"') > 0, json_extract(remote, '$.schemaVersion'), null),
    iif(instr(attributes, '"schemaVersion"') > 0, json_extract(attributes, '$.schemaVersion'), null)
  ) as kernel
  from record indexed by ix_record__columns where id > 0 and kernel is not null;

drop index ix_record__columns;
create index ix_record__columns on record(
  id, state, sync, repository_id, resource_type, publication_year, collection_id, error_count,
  warning_count, hint_count, burnt, doi, publisher, source_file, created_at, updated_at, confirmed_at
);

-- What changes the metadata itself notes the kernel as well (records/write-row.ts).
create trigger kernel_of_record_added after insert on record
when instr(new.remote, '"schemaVersion"') > 0 or instr(new.attributes, '"schemaVersion"') > 0
begin
  insert into record_kernel
    select new.id, kernel from (select coalesce(
      iif(instr(new.remote, '"schemaVersion"') > 0, json_extract(new.remote, '$.schemaVersion'), null),
      json_extract(new.attributes, '$.schemaVersion')) as kernel)
    where kernel is not null;
end;
create trigger kernel_of_record_read after update of remote on record
when old.remote is not new.remote
begin
  delete from record_kernel where record_id = new.id;
  insert into record_kernel
    select new.id, kernel from (select coalesce(
      iif(instr(new.remote, '"schemaVersion"') > 0, json_extract(new.remote, '$.schemaVersion'), null),
      json_extract(new.attributes, '$.schemaVersion')) as kernel)
    where kernel is not null;
end;

drop trigger version_record_changed;
create trigger version_record_changed
after update of attributes, remote, state, sync, burnt, repository_id on record
when (old.attributes is not new.attributes or old.state is not new.state or old.burnt is not new.burnt
    or old.remote is not new.remote or old.repository_id is not new.repository_id
    or (old.sync = 'observe-only') is not (new.sync = 'observe-only'))
  and (exists (select 1 from version_edge where record_id = new.id)
    or exists (select 1 from version_edge where target = new.doi)
    or exists (select 1 from version_mark where record_id = new.id)
    or instr(new.attributes, '"relatedIdentifier":') > 0)
begin insert or ignore into version_unread values (new.id); end;
`,
} as const;
