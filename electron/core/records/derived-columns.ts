import type { Attributes } from '#shared/metadata/attributes.ts';
import { isJsonObject } from '#shared/support/json.ts';

/**
 * The columns that lists sort, filter and search by, taken from the metadata beside them. Tolerant:
 * imported metadata may have any shape, and what cannot be read is null, never an exception. The
 * limits are those of the contract (shared/contract/records.ts).
 */
export interface DerivedColumns {
  readonly title: string | null;
  /** For sorting: without accents, in lower case, short. */
  readonly titleSort: string | null;
  readonly creators: string | null;
  readonly resourceType: string | null;
  readonly publicationYear: number | null;
  readonly publisher: string | null;
  readonly url: string | null;
}

const longestText = 20_000;
const longestName = 500;
const longestUrl = 8000;
/** Enough to tell titles apart; keeps the index small. */
const longestSortKey = 120;

export function deriveColumns(attributes: Attributes): DerivedColumns {
  const title = mainTitle(attributes.titles);
  return {
    title,
    titleSort: title === null ? null : sortKey(title),
    creators: creatorNames(attributes.creators),
    resourceType: text(member(attributes.types, 'resourceTypeGeneral'), longestName),
    publicationYear: year(attributes.publicationYear),
    publisher: text(
      isJsonObject(attributes.publisher) ? attributes.publisher['name'] : attributes.publisher,
      longestName,
    ),
    url: text(attributes.url, longestUrl),
  };
}

/** The first title that is no subtitle, translation or alternative, else the first of all. */
function mainTitle(titles: unknown): string | null {
  if (!Array.isArray(titles)) return null;
  const entries: readonly unknown[] = titles;
  const main = entries.find((entry) => (member(entry, 'titleType') ?? null) === null);
  return text(member(main, 'title') ?? member(entries[0], 'title'), longestText);
}

function creatorNames(creators: unknown): string | null {
  if (!Array.isArray(creators)) return null;
  let names = '';
  for (const creator of creators) {
    const name = text(member(creator, 'name'), longestName);
    if (name === null) continue;
    if (names.length + name.length + 4 > longestText) return `${names}; …`;
    names = names === '' ? name : `${names}; ${name}`;
  }
  return names === '' ? null : names;
}

/** Combining marks gone, so that "Étude" stands beside "etude". */
export function sortKey(title: string): string {
  return title
    .slice(0, longestSortKey)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '');
}

function year(value: unknown): number | null {
  const number =
    typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= 9999
    ? number
    : null;
}

function text(value: unknown, limit: number): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value.length <= limit ? value : `${value.slice(0, limit - 1)}…`;
}

function member(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
