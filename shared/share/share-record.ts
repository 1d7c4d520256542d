import { toBibtex } from '../citation/bibtex.ts';
import { readCitation } from '../citation/citation-source.ts';
import { toCitationCff } from '../citation/citation-cff.ts';
import { toCslJson } from '../citation/csl-json.ts';
import { howToCite, howToCiteMarkdown } from '../citation/how-to-cite.ts';
import { toRis } from '../citation/ris.ts';
import { toSchemaOrg } from '../citation/schema-org.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { shareText as text } from '../text/share.en.ts';
import type { Position } from '../versions/position.ts';
import type { Realm } from './mark-unreal.ts';
import { markUnreal } from './mark-unreal.ts';
import type { RecordSheet } from './record-sheet.ts';
import { readSheet, sheetHtml } from './record-sheet.ts';
import { tellPlace } from './tell-place.ts';

/** The places where a DOI is shown to people and machines (requirement E25a to g). */
export const shareForms = [
  'how-to-cite',
  'markdown',
  'abstract',
  'social',
  'availability',
  'bibtex',
  'ris',
  'csl-json',
  'cff',
  'schema-org',
  'sheet',
] as const;
export type ShareForm = (typeof shareForms)[number];

export interface SharedFile {
  readonly text: string;
  readonly extension: string;
  readonly mediaType: string;
  /** Of the form `sheet`: its parts, for a screen that draws and prints them. */
  readonly sheet?: RecordSheet;
}

const plain = (body: string, extension = 'txt', mediaType = 'text/plain'): SharedFile => ({
  text: body,
  extension,
  mediaType,
});
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * One record in one form. What is no real DOI is marked in every one of them; where it stands in its version chain is
 * told by all but the bare sentences, which are printed as they are.
 */
export function shareRecord(
  record: Attributes,
  form: ShareForm,
  { realm, position = null }: { readonly realm: Realm; readonly position?: Position | null },
): SharedFile {
  const attributes = markUnreal(record, realm);
  const place = tellPlace(position, { realm, attributes: record });
  const source = readCitation(attributes);
  const cite = howToCite(attributes);
  switch (form) {
    case 'how-to-cite':
      return plain(cite);
    case 'markdown':
      return plain(
        `## ${text.howToCite}\n\n${howToCiteMarkdown(attributes)}\n${place === null ? '' : `\n${place.note}\n`}`,
        'md',
        'text/markdown',
      );
    case 'abstract':
      return plain(
        `${source.title}\n\n${source.abstract === '' ? text.noAbstract : source.abstract}\n\n${source.link}\n${place === null ? '' : `${place.note}\n`}`,
      );
    case 'social':
      return plain(
        `${source.title.length > 180 ? `${source.title.slice(0, 179)}…` : source.title} ${source.link}`,
      );
    case 'availability':
      return plain(availability(attributes));
    case 'bibtex':
      return plain(toBibtex(attributes, { place }), 'bib', 'application/x-bibtex');
    case 'ris':
      return plain(toRis(attributes, { place }), 'ris', 'application/x-research-info-systems');
    case 'csl-json':
      return plain(
        json([toCslJson(attributes, { place })]),
        'json',
        'application/vnd.citationstyles.csl+json',
      );
    case 'cff':
      return plain(toCitationCff(attributes, { place }), 'cff', 'application/yaml');
    case 'schema-org':
      return plain(json(toSchemaOrg(attributes, { place })), 'jsonld', 'application/ld+json');
    case 'sheet': {
      const sheet = readSheet(attributes, realm, place);
      return { ...plain(sheetHtml(sheet, attributes, place), 'html', 'text/html'), sheet };
    }
  }
}

/** The sentence that journals and funders ask for at the end of an article (requirement A43). */
function availability(attributes: Attributes): string {
  const { title, publisher, link, licences } = readCitation(attributes);
  const licence = licences[0];
  const terms = licence === undefined ? '' : ` ${text.licence(licence.name || licence.id)}`;
  return `${text.availability(title, publisher, link)}${terms}`;
}
