/** What was changed here and at DataCite and waits for a person; gone as soon as it is settled. */
export const migration0030 = {
  version: 30,
  name: 'conflicts',
  sql: /* sql */ `
-- One row per attribute. The three sides are canonical JSON; 'null' stands for "not there".
create table conflict (
  record_id integer not null references record(id) on delete cascade,
  path text not null,
  base text not null,
  mine text not null,
  theirs text not null,
  noted_at text not null,
  primary key (record_id, path)
) strict, without rowid;
`,
} as const;
