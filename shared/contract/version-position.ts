import { z } from 'zod';

import { count, doiText } from './define.ts';

/** Where a record stands in its version chain; `shared/versions/position.ts` says what the members mean. */
export const versionPosition = z.union([
  z.strictObject({
    kind: z.literal('version'),
    number: count,
    count,
    canonical: doiText.nullable(),
    newer: doiText.nullable(),
    isOutdated: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('canonical'), count, latest: doiText.nullable() }),
]);
