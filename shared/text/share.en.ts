import type { CollectionForm } from '../share/share-collection.ts';
import type { ShareForm } from '../share/share-record.ts';

/** What citations and shared files say, and the dialogs that make them. */
export const shareText = {
  howToCite: 'How to cite',
  noAbstract: '(This record has no abstract.)',
  availability: (title: string, publisher: string, link: string) =>
    `The data that support this work, “${title}”, are available from ${publisher === '' ? 'the repository' : publisher} at ${link}`,
  licence: (name: string) => `(licence: ${name}).`,
  unreal: (mark: string) =>
    `${mark}: this record is not real. Its DOI leads nowhere and must not be cited.`,
  practiceDoi: (doi: string) => `PRACTICE ${doi} (not a real DOI)`,
  sheet: {
    creators: 'Creators',
    year: 'Year',
    publisher: 'Publisher',
    type: 'Type',
    version: 'Version',
    place: 'Place among its versions',
    licence: 'Licence',
    keywords: 'Keywords',
  },
  cite: 'Cite',
  title: 'Cite and share',
  which: 'Which one is meant',
  this: { label: 'This version', detail: 'What was used stays what is cited.' },
  latest: {
    label: 'Always the latest',
    detail: 'Leads to the newest version, through the DOI of the item as a whole.',
  },
  /** For the DOI of the item as a whole. */
  whole: {
    label: 'All versions together',
    detail: 'Leads to whatever version is the newest when somebody follows it.',
  },
  newest: (doi: string) => ({
    label: 'The latest version itself',
    detail: `${doi}: what was used stays what is cited.`,
  }),
  pointsToLatest:
    'This DOI leads to the latest version, now and later. Whoever used one version cites that one.',
  draft: 'This DOI is not public yet: whoever follows it finds nothing.',
  style: 'Citation style',
  styles: {
    'how-to-cite': 'DataCite’s recommendation',
    apa: 'APA',
    chicago: 'Chicago, notes and bibliography',
    vancouver: 'Vancouver',
    harvard: 'Harvard',
  },
  ownStyles: 'Added here',
  addStyle: 'Add a style (CSL file)',
  removeStyle: 'Take this style away',
  tooManyStyles: (most: number) => `At most ${most} styles can be added. Take one away first.`,
  unusableStyle:
    'Nothing can be cited in this style: its file does not say how a bibliography is written. Nothing was added.',
  tooLargeStyle: 'This file is larger than 1 MB, which no citation style is. Nothing was added.',
  form: 'Form',
  forms: {
    'how-to-cite': 'How to cite',
    markdown: 'How to cite, for a README',
    abstract: 'Abstract with DOI',
    social: 'Short text for social media',
    availability: 'Data availability statement',
    bibtex: 'BibTeX',
    ris: 'RIS',
    'csl-json': 'CSL-JSON',
    cff: 'CITATION.cff',
    'schema-org': 'schema.org JSON-LD',
    sheet: 'Record sheet (HTML, PDF)',
  } satisfies Readonly<Record<ShareForm, string>>,
  collection: 'Share',
  collectionForms: {
    html: 'Table of contents (HTML)',
    markdown: 'Table of contents (Markdown)',
    csv: 'Table of contents (CSV)',
    atom: 'Atom feed',
    sitemap: 'Sitemap of landing pages',
    'json-ld': 'Catalogue as JSON-LD',
  } satisfies Readonly<Record<CollectionForm, string>>,
  save: 'Save as a file',
  print: 'Print or save as PDF',
  close: 'Close',
  copied: 'Citation',
  noLatest: 'This record has no DOI for all its versions together.',
  noNewest: 'No newer version than this one can be read.',
  partOfCitation:
    'A part is named in a citation, not in a file: leave --to out, or leave --part out.',
  cli: {
    summary: 'Cites a record, in a citation style or as a file for reference managers',
    style: 'apa, chicago, vancouver, harvard or a CSL file; DataCite’s own form unless told',
    to: 'Instead of a citation: markdown, abstract, social, availability, bibtex, ris, csl-json, cff, schema-org or sheet',
    latest: 'Cites the item as a whole, which always leads to the latest version',
    part: 'Which part was used, in words, for a citation of it under the DOI of the whole: “rows of 2019”, “test split”',
    forms: (known: string) => `Known forms: ${known}.`,
  },
} as const;
