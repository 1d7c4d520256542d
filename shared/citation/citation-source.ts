import type { Doi } from '../doi/doi.ts';
import { asDoi, doiUrl } from '../doi/doi.ts';
import type { Attributes, Creator, RelatedItem } from '../metadata/attributes.ts';
import { parseOrcid, parseRor } from '../values/authority-id.ts';
import { findLicence, isAccessStatement } from '../values/licence.ts';
import { isOrganisationName, readName } from '../values/person-name.ts';
import { listOf, objectOf, textOf } from '../values/tolerant.ts';

/** A name as citation formats want it. */
export interface CitedName {
  readonly kind: 'person' | 'organisation';
  /** The name as one text, `Family, Given` for a person whose parts are known. */
  readonly literal: string;
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  /** ORCID or ROR as an https address. */
  readonly identifier?: string;
  readonly affiliations: readonly string[];
}

/** Where a text appeared: a journal, a book, proceedings. */
export interface Container {
  readonly title: string;
  readonly volume: string;
  readonly issue: string;
  readonly firstPage: string;
  readonly lastPage: string;
}

/** What all citation formats are written from. Texts are '' where the record has none. */
export interface CitationSource {
  readonly doi: Doi | null;
  /** `https://doi.org/…`, encoded; the landing page when there is no DOI; '' when there is neither. */
  readonly link: string;
  readonly landingPage: string;
  readonly title: string;
  readonly authors: readonly CitedName[];
  readonly editors: readonly CitedName[];
  readonly publisher: string;
  readonly year: string;
  /** `YYYY-MM-DD` or less, from the date Issued or Available of that year. */
  readonly issued: string;
  readonly version: string;
  readonly type: string;
  readonly typeText: string;
  readonly language: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly licences: readonly {
    readonly id: string;
    readonly name: string;
    readonly url: string;
  }[];
  readonly container: Container | null;
}

/** Reads what citations need out of a record. Takes any input; invents nothing. */
export function readCitation(attributes: Attributes): CitationSource {
  const doi = asDoi(textOf(attributes.doi));
  const types = objectOf(attributes.types);
  const year = /^-?\d{4}$/.exec(textOf(attributes.publicationYear))?.[0] ?? '';
  const landingPage = textOf(attributes.url);
  const publisher = attributes.publisher;
  return {
    doi,
    link: doi === null ? landingPage : doiUrl(doi),
    landingPage,
    title: mainTitle(attributes),
    authors: listOf(attributes.creators).flatMap(citedName),
    editors: listOf(attributes.contributors)
      .filter(({ contributorType }) => contributorType === 'Editor')
      .flatMap(citedName),
    publisher: oneLine(
      typeof publisher === 'string' ? publisher : textOf(objectOf(publisher).name),
    ),
    year,
    issued: issuedIn(attributes, year),
    version: oneLine(textOf(attributes.version)),
    type: textOf(types.resourceTypeGeneral),
    typeText: oneLine(textOf(types.resourceType)),
    language: textOf(attributes.language),
    abstract: abstractOf(attributes),
    keywords: listOf(attributes.subjects).flatMap(({ subject }) => oneLine(textOf(subject)) || []),
    licences: licencesOf(attributes),
    container: containerOf(attributes),
  };
}

/** `Version 1.2`; a commit as `Revision abc1234`, as the hub cites it (requirement B4); '' for none. */
export function versionLabel(version: string): string {
  if (version === '') return '';
  if (/^[0-9a-f]{7,40}$/.test(version) && /[a-f]/.test(version))
    return `Revision ${version.slice(0, 7)}`;
  return /^(?:v\.?\s*\d|version\b|revision\b|release\b)/i.test(version)
    ? version
    : `Version ${version}`;
}

/** White space and control characters as single blanks: no citation format has lines in a field. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** The main title, with its subtitle behind a colon. */
function mainTitle(attributes: Attributes): string {
  const titles = listOf(attributes.titles);
  const main = oneLine(
    textOf((titles.find(({ titleType }) => textOf(titleType) === '') ?? titles[0])?.title),
  );
  const subtitle = oneLine(textOf(titles.find(({ titleType }) => titleType === 'Subtitle')?.title));
  return subtitle === '' || subtitle === main ? main : `${main}: ${subtitle}`;
}

function citedName(creator: Creator): CitedName[] {
  const name = oneLine(textOf(creator.name));
  const family = oneLine(textOf(creator.familyName));
  const given = oneLine(textOf(creator.givenName));
  if (name === '' && family === '') return [];
  const affiliations = listOf(creator.affiliation).flatMap(
    (item) => oneLine(textOf(item.name)) || [],
  );
  const identifier = identifierOf(creator);
  const more = { affiliations, ...(identifier === null ? {} : { identifier }) };
  if (
    creator.nameType === 'Organizational' ||
    (family === '' && creator.nameType !== 'Personal' && isOrganisationName(name))
  ) {
    return [{ kind: 'organisation', literal: name || family, ...more }];
  }
  if (family !== '') return [{ ...personName(family, given), ...more }];
  const reading = readName(name);
  if (reading.confidence !== 'certain' || reading.familyName === undefined) {
    return [{ kind: 'person', literal: name, ...more }];
  }
  const suffix = reading.suffix === undefined ? '' : `, ${reading.suffix}`;
  return [{ ...personName(reading.familyName, `${reading.givenName ?? ''}${suffix}`), ...more }];
}

/** A suffix stands behind the given name: `Martin Luther, Jr.`. */
function personName(family: string, givenAndSuffix: string): Omit<CitedName, 'affiliations'> {
  const [given = '', suffix = ''] = givenAndSuffix.split(/,\s*/);
  const parts = [family, given, suffix].filter((part) => part !== '');
  return {
    kind: 'person',
    literal: parts.join(', '),
    family,
    ...(given === '' ? {} : { given }),
    ...(suffix === '' ? {} : { suffix }),
  };
}

function identifierOf(creator: Creator): string | null {
  for (const { nameIdentifier } of listOf(creator.nameIdentifiers)) {
    const text = textOf(nameIdentifier);
    const parsed = /ror\.org/i.test(text) ? parseRor(text) : parseOrcid(text);
    if (parsed.ok) return parsed.value;
  }
  return null;
}

/** The most exact date of the publication year; the year alone where none fits. */
function issuedIn(attributes: Attributes, year: string): string {
  const shape = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/;
  for (const wanted of ['Issued', 'Available']) {
    const entry = listOf(attributes.dates).find(({ dateType }) => dateType === wanted);
    const date = shape.exec(textOf(entry?.date))?.[0] ?? '';
    if (date !== '' && (year === '' || date.startsWith(year))) return date;
  }
  return year;
}

function abstractOf(attributes: Attributes): string {
  const found = listOf(attributes.descriptions).find(
    ({ descriptionType }) => descriptionType === 'Abstract',
  );
  return oneLine(textOf(found?.description).replace(/<br\s*\/?>/gi, ' '));
}

function licencesOf(attributes: Attributes): CitationSource['licences'] {
  return listOf(attributes.rightsList).flatMap(({ rights, rightsUri, rightsIdentifier }) => {
    const [name, url, id] = [oneLine(textOf(rights)), textOf(rightsUri), textOf(rightsIdentifier)];
    const licence = findLicence(id) ?? findLicence(url) ?? findLicence(name);
    if (licence !== null) return [{ id: licence.id, name: licence.name, url: url || licence.url }];
    if (isAccessStatement(url) || isAccessStatement(name)) return [];
    return name === '' && url === '' ? [] : [{ id: '', name, url }];
  });
}

function containerOf(attributes: Attributes): Container | null {
  const item = listOf(attributes.relatedItems).find(
    ({ relationType }) => relationType === 'IsPublishedIn',
  );
  if (item === undefined) return null;
  const title = oneLine(textOf(listOf(item.titles)[0]?.title));
  const field = (name: keyof RelatedItem): string => oneLine(textOf(item[name]));
  if (title === '') return null;
  return {
    title,
    volume: field('volume'),
    issue: field('issue'),
    firstPage: field('firstPage'),
    lastPage: field('lastPage'),
  };
}
