/**
 * Personal text beside the chain instead of in it (format 2 of history/event-text.ts), so that it can
 * be taken out without breaking the chain; and which copies of records are kept as files.
 */
export const migration0070 = {
  version: 70,
  name: 'history-texts',
  sql: /* sql */ `
-- 1: person, reason and changes stand in the event. 2: commitments to them do, the text in history_text.
alter table history_event add column format integer not null default 1 check (format in (1, 2));

-- The text behind each commitment of an event, with its salt (hexadecimal). Taken out: both are null,
-- and redacted_by is the sequence of the event that says so.
create table history_text (
  sequence integer not null,
  part text not null,
  salt text,
  text text,
  redacted_by integer,
  primary key (sequence, part),
  check ((text is null) = (salt is null) and (text is null) = (redacted_by is not null))
) strict, without rowid;

create trigger history_text_never_deleted before delete on history_text
begin select raise(abort, 'history is append-only'); end;
create trigger history_text_only_redacted before update on history_text
when new.text is not null or old.redacted_by is not null
  or new.sequence is not old.sequence or new.part is not old.part
begin select raise(abort, 'history is append-only'); end;

-- The remote copy of each record that stands as files in the folder of preservation copies.
create table preservation_copy (
  record_id integer primary key references record(id) on delete cascade,
  remote_sha256 text not null,
  name text not null,
  written_at text not null
) strict;
`,
} as const;
