import { z } from 'zod';

import { pasteLength } from '../query/doi-list.ts';
import { subjectOf } from '../query/fields.ts';
import { parsePropertyPath } from '../query/property-path.ts';
import { queryLength, valueLimit } from '../query/query.ts';
import {
  attributes,
  count,
  doiText,
  failure,
  finding,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';

export const recordSortName = z.enum([
  'updated',
  'title',
  'doi',
  'year',
  'type',
  'state',
  'findings',
  'sync',
  'publisher',
  'creators',
]);
/** `property:PATH` sorts by the first value of any property (shared/query/property-path.ts). */
export const recordSort = z.union([
  recordSortName,
  z.templateLiteral(['property:', z.string().min(1).max(200)]),
]);

/** The path of a property, as in `creators[*].affiliation[*].name`. */
export const propertyPath = z
  .string()
  .max(200)
  .refine((text) => parsePropertyPath(text) !== null, { error: 'This is not a property path' });
/** A field of the query language or the path of a property. */
export const facetId = z
  .string()
  .max(200)
  .refine((text) => subjectOf(text) !== null, { error: 'This is neither a field nor a property' });

export const recordFilter = z.strictObject({
  text: shortText.optional(),
  repositoryId: repositoryId.optional(),
  collectionId: z.int().optional(),
  states: z.array(recordState).max(4).optional(),
  sync: z.array(syncState).max(7).optional(),
  types: z.array(shortText).max(50).optional(),
  years: z.array(z.int()).max(200).optional(),
  findings: z.enum(['errors', 'warnings', 'clean']).optional(),
  findingCode: shortText.optional(),
  /** A pasted list: these records and no others. */
  dois: z.array(doiText).max(valueLimit).optional(),
  /** A typed query (shared/query/parse.ts), beside the other parts. */
  query: z.string().max(queryLength).optional(),
});
export type RecordFilter = z.output<typeof recordFilter>;

export const recordRow = z.strictObject({
  id: z.int(),
  doi: doiText,
  state: recordState,
  title: longText.nullable(),
  creators: longText.nullable(),
  resourceType: shortText.nullable(),
  publicationYear: z.int().nullable(),
  publisher: shortText.nullable(),
  repositoryId,
  collectionId: z.int().nullable(),
  errorCount: count,
  warningCount: count,
  hintCount: count,
  sync: syncState,
  updatedAt: timestamp,
});
export type RecordRow = z.output<typeof recordRow>;

export const recordDetail = recordRow.extend({
  url: z.string().max(8000).nullable(),
  collectionName: shortText.nullable(),
  repositoryName: shortText,
  source: z
    .strictObject({ file: shortText, row: z.int().nullable(), key: shortText.nullable() })
    .nullable(),
  attributes,
  remote: attributes.nullable(),
  remoteState: recordState.nullable(),
  confirmedAt: timestamp.nullable(),
  findings: z.array(finding).max(1000),
  lastFailure: failure.nullable(),
  createdAt: timestamp,
  /** How often it is used, as DataCite counted it then; null: it was not asked yet. */
  use: z
    .strictObject({ citations: count, views: count, downloads: count, fetchedAt: timestamp })
    .nullable(),
});
export type RecordDetail = z.output<typeof recordDetail>;

/** Values of a facet that are listed. */
export const facetLimit = 200;

export const facetCounts = z.strictObject({
  id: z.string().max(200),
  values: z.array(z.strictObject({ value: longText, count })).max(facetLimit),
  /** Records without a value. */
  withoutValue: count,
  /** Different values, also those that are not listed. */
  distinct: count,
  /** The index that it needs is not ready: counts come with `indexes.changed`. */
  isWaiting: z.boolean(),
});
export type FacetCounts = z.output<typeof facetCounts>;

/** Values of one record at the paths asked for; a list holds the first of them and how many there are. */
const cell = z.strictObject({
  values: z.array(z.union([longText, z.number(), z.boolean()])).max(500),
  count,
  /** A text among the values is only its beginning. */
  isCut: z.boolean().optional(),
});

export const recordsContract = {
  'records.list': query(
    z.strictObject({
      filter: recordFilter,
      sort: recordSort,
      descending: z.boolean(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
      /** Paths of properties to show beside the row. */
      properties: z.array(propertyPath).max(40).optional(),
      /** Their values as a copy wants them; without, only as much as a cell shows. */
      isWhole: z.boolean().optional(),
      /** While somebody types: a search of a common word looks at its newest hits only. */
      isQuick: z.boolean().optional(),
    }),
    z.strictObject({
      rows: z.array(recordRow.extend({ cells: z.array(cell).max(40).optional() })).max(pageLimit),
      total: count,
      /** There are more hits than were looked at. */
      isPartial: z.boolean().optional(),
    }),
  ),
  'records.get': query(z.strictObject({ doi: doiText }), recordDetail),
  'records.facets': query(
    z.strictObject({
      filter: recordFilter,
      facets: z.array(facetId).min(1).max(40),
      limit: z.int().min(1).max(facetLimit),
    }),
    z.strictObject({ facets: z.array(facetCounts).max(40) }),
  ),
  /** Which of a pasted list's DOIs the ledger has; anything people paste is read. */
  'records.match': query(
    z.strictObject({
      text: z.string().max(pasteLength),
      /** What the list is filtered by that shows them, its repository among it; a list of DOIs in it counts for nothing. */
      filter: recordFilter,
    }),
    z.strictObject({
      /** Those with a record in the repository of the list. */
      dois: z.array(doiText).max(valueLimit),
      /** Those of `dois` that the other parts of the filter leave out. */
      hidden: z.array(doiText).max(valueLimit),
      /** With a record in another repository, which this list does not show. */
      elsewhere: z
        .array(
          z.strictObject({ repositoryName: shortText, dois: z.array(doiText).max(valueLimit) }),
        )
        .max(200),
      /** Read as DOIs, but no record has them. */
      unknown: z.array(doiText).max(valueLimit),
      /** Not DOIs at all. */
      unreadable: z.array(shortText).max(valueLimit),
    }),
  ),
  /** Indexes of properties that are being made now. */
  'records.indexes': query(
    nothing,
    z.strictObject({
      indexes: z.array(z.strictObject({ name: shortText, done: count, total: count })).max(200),
    }),
  ),
  'records.payload': query(
    z.strictObject({ doi: doiText, state: z.enum(['draft', 'registered', 'findable']) }),
    z.strictObject({
      method: z.enum(['POST', 'PUT']),
      path: shortText,
      json: z.string(),
      xml: z.string(),
    }),
  ),
} as const;
