import { z } from 'zod';

import { collectionForms } from '../share/share-collection.ts';
import { shareForms } from '../share/share-record.ts';
import { command, doiText, longText, nothing, query, shortText } from './define.ts';
import { versionPosition } from './version-position.ts';

/** The text of a CSL file. */
const cslText = z.string().min(1).max(1_000_000);
const style = z.strictObject({ name: shortText, title: shortText });
const file = z.strictObject({ text: z.string(), fileName: shortText, mediaType: shortText });
const sheet = z.strictObject({
  mark: longText,
  heading: z.string(),
  link: z.string(),
  abstract: z.string(),
  facts: z.array(z.strictObject({ name: shortText, value: z.string() })).max(20),
  citation: z.string(),
});

/** Citations and files that show a DOI where people and machines look for it. */
export const shareContract = {
  'share.record': query(
    z.strictObject({
      doi: doiText,
      /** `latest`: the item as a whole, which leads to the latest version; `newest`: that version itself. */
      which: z.enum(['this', 'latest', 'newest']),
      form: z.enum(shareForms),
      /** A CSL style; null: DataCite's own form. For `how-to-cite` only. */
      style: z.string().max(100).nullable(),
      /** A style that is used once and not kept: the text of its CSL file. In place of `style`. */
      csl: cslText.optional(),
      /** Which part of it was used, in words (requirement A40). For `how-to-cite` only. */
      part: longText.optional(),
    }),
    /** `place`: where what is cited stands among its versions, in words. `sheet`: of that form alone. */
    file.extend({ place: longText.nullable(), sheet: sheet.nullable() }),
  ),
  /** What the dialog needs to know beside the texts. */
  'share.place': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({
      /** PRACTICE, TEST; empty: the DOI is a real one. */
      mark: shortText,
      isPublic: z.boolean(),
      position: versionPosition.nullable(),
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
