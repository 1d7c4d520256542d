import { z } from 'zod';

import { command, doiText, longText, query, shortText } from './define.ts';

const answers = z.strictObject({
  title: z.string().trim().min(1).max(5000),
  /** Which part it is, in words. */
  selection: z.string().trim().min(1).max(5000),
  url: z.string().trim().min(1).max(8000),
  publicationYear: z.string().regex(/^\d{4}$/),
  /** True: its values differ from those of the whole. */
  isChanged: z.boolean(),
});

/** A part of a record: cited under the DOI that is there, or with one of its own (requirement A40). */
export const versionPartsContract = {
  'versions.citePart': query(
    z.strictObject({ doi: doiText, selection: longText }),
    z.strictObject({
      citation: longText,
      /** Whether the part can get a DOI of its own here. */
      isOurs: z.boolean(),
    }),
  ),
  'versions.createPart': command(
    z.strictObject({ doi: doiText, answers, reason: shortText.nullable() }),
    z.strictObject({ doi: doiText, changeSetId: shortText.nullable() }),
  ),
} as const;
