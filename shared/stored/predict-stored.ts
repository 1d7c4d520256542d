import type { Attributes } from '../metadata/attributes.ts';
import type { Json, JsonObject } from '../support/json.ts';
import { metadataKeys, permitAttributes } from './permitted.ts';
import { emptyValue, storedValue } from './stored-value.ts';

/**
 * What the service will hold and give back (read with `affiliation=true&publisher=true`) after `sent`
 * was written: over `before`, the record as it was read last, or as a new record without it. Only
 * keys that are sent change, each as a whole; the service's normalisations are applied. It answers
 * the question "what came back differs: was that to be expected?", before sending and after.
 *
 * It does not judge: whether the service accepts the body is validation's business.
 */
export function predictStored(sent: Attributes, before: Attributes | null = null): Attributes {
  const permitted = permitAttributes(sent as JsonObject);
  const stored: Record<string, Json> =
    before === null ? emptyRecord() : { ...(before as JsonObject) };
  for (const key of metadataKeys) {
    const value = permitted[key];
    if (value !== undefined) stored[key] = storedValue(key, value);
  }
  for (const key of ['url', 'schemaVersion'] as const) {
    const value = permitted[key];
    if (value !== undefined) stored[key] = value;
  }
  if (before === null && typeof permitted['doi'] === 'string') {
    stored['doi'] = permitted['doi'].toLowerCase();
  }
  // An update without a schema version is given the stored one or kernel 4 (datacite.md 1.7.8).
  if (before !== null) stored['schemaVersion'] ??= currentSchema;
  return stored;
}

/** The only schema version that switches every check of the service on. */
export const currentSchema = 'http://datacite.org/schema/kernel-4';

function emptyRecord(): Record<string, Json> {
  const empty: Record<string, Json> = { url: null, schemaVersion: null };
  for (const key of metadataKeys) empty[key] = emptyValue(key);
  return empty;
}
