/**
 * Records whose preservation copy (table of 0070) is behind what DataCite holds. Noted by triggers in the
 * transaction that changed the record, whoever wrote it, so that no copy is forgotten by a crash.
 */
export const migration0150 = {
  version: 150,
  name: 'preservation',
  sql: /* sql */ `
create table preservation_due (
  record_id integer primary key references record(id) on delete cascade
) strict;

create trigger preservation_record_added after insert on record when new.remote is not null
begin insert or ignore into preservation_due values (new.id); end;

create trigger preservation_record_changed after update of remote, remote_state on record
when new.remote is not null
  and (old.remote is not new.remote or old.remote_state is not new.remote_state)
begin insert or ignore into preservation_due values (new.id); end;

insert into preservation_due select id from record where remote is not null;
`,
} as const;
