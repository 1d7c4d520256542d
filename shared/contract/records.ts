import { z } from 'zod';

import {
  attributes,
  count,
  doiText,
  failure,
  finding,
  longText,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';

export const recordSort = z.enum([
  'updated',
  'title',
  'doi',
  'year',
  'type',
  'state',
  'findings',
  'sync',
]);

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
  /** What would be sent for the state asked for: the exact request body. */
  createdAt: timestamp,
});
export type RecordDetail = z.output<typeof recordDetail>;

const facet = z.array(z.strictObject({ value: shortText, count })).max(200);

export const recordsContract = {
  'records.list': query(
    z.strictObject({
      filter: recordFilter,
      sort: recordSort,
      descending: z.boolean(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ rows: z.array(recordRow).max(pageLimit), total: count }),
  ),
  'records.get': query(z.strictObject({ doi: doiText }), recordDetail),
  'records.facets': query(
    z.strictObject({ filter: recordFilter }),
    z.strictObject({
      state: facet,
      type: facet,
      year: facet,
      sync: facet,
      collection: facet,
      findingCode: facet,
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
