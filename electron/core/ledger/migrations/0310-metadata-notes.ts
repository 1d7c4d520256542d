/**
 * What is derived from metadata (indexes of properties, twins and versions) is told which records changed by
 * `noteMetadata`, once for all records of a transaction: metadata are written in one place only
 * (records/write-row.ts), and triggers made an edit twice as slow. All other columns still tell by trigger.
 */
export const migration0310 = {
  version: 310,
  name: 'metadata-notes',
  sql: /* sql */ `
drop trigger property_stale_noted;
drop trigger duplicate_record_changed;
drop trigger version_record_changed;
create trigger version_record_changed
after update of remote, state, sync, burnt, repository_id on record
when (old.state is not new.state or old.burnt is not new.burnt
    or old.remote is not new.remote or old.repository_id is not new.repository_id
    or (old.sync = 'observe-only') is not (new.sync = 'observe-only'))
  and (exists (select 1 from version_edge where record_id = new.id)
    or exists (select 1 from version_edge where target = new.doi)
    or exists (select 1 from version_mark where record_id = new.id))
begin insert or ignore into version_unread values (new.id); end;
`,
} as const;
