import { findLanguage } from '#shared/values/language.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { resourceTypeId } from './index-table.ts';
import { affiliationsOf, textsOf } from './list-filters.ts';
import { prefixOf, type PracticeRecord } from './record.ts';
import type { World } from './world.ts';

interface Facet {
  readonly name: string;
  /** How many values are given; the service's sizes. */
  readonly size: number;
  /** Years are given newest first, everything else the most frequent first. */
  readonly byYear?: true;
  /** The values of one record under which it is counted, each once. */
  readonly valuesOf: (record: PracticeRecord, world: World) => readonly string[];
  readonly entryOf?: (
    value: string,
    world: World,
  ) => { readonly id: string; readonly title: string };
}

/** The first year that `published` may reach back to (lupo `Facetable`). */
const firstPublishedYear = 2010;

/**
 * The facets of `meta`, in the service's order. Those whose values the practice repository has no
 * source for (certificates, citations, views, downloads) are always empty and so always absent.
 */
const facetList: readonly Facet[] = [
  { name: 'states', size: 3, valuesOf: ({ state }) => [state] },
  {
    name: 'resourceTypes',
    size: 30,
    valuesOf: ({ metadata }) => known(resourceTypeId(metadata['types'])),
  },
  { name: 'created', size: 10, byYear: true, valuesOf: (record) => [yearOf(record.createdMs)] },
  {
    name: 'published',
    size: Number.MAX_SAFE_INTEGER,
    byYear: true,
    valuesOf: ({ metadata }, { clock }) => publishedYears(metadata, clock.now()),
  },
  {
    name: 'registered',
    size: 10,
    byYear: true,
    valuesOf: ({ registeredMs }) => (registeredMs === null ? [] : [yearOf(registeredMs)]),
  },
  {
    name: 'providers',
    size: 10,
    valuesOf: ({ clientId }, { accounts }) => known(accounts.providerOf(clientId)),
    entryOf: (id) => ({ id, title: id.toUpperCase() }),
  },
  {
    name: 'clients',
    size: 10,
    valuesOf: ({ clientId }) => [clientId],
    entryOf: (id) => ({ id, title: `Repository ${id.toUpperCase()}` }),
  },
  {
    name: 'affiliations',
    size: 10,
    valuesOf: ({ metadata }) => affiliationsOf(metadata).map(({ id, name }) => `${id}:${name}`),
    entryOf: (value) => {
      const colon = value.indexOf(':');
      return { id: value.slice(0, colon), title: value.slice(colon + 1) };
    },
  },
  {
    name: 'prefixes',
    size: 10,
    valuesOf: ({ doi }) => [prefixOf(doi)],
    entryOf: (id) => ({ id, title: id }),
  },
  {
    name: 'licenses',
    size: 10,
    valuesOf: ({ metadata }) => textsOf(metadata['rightsList'], 'rightsIdentifier'),
    entryOf: (id) => ({ id, title: licenceTitle(id) }),
  },
  {
    name: 'schemaVersions',
    size: 10,
    valuesOf: ({ schemaVersion }) => known(schemaVersion),
    entryOf: (value) => {
      const id = value.split('-').at(-1) ?? '';
      return { id, title: `Schema ${id}` };
    },
  },
  {
    name: 'linkChecksStatus',
    size: 10,
    valuesOf: ({ landingPage }) => {
      const status = isJsonObject(landingPage) ? landingPage['status'] : null;
      return typeof status === 'number' || typeof status === 'string' ? [String(status)] : [];
    },
    entryOf: (id) => ({ id, title: id }),
  },
  {
    name: 'subjects',
    size: 10,
    valuesOf: ({ metadata }) => textsOf(metadata['subjects'], 'subject'),
  },
  {
    name: 'fieldsOfScience',
    size: 10,
    valuesOf: ({ metadata }) =>
      textsOf(metadata['subjects'], 'subject').filter((subject) => subject.startsWith('FOS:')),
    entryOf: (value) => {
      const title = value.replace('FOS: ', '');
      return { id: title.toLowerCase().replace(/[^a-z0-9]+/g, '_'), title };
    },
  },
  {
    name: 'languages',
    size: 10,
    valuesOf: ({ metadata }) =>
      typeof metadata['language'] === 'string' ? known(metadata['language']) : [],
    entryOf: (id) => ({ id, title: findLanguage(id)?.name.split(/\W+/, 1)[0] ?? id }),
  },
  {
    name: 'registrationAgencies',
    size: 10,
    valuesOf: () => ['datacite'],
    entryOf: (id) => ({ id, title: 'DataCite' }),
  },
];

/**
 * Counts the facets of all records of a list, not only of a page. `wanted` is the parameter `facets`,
 * a comma list in the service's snake_case; null counts all. A facet without values is absent.
 */
export function facetsOf(
  records: Iterable<PracticeRecord>,
  wanted: readonly string[] | null,
  world: World,
): JsonObject {
  const facets = facetList.filter(
    ({ name }) => wanted === null || wanted.includes(snakeCase(name)),
  );
  const counted = facets.map((facet) => ({ facet, counts: new Map<string, number>() }));
  for (const record of records) {
    for (const { facet, counts } of counted) {
      for (const value of new Set(facet.valuesOf(record, world))) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
  }
  return Object.fromEntries(
    counted
      .filter(({ counts }) => counts.size > 0)
      .map(({ facet, counts }) => [facet.name, entriesOf(facet, counts, world)]),
  );
}

function entriesOf(facet: Facet, counts: ReadonlyMap<string, number>, world: World): JsonObject[] {
  const byText = ([a]: readonly [string, number], [b]: readonly [string, number]): number =>
    a < b ? -1 : 1;
  const order =
    facet.byYear === true
      ? (a: readonly [string, number], b: readonly [string, number]) => byText(b, a)
      : (a: readonly [string, number], b: readonly [string, number]) => b[1] - a[1] || byText(a, b);
  const entryOf = facet.entryOf ?? ((id: string) => ({ id, title: titleise(id) }));
  return [...counts]
    .toSorted(order)
    .slice(0, facet.size)
    .map(([value, count]) => ({ ...entryOf(value, world), count }));
}

function publishedYears(metadata: JsonObject, nowMs: number): string[] {
  const year = Number(metadata['publicationYear']);
  const isShown = year >= firstPublishedYear && year <= new Date(nowMs).getUTCFullYear();
  return isShown ? [String(year)] : [];
}

/** Rails' `titleize`, which every title without a rule of its own goes through. */
function titleise(text: string): string {
  return text
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[-_]+/g, ' ')
    .trim()
    .replace(/(?<![\w'’`()])[a-z]/g, (letter) => letter.toUpperCase());
}

/** The spellings in which the service shows licences; upper case but for the BSD family. */
function licenceTitle(id: string): string {
  if (id.startsWith('apache-')) return `Apache${id.slice(6)}`;
  return /^bsd-\d-clause$/.test(id) ? id.replace('bsd', 'BSD') : id.toUpperCase();
}

function yearOf(milliseconds: number): string {
  return String(new Date(milliseconds).getUTCFullYear());
}

function known(value: Json | undefined): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
