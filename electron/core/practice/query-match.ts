import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import type { Span } from './index-table.ts';
import type { QueryNode } from './query-language.ts';
import { prefixOf, suffixOf, type PracticeRecord } from './record.ts';

/** A query, split into what the index answers by itself and what must be asked of each record. */
export interface QueryPlan {
  readonly updated: Span | null;
  /** Null when nothing is left to ask. */
  readonly matches: ((record: PracticeRecord) => boolean) | null;
}

/** Takes a range of `updated` out of the query: the question of every incremental sync. */
export function planQuery(query: QueryNode): QueryPlan {
  const nodes = query.kind === 'all' ? query.nodes : [query];
  let updated: Span | null = null;
  const rest: QueryNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'range' && node.field === 'updated' && updated === null) {
      const [from, to] = bounds(node, readTime);
      updated = { from: node.withFrom ? from : from + 1, to: node.withTo ? to : to - 1 };
    } else {
      rest.push(node);
    }
  }
  if (rest.length === 0) return { updated, matches: null };
  return {
    updated,
    matches: (record) => {
      const document = toDocument(record);
      return rest.every((node) => matches(node, document));
    },
  };
}

/** A record under the names that queries use; attribute names may be written either way. */
function toDocument(record: PracticeRecord): JsonObject {
  const time = (milliseconds: number | null): string | null =>
    milliseconds === null ? null : new Date(milliseconds).toISOString();
  const { metadata } = record;
  return {
    ...metadata,
    publisher: isJsonObject(metadata['publisher']) ? (metadata['publisher']['name'] ?? null) : null,
    publisherObj: metadata['publisher'] ?? null,
    versionInfo: metadata['version'] ?? null,
    uid: record.doi,
    doi: record.doi,
    prefix: prefixOf(record.doi),
    suffix: suffixOf(record.doi),
    clientId: record.clientId,
    aasmState: record.state,
    state: record.state,
    url: record.url,
    source: record.source,
    reason: record.reason,
    schemaVersion: record.schemaVersion,
    landingPage: record.landingPage,
    created: time(record.createdMs),
    registered: time(record.registeredMs),
    updated: time(record.updatedMs),
  };
}

/** Where a word without a field is looked for. */
const defaultFields = [
  'uid',
  'titles.title',
  'creators.name',
  'publisher',
  'descriptions.description',
  'subjects.subject',
  'relatedIdentifiers.relatedIdentifier',
];

function matches(node: QueryNode, document: JsonObject): boolean {
  if (node.kind === 'all') return node.nodes.every((child) => matches(child, document));
  if (node.kind === 'any') return node.nodes.some((child) => matches(child, document));
  if (node.kind === 'not') return !matches(node.node, document);
  if (node.kind === 'range')
    return valuesAt(document, node.field).some((value) => inRange(value, node));
  if (node.field === '_exists_') return valuesAt(document, node.text).length > 0;
  if (node.field === null && node.text === '*') return true;
  const fields = node.field === null ? defaultFields : [node.field];
  const values = fields.flatMap((field) => valuesAt(document, field));
  return node.text === '*' ? values.length > 0 : values.some((value) => hasText(value, node));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** All scalars at a dotted path, through arrays; a path to an object gives everything in it. */
function valuesAt(document: JsonObject, path: string): string[] {
  const [first = '', ...rest] = path.split('.').map(camelCase);
  const start = first === 'publisher' && rest.length > 0 ? 'publisherObj' : first;
  let places: Json[] = [document[start] ?? null];
  for (const name of rest) {
    places = places
      .flatMap(spread)
      .map((place) => (isJsonObject(place) ? (place[name] ?? null) : null));
  }
  return places.flatMap(scalars);
}

function spread(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function scalars(value: Json): string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return (
    Array.isArray(value) ? (value as readonly Json[]) : Object.values(value as JsonObject)
  ).flatMap(scalars);
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function hasText(value: string, { text, isPhrase }: Extract<QueryNode, { kind: 'text' }>): boolean {
  const whole = value.toLowerCase();
  const wanted = text.toLowerCase();
  if (whole === wanted) return true;
  if (!isPhrase && /[*?]/.test(wanted)) {
    const pattern = wildcard(wanted);
    return pattern.test(whole) || words(value).some((word) => pattern.test(word));
  }
  const sought = words(wanted);
  if (sought.length === 0) return false;
  const found = words(value);
  return found.some((_, at) => sought.every((word, step) => found[at + step] === word));
}

function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
}

/** Milliseconds of a date or time; partial dates begin their period. */
function readTime(text: string): number {
  return Date.parse(text);
}

type RangeNode = Extract<QueryNode, { kind: 'range' }>;

function bounds(node: RangeNode, read: (text: string) => number): [from: number, to: number] {
  const from = node.from === '*' ? Number.MIN_SAFE_INTEGER : read(node.from);
  const to = node.to === '*' ? Number.MAX_SAFE_INTEGER : read(node.to);
  return [
    Number.isNaN(from) ? Number.MAX_SAFE_INTEGER : from,
    Number.isNaN(to) ? Number.MIN_SAFE_INTEGER : to,
  ];
}

function inRange(value: string, node: RangeNode): boolean {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const [from, to] = bounds(node, isNumber ? Number : readTime);
  const at = isNumber ? Number(value) : readTime(value);
  return (node.withFrom ? at >= from : at > from) && (node.withTo ? at <= to : at < to);
}
