import { z } from 'zod';

import { collectionForms } from '../share/share-collection.ts';
import { shareForms } from '../share/share-record.ts';
import { command, count, doiText, nothing, query, shortText } from './define.ts';

/** The text of a CSL file. */
const cslText = z.string().min(1).max(1_000_000);
const style = z.strictObject({ name: shortText, title: shortText });
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
      /** A style that is used once and not kept: the text of its CSL file. In place of `style`. */
      csl: cslText.optional(),
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
  /** Styles that somebody added to those of the app. */
  'share.styles': query(nothing, z.strictObject({ styles: z.array(style).max(200) })),
  /** `VALIDATION` for what is no independent CSL style. */
  'share.addStyle': command(z.strictObject({ csl: cslText }), style),
  'share.removeStyle': command(z.strictObject({ name: shortText }), nothing),
  'share.collection': query(
    z.strictObject({ collectionId: z.int(), form: z.enum(collectionForms) }),
    file,
  ),
} as const;

export const shareEvents = {
  'share.changed': z.strictObject({}),
} as const;
