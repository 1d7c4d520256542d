import type { Attributes } from '../metadata/attributes.ts';
import type { CitationSource, CitedName } from './citation-source.ts';
import { readCitation } from './citation-source.ts';
import type { WithPlace } from './cited-place.ts';
import { citationTypes } from './citation-types.ts';

/** What the YAML is written from; empty texts and lists are left out. */
type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };
type Mapping = Readonly<Record<string, Yaml>>;

/**
 * A record as CITATION.cff 1.2.0. The format knows data and software only at its root; anything else is
 * the `preferred-citation` of its type. Texts are double-quoted as JSON, which YAML 1.2 reads alike, so
 * that no version turns into a number and no title into `yes`.
 */
export function toCitationCff(attributes: Attributes, { place }: WithPlace = {}): string {
  const source = readCitation(attributes);
  const cff = citationTypes(source.type).cff;
  const isRoot = cff === 'data' || cff === 'software';
  const noun = cff === 'data' ? 'dataset' : isRoot ? 'software' : 'work';
  const root: Mapping = {
    'cff-version': '1.2.0',
    // The format has no field for notes at its root.
    message: `Please cite this ${noun} as below.${place == null ? '' : ` ${place.note}`}`,
    type: cff === 'data' ? 'dataset' : 'software',
    ...workFields(source),
    'date-released': source.issued.length === 10 ? source.issued : '',
    license: licenceIds(source),
    keywords: source.keywords,
  };
  const preferred: Mapping = {
    type: cff,
    ...workFields(source),
    year: source.year,
    publisher: source.publisher === '' ? [] : { name: source.publisher },
  };
  return writeMapping(isRoot ? root : { ...root, 'preferred-citation': preferred }, '');
}

function workFields(source: CitationSource): Mapping {
  return {
    title: source.title,
    authors: source.authors.map(authorFields),
    version: source.version,
    doi: source.doi ?? '',
    url: source.link,
    abstract: source.abstract,
  };
}

function authorFields({
  family,
  given,
  suffix,
  literal,
  identifier,
  affiliations,
}: CitedName): Mapping {
  const orcid = identifier?.startsWith('https://orcid.org/') === true ? identifier : '';
  if (family === undefined) return { name: literal, orcid };
  return {
    'family-names': family,
    'given-names': given ?? '',
    'name-suffix': suffix ?? '',
    orcid,
    affiliation: affiliations.join('; '),
  };
}

/** One identifier or a list; texts that SPDX does not have are left out, as the format demands. */
function licenceIds({ licences }: CitationSource): Yaml {
  const ids = licences.map((licence) => licence.id).filter((id) => id !== '');
  return ids.length === 1 ? (ids[0] ?? '') : ids;
}

function writeMapping(mapping: Mapping, indent: string): string {
  return Object.entries(mapping)
    .map(([key, value]) => writeMember(key, value, indent))
    .join('');
}

function writeMember(key: string, value: Yaml, indent: string): string {
  if (typeof value === 'string')
    return value === '' ? '' : `${indent}${key}: ${scalar(key, value)}\n`;
  if (isList(value)) {
    const items = value.map((item) => `${indent}  - ${writeItem(item, `${indent}    `)}`);
    return items.length === 0 ? '' : `${indent}${key}:\n${items.join('')}`;
  }
  return `${indent}${key}:\n${writeMapping(value, `${indent}  `)}`;
}

function writeItem(item: Yaml, indent: string): string {
  if (typeof item === 'string') return `${JSON.stringify(item)}\n`;
  return isList(item) ? '' : writeMapping(item, indent).trimStart();
}

/** The format's own words stay bare, and a year is a number. */
function scalar(key: string, value: string): string {
  return /^(?:cff-version|type|year)$/.test(key) && /^[\w.-]+$/.test(value)
    ? value
    : JSON.stringify(value);
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}
