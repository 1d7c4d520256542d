import type { Json } from '#shared/support/json.ts';

/** A value as Ruby 3.4's `inspect` prints it; some error texts hold one. */
export function inspectValue(value: Json): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return JSON.stringify(value).replaceAll('#{', String.raw`\#{`);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(inspectValue).join(', ')}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)} => ${inspectValue(member)}`,
  );
  return `{${members.join(', ')}}`;
}

/** A value as Ruby puts it into a text. */
export function printValue(value: Json): string {
  return typeof value === 'string' ? value : value === null ? '' : inspectValue(value);
}
