import { hash } from 'node:crypto';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';

/**
 * What the last import wrote, attribute by attribute, as short hashes. Kept with the record (`source_hash`),
 * so that a re-import can tell what its source changed from what a person changed since.
 */
type Fingerprint = Readonly<Record<string, string>>;

/** 64 bits an attribute: two texts of one record that collide are not to be feared. */
const hashLength = 16;

function hashOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex').slice(0, hashLength);
}

function read(text: string | null): Fingerprint | null {
  if (text?.startsWith('{') !== true) return null;
  return JSON.parse(text) as Fingerprint;
}

/** Equal texts mean an unchanged source. */
export function fingerprint(attributes: Attributes): string {
  const hashes = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, hashOf(value)] as const);
  return canonicalJson(Object.fromEntries(hashes));
}

export interface Merge {
  readonly attributes: Attributes;
  /** Attributes that source and person both changed: the person's stay. */
  readonly kept: readonly string[];
}

/**
 * Three-way by attribute. What nobody touched since the last import follows the source, also when the source
 * takes it away; what a person edited stays. A record that no import wrote yet takes what the source brings
 * and keeps the rest.
 */
export function mergeImport(
  current: Attributes,
  lastImport: string | null,
  incoming: Attributes,
): Merge {
  const last = read(lastImport);
  if (last === null) return { attributes: { ...current, ...incoming }, kept: [] };
  const now = new Map<string, unknown>(Object.entries(current));
  const next = new Map<string, unknown>(Object.entries(incoming));
  const kept: string[] = [];
  const merged: [string, unknown][] = [];
  for (const name of new Set([...now.keys(), ...next.keys()])) {
    const here = now.get(name);
    const there = next.get(name);
    const hereHash = here === undefined ? undefined : hashOf(here);
    const isEdited = hereHash !== last[name];
    const value = isEdited ? here : there;
    if (isEdited && there !== undefined) {
      const thereHash = hashOf(there);
      if (thereHash !== last[name] && thereHash !== hereHash) kept.push(name);
    }
    if (value !== undefined) merged.push([name, value]);
  }
  return { attributes: Object.fromEntries(merged), kept };
}
