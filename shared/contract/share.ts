import { z } from 'zod';

import { collectionForms } from '../share/share-collection.ts';
import { shareForms } from '../share/share-record.ts';
import { count, doiText, query, shortText } from './define.ts';

const file = z.strictObject({ text: z.string(), fileName: shortText, mediaType: shortText });

/** Citations and files that show a DOI where people and machines look for it. */
export const shareContract = {
  'share.record': query(
    z.strictObject({
      doi: doiText,
      which: z.enum(['this', 'latest']),
      form: z.enum(shareForms),
      /** A CSL style; null: DataCite's own form. For `how-to-cite` only. */
      style: z.string().max(100).nullable(),
    }),
    file,
  ),
  /** What the dialog needs to know beside the texts. */
  'share.place': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({
      /** PRACTICE, TEST; empty: the DOI is a real one. */
      mark: shortText,
      isPublic: z.boolean(),
      position: z.strictObject({ number: count, count, newer: doiText.nullable() }).nullable(),
      /** The DOI that always leads to the latest version; null: there is none. */
      latest: doiText.nullable(),
    }),
  ),
  'share.collection': query(
    z.strictObject({ collectionId: z.int(), form: z.enum(collectionForms) }),
    file,
  ),
} as const;
