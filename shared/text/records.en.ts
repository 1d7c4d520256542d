import type { RecordFilter } from '../contract/records.ts';
import { formatCount, formatCounted } from './format.ts';

/** The words of the list of records and of one record. */
export const recordsText = {
  title: 'Records',
  count: (count: number): string => formatCounted(count, 'record', 'records'),
  counting: (atLeast: number | null): string =>
    atLeast === null ? 'Counting' : `More than ${formatCount(atLeast)} records, counting`,
  list: 'Records',
  columns: {
    state: 'State',
    title: 'Title',
    creators: 'Creators',
    type: 'Type',
    year: 'Year',
    findings: 'Findings',
    sync: 'Sync',
  },
  untitled: 'No title',
  emptyTitle: 'No records yet',
  emptyBody: 'Records come with a collection, or from the repository once it is read.',
  noMatchTitle: 'No record matches',
  noMatchBody: 'Take a filter away, or search for other words.',
  clearFilters: 'Clear the filters',
  filters: {
    states: 'State',
    types: 'Type',
    years: 'Year',
    sync: 'Sync',
    findings: 'Findings',
    collection: 'Collection',
    findingCode: 'Finding',
  },
  findingsFilter: {
    errors: 'With errors',
    warnings: 'With warnings',
    clean: 'No errors or warnings',
  },
  noValue: 'None here',
  chosen: (count: number): string => `${formatCount(count)} selected`,
  registerChosen: (count: number): string =>
    `Register ${formatCounted(count, 'record', 'records')}`,
  chosenAll: (count: number): string => `All ${formatCount(count)} selected`,
  chooseAll: (count: number): string => `Select all ${formatCount(count)}`,
  selection: 'What can be done with the selection',
  clearSelection: 'Clear the selection',
  closeDetail: 'Close the record',
  tabs: {
    metadata: 'Metadata',
    findings: 'Findings',
    standards: 'FAIR',
    payload: 'Request',
    changes: 'Differences',
    history: 'History',
  },
  groups: {
    who: 'Who',
    what: 'What',
    when: 'When',
    where: 'Where',
    rights: 'Rights',
    relations: 'Relations',
    record: 'This record',
  },
  noFindings: 'Nothing to find fault with.',
  noMetadata: 'This record has no metadata yet.',
  source: 'Source',
  sourceRow: (file: string, row: number | null): string =>
    row === null ? file : `${file}, row ${formatCount(row)}`,
  key: 'Identifier',
  collection: 'Collection',
  repository: 'Repository',
  createdAt: 'Made',
  updatedAt: 'Changed',
  confirmedAt: 'Confirmed by the service',
  use: 'Use',
  useOf: (
    { citations, views, downloads }: { citations: number; views: number; downloads: number },
    date: string,
  ) =>
    `${formatCounted(citations, 'citation', 'citations')}, ${formatCounted(views, 'view', 'views')}, ${formatCounted(downloads, 'download', 'downloads')}, as DataCite counted on ${date}`,
  neverConfirmed: 'Not yet',
  payloadState: 'As it would be sent for',
  nothingToSend: 'Nothing would be sent: the service has all of it.',
  json: 'JSON',
  xml: 'XML',
  notAtService: 'The service does not know this record yet.',
  noDifferences: 'What stands here and what the service last confirmed are equal.',
  differenceHint: 'What the service last confirmed, against what stands here.',
  here: 'Here',
  atService: 'At the service',
  notThere: 'not there',
  noHistory: 'Nothing has happened to this record yet.',
  lastFailure: 'The last attempt failed',
} as const;

/** True when anything but the repository narrows the list. */
export function isFiltered(filter: RecordFilter): boolean {
  return Object.entries(filter).some(
    ([name, value]) =>
      name !== 'repositoryId' &&
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0),
  );
}
