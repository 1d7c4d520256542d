/** Sentences about sheets that records are exported to and updated from. */
export const sheetText = {
  markedWrong: (mark: string) =>
    `The cell begins with “${mark}” and goes on. Write exactly ${mark} to take the value away, or put [text] in front of a text that begins so.`,
  decimalComma: (text: string) =>
    `“${text}” has a decimal comma. Write it with a point: ${text.replace(',', '.')}.`,
  notJson: (reason: string) =>
    `The cell begins with [json], but what follows is no JSON: ${reason}`,
  noWorkbook: (file: string) =>
    `${file} is named as an Excel workbook but holds plain text, and is read as such. If it should be a workbook, save it again in your spreadsheet program.`,
  noDoiColumn: (file: string) =>
    `${file}: no column holds DOIs, so nobody knows which records are meant.`,
  chooseDoiColumn: 'Name the column “doi”, or choose it in the mapping. Nothing was changed.',
  doubled: (file: string, name: string, letters: string) =>
    `${file}: more than one column is “${name}” (${letters}), so it is not known which one counts.`,
  leaveOneColumn: 'Delete or rename all but one of them. Nothing was changed.',
  ignored: (names: string) =>
    `Not used, because they name no property of DataCite’s schema: ${names.slice(0, 1000)}.`,
  noPath: (path: string) => `“${path}” is no path in a record.`,
  notSeparate: (row: number) =>
    `The rows of this DOI do not stand together: some are at row ${row}. None of them was taken.`,
  changedSince:
    'The record changed after the sheet was compared with it. Compare again, then apply.',
  notReady: 'This update is not ready to be applied.',
  notReadyNext: 'Bring the sheet in again.',
  nothingToApply: 'The sheet changes no record.',
  noUpdate: 'There is no such update.',
  oneFile: 'Choose one CSV or XLSX file.',
  changeSet: (file: string) => `Update from ${file}`.slice(0, 500),
  unreadable:
    'Some characters of this cell could not be read. Save the file as UTF-8 or XLSX and bring it in again.',
  notADoi: (text: string) => `“${text}” is no DOI. Nothing was changed for this row.`,
  doiDamaged: (text: string) =>
    `“${text}” was a DOI before a spreadsheet program made a number or a date of it. It is not guessed: copy the DOI from the export into a column of the format Text.`,
  noDoi: 'The row has no DOI, so nobody knows which record it means.',
  twice: (row: number) =>
    `The DOI stands in row ${row} too. Neither row was taken: leave one of them in the sheet.`,
  unknownDoi:
    'The prefix is ours, but the ledger has no record of this DOI. If DataCite holds it, read its account first (sync); a new one is brought in as a collection; else mend the DOI.',
  notOurs: (prefix: string) =>
    `No account here writes under the prefix ${prefix}, so the DOI is not ours to change: it is only listed. If it is ours, add its account or check it again, and read its records.`,
  /** Why rows are left out, where one sentence stands for many of them. */
  reasons: {
    row: 'The row cannot be read.',
    doi: 'The DOI is missing, is none, or was changed by a spreadsheet program.',
    damaged: 'A cell holds what a spreadsheet program made of a value, and not the value.',
    cell: 'A cell holds what cannot be taken at its place.',
    twice: 'The DOI stands in more than one row, and nobody knows which one counts.',
    notOurs: 'The DOI is under no prefix of ours: it is only listed.',
  },
  observeOnly: 'This record is not yours to change: it is only observed.',
  givenUp: 'This DOI was deleted at DataCite and is not used again.',
  conflict: 'It was changed here and at DataCite, and nobody has decided yet which values stand.',
  numberForText: (text: string) =>
    `The spreadsheet program made the number ${text} of a text, so that “1.10” and “1.1” look the same. Set the cell to the format Text, write it again and save.`,
  dateForText: (text: string) =>
    `The spreadsheet program made the date ${text} of a text, so that “2021-03” and “2021-03-01” look the same. Set the cell to the format Text, write it again and save.`,
  dateForNumber: (text: string) =>
    `“${text}” looks as if a spreadsheet program had made a date of a number. It is not taken; write the number.`,
  shortened: (before: string, said: string) =>
    `The record has “${before}”, and “${said}” is what a spreadsheet program makes of it. It is not taken; if you mean it, write [text] ${said}.`,
  samePath: (row: number) =>
    `Row ${row} is about the same value of this record, so it is not known which one counts.`,
  failedCell: (text: string) =>
    `“${text}” is what a spreadsheet program shows of a cell that failed. It is not taken; write the value as text.`,
  numberLike: (text: string) =>
    `“${text}” looks as if a spreadsheet program had made a number of a text. It is not taken; write the value as text.`,
  dateLike: (text: string) =>
    `“${text}” is no date as DataCite writes it. A spreadsheet program may have changed it; write 2021, 2021-03 or 2021-03-05.`,
  holdsMore: (path: string) =>
    `The record has more than one value at ${path}. Fill the columns of the single values, or write the whole as [json].`,
  holdsText: (path: string) =>
    `The record has a plain text at ${path}, so it has no members there. Write [delete] there first.`,
  noList: (path: string) =>
    `The record has no list at ${path}, so the rest of it cannot be changed.`,
} as const;
