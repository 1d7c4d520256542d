import { doiKey } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/**
 * By what an item is known again when its source is imported once more: the mapped id column, else the
 * Hub id or path, else its DOI. A sheet that has none of these is known by landing page, else by title,
 * first creator and year: enough for a sheet that nobody rewrites, which the inspection says.
 */
export type ItemKeySource = 'id' | 'doi' | 'url' | 'title' | 'none';

const maxKeyLength = 500;

/** A key as it is stored: trimmed, white space folded, Unicode composed; null when nothing is left. */
export function keyOf(text: string | undefined | null): string | null {
  const key = (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, maxKeyLength);
  return key === '' ? null : key;
}

export function itemKey(
  told: string | null,
  attributes: Attributes,
): { readonly key: string | null; readonly from: ItemKeySource } {
  if (told !== null) return { key: told, from: 'id' };
  if (typeof attributes.doi === 'string')
    return { key: keyOf(doiKey(attributes.doi)), from: 'doi' };
  const url = keyOf(textOf(attributes.url));
  if (url !== null) return { key: url, from: 'url' };
  const title = textOf(listOf(attributes.titles)[0]?.title);
  if (title === '') return { key: null, from: 'none' };
  const creator = textOf(listOf(attributes.creators)[0]?.name);
  const words = [title, creator, textOf(attributes.publicationYear)].filter((part) => part !== '');
  return { key: keyOf(`title: ${words.join(' / ').toLowerCase()}`), from: 'title' };
}
