import type { ImportLine, ImportRun, SourceFormat } from '../contract/collections.ts';
import { formatCount, formatCounted, formatDuration, formatRate } from './format.ts';

const records = (count: number): string => formatCounted(count, 'record', 'records');

/** The words of bringing in a collection and of what stands in it. */
export const collectionsText = {
  title: 'Collections',
  bringIn: 'Bring in a collection',
  addSample: 'Add the sample collection',
  addingSample: 'Adding the sample collection',
  reserve: 'Reserve names',
  emptyTitle: 'No collections yet',
  emptyBody:
    'A collection is a set of items that you bring in together: a sheet, a file of DataCite metadata, or a folder of cards. Here you see what is wrong with it and register it.',
  emptySample: 'The sample has about 60 items of an invented institute, with a few faults to find.',
  nothingChosen: 'Choose a collection to see what stands in it.',
  records,
  states: 'Where the records stand',
  findings: 'What needs a person',
  withErrors: (count: number): string => `${records(count)} with errors`,
  withWarnings: (count: number): string => `${records(count)} with warnings`,
  failed: (count: number): string => `${records(count)} failed to be sent`,
  waiting: (count: number): string => `${records(count)} waiting to be sent`,
  allWell: 'Every record is valid and nothing waits.',
  showRecords: 'Show the records',
  register: 'Register',
  imports: 'Imports',
  noImports: 'Nothing was brought in yet.',
  defaults: 'Defaults of this collection',
  defaultsHint:
    'What every item gets that does not bring its own. Left empty, the repository gives what stands in grey.',
  saveDefaults: 'Save the defaults',
  defaultsSaved: 'The defaults are saved.',
  lastImport: 'Last import',
} as const;

export const defaultsText = {
  publisher: 'Publisher',
  publisherRor: 'ROR of the publisher',
  publisherRorHint: 'Such as https://ror.org/04wxnsj81',
  language: 'Language',
  languageHint: 'A code such as en or de',
  resourceTypeGeneral: 'Resource type',
  resourceType: 'Resource type in own words',
  rights: 'Licence',
  rightsHint: 'An SPDX identifier such as CC-BY-4.0',
  hostingInstitution: 'Hosting institution',
  publicationYear: 'Publication year',
  urlPattern: 'Landing page address',
  urlPatternHint: 'With {key}, {doi} or {suffix}: https://data.example.org/items/{key}',
  noDefault: 'No default',
  inherited: (value: string): string => `${value} (from the repository)`,
  notAYear: 'A year has four digits.',
} as const;

export const wizardText = {
  title: 'Bring in a collection',
  steps: ['Source', 'Columns', 'Destination', 'Preview'],
  stepOf: (step: number, of: number): string => `Step ${step} of ${of}`,
  next: 'Continue',
  leave: 'Cancel',
  dropTitle: 'Drop a file or a folder here',
  dropBody:
    'CSV, TSV or Excel sheets, DataCite JSON or XML, JSON Lines, or a folder of those or of Hugging Face cards.',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose a folder',
  copying: (done: number, total: number): string =>
    `Reading ${formatCount(done)} of ${formatCounted(total, 'file', 'files')}`,
  another: 'Choose another source',
  files: (count: number): string => formatCounted(count, 'file', 'files'),
  items: (count: number): string => `About ${formatCounted(count, 'item', 'items')}`,
  howRead: 'How it is read',
  howReadHint: 'This was found by looking at the source. Correct it where it is wrong.',
  format: 'Format',
  encoding: 'Characters',
  delimiter: 'Cells are separated by',
  sheet: 'Sheet',
  delimiters: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' },
  recipe: 'Recipe',
  recipeHint: 'A recipe keeps how a sheet is read and where its columns go.',
  noRecipe: 'No recipe',
  columnsTitle: 'Where does each column go?',
  columnsHint:
    'Guessed from the headings and the values. A column without a place is not brought in.',
  column: 'Column',
  samples: 'First values',
  target: 'Goes to',
  separator: 'Split at',
  separatorOf: (column: string): string => `Split ${column} at`,
  targetOf: (column: string): string => `Place of ${column}`,
  notUsed: 'Not used',
  used: (used: number, total: number): string =>
    `${formatCount(used)} of ${formatCounted(total, 'column', 'columns')} used`,
  noSplit: 'Not split',
  noSamples: 'empty',
  noKey:
    'No column is the identifier of the item. Rows are then told apart by DOI, address or title.',
  saveRecipe: 'Save as a recipe',
  recipeName: 'Name of the recipe',
  recipeSaved: (name: string): string => `The recipe ${name} is saved.`,
  destinationTitle: 'Where does it go, and what does every item get?',
  collectionName: 'Name of the collection',
  collectionNameHint: 'Bringing in the same name again adds to that collection.',
  nameMissing: 'The collection needs a name.',
  repository: 'Repository',
  defaultsTitle: 'Defaults',
  defaultsHint:
    'Given to items that do not bring their own. Left empty, the repository gives what stands in grey.',
  targetState: 'Check the records for',
  previewTitle: 'The first items, as the records they would become',
  previewEmpty: 'There is no item in this source.',
  ready: 'Nothing to find fault with',
  import: 'Import',
  importCount: (count: number): string => `Import about ${formatCounted(count, 'item', 'items')}`,
  safe: 'An import changes only this ledger. Nothing is sent until you register.',
  row: (row: number): string => `row ${formatCount(row)}`,
} as const;

export const formatNames: Readonly<Record<SourceFormat, string>> = {
  csv: 'CSV or TSV',
  xlsx: 'Excel sheet',
  'datacite-json': 'DataCite JSON',
  'datacite-json-lines': 'DataCite JSON Lines',
  'datacite-xml': 'DataCite XML',
  'hub-card': 'Hugging Face card',
  folder: 'Folder',
};

export const importStatusText: Readonly<Record<ImportRun['status'], string>> = {
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

export const lineStatusText: Readonly<Record<ImportLine['status'], string>> = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  'observe-only': 'Observe only',
  failed: 'Failed',
};

export const importText = {
  title: (source: string): string => `Import of ${source}`,
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel the import',
  cancelTitle: 'Cancel this import?',
  cancelBody: 'What was brought in so far stays. You can import the same source again later.',
  keepGoing: 'Keep importing',
  progress: (done: number, total: number | null): string =>
    total === null
      ? formatCounted(done, 'item', 'items')
      : `${formatCount(done)} of ${formatCounted(total, 'item', 'items')}`,
  rate: (perSecond: number): string => formatRate(perSecond),
  left: (seconds: number): string => `${formatDuration(seconds)} left`,
  interrupted:
    'The app was closed during this import. Import the source again: what is there stays, the rest is added.',
  filters: { all: 'All', problems: 'With findings', failed: 'Failed' },
  filterLabel: 'Lines shown',
  columns: {
    line: 'Row',
    source: 'Source',
    status: 'What happened',
    title: 'Title',
    doi: 'DOI',
    findings: 'Findings',
  },
  validFigure: 'Valid',
  results: 'One line per item',
  noLines: 'No line of this kind.',
  linesComing: 'The source is being read. Its items appear here.',
  saveCsv: 'Save as CSV',
  saveJsonl: 'Save as JSON Lines',
  openRecord: 'Open the record',
  openCollection: 'Open the collection',
  showFile: 'Where it comes from',
  lineTitle: (line: number): string => `Line ${formatCount(line)}`,
  noFindings: 'Nothing to find fault with.',
} as const;

export const reserveText = {
  title: 'Reserve names',
  body: 'Chooses DOIs now, for items that come later. They stay here until something is registered under them.',
  count: 'How many',
  purpose: 'What for',
  owner: 'For whom',
  expiresOn: 'Free again after',
  expiresHint: 'Left empty, they stay reserved.',
  run: 'Reserve',
  cancel: 'Cancel',
  close: 'Close',
  list: 'Reserved names',
  done: (count: number): string => `${formatCounted(count, 'name is', 'names are')} reserved.`,
  save: 'Save the list as CSV',
  badCount: 'A number from 1 to 10,000.',
  needed: 'Please fill this in.',
} as const;
