import { z } from 'zod';

import {
  attributes,
  command,
  doiText,
  finding,
  longText,
  nothing,
  query,
  repositoryId,
  shortText,
  timestamp,
} from './define.ts';
import { address, itemId } from './hub-shapes.ts';

const ticks = z.strictObject({
  restrictions: z.literal(true),
  personalData: z.literal(true),
  /** The person whose full name is given to DataCite. */
  person: z.string().trim().min(1).max(300),
  /** Where others are named: their consent is there. */
  coAuthors: z.boolean(),
  /** Points of the checklist that do not hold, and why it goes on. */
  waiver: longText.nullable(),
});

const guardMatch = z.strictObject({
  kind: z.enum([
    'hub-doi',
    'card-doi',
    'own-doi',
    'same-object',
    'same-revision',
    'same-address',
    'same-title',
  ]),
  doi: doiText.nullable(),
  text: longText,
});
const mintDecision = z.enum(['different-version', 'variant', 'identical', 'override']);

const mintInput = z.strictObject({
  itemId,
  repositoryId,
  collectionName: z.string().trim().min(1).max(200),
  withCanonical: z.boolean(),
  decision: mintDecision.nullable(),
  reason: longText.nullable(),
});

/** DOIs of items: guided generation on the hub's own page, and drafts under a prefix of ours. */
export const hubDoiContract = {
  /** The words that a person agrees to, with their version. */
  'hub.consentTexts': query(
    z.strictObject({ itemId }),
    z.strictObject({
      version: shortText,
      restrictions: longText,
      personalData: longText,
      coAuthors: longText,
      terms: address,
      /** The terms word for word as they were read last; null: their page could not be read. */
      termsText: z.string().max(200_000).nullable(),
      termsReadAt: timestamp.nullable(),
    }),
  ),
  /** Looks at the item, its open pull requests and the hub's terms, so that the checklist is of this moment. */
  'hub.prepareGeneration': command(
    z.strictObject({ itemId }),
    z.strictObject({
      revision: shortText.nullable(),
      branch: shortText,
      date: timestamp.nullable(),
    }),
  ),
  'hub.startGeneration': command(
    z.strictObject({
      itemId,
      ticks,
      /** The revision that the person was shown; another head is refused. Null: from a script. */
      shownRevision: shortText.nullable(),
    }),
    z.strictObject({ settingsAddress: address, expectedRevision: shortText }),
  ),
  'hub.stopGeneration': command(z.strictObject({ itemId }), nothing),
  /** Asks the hub now instead of at the next turn of the poll. */
  'hub.pollGeneration': command(z.strictObject({ itemId }), z.strictObject({ status: shortText })),
  /** All consents as CSV, for whoever asks what was agreed to (D8). */
  'hub.consents': query(nothing, z.strictObject({ text: z.string(), fileName: shortText })),

  'hub.planMint': query(
    mintInput,
    z.strictObject({
      matches: z.array(guardMatch).max(50),
      /** True where one of the matches must be decided about first. */
      needsDecision: z.boolean(),
      refused: longText.nullable(),
      version: attributes,
      canonical: attributes.nullable(),
      findings: z.array(finding).max(200),
    }),
  ),
  'hub.mint': command(
    mintInput,
    z.strictObject({
      doi: doiText,
      canonical: doiText.nullable(),
      changeSetId: shortText.nullable(),
    }),
  ),
} as const;
