import { z } from 'zod';

import { mostWidth } from '../grid/columns.ts';
import { queryLength } from '../query/query.ts';
import { command, count, nothing, query, shortText, timestamp } from './define.ts';
import { recordSort } from './records.ts';

/** How a list of records is shown: its columns in order, what stays in sight, and the order of rows. */
export const gridLayout = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        /** A column of the list, or `property:PATH`. */
        id: z.string().min(1).max(220),
        /** In rem, so that it follows the size of the text. */
        width: z.number().min(2).max(mostWidth),
      }),
    )
    .max(60),
  /** So many columns from the left stay in sight. */
  frozen: z.int().min(0).max(10),
  sort: recordSort,
  descending: z.boolean(),
});

export const savedView = z.strictObject({
  id: z.int(),
  name: z.string().trim().min(1).max(100),
  query: z.string().max(queryLength),
  layout: gridLayout,
  updatedAt: timestamp,
});
export type SavedView = z.output<typeof savedView>;

/** Two names that differ in case alone would be told apart by nobody who looks for one. */
export function isSameName(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/** Smart lists: a query with a layout, under a name. */
export const viewsContract = {
  'views.list': query(nothing, z.strictObject({ views: z.array(savedView).max(500) })),
  /** A new one, or the one of this name, which keeps its spelling, as it is now. */
  'views.save': command(savedView.pick({ name: true, query: true, layout: true }), savedView),
  /** Refused where another has this name. */
  'views.rename': command(savedView.pick({ id: true, name: true }), savedView),
  'views.remove': command(z.strictObject({ id: z.int() }), nothing),
  /** Counts of records, as many as there are views, in their order. */
  'views.counts': query(
    z.strictObject({ repositoryId: shortText }),
    z.strictObject({ counts: z.array(z.strictObject({ id: z.int(), count })).max(500) }),
  ),
} as const;
