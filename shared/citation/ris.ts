import type { Attributes } from '../metadata/attributes.ts';
import { readCitation } from './citation-source.ts';
import type { WithPlace } from './cited-place.ts';
import { citationTypes } from './citation-types.ts';

/** A record in RIS: tags of two characters, CRLF, one value a line, the full address as UR. */
export function toRis(attributes: Attributes, { place }: WithPlace = {}): string {
  const source = readCitation(attributes);
  const { container } = source;
  const tags: readonly (readonly [string, string])[] = [
    ['TY', citationTypes(source.type).ris],
    ['TI', source.title],
    ...source.authors.map((author) => ['AU', author.literal] as const),
    ...source.editors.map((editor) => ['ED', editor.literal] as const),
    ['PY', source.year],
    ['DA', risDate(source.issued)],
    ['T2', container?.title ?? ''],
    ['VL', container?.volume ?? ''],
    ['IS', container?.issue ?? ''],
    ['SP', container?.firstPage ?? ''],
    ['EP', container?.lastPage ?? ''],
    ['PB', source.publisher],
    ['ET', source.version],
    ['DO', source.doi ?? ''],
    ['UR', source.link],
    ['AB', source.abstract],
    ['N1', place?.note ?? ''],
    ...source.keywords.map((keyword) => ['KW', keyword] as const),
    ['LA', source.language],
  ];
  const lines = tags
    .filter(([, value]) => value !== '')
    .map(([tag, value]) => `${tag}  - ${value}`);
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/** `2021-03-05` as `2021/03/05/`: RIS keeps the slashes of what is missing. */
function risDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return month === '' ? '' : `${year}/${month}/${day}/`;
}
