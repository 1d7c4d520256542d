import { isJsonObject } from '#shared/support/json.ts';

export const plainWords = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each typed word begins a word of the name, blind to case and accents. */
export function beginsWith(name: string, words: readonly string[]): boolean {
  const own = plainWords(folded(name));
  return words.every((word) => own.some((each) => each.startsWith(folded(word))));
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A list whose entries are objects, whatever the record holds. */
export function listIn<T extends object>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]).filter(isJsonObject) : [];
}
