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

/** Which conflicts: those of one collection, of records outside every collection (`none`), or all (null). */
const conflictScope = z.union([z.int(), z.literal('none')]).nullable();
export type ConflictScope = z.output<typeof conflictScope>;

const rules = z.strictObject({
  choices: z.array(z.strictObject({ path: shortText, take: z.enum(['mine', 'theirs']) })).max(100),
  otherwise: z.enum(['mine', 'theirs']).nullable(),
});

const forecast = z.strictObject({
  settledCount: count,
  openCount: count,
  untouchedCount: count,
  valueCount: count,
});

export const conflictsContract = {
  /** `path`: only those where this attribute is open. */
  'conflicts.list': query(
    z.strictObject({
      scope: conflictScope,
      path: shortText.nullable(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
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
  /** How much is open, by attribute (the most frequent first) and by collection. */
  'conflicts.survey': query(
    z.strictObject({ scope: conflictScope }),
    z.strictObject({
      recordCount: count,
      /** Records whose values came to agree by themselves and that only wait to be released. */
      agreedCount: count,
      paths: z
        .array(z.strictObject({ path: shortText, recordCount: count, overwrittenCount: count }))
        .max(100),
      collections: z
        .array(z.strictObject({ id: z.int().nullable(), name: shortText, recordCount: count }))
        .max(1000),
    }),
  ),
  /** What rules would settle; changes nothing. */
  'conflicts.preview': query(z.strictObject({ scope: conflictScope, rules }), forecast),
  /**
   * Settles by rules, some hundred records at a time, each whole. `expected`: the forecast that the person
   * saw; when it does not hold any more, `CONFLICT`, and nothing is settled.
   */
  'conflicts.settleMany': command(
    z.strictObject({
      scope: conflictScope,
      rules,
      expected: forecast,
      reason: shortText.nullable(),
    }),
    z.strictObject({ settledCount: count, openCount: count }),
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
