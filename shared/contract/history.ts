import { z } from 'zod';

import {
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  shortText,
  timestamp,
} from './define.ts';

/** What events are about; the first word of their kind. */
export const historyTopics = [
  'record',
  'operation',
  'remote',
  'batch',
  'collection',
  'repository',
  'practice',
  'ledger',
  'history',
] as const;

/** Which events; what is absent or null filters nothing. */
export const historyFilter = z.strictObject({
  doi: doiText.nullable(),
  /** One change set or registration. */
  batchId: shortText.nullable().optional(),
  topic: z.enum(historyTopics).nullable().optional(),
  /** Part of the name of the person who acted. */
  person: shortText.nullable().optional(),
  /** Words in summary, DOI, reason or values. */
  text: shortText.nullable().optional(),
  /** From the first moment of this day to the last of that one, in UTC. */
  fromDay: z.iso.date().nullable().optional(),
  untilDay: z.iso.date().nullable().optional(),
});
export type HistoryFilter = z.output<typeof historyFilter>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const historyEvent = z.strictObject({
  sequence: z.int(),
  id: shortText,
  /** As it stands in the ledger: an event that somebody tampered with has to be seen. */
  at: z.string().max(40),
  person: shortText.nullable(),
  kind: shortText,
  doi: doiText.nullable(),
  batchId: shortText.nullable(),
  operationId: shortText.nullable(),
  reason: longText.nullable(),
  /** Changed attributes, before and after, as canonical JSON; empty where nothing of the metadata changed. */
  changes: z
    .array(
      z.strictObject({
        path: shortText,
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    )
    .max(500),
  summary: longText,
  /** Texts that can be taken out: `person`, `reason`, `changes.PATH`. */
  sealed: z.array(shortText).max(600),
  /** Texts that were taken out, and by which event. */
  redacted: z.array(z.strictObject({ part: shortText, by: z.int() })).max(600),
  hash,
});
export type HistoryEvent = z.output<typeof historyEvent>;

const head = z.strictObject({ sequence: count, hash });

/** A head that can be kept elsewhere; `key` (raw Ed25519, base64) and `signature` where signing is on. */
export const signedHead = head.extend({
  at: timestamp,
  key: shortText.optional(),
  signature: shortText.optional(),
});
export type SignedHead = z.output<typeof signedHead>;

/** What is to be taken out: named parts of one event, or all texts that hold these words. */
const redaction = z.union([
  z.strictObject({ sequence: z.int(), parts: z.array(shortText).min(1).max(600) }),
  z.strictObject({ containing: z.string().trim().min(2).max(500) }),
]);
export type Redaction = z.output<typeof redaction>;

export const historyContract = {
  'history.list': query(
    historyFilter.extend({ offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({ events: z.array(historyEvent).max(pageLimit), total: count }),
  ),
  /**
   * JSON Lines, or an evidence pack as one HTML file, oldest first, behind event `after`; asked for in
   * pieces. Without a filter it is the whole history, which alone proves that nothing is missing.
   */
  'history.export': query(
    z.strictObject({
      after: count,
      filter: historyFilter.optional(),
      form: z.enum(['jsonl', 'html']).optional(),
    }),
    z.strictObject({
      text: z.string().max(8_000_000),
      /** The last event of this piece: what the next piece is behind. Null: that was the last one. */
      next: count.nullable(),
      head,
    }),
  ),
  /** The head of the history now, signed where signing is on; for keeping beside an export. */
  'history.head': query(nothing, signedHead),
  'history.verify': query(
    nothing,
    z.strictObject({
      intact: z.boolean(),
      eventCount: count,
      head: shortText,
      message: longText,
    }),
  ),
  /** Whether heads are signed, and the public key that a verifier needs. */
  'history.signing': query(
    nothing,
    z.strictObject({ on: z.boolean(), key: shortText.nullable(), anchorCount: count }),
  ),
  'history.setSigning': command(z.strictObject({ on: z.boolean() }), nothing),
  /** How many texts a redaction would take out, and how many older events keep theirs in the chain. */
  'history.planRedaction': query(
    z.strictObject({ redaction }),
    z.strictObject({ textCount: count, eventCount: count, fixedCount: count }),
  ),
  'history.redact': command(
    z.strictObject({ redaction, reason: z.string().trim().min(1).max(2000) }),
    z.strictObject({ textCount: count, eventCount: count }),
  ),
} as const;
