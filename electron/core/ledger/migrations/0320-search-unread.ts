/**
 * Records whose words the search index has still to read: a batch of thousands notes them, and they are read before
 * the next search or when nobody writes (records/search-reading.ts). And FTS5 merges no pieces all at once any more,
 * for which a single edit would have waited seconds where a batch had left hundreds.
 */
export const migration0320 = {
  version: 320,
  name: 'search-unread',
  sql: /* sql */ `
create table search_unread (
  record_id integer primary key references record(id) on delete cascade
) strict;
insert into record_text (record_text, rank) values ('crisismerge', 1999);
`,
} as const;
