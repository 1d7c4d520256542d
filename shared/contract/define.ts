import { z } from 'zod';

import type { Attributes } from '../metadata/attributes.ts';
import { isJsonObject } from '../support/json.ts';
import { isTimestamp } from '../support/timestamp.ts';

/**
 * The building blocks of the contract. Limits on everything: each text has a maximum length, each
 * list is paged, each object is strict, so that a malformed message never reaches a handler.
 */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly input: I;
  readonly output: O;
}

/** A call that changes nothing; queries run free of each other. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'query', input, output } as const satisfies Procedure<I, O>;
}

/** A call that changes the ledger; commands run one after the other. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'command', input, output } as const satisfies Procedure<I, O>;
}

/** The largest page of any list. */
export const pageLimit = 200;

export const shortText = z.string().max(500);
export const longText = z.string().max(20_000);
export const nothing = z.strictObject({});
export const doiText = z.string().min(6).max(2048);
export const repositoryId = z.string().min(1).max(100);
/** A day or a moment as ISO 8601 writes it, and nothing else: no text of a stranger stands where a time is shown. */
export const timestamp = z.string().max(40).refine(isTimestamp, { error: 'Not a time' });
export const count = z.int().min(0);
export const recordState = z.enum(['reserved', 'draft', 'registered', 'findable']);
export const targetState = z.enum(['draft', 'registered', 'findable']);
export const environment = z.enum(['practice', 'test', 'production', 'custom']);

/** Where a record stands between the ledger and DataCite. */
export const syncState = z.enum([
  'local', // never sent
  'unsent', // changed here since DataCite last confirmed it
  'sending', // an operation waits or is under way
  'failed', // DataCite refused the last operation
  'conflict', // changed here and there
  'in-step', // equal to the last known remote copy
  'observe-only', // not ours to change
]);

/** How fast long work goes, what is left of it, and whether a person holds it; spread into what tells of it. */
export const pace = {
  /** Null: not known, or it has ended. */
  perSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
  isPaused: z.boolean(),
};
export type Pace = z.output<z.ZodObject<typeof pace>>;

export const attributes = z.custom<Attributes>((value) => isJsonObject(value), {
  error: 'Metadata is a JSON object',
});

export const severity = z.enum(['error', 'warning', 'hint']);
export const finding = z.strictObject({
  code: shortText,
  severity,
  gate: z.enum(['blocks', 'asks', 'none']),
  path: shortText,
  message: longText,
  why: longText.optional(),
  remedy: longText.optional(),
  fix: z
    .strictObject({
      label: shortText,
      changes: z.array(z.strictObject({ path: shortText, value: z.json().optional() })).max(500),
    })
    .optional(),
});
export type WireFinding = z.output<typeof finding>;

/** Values that a repository or a collection gives to items that do not bring their own. */
export const defaults = z.strictObject({
  publisher: z
    .strictObject({ name: shortText, publisherIdentifier: shortText.optional() })
    .optional(),
  language: z.string().max(20).optional(),
  resourceTypeGeneral: shortText.optional(),
  resourceType: shortText.optional(),
  rightsIdentifier: shortText.optional(),
  hostingInstitution: shortText.optional(),
  publicationYear: z.int().min(1000).max(9999).optional(),
  /** Landing page pattern with `{key}`, `{doi}` or `{suffix}`: `https://data.example.org/items/{key}`. */
  urlPattern: z.string().max(2000).optional(),
  subjects: z.array(shortText).max(50).optional(),
  /** Creators where an item names none; never invented by the app, always written by a person. */
  creators: z
    .array(z.strictObject({ name: shortText, nameType: shortText.optional() }))
    .max(50)
    .optional(),
});
export type Defaults = z.output<typeof defaults>;

/** A failure as part of a row: what happened, where, what to do next. */
export const failure = z.strictObject({
  code: shortText,
  message: longText,
  path: shortText.nullable(),
  nextStep: longText.nullable(),
});
export type Failure = z.output<typeof failure>;
