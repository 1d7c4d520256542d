import { z } from 'zod';

import { defectCodes } from '../versions/defect.ts';
import {
  attributes,
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';
import { recordFilter } from './records.ts';
import { versionPartsContract } from './version-parts.ts';

/** Records drawn in one picture; a chain with more is shown from its newest end. */
export const mostChainNodes = 6000;

const defectCode = z.enum(defectCodes);
const text = z.string().max(8000);

export const wireDefect = z.strictObject({
  /** The same as long as the chain is the same: what a repair leaves out is told by it. */
  name: z.string().max(200_000),
  code: defectCode,
  at: doiText,
  others: z.array(doiText).max(mostChainNodes),
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
  /** Records that the picture leaves out because there are too many. */
  hiddenCount: count,
});
export type ChainView = z.output<typeof chainView>;

const statedRelation = z.strictObject({
  relatedIdentifier: text,
  relatedIdentifierType: text,
  relationType: text,
});
export const relationChange = z.strictObject({
  kind: z.enum(['add', 'remove', 'replace']),
  index: z.int().min(0).nullable(),
  before: statedRelation.nullable(),
  after: statedRelation.nullable(),
});
export const recordChanges = z.strictObject({
  doi: doiText,
  title: longText,
  changes: z.array(relationChange).max(20_000),
});
export type RecordChanges = z.output<typeof recordChanges>;

/** What a steward settled where the records leave it open. */
export const repairChoices = z.strictObject({
  order: z.array(doiText).max(mostChainNodes).optional(),
  parent: z.record(doiText, doiText).optional(),
  leave: z.array(z.string().max(200_000)).max(2000).optional(),
});

export const repairPlan = z.strictObject({
  changes: z.array(recordChanges).max(mostChainNodes),
  /** For owners of records that are not ours, with the text to send. */
  wishes: z.array(recordChanges.extend({ letter: longText })).max(500),
  mended: z.array(wireDefect).max(2000),
  left: z.array(wireDefect).max(2000),
});
export type WireRepairPlan = z.output<typeof repairPlan>;

const proposal = z.enum(['update', 'ask', 'new-doi']);
export const policyRule = z.strictObject({
  change: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/),
  label: z.string().trim().min(1).max(500),
  proposal,
  why: longText,
});
export const versionPolicy = z.strictObject({
  name: z.string().trim().min(1).max(200),
  text: longText,
  validFrom: z.iso.date(),
  rules: z.array(policyRule).min(1).max(50),
});
const decision = z.strictObject({
  proposal,
  reasons: z.array(policyRule).max(50),
  policyName: shortText,
  policyValidFrom: shortText,
});

const answers = z.strictObject({
  version: z.string().trim().min(1).max(191),
  url: z.string().trim().min(1).max(8000),
  publicationYear: z.string().regex(/^\d{4}$/),
  issued: z.iso.date().nullable(),
  /** `keep`: the one that the chain has. `create`: one is made, with this landing page. */
  canonical: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['keep', 'none']) }),
    z.strictObject({ kind: z.literal('create'), url: z.string().trim().min(1).max(8000) }),
  ]),
});

const changesTicked = z.array(z.string().max(50)).max(50);

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

const oneRecord = z.strictObject({ doi: doiText });

export const versionsContract = {
  ...versionPartsContract,
  'versions.list': query(
    z.strictObject({
      filter: chainFilter,
      sort: z.enum(['defects', 'changed', 'length', 'title']),
      descending: z.boolean(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({
      rows: z.array(chainRow).max(pageLimit),
      total: count,
      /** True while changed records are still being read. */
      isPending: z.boolean(),
      codes: z.array(z.strictObject({ code: defectCode, count })).max(50),
    }),
  ),
  /** The chain of a record, with layout and defects; null: it has no version relations. */
  'versions.chain': query(oneRecord, z.strictObject({ chain: chainView.nullable() })),
  'versions.position': query(
    oneRecord,
    z.strictObject({
      position: z
        .union([
          z.strictObject({
            kind: z.literal('version'),
            number: count,
            count,
            canonical: doiText.nullable(),
            newer: doiText.nullable(),
            isOutdated: z.boolean(),
          }),
          z.strictObject({ kind: z.literal('canonical'), count, latest: doiText.nullable() }),
        ])
        .nullable(),
    }),
  ),
  'versions.planRepair': query(
    z.strictObject({ doi: doiText, choices: repairChoices }),
    repairPlan,
  ),
  /** Applies the repair of the chains of these records as one change set. */
  'versions.repair': command(
    z.strictObject({
      dois: z.array(doiText).min(1).max(1000),
      choices: repairChoices,
      reason: shortText.nullable(),
    }),
    z.strictObject({
      changeSetId: shortText.nullable(),
      changedCount: count,
      refused: z
        .array(z.strictObject({ doi: doiText, code: shortText, message: longText }))
        .max(pageLimit),
      leftCount: count,
      wishCount: count,
    }),
  ),
  'versions.policies': query(nothing, z.strictObject({ policies: z.array(versionPolicy).max(50) })),
  'versions.setPolicies': command(
    z.strictObject({
      policies: z.array(versionPolicy).min(1).max(50),
      reason: shortText.nullable(),
    }),
    nothing,
  ),
  /** What the policy of the day proposes for these changes. */
  'versions.propose': query(
    z.strictObject({ changes: changesTicked }),
    z.strictObject({ decision: decision.nullable() }),
  ),
  /** What a new version would write, before anything is written. */
  'versions.planNew': query(
    z.strictObject({ doi: doiText, answers }),
    z.strictObject({
      /** Not null: it cannot be made, and why. */
      refused: longText.nullable(),
      created: attributes,
      old: recordChanges,
      canonical: recordChanges.nullable(),
    }),
  ),
  'versions.create': command(
    z.strictObject({
      doi: doiText,
      answers,
      changes: changesTicked,
      reason: shortText.nullable(),
    }),
    z.strictObject({
      doi: doiText,
      canonical: doiText.nullable(),
      changeSetId: shortText.nullable(),
    }),
  ),
  /** Stores that a change goes with the DOI that is there, with the policy's answer. */
  'versions.decide': command(
    z.strictObject({
      doi: doiText,
      changes: changesTicked,
      chosen: z.enum(['update', 'new-doi', 'nothing']),
      reason: shortText.nullable(),
    }),
    z.strictObject({ decision: decision.nullable() }),
  ),
  /** Notes that a record is out of date, or takes the note back. */
  'versions.markOutdated': command(
    z.strictObject({ doi: doiText, isOutdated: z.boolean(), reason: shortText.nullable() }),
    nothing,
  ),
  'versions.lineage': query(
    z.strictObject({ doi: doiText, direction: z.enum(['upstream', 'downstream']) }),
    z.strictObject({ rows: z.array(lineageRow).max(2000), isCut: z.boolean() }),
  ),
  'versions.export': query(
    z.strictObject({
      doi: doiText,
      format: z.enum([
        'svg',
        'csv',
        'json-ld',
        'upstream-csv',
        'downstream-csv',
        'upstream-json-ld',
        'downstream-json-ld',
        // Everybody whose work was made of this one, a row a person.
        'contacts-csv',
      ]),
    }),
    z.strictObject({ text: z.string(), fileName: shortText }),
  ),
} as const;

export const versionsEvents = { 'versions.changed': z.strictObject({}) } as const;
