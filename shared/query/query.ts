import { z } from 'zod';

/**
 * What a person asks of the catalogue, as data: the tree behind a typed query (`parse.ts` reads it,
 * `format.ts` writes it). Tests name a field (`fields.ts`) or a property path (`property-path.ts`).
 */
export const operator = z.enum([
  ':', // has this in it; for codes, numbers and days: is this
  '=', // is exactly this
  '<',
  '<=',
  '>',
  '>=',
]);
export type Operator = z.output<typeof operator>;

export type Query =
  | { readonly kind: 'all'; readonly parts: readonly Query[] }
  | { readonly kind: 'any'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** Words anywhere in title, creators, publisher, DOI or key; blind to case and accents. */
  | { readonly kind: 'words'; readonly text: string }
  /** True when one of the values fits. */
  | {
      readonly kind: 'test';
      readonly field: string;
      readonly operator: Operator;
      readonly values: readonly string[];
    }
  /** True when the field or property has any value. */
  | { readonly kind: 'has'; readonly field: string };

const text = z.string().max(2_000);

export const query: z.ZodType<Query> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), parts: z.array(query).max(partLimit) }),
    z.strictObject({ kind: z.literal('any'), parts: z.array(query).max(partLimit) }),
    z.strictObject({ kind: z.literal('not'), part: query }),
    z.strictObject({ kind: z.literal('words'), text }),
    z.strictObject({
      kind: z.literal('test'),
      field: text,
      operator,
      values: z.array(text).min(1).max(valueLimit),
    }),
    z.strictObject({ kind: z.literal('has'), field: text }),
  ]),
);

/** Longest query in characters: room for as many DOIs as a test may name, which a saved view or a selection holds. */
export const queryLength = 2_000_000;
/**
 * Values that one test may name, such as a pasted list of DOIs; and so how many records are ticked or left out by name:
 * what can be ticked or pasted, every operation takes.
 */
export const valueLimit = 20_000;
const partLimit = 1_000;
/** Brackets and negations within each other; deeper is a slip, not a question. */
export const depthLimit = 40;

/** Asks for nothing: every record fits. */
export const everything: Query = { kind: 'all', parts: [] };
