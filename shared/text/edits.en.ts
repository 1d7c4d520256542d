/** Sentences about editing one record. */
export const editsText = {
  changeSetTitle: (doi: string) => `Edit ${doi}`.slice(0, 500),
  notThere: 'There is no edit of this name.',
  notThereNext: 'It was saved or discarded in another window. Open the record again.',
  otherWindow: 'This record is being edited in another window too, which has kept something newer.',
  otherWindowNext:
    'What you typed here is still on the screen. Load the newer edit and put your change into it.',
  changedUnderneath:
    'The record changed while you edited it, so nothing was saved. Your edit is kept.',
  changedUnderneathNext: 'Bring in the newer values first, then save.',
  nothingToSave: 'The edit says what the record says: there is nothing to save.',
  doiTaken: (doi: string) => `The DOI ${doi} has a record here already.`,
  doiTakenNext: 'Choose another suffix, or leave the field empty to get one.',
  doiForeign: (doi: string, prefixes: string) =>
    `${doi} is not under a prefix of this repository (${prefixes}).`,
  doiWrong: (reason: string) => `The DOI cannot be used: ${reason}`,
  refused: {
    observeOnly: 'This record is not yours to change: it is only observed.',
    givenUp: 'This DOI was deleted at DataCite and is not used again.',
    conflict:
      'It was changed here and at DataCite. Settle the conflict first (Differences), then edit.',
  },
  rorNotJson: (file: string) =>
    `${file} is no ROR data dump: it is no JSON list of organisations. Choose the ZIP that ROR publishes, or the .json file in it.`,
  rorNoJsonInZip: (file: string) =>
    `${file} holds no .json file, so it is not the ZIP that ROR publishes.`,
  rorEmpty: (file: string) => `${file} holds no organisation that this app can read.`,
  rorBroken: (file: string, at: number) =>
    `${file} breaks off or is damaged behind organisation ${at}. The list that was there before stays.`,
  rorRunning: 'A dump is being loaded already. Wait until it is done.',
  rorOneFile: 'Choose one file: the ZIP of a ROR data dump, or the .json file in it.',
} as const;
