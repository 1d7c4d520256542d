import type { CitationFormat } from '#shared/citation/export-citation.ts';
import { citationFormats } from '#shared/citation/export-citation.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { isUnrealDoi } from '#shared/doi/unreal-doi.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { exportsText } from '#shared/text/exports.en.ts';
import { textOf } from '#shared/values/tolerant.ts';
import type { FormatOptions } from '../citation/format-citation.ts';
import { formatCitations } from '../citation/format-citation.ts';
import { writtenXml } from './check-xml.ts';

/** A form into which records can be brought. */
export interface Target {
  readonly name: string;
  /** Of a file that holds it, without the dot. */
  readonly extension: string;
  /** False: a file of this form holds one record only. */
  readonly holdsMany: boolean;
  /** The whole text of a file with these records; `holdsMany` says whether there may be several. */
  readonly write: (
    records: readonly Attributes[],
    options: FormatOptions,
  ) => string | Promise<string>;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Records under the prefix for tests are no real ones, wherever their file came from. */
function marked(record: Attributes): Attributes {
  return isUnrealDoi(textOf(record.doi)) ? markUnreal(record, 'practice') : record;
}

function ofCitationFormat({ name, extension, write, writeAll }: CitationFormat): Target {
  return {
    name,
    extension,
    holdsMany: writeAll !== undefined,
    write: (records) => {
      const [first = {}, ...more] = records.map(marked);
      return more.length === 0 || writeAll === undefined
        ? write(first)
        : writeAll([first, ...more]);
    },
  };
}

/** Every form by the name that the command line takes. */
export const targets = {
  'datacite-xml': {
    name: 'DataCite XML, kernel 4',
    extension: 'xml',
    holdsMany: false,
    write: ([record = {}]: readonly Attributes[]) =>
      isUnrealDoi(textOf(record.doi))
        ? writtenXml(record).replace(
            /^<\?xml[^>]*\?>\n?/,
            `$&<!-- ${exportsText.mark('PRACTICE')} -->\n`,
          )
        : writtenXml(record),
  },
  'datacite-json': {
    name: 'DataCite JSON',
    extension: 'json',
    holdsMany: true,
    write: (records: readonly Attributes[]) => json(records.length === 1 ? records[0] : records),
  },
  'schema-org': ofCitationFormat(citationFormats['schema-org']),
  'csl-json': ofCitationFormat(citationFormats['csl-json']),
  bibtex: ofCitationFormat(citationFormats.bibtex),
  biblatex: ofCitationFormat(citationFormats.biblatex),
  ris: ofCitationFormat(citationFormats.ris),
  cff: ofCitationFormat(citationFormats.cff),
  citation: {
    name: 'Formatted citation',
    extension: 'txt',
    holdsMany: true,
    write: async (records, options) =>
      (await formatCitations(records.map(marked), options))
        .map((citation) => `${citation}\n`)
        .join(''),
  },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof targets;

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}
