/**
 * What an edit no longer pays for. Every write of a record sets the time of its last change: with that in the index
 * of columns, a fifth of the cost was to take the row's entry out of it and put it back. And the metadata is no
 * longer searched for links: whoever writes metadata notes those that are new (records/write-row.ts).
 */
export const migration0300 = {
  version: 300,
  name: 'edit-cost',
  sql: /* sql */ `
drop index ix_record__columns;
create index ix_record__columns on record(
  id, state, sync, repository_id, resource_type, publication_year, collection_id, error_count,
  warning_count, hint_count, burnt, doi, publisher, source_file, created_at, confirmed_at
);

drop trigger version_record_changed;
create trigger version_record_changed
after update of attributes, remote, state, sync, burnt, repository_id on record
when (old.attributes is not new.attributes or old.state is not new.state or old.burnt is not new.burnt
    or old.remote is not new.remote or old.repository_id is not new.repository_id
    or (old.sync = 'observe-only') is not (new.sync = 'observe-only'))
  and (exists (select 1 from version_edge where record_id = new.id)
    or exists (select 1 from version_edge where target = new.doi)
    or exists (select 1 from version_mark where record_id = new.id))
begin insert or ignore into version_unread values (new.id); end;
`,
} as const;
