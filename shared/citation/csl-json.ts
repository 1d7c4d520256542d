import type { Attributes } from '../metadata/attributes.ts';
import type { CitedName, CitationSource } from './citation-source.ts';
import { readCitation } from './citation-source.ts';
import type { WithPlace } from './cited-place.ts';
import { citationTypes, spokenType } from './citation-types.ts';

/** A name in CSL-JSON. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly literal?: string;
}

/** One item in CSL-JSON 1.0.2, as much of it as a DataCite record fills. */
export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly publisher?: string;
  readonly version?: string;
  readonly genre?: string;
  readonly DOI?: string;
  readonly URL?: string;
  readonly abstract?: string;
  readonly language?: string;
  readonly keyword?: string;
  readonly license?: string;
  readonly 'container-title'?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly note?: string;
}

/** A record as CSL-JSON; `URL` is the DOI's full address (requirements E23, E25d). */
export function toCslJson(attributes: Attributes, { place }: WithPlace = {}): CslItem {
  const source = readCitation(attributes);
  const { authors, editors, container } = source;
  return pruned({
    id: source.link === '' ? 'record' : source.link,
    type: citationTypes(source.type).csl,
    title: source.title,
    author: authors.map(cslName),
    editor: editors.map(cslName),
    issued: issuedParts(source),
    publisher: source.publisher,
    version: source.version,
    genre: source.typeText || spokenType(source.type),
    DOI: source.doi ?? '',
    URL: source.link,
    abstract: source.abstract,
    language: source.language,
    keyword: source.keywords.join(', '),
    license: source.licences[0]?.url ?? '',
    'container-title': container?.title ?? '',
    volume: container?.volume ?? '',
    issue: container?.issue ?? '',
    page: pagesOf(source, '-'),
    note: place?.note ?? '',
  });
}

/** `12-34`, or the first page alone; '' for none. */
export function pagesOf({ container }: CitationSource, dash: string): string {
  if (container === null || container.firstPage === '') return '';
  return container.lastPage === ''
    ? container.firstPage
    : `${container.firstPage}${dash}${container.lastPage}`;
}

function cslName({ family, given, suffix, literal }: CitedName): CslName {
  if (family === undefined) return { literal };
  return pruned({ family, given: given ?? '', suffix: suffix ?? '' });
}

function issuedParts({ issued }: CitationSource): CslItem['issued'] {
  return issued === '' ? undefined : { 'date-parts': [issued.split('-').map(Number)] };
}

/** Without empty texts, empty lists and `undefined`. */
function pruned<T extends object>(item: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(item).filter(
    ([, value]) =>
      value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
