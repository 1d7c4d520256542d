/**
 * Removal: cases, what they are about, the steps that were taken for each DOI, what was said and decided, and
 * documents, which lie here encrypted under a key of the vault.
 */
export const migration0170 = {
  version: 170,
  name: 'removal',
  sql: /* sql */ `
create table removal_case (
  -- The case's number; never given out twice.
  id integer primary key autoincrement,
  kind text not null check (kind in ('deletion','rename','visibility','correction')),
  owner text not null check (owner in ('own','hub')),
  status text not null check (status in ('open','asked','approved','working','half-done','done','restoring',
    'half-restored','restored','declined','alternative','taken-back')),
  origin text not null check (origin in ('form','email','csv','watch','locked','audit')),
  -- Who asks, in the case only: neither the history nor a page names her.
  requester text not null,
  requester_contact text not null,
  request text not null,
  discussion_url text not null,
  due_on text,
  remind_on text,
  alternative text,
  -- Canonical JSON of shared/removal/tombstone.ts.
  tombstone text not null,
  -- Policy at the moment of the decision: how many persons had to agree, and its name.
  policy text,
  created_at text not null,
  updated_at text not null,
  closed_at text
) strict;
create index ix_removal_case__status on removal_case(status, due_on);

create table removal_item (
  case_id integer not null references removal_case(id),
  doi text not null,
  -- Null: a DOI of others, which the ledger need not hold.
  record_id integer references record(id),
  status text not null check (status in ('listed','working','half-done','done','restoring','half-restored','restored')),
  -- The next step to take, or the one that failed; null before the first.
  step text,
  -- JSON: what the record was before the first step, here and at DataCite.
  before text,
  page_url text,
  page_sha256 text,
  operation_id text references operation(id),
  -- JSON list of records that were changed because this one went, with what they were.
  neighbours text not null default '[]',
  failure text,
  receipt text,
  updated_at text not null,
  primary key (case_id, doi)
) strict, without rowid;
create index ix_removal_item__doi on removal_item(doi);
create index ix_removal_item__status on removal_item(status, case_id);

-- The last outcome of each step, and how often it was tried.
create table removal_step (
  case_id integer not null,
  doi text not null,
  step text not null,
  status text not null check (status in ('done','skipped','waiting','failed')),
  message text,
  evidence text not null default '{}',
  tries integer not null default 1,
  at text not null,
  primary key (case_id, doi, step),
  foreign key (case_id, doi) references removal_item(case_id, doi)
) strict, without rowid;

-- Comments, letters, answers, decisions and changes of status, in their order. Never changed.
create table removal_entry (
  id integer primary key,
  case_id integer not null references removal_case(id),
  at text not null,
  kind text not null check (kind in ('comment','letter','answer','decision','status','document')),
  person text,
  body text not null
) strict;
create index ix_removal_entry__case on removal_entry(case_id, id);
create trigger removal_entry_never_changed before update on removal_entry
begin select raise(abort, 'entries of a case are never changed'); end;

create table removal_document (
  id integer primary key,
  case_id integer not null references removal_case(id),
  name text not null,
  size integer not null,
  -- Of the document as it was attached, lower-case hex; stays when the document is erased.
  sha256 text not null,
  -- AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag. Null: erased.
  sealed blob,
  retain_until text,
  attached_at text not null,
  erased_at text,
  receipt text
) strict;
create index ix_removal_document__case on removal_document(case_id);

-- The edition of a page that is out, so that the same bytes can be asked for in public.
create table removal_page (
  doi text primary key,
  kind text not null check (kind in ('tombstone','landing')),
  heading text not null,
  html text not null,
  json_ld text not null,
  made_on text not null
) strict, without rowid;
`,
} as const;
