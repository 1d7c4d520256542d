import { z } from 'zod';

import { defectCodes } from '../versions/defect.ts';
import {
  count,
  doiText,
  longText,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';
import { recordFilter } from './records.ts';

/** Records drawn in one picture; a chain with more is shown from its newest end. */
export const mostChainNodes = 6000;
/** Records named in one defect: as many as one record can be related to. */
export const mostDefectOthers = 100_000;

export const defectCode = z.enum(defectCodes);
const text = z.string().max(8000);

export const wireDefect = z.strictObject({
  /** The same as long as the chain is the same: what a repair leaves out is told by it. */
  name: z.string().max(200_000),
  code: defectCode,
  at: doiText,
  others: z.array(doiText).max(mostDefectOthers),
  index: z.int().min(0).nullable(),
  values: z.record(z.string(), text),
});
export type WireDefect = z.output<typeof wireDefect>;

/** One chain in the list of all. */
export const chainRow = z.strictObject({
  id: z.int(),
  /** The canonical DOI, else the first version. */
  doi: doiText,
  hasCanonical: z.boolean(),
  title: longText,
  versionCount: count,
  latest: doiText.nullable(),
  latestVersion: shortText,
  defectCount: count,
  codes: z.array(z.strictObject({ code: defectCode, count })).max(50),
  /** Links that this ledger has and DataCite does not have yet, on either side. */
  unsentCount: count,
  /** Links of which DataCite holds one side only. */
  halfDoneCount: count,
  changedAt: timestamp,
});
export type ChainRow = z.output<typeof chainRow>;

export const chainFilter = z.strictObject({
  repositoryId: repositoryId.optional(),
  text: shortText.optional(),
  /** Chains that hold a record which this finds. */
  records: recordFilter.optional(),
  /** A code, or chains with any defect, none, or changes that are not confirmed on both sides. */
  show: z.union([defectCode, z.enum(['defects', 'sound', 'unsent'])]).optional(),
});
export type ChainFilter = z.output<typeof chainFilter>;

export const chainNode = z.strictObject({
  doi: doiText,
  holding: z.enum(['own', 'observed', 'unknown']),
  lane: z.enum(['canonical', 'version', 'beside', 'lineage']),
  x: z.number(),
  y: z.number(),
  /** px; more than that of others where it stands above many versions. */
  width: z.number(),
  title: longText,
  version: shortText,
  state: z.union([recordState, z.literal('unknown')]),
  sync: syncState.nullable(),
  /** The first date of its kind that is known, `YYYY...`; empty: none. */
  date: shortText,
  url: text,
  isTombstone: z.boolean(),
  isOutdated: z.boolean(),
  /** Somebody noted it, whatever the relations say. */
  isMarkedOutdated: z.boolean(),
  isLatest: z.boolean(),
  /** Counted from 1; null for what is no version. */
  number: z.int().nullable(),
  defectCount: count,
});
export type ChainNode = z.output<typeof chainNode>;

export const chainLink = z.strictObject({
  kind: z.enum([
    'version',
    'succession',
    'obsolescence',
    'sameness',
    'variant',
    'derivation',
    'use',
    'part',
  ]),
  start: doiText,
  end: doiText,
  /** Whether the side says it, and whether DataCite is known to hold that. */
  byStart: z.enum(['no', 'unsent', 'sent', 'unknown']),
  byEnd: z.enum(['no', 'unsent', 'sent', 'unknown']),
});
export type ChainLink = z.output<typeof chainLink>;

export const chainView = z.strictObject({
  doi: doiText,
  canonical: doiText.nullable(),
  versionCount: count,
  latest: doiText.nullable(),
  /** Placed by a general layout, because it is neither a chain nor a tree; else in lanes. */
  isFree: z.boolean(),
  nodes: z.array(chainNode).max(mostChainNodes),
  links: z.array(chainLink).max(20_000),
  defects: z.array(wireDefect).max(2000),
  /** All of them; the list has the first 2,000. */
  defectCount: count,
  /** Records that the picture leaves out because there are too many. */
  hiddenCount: count,
});
export type ChainView = z.output<typeof chainView>;

export const lineageRow = z.strictObject({
  doi: doiText,
  title: longText,
  holding: z.enum(['own', 'observed', 'unknown']),
  /** Steps from the record that was asked about. */
  depth: z.int().min(1),
  /** The relation by which it came in, as its own side has it: `IsDerivedFrom`. */
  relation: shortText,
  /** The record of the step before. */
  via: doiText,
  /** Contact persons, else creators, with an address where the metadata has one. */
  contacts: z.array(shortText).max(20),
});
export type LineageRow = z.output<typeof lineageRow>;
