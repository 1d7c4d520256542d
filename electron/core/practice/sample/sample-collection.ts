import { cards } from './cards.ts';
import { faults } from './faults.ts';
import { institute, pageOf, people, type SampleRow, type Work } from './work.ts';
import { works } from './works.ts';

const columns = [
  'ID',
  'Title',
  'Resource type',
  'Kind',
  'Creators',
  'ORCIDs',
  'Affiliation',
  'Publisher',
  'Year',
  'Version',
  'Language',
  'License',
  'Abstract',
  'Keywords',
  'Date published',
  'Collected',
  'Place',
  'Latitude',
  'Longitude',
  'Notes',
  'Landing page',
  'Funder',
  'Grant number',
  'Contact person',
  'Alternate identifier',
  'Alternate identifier type',
] as const;

/** Each revision is an item of its own; the alternate identifier says to which series it belongs. */
function rowsOf(work: Work): SampleRow[] {
  return work.revisions.map(([version, issued, change]) => ({
    ID: `${work.slug}-${version}`,
    Title: work.title,
    'Resource type': work.type,
    Kind: work.kind,
    Creators: work.people.join('; '),
    ORCIDs: work.people.map((name) => people[name]).join('; '),
    Affiliation: work.people.map(() => institute).join('; '),
    Publisher: institute,
    Year: issued.slice(0, 4),
    Version: version,
    Language: work.language ?? 'en',
    License: work.licence,
    Abstract: work.abstract,
    Keywords: work.keywords.join('; '),
    'Date published': issued,
    Collected: work.collected ?? '',
    Place: work.place?.[0] ?? '',
    Latitude: String(work.place?.[1] ?? ''),
    Longitude: String(work.place?.[2] ?? ''),
    Notes: change,
    'Landing page': pageOf(work.slug, version),
    Funder: work.grant === undefined ? '' : 'Foundation for Mountain Waters',
    'Grant number': work.grant ?? '',
    'Contact person': 'Brunner, Annemarie',
    'Alternate identifier': `oilg:${work.slug}`,
    'Alternate identifier type': 'series',
  }));
}

function cell(text: string): string {
  return /[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of the table: the revisions in order, the deliberate faults at the end. */
export function sampleRows(): readonly SampleRow[] {
  const [first] = works;
  const sound = first === undefined ? {} : (rowsOf(first)[0] ?? {});
  return [...works.flatMap(rowsOf), ...faults.map((fault) => ({ ...sound, ...fault }))];
}

/**
 * The sample collection: about 60 items of an institute that does not exist, most in two or three
 * revisions, some with a fault that a steward should find. A table and a few cards as files; the
 * practice repository answers at their landing pages.
 */
export function sampleCollection(): {
  readonly files: readonly { readonly path: string; readonly text: string }[];
} {
  const lines = [columns, ...sampleRows().map((row) => columns.map((name) => row[name] ?? ''))];
  const table = lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
  return { files: [{ path: 'oberwald-collection.csv', text: table }, ...cards] };
}
