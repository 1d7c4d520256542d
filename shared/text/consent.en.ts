import { formatCounted } from './format.ts';

/** The day on which the words below were last changed: kept with each consent. */
export const consentVersion = '2026-11-21';

/** What is agreed to before names of people become part of a public record. */
export const consentText = {
  statement: (people: readonly string[]) =>
    `The full names of ${people.join('; ')}, with the identifiers and affiliations that the record gives, are sent to DataCite e.V., Germany, which publishes them as part of the DOI’s metadata under CC0. Copies in search engines and citation indexes cannot be called back. A published DOI cannot be deleted.`,
  title: 'Consent of those named',
  people: (count: number) =>
    `${formatCounted(count, 'person is', 'people are')} named by this record`,
  public: 'I have read this, and the names may become public.',
  all: 'Everybody named here knows of it and agreed.',
  terms: 'The terms below were agreed to.',
  termsAt: 'Their source',
  keep: 'Keep the consent',
  kept: 'It is kept word for word, with your name and the time; so are the terms.',
  log: 'Save the log of consents (CSV)',
  noLog: 'No consent was given in this collection yet.',
  heading: [
    'given at',
    'withdrawn at',
    'DOI',
    'people',
    'version of the text',
    'text',
    'terms',
    'source of the terms',
    'by',
  ],
} as const;
