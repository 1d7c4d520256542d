/**
 * The search table writes a piece of its index anew once a tenth of it is out of date: in a batch over a catalogue
 * that was half of all work. From now on at half of it, with which a search takes as long as before (measured).
 */
export const migration0285 = {
  version: 285,
  name: 'search-merging',
  sql: /* sql */ `
insert into record_text (record_text, rank) values ('deletemerge', 50);
`,
} as const;
