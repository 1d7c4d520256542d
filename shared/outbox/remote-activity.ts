import type { Json } from '../support/json.ts';
import { isJsonObject } from '../support/json.ts';
import type { AuthoredKey } from '../sync/stored-value.ts';
import { authoredKeys } from '../sync/stored-value.ts';

/** One entry of a DOI's activities: who changed which attribute from what to what (datacite.md 2.3). */
export interface RemoteActivity {
  /** Of the request that did it, as its answer named it. */
  readonly id: string;
  /** ISO 8601, by the service's clock. */
  readonly at: string;
  /** The account that it is attributed to, by the last part of its address; null where none is named. */
  readonly by: string | null;
  readonly changes: ReadonlyMap<AuthoredKey, RemoteChange>;
  /** From which state to which; null where it moved none. */
  readonly state: RemoteChange | null;
}

export interface RemoteChange {
  readonly before: Json;
  readonly after: Json;
}

/** Audited columns whose names are not those of the attributes in another spelling. */
const columns: Readonly<Record<string, AuthoredKey>> = {
  publisher_obj: 'publisher',
  version_info: 'version',
};
const known: ReadonlySet<string> = new Set(authoredKeys);

/** The updates of an answer, in the service's order; null when it has not the shape of activities. */
export function parseActivities(body: unknown): RemoteActivity[] | null {
  const data = isJsonObject(body) ? body['data'] : null;
  if (!Array.isArray(data)) return null;
  return data.flatMap((entry: unknown) => parseOne(entry) ?? []);
}

function parseOne(entry: unknown): RemoteActivity | null {
  const attributes = isJsonObject(entry) ? entry['attributes'] : null;
  if (!isJsonObject(entry) || !isJsonObject(attributes)) return null;
  if (attributes['action'] !== 'update') return null;
  const { id } = entry;
  const at = attributes['prov:generatedAtTime'];
  const by = attributes['prov:wasAttributedTo'];
  const given = attributes['changes'];
  if (typeof id !== 'string' || typeof at !== 'string' || !isJsonObject(given)) return null;
  const changes = Object.entries(given).flatMap(([column, change]) => {
    const key = keyOf(column);
    if (key === null || !Array.isArray(change) || change.length !== 2) return [];
    const [before = null, after = null] = change as Json[];
    return [[key, { before, after }] as const];
  });
  const account = typeof by === 'string' ? (by.split('/').at(-1) ?? '') : '';
  return {
    id,
    at,
    by: account === '' ? null : account,
    changes: new Map(changes),
    state: stateIn(given['aasm_state']),
  };
}

function stateIn(change: unknown): RemoteChange | null {
  if (!Array.isArray(change) || change.length !== 2) return null;
  const [before = null, after = null] = change as Json[];
  return { before, after };
}

function keyOf(column: string): AuthoredKey | null {
  const name =
    columns[column] ?? column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return known.has(name) ? (name as AuthoredKey) : null;
}
