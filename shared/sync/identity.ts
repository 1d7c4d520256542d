import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import type { AuthoredKey } from './stored-value.ts';

type Entry = Readonly<Record<string, unknown>>;

/**
 * What makes two entries of a list the same one although their contents differ. Lists that are not
 * named here (places, related items, formats) have no such mark and merge as a whole.
 */
const identities: Readonly<Partial<Record<AuthoredKey, (entry: Entry) => readonly unknown[]>>> = {
  creators: (entry) => [nameIdentifier(entry) ?? entry['name']],
  contributors: (entry) => [nameIdentifier(entry) ?? entry['name'], entry['contributorType'] ?? ''],
  titles: (entry) => [entry['titleType'] ?? '', entry['lang'] ?? ''],
  descriptions: (entry) => [entry['descriptionType'] ?? '', entry['lang'] ?? ''],
  dates: (entry) => [entry['dateType'] ?? ''],
  subjects: (entry) => [entry['subject'], entry['subjectScheme'] ?? ''],
  identifiers: (entry) => [entry['identifierType'], entry['identifier']],
  relatedIdentifiers: (entry) => [lower(entry['relatedIdentifier']), entry['relationType']],
  rightsList: (entry) => [
    lower(entry['rightsIdentifier'] ?? entry['rightsUri'] ?? entry['rights']),
  ],
  fundingReferences: (entry) => [
    entry['funderIdentifier'] ?? entry['funderName'],
    entry['awardNumber'] ?? '',
  ],
};

/** The identity of an entry as text; null when it has none. */
export function identityOf(key: AuthoredKey, entry: Json): string | null {
  if (key === 'sizes' || key === 'formats') return typeof entry === 'string' ? entry : null;
  const marks = isJsonObject(entry) ? identities[key]?.(entry) : undefined;
  if (marks === undefined || marks.some((mark) => typeof mark !== 'string')) return null;
  return marks.join('\u001f');
}

function nameIdentifier(entry: Entry): unknown {
  const list = entry['nameIdentifiers'];
  if (!Array.isArray(list)) return undefined;
  const first: unknown = list.find(
    (one) => isJsonObject(one) && typeof one['nameIdentifier'] === 'string',
  );
  return isJsonObject(first) ? lower(first['nameIdentifier']) : undefined;
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
