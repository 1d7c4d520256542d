import { isJsonObject } from '../../support/json.ts';
import type { Attributes } from '../attributes.ts';
import { scalarText } from './service-view.ts';
import { trimXml } from './upgrade.ts';

/** What the service works out by itself, and what stands in the namespace: nothing is lost with them. */
const derived = new Set([
  'schemaVersion',
  'types.schemaOrg',
  'types.citeproc',
  'types.bibtex',
  'types.ris',
]);

/**
 * Paths of a record whose values did not come through DataCite XML: `read` is what was read back from the
 * XML that was written of it. Empty values say nothing and are not lost; numbers may have become texts.
 */
export function xmlLosses(record: Attributes, read: Attributes): string[] {
  const losses: string[] = [];
  const kept = read as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(record)) {
    if (name === 'alternateIdentifiers') collect(name, renamed(value), kept['identifiers'], losses);
    else collect(name, value, kept[name], losses);
  }
  return losses;
}

/** The API's other name for the same list. */
function renamed(aliases: unknown): unknown {
  if (!Array.isArray(aliases)) return aliases;
  return aliases.map((alias: unknown) =>
    isJsonObject(alias)
      ? {
          identifier: alias['alternateIdentifier'],
          identifierType: alias['alternateIdentifierType'],
        }
      : alias,
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function collect(path: string, before: unknown, after: unknown, losses: string[]): void {
  if (isEmpty(before) || derived.has(path)) return;
  if (Array.isArray(before)) {
    collectList(path, before, after, losses);
  } else if (Array.isArray(after)) {
    // One object stands for a list of one.
    collect(path, before, after[0], losses);
  } else if (!isJsonObject(before)) {
    if (!saysTheSame(before, after)) losses.push(path);
  } else if (!isJsonObject(after)) {
    losses.push(path);
  } else {
    for (const [name, value] of Object.entries(before)) {
      collect(`${path}.${name}`, value, after[name], losses);
    }
  }
}

function collectList(
  path: string,
  before: readonly unknown[],
  after: unknown,
  losses: string[],
): void {
  const kept: readonly unknown[] = Array.isArray(after) ? after : [];
  // Entries that are null are not written.
  let at = 0;
  for (const [index, entry] of before.entries()) {
    if (entry === null) continue;
    collect(`${path}[${index}]`, entry, kept[at], losses);
    at += 1;
  }
}

/** A bare text stands for the object whose text it is. */
function saysTheSame(before: unknown, after: unknown): boolean {
  if (isJsonObject(after)) return Object.values(after).some((value) => saysTheSame(before, value));
  const [one, other] = [scalarText(before), scalarText(after)];
  if (one === undefined || other === undefined) return false;
  return trimXml(one) === other || (other !== '' && Number(one) === Number(other));
}
