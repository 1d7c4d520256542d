import type { Attributes } from '../metadata/attributes.ts';
import { toBibtex, toBibtexFile } from './bibtex.ts';
import { toCitationCff } from './citation-cff.ts';
import { toCslJson } from './csl-json.ts';
import { howToCite, howToCiteMarkdown } from './how-to-cite.ts';
import { toRis } from './ris.ts';
import { toSchemaOrg } from './schema-org.ts';

export interface CitationFormat {
  readonly name: string;
  readonly mediaType: string;
  readonly extension: string;
  /** One record as the whole text of a file. */
  readonly write: (attributes: Attributes) => string;
  /** Many records as one file; absent where the format holds one work only. */
  readonly writeAll?: (records: readonly Attributes[]) => string;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The formats that are written here, by the names that the command line takes. */
export const citationFormats = {
  'schema-org': {
    name: 'schema.org JSON-LD',
    mediaType: 'application/ld+json',
    extension: 'jsonld',
    write: (attributes) => json(toSchemaOrg(attributes)),
    writeAll: (records) => json(records.map((record) => toSchemaOrg(record))),
  },
  'csl-json': {
    name: 'CSL-JSON',
    mediaType: 'application/vnd.citationstyles.csl+json',
    extension: 'json',
    write: (attributes) => json([toCslJson(attributes)]),
    writeAll: (records) => json(records.map((record) => toCslJson(record))),
  },
  bibtex: {
    name: 'BibTeX',
    mediaType: 'application/x-bibtex',
    extension: 'bib',
    write: (attributes) => toBibtex(attributes),
    writeAll: (records) => toBibtexFile(records),
  },
  biblatex: {
    name: 'BibLaTeX',
    mediaType: 'application/x-bibtex',
    extension: 'bib',
    write: (attributes) => toBibtex(attributes, { dialect: 'biblatex' }),
    writeAll: (records) => toBibtexFile(records, { dialect: 'biblatex' }),
  },
  ris: {
    name: 'RIS',
    mediaType: 'application/x-research-info-systems',
    extension: 'ris',
    write: (attributes) => toRis(attributes),
    writeAll: (records) => records.map((record) => toRis(record)).join('\r\n'),
  },
  cff: {
    name: 'CITATION.cff',
    mediaType: 'application/yaml',
    extension: 'cff',
    write: (attributes) => toCitationCff(attributes),
  },
  'how-to-cite': {
    name: 'How to cite',
    mediaType: 'text/plain',
    extension: 'txt',
    write: (attributes) => `${howToCite(attributes)}\n`,
    writeAll: (records) => records.map((attributes) => `${howToCite(attributes)}\n`).join(''),
  },
  'how-to-cite-markdown': {
    name: 'How to cite, Markdown',
    mediaType: 'text/markdown',
    extension: 'md',
    write: (attributes) => `${howToCiteMarkdown(attributes)}\n`,
    writeAll: (records) =>
      records.map((attributes) => `- ${howToCiteMarkdown(attributes)}\n`).join(''),
  },
} as const satisfies Readonly<Record<string, CitationFormat>>;
