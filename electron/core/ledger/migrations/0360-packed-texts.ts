/**
 * The folded texts of the values of a property, 8,192 to a row, in which a piece is found sooner than in the values
 * one by one (records/properties/packed-texts.ts). Values keep their numbers and texts: a row is never written twice.
 */
export const migration0360 = {
  version: 360,
  name: 'packed-texts',
  sql: /* sql */ `
create table property_text (
  property_id integer not null references property(id) on delete cascade,
  pack integer not null,
  data blob not null,
  primary key (property_id, pack)
) strict;
`,
} as const;
