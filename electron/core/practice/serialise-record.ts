import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import type { Caller } from './caller.ts';
import { inventedUse } from './invented-use.ts';
import { mayReadLandingPage } from './permissions.ts';
import { prefixOf, publishedOf, suffixOf, type PracticeRecord } from './record.ts';
import type { World } from './world.ts';

export interface View {
  readonly world: World;
  readonly caller: Caller;
  /** `?affiliation=true` gives objects, anything else texts; exactly `true` counts. */
  readonly affiliation: boolean;
  readonly publisher: boolean;
  /** Single answers carry everything; a list does so with `detail=true` only. */
  readonly detail: boolean;
  readonly isList: boolean;
  /** `fields[dois]`; null gives all. */
  readonly fields: readonly string[] | null;
}

/** A record as a JSON:API resource, member by member as the service orders it (datacite.md 1.11). */
export function serialiseRecord(record: PracticeRecord, view: View): JsonObject {
  const resource = {
    id: record.doi,
    type: 'dois',
    attributes: attributesOf(record, view),
    relationships: relationshipsOf(record, view),
  };
  const { fields } = view;
  if (fields === null) return resource;
  const chosen = (members: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(members).filter(([name]) => fields.includes(name)));
  return {
    ...resource,
    attributes: chosen(resource.attributes),
    relationships: chosen(resource.relationships),
  };
}

function attributesOf(record: PracticeRecord, view: View): JsonObject {
  const { metadata } = record;
  const { detail } = view;
  const identifiers = entries(metadata['identifiers']).filter(
    (entry) =>
      !isJsonObject(entry) ||
      ![record.doi.toUpperCase(), record.url].includes(entry['identifier'] as string),
  );
  const { counts, overTime } = inventedUse(record, view.world.clock.now());
  return {
    doi: record.doi,
    ...(detail && { prefix: prefixOf(record.doi), suffix: suffixOf(record.doi) }),
    identifiers,
    ...(detail && { alternateIdentifiers: identifiers.map(asAlternate) }),
    creators: people(metadata['creators'], view),
    titles: entries(metadata['titles']),
    publisher: publisherOf(metadata['publisher'], view),
    container: metadata['container'] ?? {},
    publicationYear: metadata['publicationYear'] ?? null,
    subjects: entries(metadata['subjects']),
    contributors: people(metadata['contributors'], view),
    dates: entries(metadata['dates']),
    language: metadata['language'] ?? null,
    types: metadata['types'] ?? {},
    relatedIdentifiers: entries(metadata['relatedIdentifiers']),
    relatedItems: entries(metadata['relatedItems']),
    sizes: entries(metadata['sizes']),
    formats: entries(metadata['formats']),
    version: metadata['version'] ?? null,
    rightsList: entries(metadata['rightsList']),
    descriptions: entries(metadata['descriptions']),
    geoLocations: entries(metadata['geoLocations']),
    fundingReferences: entries(metadata['fundingReferences']),
    ...(detail && { xml: record.xml === null ? null : Buffer.from(record.xml).toString('base64') }),
    url: record.url,
    contentUrl: metadata['contentUrl'] ?? null,
    metadataVersion: record.metadataVersion,
    schemaVersion: record.schemaVersion,
    source: record.source,
    isActive: record.state === 'findable',
    state: record.state,
    reason: record.reason,
    ...(mayReadLandingPage(view.caller, record, view.world) && { landingPage: record.landingPage }),
    viewCount: counts.viewCount,
    ...(detail && { viewsOverTime: overTime.viewsOverTime }),
    downloadCount: counts.downloadCount,
    ...(detail && { downloadsOverTime: overTime.downloadsOverTime }),
    referenceCount: 0,
    citationCount: counts.citationCount,
    ...(detail && { citationsOverTime: overTime.citationsOverTime }),
    partCount: 0,
    partOfCount: 0,
    versionCount: 0,
    versionOfCount: 0,
    created: timestamp(record.createdMs, view),
    registered: record.registeredMs === null ? null : timestamp(record.registeredMs, view),
    published: publishedOf(metadata),
    updated: timestamp(record.updatedMs, view),
  };
}

/** The index gives times without milliseconds, the database with: compare times, not texts. */
function timestamp(milliseconds: number, view: View): string {
  const text = new Date(milliseconds).toISOString();
  return view.isList ? `${text.slice(0, 19)}Z` : text;
}

function relationshipsOf(record: PracticeRecord, view: View): JsonObject {
  const client = { data: { id: record.clientId, type: 'clients' } };
  if (!view.detail) return { client };
  return {
    client,
    provider: { data: { id: view.world.accounts.providerOf(record.clientId), type: 'providers' } },
    ...(!view.isList && { media: { data: { id: record.doi, type: 'media' } } }),
    references: { data: [] },
    citations: { data: [] },
    parts: { data: [] },
    partOf: { data: [] },
    versions: { data: [] },
    versionOf: { data: [] },
  };
}

function entries(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function asAlternate(identifier: Json): Json {
  if (!isJsonObject(identifier)) return identifier;
  return {
    alternateIdentifierType: identifier['identifierType'] ?? null,
    alternateIdentifier: identifier['identifier'] ?? null,
  };
}

function people(value: Json | undefined, view: View): Json {
  return entries(value).map((person) => {
    if (!isJsonObject(person)) return person;
    const affiliation = entries(person['affiliation']);
    return {
      ...person,
      affiliation: view.affiliation ? affiliation : affiliation.flatMap(affiliationName),
      nameIdentifiers: entries(person['nameIdentifiers']),
    };
  });
}

function affiliationName(affiliation: Json): Json[] {
  const name = isJsonObject(affiliation) ? affiliation['name'] : affiliation;
  return name === undefined || name === null ? [] : [name];
}

function publisherOf(publisher: Json | undefined, view: View): Json {
  if (publisher === undefined || publisher === null || view.publisher) return publisher ?? null;
  return isJsonObject(publisher) ? (publisher['name'] ?? null) : publisher;
}
