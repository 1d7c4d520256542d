import { states, syncStates } from './column-rows.ts';
import type { Keys } from './marks.ts';
import type { RecordColumns } from './record-columns.ts';
import type { SideSource } from './side-columns.ts';

/**
 * Where the values of each field stand (shared/query/fields.ts names the fields). A workflow that keeps
 * something about records adds one line here: filters, counts and the query language then know it.
 */
export type FieldColumn =
  /** One value a record: a number for each id, and what it stands for. `none`: the number of "nothing". */
  | {
      readonly kind: 'keyed';
      readonly keys: Keys;
      readonly texts: readonly string[];
      readonly none: number | null;
    }
  /** A number or a day for each id. */
  | {
      readonly kind: 'amount';
      readonly amounts: Keys;
      readonly most: number;
      readonly none: number | null;
    }
  /** Each record has one of few sets of values. */
  | {
      readonly kind: 'sets';
      readonly keys: Keys;
      readonly sets: readonly (readonly string[])[];
    }
  /** Values out of the metadata, indexed when they are first asked for. */
  | { readonly kind: 'property'; readonly name: string }
  /** Values in another workflow's table. */
  | ({ readonly kind: 'side' } & SideSource)
  /** Words in a column of the search text; exact values by a property. */
  | { readonly kind: 'words'; readonly column: string; readonly property: string | null }
  | { readonly kind: 'doi' };

const mostYear = 9_999;
const mostCount = 0xffff;
const mostDay = 0xffff;

export function fieldColumn(columns: RecordColumns, id: string): FieldColumn | null {
  const find = fieldColumns[id];
  return find === undefined ? null : find(columns);
}

const property = (name: string) => (): FieldColumn => ({ kind: 'property', name });
const keyed = (keys: Keys, texts: readonly string[]): FieldColumn => ({
  ...{ kind: 'keyed', keys, texts },
  none: 0,
});
const amount = (amounts: Keys, most: number, none: number | null): FieldColumn => ({
  ...{ kind: 'amount', amounts, most, none },
});
const side =
  (table: string, select: string, readsRecords = false) =>
  (): FieldColumn => ({ kind: 'side', table, select, readsRecords });

/** By errors, warnings and neither; the first two may both hold, so they are sets. */
const severitySets = [['clean'], ['errors'], ['warnings'], ['errors', 'warnings']];

const fieldColumns: Readonly<Record<string, (columns: RecordColumns) => FieldColumn>> = {
  state: (columns) => ({ kind: 'keyed', keys: columns.state, texts: states, none: null }),
  sync: (columns) => ({ kind: 'keyed', keys: columns.sync, texts: syncStates, none: null }),
  findings: (columns) => ({ kind: 'sets', keys: columns.severity, sets: severitySets }),
  finding: (columns) => ({ kind: 'sets', keys: columns.codeSet, sets: columns.codeSets }),
  waived: side('waiver', 'select distinct record_id, code from waiver order by record_id'),
  'link-status': side(
    'landing_check',
    'select record_id, verdict from landing_check order by record_id',
  ),
  landing: side('landing_code', 'select record_id, code from landing_code order by record_id'),
  // As the view review_standing says it; an edit takes an approval back.
  review: side(
    'review',
    `select v.record_id, case when v.content_hash = r.content_hash then v.step else 'in-review' end
       from review v join record r on r.id = v.record_id
       where v.step <> 'new' and r.state in ('reserved', 'draft') order by v.record_id`,
    true,
  ),
  errors: (columns) => amount(columns.errors, mostCount, null),
  warnings: (columns) => amount(columns.warnings, mostCount, null),
  type: (columns) => keyed(columns.type, columns.types.texts),
  year: (columns) => amount(columns.year, mostYear, 0),
  prefix: (columns) => keyed(columns.prefix, columns.prefixes.texts),
  doi: () => ({ kind: 'doi' }),
  publisher: (columns) => keyed(columns.publisher, columns.publishers.texts),
  // The names of collections are asked for when they are needed: they are few and change.
  collection: (columns) => keyed(columns.collection, []),
  repository: (columns) => keyed(columns.repository, columns.repositories.texts),
  title: () => ({ kind: 'words', column: 'title', property: 'titles.title' }),
  creator: () => ({ kind: 'words', column: 'creators', property: 'creators.name' }),
  key: () => ({ kind: 'words', column: 'item_key', property: null }),
  source: (columns) => keyed(columns.source, columns.sources.texts),
  licence: property('licence'),
  language: property('language'),
  kernel: (columns) => keyed(columns.kernel, columns.kernels.texts),
  orcid: property('orcid'),
  relation: property('relation'),
  versions: property('versions'),
  verified: (columns) => ({
    ...{ kind: 'keyed', keys: columns.verified, texts: ['never', 'once'], none: null },
  }),
  resolver: side('resolver_gap', `select record_id, 'never' from resolver_gap order by record_id`),
  created: (columns) => amount(columns.created, mostDay, 0),
  updated: (columns) => amount(columns.updated, mostDay, 0),
  confirmed: (columns) => amount(columns.confirmed, mostDay, 0),
};
