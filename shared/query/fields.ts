import { isKnownProperty, parsePropertyPath, propertyKey } from './property-path.ts';

/**
 * What a query can ask by name beside property paths. A workflow that keeps something about records adds
 * its fields here and says in the core where the values stand (electron/core/records/fields).
 *
 * - `choice`: one of a closed list;
 * - `code`: a whole value of an open list, blind to case; `*` stands for any characters;
 * - `text`: words or a piece of the text, blind to case and accents;
 * - `number`, `day`: compared by size. A day is ISO 8601, also only its year or month.
 */
export type Field =
  | { readonly id: string; readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly id: string; readonly kind: 'code' | 'text' | 'number' | 'day' };

export const fields: readonly Field[] = [
  { id: 'state', kind: 'choice', values: ['reserved', 'draft', 'registered', 'findable'] },
  {
    id: 'sync',
    kind: 'choice',
    values: ['local', 'unsent', 'sending', 'failed', 'conflict', 'in-step', 'observe-only'],
  },
  { id: 'findings', kind: 'choice', values: ['errors', 'warnings', 'clean'] },
  { id: 'finding', kind: 'code' },
  { id: 'waived', kind: 'code' },
  { id: 'errors', kind: 'number' },
  { id: 'warnings', kind: 'number' },
  { id: 'type', kind: 'code' },
  { id: 'year', kind: 'number' },
  { id: 'prefix', kind: 'code' },
  { id: 'doi', kind: 'code' },
  { id: 'publisher', kind: 'text' },
  { id: 'collection', kind: 'code' },
  { id: 'repository', kind: 'code' },
  { id: 'title', kind: 'text' },
  { id: 'creator', kind: 'text' },
  { id: 'key', kind: 'text' },
  { id: 'source', kind: 'text' },
  { id: 'licence', kind: 'code' },
  { id: 'language', kind: 'code' },
  { id: 'kernel', kind: 'code' },
  { id: 'orcid', kind: 'choice', values: ['all', 'some', 'none'] },
  { id: 'relation', kind: 'code' },
  { id: 'versions', kind: 'choice', values: ['has-newer', 'has-older', 'has-parts', 'is-part'] },
  { id: 'verified', kind: 'choice', values: ['never', 'once'] },
  { id: 'resolver', kind: 'choice', values: ['never'] },
  {
    id: 'link-status',
    kind: 'choice',
    values: ['good', 'incomplete', 'broken', 'unsure', 'unchecked'],
  },
  { id: 'landing', kind: 'code' },
  { id: 'review', kind: 'choice', values: ['in-review', 'changes-asked', 'approved'] },
  { id: 'created', kind: 'day' },
  { id: 'updated', kind: 'day' },
  { id: 'confirmed', kind: 'day' },
];

/** Other names under which people look for a field. */
const aliases: Readonly<Record<string, string>> = {
  creators: 'creator',
  author: 'creator',
  license: 'licence',
  lang: 'language',
  publicationYear: 'year',
  warning: 'finding',
  error: 'finding',
  code: 'finding',
  schema: 'kernel',
  resourceType: 'type',
  file: 'source',
};

const byId = new Map(fields.map((field) => [field.id.toLowerCase(), field]));

/** What a name in a query stands for: a field, a property by its key, or nothing (null). */
export type Subject =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'property'; readonly key: string };

export function subjectOf(name: string): Subject | null {
  const field = byId.get(name.toLowerCase()) ?? byId.get((aliases[name] ?? '').toLowerCase());
  if (field !== undefined) return { kind: 'field', field };
  const steps = parsePropertyPath(name);
  if (steps === null || !isKnownProperty(steps)) return null;
  return { kind: 'property', key: propertyKey(steps) };
}
