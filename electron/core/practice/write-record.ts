import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { equalJson, isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { currentSchema } from '#shared/stored/predict-stored.ts';
import { metadataKeys, permitAttributes } from '#shared/stored/permitted.ts';
import { emptyValue, storedValue } from '#shared/stored/stored-value.ts';
import { gatewayAnswer, Refusal } from './answer.ts';
import type { PracticeRecord } from './record.ts';
import { stateAfter } from './record-state.ts';
import { readXmlInput, replaceIdentifier, type XmlInput } from './xml-input.ts';

/** What a request makes of a record, before anybody judged it. */
export interface Draft {
  readonly record: PracticeRecord;
  /** The metadata as validation and the XML writer see it: before normalisation. */
  readonly raw: JsonObject;
}

export interface Assignment {
  readonly doi: string;
  readonly clientId: string;
  readonly attributes: JsonObject;
  readonly before: PracticeRecord | null;
  readonly nowMs: number;
  /** PUT and PATCH give a record without a schema version kernel 4; POST does not. */
  readonly presetSchema: boolean;
}

/** Puts the sent attributes over the stored ones, with the update semantics of datacite.md 1.7. */
export function assignAttributes(assignment: Assignment): Draft {
  const { before, nowMs } = assignment;
  const sent = permitAttributes(assignment.attributes);
  const xml = readSentXml(sent['xml']);
  refuseOversize(sent, assignment.doi);
  const { raw, metadata } = mergeMetadata(sent, xml, before);
  const base = before ?? newRecord(assignment);
  const preset = assignment.presetSchema ? (before?.schemaVersion ?? currentSchema) : null;
  const schemaVersion = schemaVersionOf(sent, xml) ?? preset;
  const regenerates = metadataKeys.some(
    (key) => key in sent && (xml === null || sent[key] !== null),
  );
  const writesXml =
    regenerates ||
    isFilled(sent['schemaVersion']) ||
    ('xml' in sent && xml === null && isFilled(sent['xml']));
  const text = writesXml ? writeDataciteXml(raw, assignment.doi) : null;
  const newXml = text ?? (xml === null ? base.xml : replaceIdentifier(xml.text, assignment.doi));
  return {
    raw,
    record: {
      ...base,
      state: stateAfter(base.state, sent['event']),
      url: 'url' in sent ? textOrNull(sent['url']) : base.url,
      metadata,
      xml: newXml,
      schemaVersion: xml !== null && !writesXml ? xml.schemaVersion : schemaVersion,
      source: isFilled(sent['source']) ? printed(sent['source']) : base.source,
      reason: 'reason' in sent ? textOrNull(sent['reason']) : base.reason,
      landingPage: isFilled(sent['landingPage']) ? (sent['landingPage'] ?? null) : base.landingPage,
      updatedMs: nowMs,
      auditVersion: base.auditVersion + 1,
      metadataVersion: base.metadataVersion + (before !== null && newXml !== before.xml ? 1 : 0),
    },
  };
}

function newRecord({ doi, clientId, nowMs }: Assignment): PracticeRecord {
  return {
    doi: doi.toLowerCase(),
    clientId,
    state: 'draft',
    url: null,
    metadata: Object.fromEntries(metadataKeys.map((key) => [key, emptyValue(key)])),
    xml: null,
    schemaVersion: null,
    source: 'api',
    reason: null,
    landingPage: null,
    handleUrl: null,
    createdMs: nowMs,
    registeredMs: null,
    updatedMs: nowMs,
    auditVersion: 0,
    metadataVersion: 0,
  };
}

function readSentXml(value: Json | undefined): XmlInput | null {
  return typeof value === 'string' && value.trim() !== '' ? readXmlInput(value) : null;
}

/** Sent keys win over the XML's, the XML's over the stored; a sent null falls back to the XML. */
function mergeMetadata(sent: JsonObject, xml: XmlInput | null, before: PracticeRecord | null) {
  const raw: Record<string, Json> = {};
  const metadata: Record<string, Json> = {};
  for (const key of metadataKeys) {
    const value =
      isFilled(sent[key]) || xml === null ? sent[key] : (xml.attributes[key] ?? sent[key]);
    if (value === undefined) {
      const stored = before?.metadata[key] ?? emptyValue(key);
      raw[key] = stored;
      metadata[key] = stored;
    } else {
      raw[key] = value;
      metadata[key] = storedValue(key, value);
    }
  }
  return { raw, metadata };
}

function schemaVersionOf(sent: JsonObject, xml: XmlInput | null): string | null {
  return isFilled(sent['schemaVersion'])
    ? printed(sent['schemaVersion'])
    : (xml?.schemaVersion ?? null);
}

function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function printed(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function textOrNull(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : printed(value);
}

/** Beyond a column, and with characters it cannot hold, the service fails without an explanation. */
function refuseOversize(sent: JsonObject, doi: string): void {
  const beyond = (key: string, limit: number): boolean => {
    const value = printed(sent[key] ?? '');
    return value.length > limit || /[\u{10000}-\u{10FFFF}]/u.test(value);
  };
  const tooLong =
    doi.length > 255 || beyond('reason', 255) || beyond('url', 65_535) || beyond('version', 191);
  const relatedItems: readonly Json[] = Array.isArray(sent['relatedItems'])
    ? (sent['relatedItems'] as readonly Json[])
    : [];
  const badItem = relatedItems.some(
    (item) => isJsonObject(item) && Array.isArray(item['relatedItemIdentifier']),
  );
  if (tooLong || badItem) throw new Refusal(gatewayAnswer(500));
}

/** The columns that the service audits, under its names, with their values in a record. */
export function auditedColumns(record: PracticeRecord): JsonObject {
  const { metadata } = record;
  return {
    doi: record.doi.toUpperCase(),
    url: record.url,
    creators: metadata['creators'] ?? null,
    contributors: metadata['contributors'] ?? null,
    titles: metadata['titles'] ?? null,
    publisher_obj: metadata['publisher'] ?? null,
    publication_year: metadata['publicationYear'] ?? null,
    types: metadata['types'] ?? null,
    descriptions: metadata['descriptions'] ?? null,
    container: metadata['container'] ?? null,
    sizes: metadata['sizes'] ?? null,
    formats: metadata['formats'] ?? null,
    version_info: metadata['version'] ?? null,
    language: metadata['language'] ?? null,
    dates: metadata['dates'] ?? null,
    identifiers: metadata['identifiers'] ?? null,
    related_identifiers: metadata['relatedIdentifiers'] ?? null,
    related_items: metadata['relatedItems'] ?? null,
    funding_references: metadata['fundingReferences'] ?? null,
    geo_locations: metadata['geoLocations'] ?? null,
    rights_list: metadata['rightsList'] ?? null,
    subjects: metadata['subjects'] ?? null,
    schema_version: record.schemaVersion,
    content_url: metadata['contentUrl'] ?? null,
    landing_page: record.landingPage,
    aasm_state: record.state,
    source: record.source,
    reason: record.reason,
  };
}

/** What an activity says of a save: the values of a new record, `[old, new]` of a changed one. */
export function auditedChanges(before: PracticeRecord | null, after: PracticeRecord): JsonObject {
  const now = auditedColumns(after);
  if (before === null) return now;
  const then = auditedColumns(before);
  const changed = Object.keys(now).filter(
    (column) => !equalJson(then[column] ?? null, now[column] ?? null),
  );
  return Object.fromEntries(
    changed.map((column) => [column, [then[column] ?? null, now[column] ?? null]]),
  );
}

const metadataColumn: Readonly<Record<string, string>> = {
  publisher_obj: 'publisher',
  version_info: 'version',
};

/** The record before an audited update, for `undo`. The XML is not audited and stays as it is. */
export function withoutChanges(record: PracticeRecord, changes: JsonObject): PracticeRecord {
  const restored: { -readonly [K in keyof PracticeRecord]: PracticeRecord[K] } = { ...record };
  const metadata: Record<string, Json> = { ...record.metadata };
  for (const [column, change] of Object.entries(changes)) {
    const old: Json = Array.isArray(change) ? ((change as readonly Json[])[0] ?? null) : null;
    if (column === 'aasm_state') restored.state = old as PracticeRecord['state'];
    else if (column === 'url') restored.url = textOrNull(old);
    else if (column === 'schema_version') restored.schemaVersion = textOrNull(old);
    else if (column === 'source') restored.source = printed(old);
    else if (column === 'reason') restored.reason = textOrNull(old);
    else if (column === 'landing_page') restored.landingPage = old;
    else if (column !== 'doi') {
      metadata[
        metadataColumn[column] ??
          column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      ] = old;
    }
  }
  restored.metadata = metadata;
  return restored;
}
