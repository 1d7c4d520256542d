import { z } from 'zod';

import { command, count, doiText, pageLimit, query, shortText, timestamp } from './define.ts';

/** The same attribute changed here and at DataCite since both were equal; null: not there. */
const conflictedValue = z.strictObject({
  path: shortText,
  base: z.json(),
  mine: z.json(),
  theirs: z.json(),
  /** Theirs is not there any more: it stood at DataCite for a moment, until our update overwrote it. */
  isOverwritten: z.boolean(),
  /** All values of others that updates of ours overwrote here, the newest last. */
  overwritten: z.array(z.json()).max(20),
  notedAt: timestamp,
});
export type ConflictedValue = z.output<typeof conflictedValue>;

const choice = z.discriminatedUnion('take', [
  z.strictObject({ path: shortText, take: z.enum(['mine', 'theirs']) }),
  /** Neither side: what a person wrote instead; null takes the attribute away. */
  z.strictObject({ path: shortText, take: z.literal('value'), value: z.json() }),
]);
export type ConflictChoice = z.output<typeof choice>;

export const conflictsContract = {
  'conflicts.list': query(
    z.strictObject({ offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({
      total: count,
      records: z
        .array(
          z.strictObject({
            doi: doiText,
            title: shortText.nullable(),
            paths: z.array(shortText).max(100),
          }),
        )
        .max(pageLimit),
    }),
  ),
  'conflicts.get': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({ doi: doiText, values: z.array(conflictedValue).max(100) }),
  ),
  /** `choices` by attribute; `otherwise` for every attribute without one; null leaves those open. */
  'conflicts.settle': command(
    z.strictObject({
      dois: z.array(doiText).min(1).max(1000),
      choices: z.array(choice).max(100),
      otherwise: z.enum(['mine', 'theirs']).nullable(),
      reason: shortText.nullable(),
    }),
    z.strictObject({ settledCount: count, openCount: count }),
  ),
} as const;
