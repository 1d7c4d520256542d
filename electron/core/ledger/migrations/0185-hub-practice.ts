/** Practice is play: what belongs to it goes when it is reset. And a run finds an item of its own quickly. */
export const migration0185 = {
  version: 185,
  name: 'hub-practice',
  sql: /* sql */ `
drop trigger hub_doi_stays;
create trigger hub_doi_stays before delete on hub_doi
when not exists (select 1 from hub_item i join hub_profile p on p.id = i.profile_id
    where i.id = old.item_id and p.kind = 'practice')
  and not exists (select 1 from record where doi = old.doi and repository_id = 'practice')
begin select raise(abort, 'a DOI of an item is never deleted'); end;
create index ix_hub_run_line__name on hub_run_line(run_id, name) where name is not null;
`,
} as const;
