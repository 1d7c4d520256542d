/** Sentences about citing a part of a record, and giving it a DOI. */
export const partText = {
  open: 'Cite a part',
  title: 'Cite a part of this record',
  selection: 'Which part',
  selectionHint: 'So that somebody else finds the same: rows, files, years, places, or the query.',
  citation: 'Citation of the part, under the DOI of the whole',
  noCitation: 'Say which part it is, and its citation stands here.',
  whether: 'Does the part need a DOI of its own?',
  whole: {
    label: 'No: cite the whole and name the part',
    detail: 'Right for most re-use. Nothing is written; copy the citation.',
  },
  own: {
    label: 'Yes: it is published by itself',
    detail: 'A new record with its own page, tied to the whole both ways.',
  },
  partTitle: 'Title of the part',
  url: 'Landing page of the part',
  values: 'Its values',
  asTheyWere: { label: 'As in the whole', detail: 'The part says IsPartOf.' },
  workedOn: { label: 'Worked on', detail: 'Averaged, corrected, joined: it says IsDerivedFrom.' },
  make: 'Make the record of the part',
  close: 'Close',
  made: (doi: string): string => `Made ${doi}. Complete it and publish it.`,
  changeSet: (doi: string): string => `A part of ${doi}`,
} as const;
