import type { Sentence } from './sentence.ts';

/** Of values that the service replaces with its own, completes or drops. */
export const storedSentences = {
  'language-region-lost': {
    kind: 'lost',
    message: ({ value, instead }) =>
      `Of the language ${value} DataCite stores only ${instead ?? ''}`,
    remedy: 'Nothing to do, if the language alone will do.',
  },
  'language-lost': {
    kind: 'lost',
    message: ({ value }) => `DataCite knows no language ${value} and would store none`,
    remedy: 'Use a code such as en, de or pt-BR.',
  },
  'language-rewritten': {
    kind: 'changed',
    message: ({ value, instead }) => `DataCite stores the language ${value} as ${instead ?? ''}`,
    remedy: 'Use the two-letter code.',
  },
  'rights-identifier-lower-cased': {
    kind: 'changed',
    message: ({ value }) => `DataCite stores the licence identifier ${value} in lower case`,
    remedy: 'Nothing to do.',
  },
  'rights-rewritten': {
    kind: 'changed',
    message: ({ value, instead, allowed }) =>
      `DataCite takes ${value} for the licence ${instead ?? ''} and stores its own values for ${allowed ?? ''}`,
    remedy: 'Nothing to do, if this licence is meant.',
  },
  'rights-mistaken': {
    kind: 'lost',
    message: ({ value, instead }) =>
      `DataCite would store ${instead ?? ''} for the licence ${value}`,
    why: 'A mistake in the service’s list of addresses (datacite/datacite#2441)',
    remedy: 'Give the licence identifier, too: CC-BY-ND-4.0.',
  },
  'subject-fields-added': {
    kind: 'changed',
    message: ({ instead }) => `DataCite recognises these subjects and adds ${instead ?? ''}`,
    why: 'The service adds the field of science (OECD) of each label that it knows',
    remedy: 'Nothing to do.',
  },
  'subject-duplicate-removed': {
    kind: 'changed',
    message: ({ value }) => `The subject ${value} is there twice; DataCite keeps one`,
    remedy: 'Remove one of them.',
  },
  'subject-blanks-squeezed': {
    kind: 'changed',
    message: ({ value }) => `DataCite stores the subject ${value} with single blanks`,
    remedy: 'Nothing to do.',
  },
  'date-dropped': {
    kind: 'lost',
    message: ({ value }) => `The date ${value} would be left out of what DataCite shows of the XML`,
    why: 'Of XML the service keeps dates that EDTF can read only (datacite/datacite#2518, #1361)',
    remedy: 'Write the date as 2026, 2026-03, 2026-03-31 or a range such as 2025/2026.',
  },
  'date-issued-added': {
    kind: 'changed',
    message: ({ instead }) =>
      `There is no date Issued; of XML DataCite makes one from the publication year ${instead ?? ''}`,
    remedy: 'Give the date on which the item was issued, if it is known.',
  },
} as const satisfies Record<string, Sentence>;
