import { isTerm } from '#shared/metadata/schema/vocabularies.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { currentSchema } from '#shared/stored/predict-stored.ts';
import type { Account } from './account.ts';
import { allowsHost } from './domain-list.ts';
import type { PracticeRecord } from './record.ts';
import { inspectValue, printValue } from './ruby-text.ts';
import { checkXml } from './check-xml.ts';

/** One violation, before only the first of each source is answered. */
export interface RecordError {
  readonly source: string;
  readonly title: string;
}

export interface Candidate {
  /** The record as it would be saved. */
  readonly record: PracticeRecord;
  /** The attributes before normalisation: sent ones as permitted, the others as stored. */
  readonly raw: JsonObject;
  readonly repository: Account;
  readonly isNew: boolean;
  readonly isTaken: boolean;
  /** `POST /dois/validate`: as if findable, but without looking at url and uniqueness. */
  readonly onlyValidate: boolean;
}

const doiForm = /^10\.\d{4,5}\/[-._;()/:a-zA-Z0-9*~$=]+$/;

/**
 * All errors that the service would give, in its order (datacite.md 1.8; lupo `app/models/doi.rb`).
 * An empty list means that the record may be saved.
 */
export function checkRecord(candidate: Candidate): RecordError[] {
  const { record, raw, onlyValidate } = candidate;
  const isPublic = record.state !== 'draft';
  const errors: RecordError[] = [];
  const hasUrl = record.url !== null && record.url !== '';
  if (isPublic && !onlyValidate && !hasUrl) errors.push({ source: 'url', title: "Can't be blank" });
  if (isPublic || onlyValidate) errors.push(...checkPublisher(raw['publisher']));
  if (candidate.isNew && !doiForm.test(record.doi))
    errors.push({ source: 'doi', title: 'Is invalid' });
  if (hasUrl && !/^(ftp|https?):\/\/\S+/.test(record.url)) {
    errors.push({ source: 'url', title: 'URL is not valid' });
  }
  if (candidate.isTaken && !onlyValidate) {
    errors.push({ source: 'doi', title: 'This DOI has already been taken' });
  }
  // Before the XSD's errors: a text where an object belongs is what `titles` is blamed for first.
  errors.push(...checkShapes(raw));
  if (isPublic || onlyValidate) errors.push(...checkXml(candidate));
  if (isPublic && !onlyValidate && hasUrl)
    errors.push(...checkDomain(record.url, candidate.repository));
  errors.push(...checkContributors(record, raw), ...checkObjects(record, raw));
  // The service's check of `language` finds nothing: malformed values were made null before it.
  return errors;
}

function checkDomain(url: string, repository: Account): RecordError[] {
  if (allowsHost(repository.domains, url)) return [];
  const title = `URL ${url} is not allowed by repository ${repository.clientId ?? ''} domain settings.`;
  return [{ source: 'url', title }];
}

/** Attributes whose entries must be objects: API name, source, and the word of the text. */
const lists: readonly (readonly [key: string, source: string, word: string])[] = [
  ['dates', 'dates', 'Date'],
  ['rightsList', 'rights_list', 'Rights'],
  ['titles', 'titles', 'Title'],
  ['descriptions', 'descriptions', 'Description'],
  ['subjects', 'subjects', 'Subject'],
  ['creators', 'creators', 'Creator'],
  ['contributors', 'contributors', 'Contributor'],
  ['identifiers', 'identifiers', 'Identifier'],
  ['relatedIdentifiers', 'related_identifiers', 'Related identifier'],
  ['relatedItems', 'related_items', 'Related item'],
  ['fundingReferences', 'funding_references', 'Funding reference'],
  ['geoLocations', 'geo_locations', 'Geolocation'],
];

function entries(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function checkShapes(raw: JsonObject): RecordError[] {
  const errors: RecordError[] = [];
  for (const [key, source, word] of lists) {
    for (const entry of entries(raw[key])) {
      if (!isJsonObject(entry)) {
        // The text for dates has no quotes.
        const value = key === 'dates' ? printValue(entry) : `'${printValue(entry)}'`;
        errors.push({ source, title: `${word} ${value} should be an object instead of a string.` });
      } else if (key === 'rightsList' && printValue(entry['rights'] ?? null).length > 2000) {
        errors.push({
          source,
          title: 'Rights should not have a length of more than 2000 characters.',
        });
      }
    }
  }
  return errors;
}

function checkObjects(record: PracticeRecord, raw: JsonObject): RecordError[] {
  const objects: readonly (readonly [source: string, word: string, value: Json | undefined])[] = [
    ['types', 'Types', raw['types']],
    ['container', 'Container', raw['container']],
    ['landing_page', 'Landing page', record.landingPage],
  ];
  return objects
    .filter(
      ([, , value]) =>
        value !== undefined && value !== null && value !== '' && !isJsonObject(value),
    )
    .map(([source, word, value]) => ({
      source,
      title: `${word} '${printValue(value ?? null)}' should be an object instead of a string.`,
    }));
}

/** Checked for drafts too, but only under exactly this schema version: always on an update. */
function checkContributors(record: PracticeRecord, raw: JsonObject): RecordError[] {
  if (record.schemaVersion !== currentSchema) return [];
  const errors: RecordError[] = [];
  for (const entry of entries(raw['contributors'])) {
    if (!isJsonObject(entry)) continue;
    const type = printValue(entry['contributorType'] ?? null);
    if (isTerm('contributorType', type)) continue;
    const what =
      type.trim() === ''
        ? 'is missing a required element: contributor type.'
        : `has a contributor type that is not supported in schema 4: '${type}'.`;
    errors.push({ source: 'contributors', title: `Contributor '${inspectValue(entry)}' ${what}` });
  }
  return errors;
}

function checkPublisher(publisher: Json | undefined): RecordError[] {
  if (!isJsonObject(publisher)) return [];
  for (const [name, value] of Object.entries(publisher)) {
    if (typeof value === 'string' || value === null) continue;
    return [{ source: 'publisher_obj', title: `Value at \`/${name}\` is not a string` }];
  }
  return [];
}
