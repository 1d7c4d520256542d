import type { Attributes, ResourceTypes } from '../metadata/attributes.ts';
import { kernels } from '../metadata/schema/properties.ts';
import { metadataKeys } from '../stored/permitted.ts';
import { listKeys } from '../stored/stored-value.ts';
import { predictStored } from '../stored/predict-stored.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';

/** An attribute that this app authors, compares and merges. */
export type AuthoredKey = Exclude<keyof Attributes, 'doi' | 'schemaVersion'>;

/**
 * Everything writable but `container`, which the service derives for citations, and the schema
 * version, which is always kernel 4. Sent, compared and merged one by one.
 */
export const authoredKeys: readonly AuthoredKey[] = [
  'url',
  ...metadataKeys.filter((key) => key !== 'container'),
];

/** Members of `types` that the service derives; sent back, they would go stale (datacite.md 1.8). */
const derivedTypes: readonly (keyof ResourceTypes)[] = ['schemaOrg', 'bibtex', 'citeproc', 'ris'];

/** The value of one attribute as this app would send it; undefined when there is none. */
export function authoredValue(attributes: Attributes, key: AuthoredKey): Json | undefined {
  const value = attributes[key] as Json | undefined;
  if (key !== 'types' || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => !(derivedTypes as readonly string[]).includes(name)),
  );
}

/** What is sent to take an attribute away (datacite.md 1.7.2). */
export function wipe(key: AuthoredKey): Json {
  if (listKeys.has(key)) return [];
  return key === 'types' ? {} : null;
}

/**
 * A value's text to compare by: blind to the order of keys and to the many forms of nothing (null,
 * absent, '', [] and {}), which the service mixes, and to `publisher` as text or object.
 */
export function comparableText(attributes: Attributes, key: AuthoredKey): string {
  const value = authoredValue(attributes, key);
  const plain = key === 'publisher' && typeof value === 'string' ? { name: value } : value;
  return canonicalJson(pruned(plain) ?? null);
}

/** Keys whose values differ between two records, both in the service's stored form. */
export function differingKeys(one: Attributes, other: Attributes): AuthoredKey[] {
  return authoredKeys.filter((key) => comparableText(one, key) !== comparableText(other, key));
}

/** Authored attributes in the form that the service would store them over `before`. */
export function asStored(authored: Attributes, before: Attributes | null): Attributes {
  const complete: Record<string, Json> = {};
  for (const key of authoredKeys) complete[key] = authoredValue(authored, key) ?? wipe(key);
  return predictStored(complete, before);
}

/** The attributes that an update must carry so that the service holds `authored` instead of `remote`. */
export function changedKeys(authored: Attributes, remote: Attributes): AuthoredKey[] {
  return differingKeys(asStored(authored, remote), remote);
}

/** `changedKeys` among these alone, which both records need to hold: the service stores each by itself. */
export function changedAmong(
  keys: readonly AuthoredKey[],
  authored: Attributes,
  remote: Attributes,
): AuthoredKey[] {
  const sent = keys.map((key) => [key, authoredValue(authored, key) ?? wipe(key)] as const);
  const stored = predictStored(Object.fromEntries(sent), remote);
  return keys.filter((key) => comparableText(stored, key) !== comparableText(remote, key));
}

/**
 * True when the record here was brought to the current kernel and DataCite still holds a retired one: an update
 * is due even where no value differs, because until then the service refuses every other change
 * (datacite.md 3, trap 13).
 */
export function awaitsUpgrade(authored: Attributes, remote: Attributes): boolean {
  return (
    authored.schemaVersion === kernels.current &&
    kernels.retired.includes(remote.schemaVersion ?? '')
  );
}

/** True when nothing has to be sent for the service to hold `authored`. */
export function isInStep(authored: Attributes, remote: Attributes): boolean {
  return changedKeys(authored, remote).length === 0 && !awaitsUpgrade(authored, remote);
}

/** Canonical text of all that this app authors: equal texts, equal records. Input of content hashes. */
export function authoredText(attributes: Attributes): string {
  return canonicalJson(
    Object.fromEntries(authoredKeys.map((key) => [key, pruned(authoredValue(attributes, key))])),
  );
}

/** The value without empty members; undefined when nothing is left. */
export function pruned(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value)) {
    const entries = (value as readonly Json[]).map(pruned).filter((entry) => entry !== undefined);
    return entries.length === 0 ? undefined : entries;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value)
      .map(([name, member]) => [name, pruned(member)] as const)
      .filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }
  return value;
}
