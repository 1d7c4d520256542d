import type { Sentence } from './sentence.ts';
import { storedSentences } from './stored-sentences.ts';

const mandatory = (property: string): string =>
  `DataCite Metadata Schema 4.7: ${property} is mandatory`;
const typed = 'DataCite Metadata Schema 4.7 fixes the form of this value';
const filtered = 'The REST API drops what it does not know without a word';

/** What validation says, one entry for each code. */
export const sentences = {
  'record-not-an-object': {
    kind: 'refused',
    message: () => 'The metadata is not an object',
    remedy: 'Send the attributes of a DOI as a JSON object.',
  },
  'body-not-jsonapi': {
    kind: 'refused',
    message: () => 'The request has no data with attributes',
    why: 'DataCite answers 400 or 422 to anything else than {"data": {"attributes": {…}}}',
    remedy: 'Put the attributes under data.attributes, as JSON:API wants it.',
  },
  'record-too-large': {
    kind: 'refused',
    message: () => 'The texts of this record come to more than 10 MB',
    why: 'DataCite takes at most 10 MB in one request',
    remedy: 'Shorten the long texts, or move them into a file of the item.',
  },
  'findings-cut': {
    kind: 'lost',
    message: () => 'There are more findings than are shown here',
    remedy: 'Settle these first, then check again.',
  },
  'doi-invalid': {
    kind: 'refused',
    message: ({ value }) => `${value} is not a DOI that DataCite lets you create`,
    why: 'A DOI is 10.NNNN/suffix; the suffix may hold a-z, 0-9 and -._;()/:*~$=',
    remedy: 'Choose another suffix.',
  },
  'doi-missing': {
    kind: 'refused',
    message: () => 'There is neither a DOI nor a prefix to make one from',
    remedy: 'Give the DOI, or the prefix under which DataCite is to choose one.',
  },
  'url-missing': {
    kind: 'refused',
    message: () => 'The landing page URL is missing',
    why: 'A registered or findable DOI must resolve to a page',
    remedy: 'Give the URL of the page that describes the item.',
  },
  'url-invalid': {
    kind: 'refused',
    message: ({ value }) => `${value} is not a URL that DataCite takes`,
    why: 'The URL must begin with http://, https:// or ftp:// and hold no blanks',
    remedy: 'Correct the URL; write blanks and other special characters percent-encoded.',
  },
  'url-domain-not-allowed': {
    kind: 'refused',
    message: ({ value }) => `${value} lies outside the domains of this repository`,
    why: 'The repository account lists the domains that its DOIs may point to',
    remedy: ({ allowed }) =>
      `Use a URL at ${allowed ?? 'an allowed domain'}, or have the list changed at DataCite.`,
  },
  'schema-version-retired': {
    kind: 'refused',
    message: ({ value }) => `Schema ${value} is no longer supported`,
    why: 'DataCite refuses every change to records in kernel 2 and 3 until they move to kernel 4',
    remedy: 'Upgrade the record to kernel 4; the resource type must be given.',
  },
  'schema-version-unknown': {
    kind: 'lost',
    message: ({ value }) => `Schema ${value} is unknown to DataCite, which then checks nothing`,
    why: 'An invalid record becomes findable and blocks later updates (datacite#1893)',
    remedy: 'Use http://datacite.org/schema/kernel-4.',
  },
  'schema-version-older': {
    kind: 'changed',
    message: ({ value }) => `Schema ${value} is an older name for kernel 4`,
    remedy: 'Use http://datacite.org/schema/kernel-4.',
  },
  'creators-missing': {
    kind: 'schema',
    message: () => 'There is no creator',
    why: mandatory('at least one creator'),
    remedy: 'Name the people or organisations that made the item.',
  },
  'titles-missing': {
    kind: 'schema',
    message: () => 'There is no title',
    why: mandatory('at least one title'),
    remedy: 'Give the item a title.',
  },
  'publisher-missing': {
    kind: 'schema',
    message: () => 'The publisher is missing',
    why: mandatory('the publisher'),
    remedy: 'Name the institution that publishes the item.',
  },
  'publication-year-missing': {
    kind: 'schema',
    message: () => 'The publication year is missing',
    why: mandatory('the publication year'),
    remedy: 'Give the year with four digits.',
  },
  'publication-year-invalid': {
    kind: 'schema',
    message: ({ value }) => `${value} is not a year with four digits`,
    why: typed,
    remedy: 'Give the year with four digits, for example 2026.',
  },
  'publication-year-cut': {
    kind: 'lost',
    message: ({ value, instead }) => `${value} will be stored as the year ${instead ?? ''}`,
    remedy: 'Give the year alone; a full date belongs into the dates.',
  },
  'resource-type-missing': {
    kind: 'schema',
    message: () => 'The general resource type is missing',
    why: mandatory('the general resource type'),
    remedy: 'Choose the kind of item, for example Dataset or Software.',
  },
  'resource-type-derived': {
    kind: 'lost',
    message: ({ instead }) =>
      `There is no general resource type; DataCite will record ${instead ?? 'Other'}`,
    remedy: 'Choose the kind of item yourself.',
  },
  'value-missing': {
    kind: 'schema',
    message: ({ name }) => `${name} is missing`,
    why: 'DataCite Metadata Schema 4.7 requires it here',
    remedy: ({ name, allowed }) =>
      allowed === undefined ? `Give ${name}.` : `Give ${name}, one of ${allowed}.`,
  },
  'value-not-in-list': {
    kind: 'schema',
    message: ({ name, value }) => `${value} is not a value of ${name}`,
    why: 'DataCite Metadata Schema 4.7 has a controlled list here, in which upper and lower case count',
    remedy: ({ instead, allowed }) =>
      instead === undefined ? `Use one of ${allowed ?? ''}.` : `Use ${instead}.`,
  },
  'contributor-type-refused': {
    kind: 'refused',
    message: ({ value }) =>
      value === ''
        ? 'This contributor has no contributor type'
        : `${value} is not a contributor type`,
    why: 'DataCite checks contributor types even in drafts',
    remedy: ({ value, instead }) =>
      value === '"Funder"'
        ? 'Move the funder to the funding references.'
        : instead === undefined
          ? 'Choose a contributor type.'
          : `Use ${instead}.`,
  },
  'year-invalid': {
    kind: 'schema',
    message: ({ value }) => `${value} is not a year with four digits`,
    why: typed,
    remedy: 'Give the year with four digits.',
  },
  'language-invalid': {
    kind: 'schema',
    message: ({ value }) => `${value} is not a language code`,
    why: typed,
    remedy: 'Use a code such as en, de or pt-BR.',
  },
  'uri-invalid': {
    kind: 'schema',
    message: ({ name, value }) => `${value} is not a URI, which ${name} must be`,
    why: typed,
    remedy: 'Correct the address; a percent sign needs two hexadecimal digits after it.',
  },
  'coordinate-invalid': {
    kind: 'schema',
    message: ({ name, value }) =>
      `${value === '' ? 'An empty value' : value} is not a coordinate for ${name}`,
    why: 'Coordinates are decimal degrees: latitude -90 to 90, longitude -180 to 180',
    remedy: 'Give decimal degrees, for example 52.52.',
  },
  'polygon-incomplete': {
    kind: 'schema',
    message: () => 'The polygon has fewer than four points',
    why: 'DataCite Metadata Schema 4.7: at least four points, the last equal to the first',
    remedy: 'Complete the polygon and close it with its first point.',
  },
  'polygon-disordered': {
    kind: 'schema',
    message: () => 'A polygon may name one point inside it, after all its corners',
    why: typed,
    remedy: 'Move the point inside to the end, and keep one only.',
  },
  'text-too-long': {
    kind: 'refused',
    message: ({ name, allowed }) => `${name} is longer than ${allowed ?? ''} characters`,
    why: 'DataCite has no room for more',
    remedy: 'Shorten it.',
  },
  'object-expected': {
    kind: 'refused',
    message: ({ name, value }) => `${name} is ${value} where an object belongs`,
    why: 'DataCite refuses this in every state',
    remedy: 'Write it as an object, for example {"title": "…"} in the titles.',
  },
  'publisher-part-not-text': {
    kind: 'schema',
    message: ({ name, value }) => `${name} of the publisher is ${value}, not text`,
    why: 'DataCite checks that all parts of the publisher are text',
    remedy: 'Put it in quotes.',
  },
  'affiliation-text': {
    kind: 'wiped',
    message: ({ value }) =>
      `The affiliation ${value} is bare text and would be deleted by DataCite`,
    why: 'Affiliations must be objects; the API reads them as text when it is asked without affiliation=true',
    remedy: 'Read the record again with affiliations as objects, or write {"name": "…"}.',
  },
  'item-dropped': {
    kind: 'wiped',
    message: ({ name, value }) =>
      `The entry ${value} of ${name} is no object and would be deleted by DataCite`,
    why: filtered,
    remedy: 'Write the entry as an object with the members that the schema names.',
  },
  'value-dropped': {
    kind: 'wiped',
    message: ({ name, value }) => `${name} is ${value}, which DataCite drops without a word`,
    why: filtered,
    remedy: ({ allowed }) => `Write ${allowed ?? 'text'} here.`,
  },
  'list-dropped': {
    kind: 'wiped',
    message: ({ name }) =>
      `An entry of ${name} is no text, and DataCite drops the whole list for it`,
    why: filtered,
    remedy: 'Write every entry as text.',
  },
  'polygons-nested': {
    kind: 'wiped',
    message: () => 'Several polygons in one place: DataCite keeps none of them',
    why: 'A geoLocationPolygon is one list of points in the API',
    remedy: 'Give each polygon a place of its own.',
  },
  'member-unknown': {
    kind: 'lost',
    message: ({ name, instead }) =>
      instead === undefined
        ? `${name} is not known to DataCite, which drops it`
        : `${name} is not known to DataCite, which drops it; ${instead} is meant, it seems`,
    why: filtered,
    remedy: ({ instead }) =>
      instead === undefined ? 'Remove it, or say it in a description.' : `Use ${instead}.`,
  },
  'member-dropped': {
    kind: 'lost',
    message: ({ name }) => `${name} is in the schema, but the API drops it here`,
    why: filtered,
    remedy: 'It cannot be kept at DataCite; keep it in your own record.',
  },
  'member-not-in-xml': {
    kind: 'lost',
    message: ({ name }) =>
      `${name} is stored, but left out of the XML that DataCite makes and harvesters read`,
    why: 'A gap in the XML writer of the service (bolognese 2.5.1)',
    remedy: 'Nothing to do; know that harvested copies lack it.',
  },
  'type-filled-in': {
    kind: 'lost',
    message: ({ name, instead }) => `${name} is missing; DataCite's XML will say ${instead ?? ''}`,
    why: 'The service fills it in when it writes the XML',
    remedy: ({ name }) => `Choose ${name} yourself.`,
  },
  'identifier-doi-dropped': {
    kind: 'lost',
    message: ({ value }) => `The alternate identifier ${value} is of type DOI; DataCite drops it`,
    remedy: 'Name another DOI of the item as a related identifier (IsIdenticalTo).',
  },
  'aliases-ignored': {
    kind: 'lost',
    message: () =>
      'alternateIdentifiers differ from identifiers, and DataCite reads only identifiers',
    remedy: 'Keep one of the two lists.',
  },
  'name-differs-from-parts': {
    kind: 'lost',
    message: ({ value, instead }) =>
      `In DataCite's XML the name ${value} becomes "${instead ?? ''}"`,
    why: 'Where a family name is given, the service writes the name from its parts',
    remedy: 'Make the name and its parts say the same.',
  },
  'number-becomes-text': {
    kind: 'changed',
    message: ({ name, value }) => `${name} is ${value} where text belongs`,
    remedy: 'Put it in quotes.',
  },
  'single-object': {
    kind: 'changed',
    message: ({ name }) =>
      `${name} is one object where a list belongs; DataCite makes it a list of one`,
    remedy: 'Put it in square brackets.',
  },
  'text-control-characters': {
    kind: 'lost',
    message: ({ name }) => `${name} holds control characters, which DataCite's XML cannot`,
    remedy: 'Remove them; they are invisible and often come from copied text.',
  },
  'text-broken-characters': {
    kind: 'lost',
    message: ({ name }) => `${name} holds half of a character (a lone surrogate)`,
    why: 'It is no valid Unicode text; DataCite may refuse it or store a question mark',
    remedy: 'Type the character again.',
  },
  'text-direction-controls': {
    kind: 'lost',
    message: ({ name }) => `${name} holds invisible controls that turn the direction of reading`,
    why: 'They can make a text read differently from what it says',
    remedy: 'Remove them, unless a right-to-left text needs them.',
  },
  'text-rare-characters': {
    kind: 'lost',
    message: ({ name }) => `${name} holds an emoji or a rare character that DataCite may fail on`,
    why: 'The column is three-byte UTF-8; the answer may be an error 500',
    remedy: 'Write it without that character; in a URL, percent-encoded.',
  },
  'xml-unreadable': {
    kind: 'refused',
    message: ({ value }) => value,
    remedy: 'Correct the XML.',
  },
  'xml-invalid': {
    kind: 'schema',
    message: ({ name, value }) => `${name}: ${value}`,
    why: 'The XML of the record breaks the DataCite schema',
    remedy: 'Correct the XML at the place named.',
  },
  'xml-changed': {
    kind: 'lost',
    message: ({ value }) => value,
    remedy: 'Look at the place named after the record is stored.',
  },
  'xml-not-checked': {
    kind: 'lost',
    message: () => 'The metadata is in a form that only DataCite reads (BibTeX, RIS and others)',
    remedy: 'Nothing is known here of what DataCite will make of it; look at the answer.',
  },
  ...storedSentences,
} as const satisfies Record<string, Sentence>;

/** The codes of all findings of validation. */
export type FindingCode = keyof typeof sentences;

/** The catalogue by code, as one type. */
export function sentenceOf(code: FindingCode): Sentence {
  return sentences[code];
}
