/**
 * Review: who may approve, what was said and decided about a draft, what was rehearsed, and what was proved after
 * publishing. Where a review stands is worked out from the facts by the view `review_standing`, never stored.
 */
export const migration0160 = {
  version: 160,
  name: 'review',
  sql: /* sql */ `
-- A person with a signing key. sealed_key: JSON (core/review/steward-key.ts); null: signs on another computer.
create table steward (
  id text primary key,
  name text not null,
  public_key text not null unique,
  sealed_key text,
  created_at text not null
) strict;

-- What people did last with a draft, and the content that it was then.
create table review (
  record_id integer primary key references record(id) on delete cascade,
  step text not null check (step in ('new','in-review','changes-asked','approved')),
  content_hash text not null,
  assignee text references steward(id),
  -- Names of those who handed it in.
  submitted_by text,
  changed_at text not null
) strict;
create index ix_review__assignee on review(assignee) where assignee is not null;

-- Never deleted while its record stands: an approval of an earlier content stays as evidence.
create table review_approval (
  record_id integer not null references record(id) on delete cascade,
  content_hash text not null,
  steward_id text not null references steward(id),
  note text,
  signature text not null,
  approved_at text not null,
  withdrawn_at text,
  primary key (record_id, content_hash, steward_id)
) strict, without rowid;

create table review_comment (
  id text primary key,
  record_id integer not null references record(id) on delete cascade,
  parent_id text references review_comment(id),
  -- Path in the metadata; '': the record as a whole.
  path text not null,
  body text not null,
  author text not null,
  created_at text not null,
  resolved_at text,
  resolved_by text
) strict;
create index ix_review_comment__record on review_comment(record_id, created_at);

-- Answers to the questions of the checklist; a waiver is an answer with its reason.
create table review_answer (
  record_id integer not null references record(id) on delete cascade,
  question text not null,
  answer text not null,
  note text,
  person text not null,
  answered_at text not null,
  primary key (record_id, question)
) strict, without rowid;

create table review_policy (
  collection_id integer primary key references collection(id) on delete cascade,
  policy text not null
) strict;

-- Exact marks of an item (address, hub object, commit, checksum, DOI) and words of its title, to find twins by.
create table duplicate_mark (
  mark text not null,
  record_id integer not null references record(id) on delete cascade,
  primary key (mark, record_id)
) strict, without rowid;
create index ix_duplicate_mark__record on duplicate_mark(record_id);
create table duplicate_unread (record_id integer primary key) strict;
create trigger duplicate_record_added after insert on record
begin insert or ignore into duplicate_unread values (new.id); end;
create trigger duplicate_record_changed after update of attributes on record
when old.attributes is not new.attributes
begin insert or ignore into duplicate_unread values (new.id); end;
create trigger duplicate_record_gone before delete on record
begin delete from duplicate_unread where record_id = old.id; end;
insert into duplicate_unread select id from record;

-- other: the DOI of the twin, which need not be in this ledger.
create table duplicate_decision (
  record_id integer not null references record(id) on delete cascade,
  other text not null,
  decision text not null check (decision in ('cancel','new-version','variant','identical','different')),
  reason text not null,
  person text,
  decided_at text not null,
  primary key (record_id, other)
) strict, without rowid;

-- The content that a publishing operation carries; null on all others.
alter table operation add column content_sha256 text;
create index ix_operation__publishing on operation(repository_id, created_at) where content_sha256 is not null;

create table rehearsal (
  id text primary key,
  plan_hash text not null,
  repository_id text not null references repository(id),
  rehearsed_on text not null references repository(id),
  target_state text not null,
  status text not null check (status in ('running','passed','failed','cancelled','interrupted')),
  total integer not null,
  done_count integer not null default 0,
  failed_count integer not null default 0,
  started_at text not null,
  finished_at text
) strict;
create index ix_rehearsal__plan on rehearsal(plan_hash, status);
create table rehearsal_failure (
  rehearsal_id text not null references rehearsal(id) on delete cascade,
  doi text not null,
  rehearsed_doi text not null,
  message text not null,
  primary key (rehearsal_id, doi)
) strict, without rowid;

-- What was seen after an operation had published a record. A row is made with the operation's end, in its transaction.
create table publish_proof (
  record_id integer primary key references record(id) on delete cascade,
  operation_id text not null,
  verdict text not null check (verdict in ('pending','verified','failed')),
  -- JSON list of {check, outcome, detail}.
  checks text not null default '[]',
  try_count integer not null default 0,
  checked_at text
) strict;
create index ix_publish_proof__verdict on publish_proof(verdict);
create trigger operation_published after update of status on operation
when new.status = 'done' and old.status <> 'done' and new.content_sha256 is not null
begin
  insert into publish_proof (record_id, operation_id, verdict) values (new.record_id, new.id, 'pending')
  on conflict (record_id) do update set operation_id = excluded.operation_id, verdict = 'pending',
    checks = '[]', try_count = 0, checked_at = null;
end;

-- One row per record that is a draft, or was published from here.
create view review_standing as
select r.id as record_id,
  case
    when r.state in ('registered','findable') then
      case when p.verdict = 'verified' then 'published' else 'publishing' end
    when exists (select 1 from operation o where o.record_id = r.id and o.content_sha256 is not null
      and o.status in ('queued','in-flight','unknown','waiting')) then 'publishing'
    when v.step is null then 'new'
    when v.content_hash = r.content_hash or v.step in ('new','in-review') then v.step
    else 'in-review'
  end as status,
  -- Approved once, and edited since.
  case when v.step = 'approved' and v.content_hash <> r.content_hash and r.state in ('reserved','draft')
    then 1 else 0 end as is_voided,
  p.verdict as proof
from record r
  left join review v on v.record_id = r.id
  left join publish_proof p on p.record_id = r.id
where r.burnt = 0 and r.sync <> 'observe-only'
  and (r.state in ('reserved','draft') or p.record_id is not null);
`,
} as const;
