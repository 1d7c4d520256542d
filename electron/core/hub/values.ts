import { hash } from 'node:crypto';

import type { Provenance } from '#shared/cards/card.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Where one value of a record comes from, and whether a person edited it since. */
export interface StoredValue {
  readonly path: string;
  readonly source: string;
  readonly revision: string | null;
  readonly rule: string;
  readonly isEdited: boolean;
}

/**
 * Keeps the origins of a record's values, in place of those of the reading before. Values that no rule of the mapping
 * made are those of the defaults.
 */
export function saveValues(
  ledger: Ledger,
  recordId: number,
  given: {
    readonly attributes: Attributes;
    readonly provenance: readonly Provenance[];
    readonly revision: string | null;
    /** Properties that stayed those of another revision. */
    readonly pinned?: { readonly properties: readonly string[]; readonly revision: string } | null;
  },
): void {
  const { attributes, provenance, revision, pinned = null } = given;
  const told = new Set(provenance.map(({ path }) => propertyOf(path)));
  const byDefault = Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && value !== null && !told.has(name))
    .map(([path]) => ({ path, from: 'defaults', rule: 'default' }));
  ledger.db.run('delete from hub_value where record_id = ?', recordId);
  for (const { path, from, rule } of [...provenance, ...byDefault]) {
    ledger.db.run(
      'insert or ignore into hub_value (record_id, path, source, revision, rule, value_hash) values (?, ?, ?, ?, ?, ?)',
      recordId,
      path,
      from,
      rule === 'default'
        ? null
        : pinned?.properties.includes(propertyOf(path)) === true
          ? pinned.revision
          : revision,
      rule,
      hashAt(attributes, path),
    );
  }
}

/** The origins of a record's values, held against what it has now. */
export function readValues(
  ledger: Ledger,
  recordId: number,
  attributes: Attributes,
): StoredValue[] {
  return ledger.db
    .all<{
      path: string;
      source: string;
      revision: string | null;
      rule: string;
      value_hash: string;
    }>(
      'select path, source, revision, rule, value_hash from hub_value where record_id = ? order by path',
      recordId,
    )
    .map(({ value_hash: kept, ...row }) => ({
      ...row,
      isEdited: hashAt(attributes, row.path) !== kept,
    }));
}

function propertyOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

/** The value at `titles[0].title`, `creators`, `subjects[3]`; undefined where nothing is. */
export function valueAt(attributes: Attributes, path: string): unknown {
  let value: unknown = attributes;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function hashAt(attributes: Attributes, path: string): string {
  const value = valueAt(attributes, path);
  return value === undefined ? '' : hash('sha256', canonicalJson(value), 'hex').slice(0, 16);
}
