import { z } from 'zod';

import { command, longText, nothing, query, shortText, timestamp } from './define.ts';

export const updateState = z.strictObject({
  /** Where is looked for newer versions; null: nowhere, unless whoever packed this app named a feed. */
  feed: z.url().max(2000).nullable(),
  checkedAt: timestamp.nullable(),
  /** A version that is newer than this one. */
  newer: z.strictObject({ version: shortText, download: z.url().max(2000) }).nullable(),
  /** Why the last look brought nothing. */
  problem: longText.nullable(),
});
export type UpdateState = z.output<typeof updateState>;

export const updatesContract = {
  'updates.state': query(nothing, updateState),
  /** Asks the feed once; nothing is downloaded or installed. Without a feed nothing is asked. */
  'updates.check': command(nothing, updateState),
} as const;
