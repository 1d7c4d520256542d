import { z } from 'zod';

import { command, count, longText, nothing, pace, query, shortText, timestamp } from './define.ts';

export const suggestionKind = z.enum(['language', 'licence', 'person', 'organisation']);
export type SuggestionKind = z.output<typeof suggestionKind>;

export const suggestion = z.strictObject({
  label: shortText,
  detail: longText,
  /** What is known of it, by a name of its own: `name`, `identifier`, `givenName`, `familyName`, `code`, `url`. */
  facts: z.record(shortText, longText),
});
export type Suggestion = z.output<typeof suggestion>;

export const rorStatus = z.strictObject({
  /** 0: no dump was loaded. */
  organisationCount: count,
  fileName: shortText.nullable(),
  loadedAt: timestamp.nullable(),
  /** Of a dump that is being loaded. */
  reading: z
    .strictObject({
      organisationCount: count,
      /** Bytes read of the file, and its size. */
      readBytes: count,
      sizeBytes: count,
      ...pace,
    })
    .nullable(),
  failure: longText.nullable(),
});
export type RorStatus = z.output<typeof rorStatus>;

/** Values that a person picks instead of typing; all from this machine. */
export const suggestionsContract = {
  'suggestions.list': query(
    z.strictObject({ kind: suggestionKind, text: shortText }),
    z.strictObject({ suggestions: z.array(suggestion).max(20) }),
  ),
  'ror.status': query(nothing, rorStatus),
  /** Loads a ROR data dump (JSON, schema 1 or 2) in the background; the one before stays until it is whole. */
  'ror.load': command(z.strictObject({ sourceId: shortText }), nothing),
  'ror.pause': command(nothing, nothing),
  'ror.resume': command(nothing, nothing),
  /** Ends the loading at a whole organisation; the dump that was there before stays. */
  'ror.cancel': command(nothing, nothing),
} as const;
