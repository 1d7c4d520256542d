import { formatCount } from './format.ts';

/** Sentences about exporting records. */
export const exportsText = {
  sheetName: 'Records',
  title: 'Export records',
  open: 'Export',
  openAll: (count: number) => `Export all ${formatCount(count)}`,
  format: 'File',
  formats: {
    xlsx: {
      label: 'Excel workbook (XLSX)',
      detail: 'A sheet to edit and bring back. Text stays text.',
    },
    csv: { label: 'CSV', detail: 'A sheet to edit and bring back, for any program.' },
    jsonl: { label: 'JSON Lines', detail: 'One record a line, as DataCite’s REST API has it.' },
    xml: { label: 'DataCite XML', detail: 'Kernel 4, all records in one file.' },
  },
  form: 'Layout',
  forms: {
    wide: { label: 'A row a record', detail: 'A column for each value: creators[0].name.' },
    long: { label: 'A row a value', detail: 'Three columns: DOI, path, value.' },
  },
  properties: 'Properties',
  propertyKinds: {
    all: { label: 'All properties', detail: 'Everything that a record holds.' },
    list: { label: 'The columns of the list', detail: 'What the list shows now, of every record.' },
    chosen: { label: 'Only these', detail: 'Properties that you choose.' },
  },
  chosenProperties: 'Properties to export',
  propertiesHint:
    'A property that is not in the sheet stays as it is when the sheet is brought back.',
  whatReturns:
    'Edit the sheet and bring it back with “Update from sheet”: an empty cell changes nothing, [delete] takes a value away, the DOI says which record is meant.',
  start: (count: number) => `Export ${formatCount(count)} ${count === 1 ? 'record' : 'records'}`,
  working: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)} records`,
  cancel: 'Cancel',
  stop: 'Stop',
  close: 'Close',
  save: 'Save the file',
  saving: 'Handing over the file',
  done: (size: string) => `The file is ready: ${size}.`,
  stopped: 'The export was stopped. No file was kept.',
  noRecords: 'There is no record in this selection.',
  notWritten: (file: string, reason: string) => `${file} could not be written: ${reason}`,
  diskFull: 'the disk is full.',
  nothingLost: 'No record was changed. Make room on the disk and export again.',
  workbookTooLarge: 'a workbook holds at most 1,048,576 rows and 4 GB.',
  workbookTooLargeNext:
    'No record was changed. Export as CSV, or fewer records or properties at once.',
  noFile: 'This export is no longer there.',
  again: 'Export again.',
  mark: (mark: string) => `${mark}: not a real DOI`,
  longCells: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'value is' : 'values are'} longer than a cell can be (32,767 characters) and left out. Brought back, they stay as they are.`,
  restColumns: (count: number) =>
    `${count === 1 ? 'One list has' : `${formatCount(count)} lists have`} more entries than there are columns for: the last ones share a cell, as JSON.`,
  unknownProperties: (names: string) =>
    `DataCite’s schema does not know ${names}: shown for reading (#), left alone when the sheet comes back.`,
} as const;
