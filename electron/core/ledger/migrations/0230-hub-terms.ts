/**
 * The terms of a hub as they stood when somebody agreed to them, what the ledger knows around an item (its collections,
 * its organisation, DOIs of what it was made from), and drafts of DOIs that are undone.
 */
export const migration0230 = {
  version: 230,
  name: 'hub-terms',
  sql: /* sql */ `
-- Words of a page of terms, each wording once (D9). text is what the page said, without its markup.
create table hub_terms (
  id integer primary key,
  profile_id text not null references hub_profile(id) on delete cascade,
  address text not null,
  text text not null,
  text_hash text not null,
  read_at text not null,
  unique (profile_id, text_hash)
) strict;

-- terms_id null: the page could not be read. known_doi: what the item had before, so that only another one is new.
alter table hub_generation add column terms_id integer references hub_terms(id) on delete set null;
alter table hub_generation add column known_doi text;

-- public_since: the day on which the item was first seen by everybody after it had not been.
-- evaluations: JSON list of {file, text}, as fetched.
alter table hub_item add column public_since text;
alter table hub_item add column evaluations text not null default '[]';
-- The item that follows this one, as its card says.
alter table hub_item add column new_version text generated always as (info ->> '$.cardData.new_version') virtual;
create index ix_hub_item__new_version on hub_item(profile_id, new_version) where new_version is not null;

-- The ROR id that a steward picked for an owner of items.
create table hub_organisation (
  profile_id text not null references hub_profile(id) on delete cascade,
  name text not null,
  ror text not null,
  label text not null,
  primary key (profile_id, name)
) strict, without rowid;

-- Collections of a hub and the items in them; the record is the one of type Collection.
create table hub_collection (
  profile_id text not null references hub_profile(id) on delete cascade,
  slug text not null,
  title text not null,
  record_id integer references record(id) on delete set null,
  primary key (profile_id, slug)
) strict, without rowid;
create index ix_hub_collection__record on hub_collection(record_id) where record_id is not null;
create table hub_member (
  profile_id text not null,
  slug text not null,
  kind text not null check (kind in ('dataset','model')),
  name text not null,
  primary key (profile_id, slug, kind, name),
  foreign key (profile_id, slug) references hub_collection(profile_id, slug) on delete cascade
) strict, without rowid;
create index ix_hub_member__item on hub_member(profile_id, kind, name);

-- DOIs that the hub tells of items that are not here; doi null: it has none.
create table hub_related (
  profile_id text not null references hub_profile(id) on delete cascade,
  kind text not null check (kind in ('dataset','model')),
  name text not null,
  doi text,
  asked_at text not null,
  primary key (profile_id, kind, name)
) strict, without rowid;

-- A draft that was undone was never registered: it locks nothing, and the DOI before it is the current one again.
drop trigger hub_doi_stays;
create trigger hub_doi_stays before delete on hub_doi
when not exists (select 1 from hub_item i join hub_profile p on p.id = i.profile_id
    where i.id = old.item_id and p.kind = 'practice')
  and not exists (select 1 from record where doi = old.doi and repository_id = 'practice')
  and not (old.minted_by = 'own' and not exists (select 1 from record where doi = old.doi))
begin select raise(abort, 'a DOI of an item is never deleted'); end;
create trigger hub_doi_of_undone_draft after delete on record when old.state = 'reserved'
begin
  update hub_item set record_id = (
      select r.id from hub_doi d join record r on r.doi = d.doi
      where d.item_id = hub_item.id and d.successor = old.doi and d.minted_by = 'own' limit 1)
    where record_id is null
      and id in (select item_id from hub_doi where doi = old.doi and minted_by = 'own' and role = 'version');
  update hub_doi set outdated_at = null, successor = null where successor = old.doi and minted_by = 'own';
  delete from hub_doi where doi = old.doi and minted_by = 'own';
end;
`,
} as const;
