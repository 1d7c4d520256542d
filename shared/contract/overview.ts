import { z } from 'zod';

import { needIds } from '../overview/needs.ts';
import { chartIds } from '../reports/report.ts';
import { count, query, repositoryId, shortText, timestamp } from './define.ts';

export const wireReport = z.strictObject({
  recordCount: count,
  figures: z
    .array(z.strictObject({ id: z.enum(['tracked', 'verified', 'credited']), count }))
    .max(3),
  charts: z
    .array(
      z.strictObject({
        id: z.enum(chartIds),
        series: z.array(shortText).max(10),
        asOf: z.strictObject({ oldest: timestamp, newest: timestamp }).nullable(),
        rows: z
          .array(
            z.strictObject({
              label: z.string().max(2000),
              values: z.array(count).max(10),
              of: count.nullable(),
              note: shortText,
            }),
          )
          .max(200),
      }),
    )
    .max(20),
});

const ofRepository = z.strictObject({
  /** Null: all repositories of the ledger. */
  repositoryId: repositoryId.nullable(),
});
/** Of one collection alone, where it is given. */
const ofCatalogue = ofRepository.extend({ collectionId: z.int().nullable().optional() });

/** The start page: what needs a person, and how the catalogue stands. */
export const overviewContract = {
  'overview.needs': query(
    ofRepository,
    z.strictObject({
      needs: z.array(z.strictObject({ id: z.enum(needIds), count })).max(needIds.length),
      recordCount: count,
    }),
  ),
  'overview.report': query(ofCatalogue, wireReport),
  'overview.file': query(
    ofCatalogue.extend({ format: z.enum(['html', 'csv', 'json']) }),
    z.strictObject({ text: z.string(), fileName: shortText }),
  ),
} as const;
