import { z } from 'zod';

import { doiText, longText, shortText } from './define.ts';
import { mostChainNodes, wireDefect } from './version-chains.ts';

const text = z.string().max(8000);

const statedRelation = z.strictObject({
  relatedIdentifier: text,
  relatedIdentifierType: text,
  relationType: text,
});
const relationChange = z.strictObject({
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
const policyRule = z.strictObject({
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
export const versionDecision = z.strictObject({
  proposal,
  reasons: z.array(policyRule).max(50),
  policyName: shortText,
  policyValidFrom: shortText,
});

/** What a person is asked before a new version is made. */
export const newVersionAnswers = z.strictObject({
  version: z.string().trim().min(1).max(191),
  url: z.string().trim().min(1).max(8000),
  publicationYear: z.string().regex(/^\d{4}$/),
  issued: z.iso.date().nullable(),
  /** The old version is wrong and out of force: the new one obsoletes it (requirement A27). */
  isCorrection: z.boolean().optional(),
  /** `keep`: the one that the chain has. `create`: one is made, with this landing page. */
  canonical: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['keep', 'none']) }),
    z.strictObject({ kind: z.literal('create'), url: z.string().trim().min(1).max(8000) }),
  ]),
});

/** Codes of changes, as the policy names them. */
export const changesTicked = z.array(z.string().max(50)).max(50);
