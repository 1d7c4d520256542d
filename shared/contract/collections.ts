import { z } from 'zod';

import {
  attributes,
  command,
  count,
  defaults,
  doiText,
  failure,
  finding,
  longText,
  nothing,
  pageLimit,
  query,
  repositoryId,
  shortText,
  targetState,
  timestamp,
} from './define.ts';

export const sourceFormat = z.enum([
  'csv',
  'xlsx',
  'datacite-json',
  'datacite-json-lines',
  'datacite-xml',
  'hub-card',
  'folder',
]);
export type SourceFormat = z.output<typeof sourceFormat>;

export const collectionSummary = z.strictObject({
  id: z.int(),
  name: shortText,
  repositoryId,
  defaults,
  recordCount: count,
  stateCounts: z.strictObject({
    reserved: count,
    draft: count,
    registered: count,
    findable: count,
  }),
  errorCount: count,
  warningCount: count,
  waitingCount: count,
  failedCount: count,
  lastImportAt: timestamp.nullable(),
  createdAt: timestamp,
});
export type CollectionSummary = z.output<typeof collectionSummary>;

/** One column of a sheet and where its values go; null target = not used. */
export const columnMapping = z.strictObject({
  column: shortText,
  index: z.int().min(0).max(16_384),
  /** A path in the attributes (`titles[0].title`, `creators[].name`, ...), `key`, or null. */
  target: shortText.nullable(),
  /** Splits one cell into several values, e.g. `;`. */
  separator: z.string().max(5).nullable(),
});
export type ColumnMapping = z.output<typeof columnMapping>;

/** How a source is to be read. What a person leaves null is detected. */
export const readSettings = z.strictObject({
  format: sourceFormat.nullable(),
  encoding: z.string().max(40).nullable(),
  delimiter: z.string().max(1).nullable(),
  sheet: shortText.nullable(),
  mapping: z.array(columnMapping).max(500).nullable(),
});
export type ReadSettings = z.output<typeof readSettings>;

export const sourceInspection = z.strictObject({
  sourceId: shortText,
  files: z
    .array(z.strictObject({ name: shortText, sizeBytes: count, format: sourceFormat.nullable() }))
    .max(100),
  fileCount: count,
  format: sourceFormat,
  encoding: shortText.nullable(),
  delimiter: shortText.nullable(),
  sheets: z.array(shortText).max(200),
  sheet: shortText.nullable(),
  /** Null for sources that bring their own structure. */
  columns: z
    .array(
      z.strictObject({
        name: shortText,
        index: z.int(),
        samples: z.array(shortText).max(5),
        target: shortText.nullable(),
        separator: z.string().max(5).nullable(),
        /** Why this target was guessed, for people. */
        reason: shortText.nullable(),
      }),
    )
    .max(500)
    .nullable(),
  itemCountEstimate: count.nullable(),
  recipeId: z.int().nullable(),
  warnings: z.array(longText).max(50),
});
export type SourceInspection = z.output<typeof sourceInspection>;

export const previewItem = z.strictObject({
  source: shortText,
  row: z.int().nullable(),
  key: shortText.nullable(),
  doi: doiText.nullable(),
  title: longText.nullable(),
  attributes: attributes.nullable(),
  outcome: z.enum(['new', 'changed', 'unchanged', 'observe-only', 'failed']),
  findings: z.array(finding).max(500),
  failure: failure.nullable(),
});
export type PreviewItem = z.output<typeof previewItem>;

export const importRun = z.strictObject({
  id: z.int(),
  collectionId: z.int(),
  status: z.enum(['running', 'paused', 'done', 'cancelled', 'failed', 'interrupted']),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  sourceName: shortText,
  itemCount: count,
  itemTotal: count.nullable(),
  itemsPerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
  newCount: count,
  changedCount: count,
  unchangedCount: count,
  observeOnlyCount: count,
  failedCount: count,
  validCount: count,
  failure: failure.nullable(),
});
export type ImportRun = z.output<typeof importRun>;

export const importLine = z.strictObject({
  line: z.int(),
  source: shortText,
  row: z.int().nullable(),
  key: shortText.nullable(),
  doi: doiText.nullable(),
  title: longText.nullable(),
  status: z.enum(['new', 'changed', 'unchanged', 'observe-only', 'failed']),
  valid: z.boolean(),
  findings: z.array(finding).max(500),
  failure: failure.nullable(),
});
export type ImportLine = z.output<typeof importLine>;

const importChoice = z.strictObject({
  sourceId: shortText,
  settings: readSettings,
  repositoryId,
  collectionName: z.string().trim().min(1).max(200),
  /** Given on top of what repository and collection already give; kept as the collection's. */
  defaults,
  targetState,
});

export const collectionsContract = {
  'collections.list': query(
    nothing,
    z.strictObject({ collections: z.array(collectionSummary).max(1000) }),
  ),
  'collections.get': query(z.strictObject({ id: z.int() }), collectionSummary),
  'collections.setDefaults': command(z.strictObject({ id: z.int(), defaults }), collectionSummary),
  'imports.inspect': query(
    z.strictObject({ sourceId: shortText, settings: readSettings }),
    sourceInspection,
  ),
  'imports.preview': query(importChoice, z.strictObject({ items: z.array(previewItem).max(50) })),
  'imports.start': command(
    importChoice,
    z.strictObject({ importId: z.int(), collectionId: z.int() }),
  ),
  'imports.list': query(
    z.strictObject({ collectionId: z.int().nullable() }),
    z.strictObject({ imports: z.array(importRun).max(200) }),
  ),
  'imports.get': query(z.strictObject({ importId: z.int() }), importRun),
  'imports.lines': query(
    z.strictObject({
      importId: z.int(),
      only: z.enum(['all', 'problems', 'failed']),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ lines: z.array(importLine).max(pageLimit), total: count }),
  ),
  /** The result as text, one line per row, to be saved as a file; asked for in pieces. */
  'imports.resultText': query(
    z.strictObject({ importId: z.int(), format: z.enum(['csv', 'jsonl']), offset: count }),
    z.strictObject({ text: z.string().max(8_000_000), nextOffset: count.nullable() }),
  ),
  'imports.pause': command(z.strictObject({ importId: z.int() }), nothing),
  'imports.resume': command(z.strictObject({ importId: z.int() }), nothing),
  'imports.cancel': command(z.strictObject({ importId: z.int() }), nothing),
  'recipes.list': query(
    nothing,
    z.strictObject({
      recipes: z
        .array(
          z.strictObject({
            id: z.int(),
            name: shortText,
            columnCount: count,
            createdAt: timestamp,
          }),
        )
        .max(500),
    }),
  ),
  'recipes.get': query(
    z.strictObject({ id: z.int() }),
    z.strictObject({ id: z.int(), name: shortText, settings: readSettings }),
  ),
  'recipes.save': command(
    z.strictObject({ name: z.string().trim().min(1).max(200), settings: readSettings }),
    z.strictObject({ id: z.int() }),
  ),
  'recipes.remove': command(z.strictObject({ id: z.int() }), nothing),
  /** Reserves names without metadata (requirements E21, E37, E41). */
  'reservations.create': command(
    z.strictObject({
      repositoryId,
      count: z.int().min(1).max(10_000),
      purpose: z.string().trim().min(1).max(500),
      owner: z.string().trim().min(1).max(200),
      expiresOn: z.iso.date().nullable(),
    }),
    z.strictObject({ batchId: shortText, dois: z.array(doiText).max(10_000) }),
  ),
  /** One batch of reserved names as a sheet: DOI, purpose, owner, expiry (E37). */
  'reservations.csvText': query(
    z.strictObject({ batchId: shortText }),
    z.strictObject({ text: z.string().max(15_000_000) }),
  ),
  'reservations.list': query(
    z.strictObject({ offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({
      total: count,
      reservations: z
        .array(
          z.strictObject({
            doi: doiText,
            repositoryId,
            purpose: shortText,
            owner: shortText,
            expiresOn: shortText.nullable(),
            createdAt: timestamp,
            used: z.boolean(),
          }),
        )
        .max(pageLimit),
    }),
  ),
} as const;
