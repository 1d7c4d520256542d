import type { ConflictChoice, ConflictedValue } from '#shared/contract/conflicts.ts';

/** What a person has chosen so far for one attribute; `text` is what they wrote themselves. */
export interface Choice {
  readonly take: 'mine' | 'theirs' | 'value';
  readonly text: string;
}

/** A value for writing: a text as it is, all else as JSON. */
export function writable(value: ConflictedValue['mine']): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** A value for reading: an entry a paragraph, a member a line, without the signs of JSON. */
export function readable(value: ConflictedValue['mine']): string {
  if (Array.isArray(value)) {
    const isFlat = value.every((entry) => typeof entry !== 'object');
    return value.map(readable).join(isFlat ? '\n' : '\n\n');
  }
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, member]) => {
      const text = readable(member);
      return text.includes('\n')
        ? `${name}:\n  ${text.replaceAll('\n', '\n  ')}`
        : `${name}: ${text}`;
    })
    .join('\n');
}

/** True where a person writes plain text instead of JSON: neither side is anything else. */
export function isPlainText({ mine, theirs }: ConflictedValue): boolean {
  return [mine, theirs].every((side) => side === null || typeof side === 'string');
}

/** The choice as the core takes it; null when what was written is no JSON. */
export function toDecision(value: ConflictedValue, choice: Choice): ConflictChoice | null {
  const { path } = value;
  if (choice.take !== 'value') return { path, take: choice.take };
  if (isPlainText(value)) {
    const text = choice.text.trim();
    return { path, take: 'value', value: text === '' ? null : text };
  }
  try {
    const parsed = JSON.parse(choice.text) as ConflictedValue['mine'];
    return { path, take: 'value', value: parsed };
  } catch {
    return null; // Half-written JSON is what typing looks like; the field says so.
  }
}
