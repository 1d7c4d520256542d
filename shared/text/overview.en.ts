import type { NeedId } from '../overview/needs.ts';
import { formatCounted } from './format.ts';

interface NeedText {
  readonly sentence: (count: number) => string;
  readonly action: string;
  /** Of which kind: `now` stands in the way of something, `soon` should be looked at, `later` can wait. */
  readonly kind: 'now' | 'soon' | 'later';
}

const records = (count: number): string => formatCounted(count, 'record', 'records');

export const needText: Readonly<Record<NeedId, NeedText>> = {
  conflicts: {
    kind: 'now',
    sentence: (count) =>
      `${formatCounted(count, 'record was', 'records were')} changed here and at DataCite`,
    action: 'Settle conflicts',
  },
  failed: {
    kind: 'now',
    sentence: (count) => `${records(count)} ${count === 1 ? 'was' : 'were'} refused by DataCite`,
    action: 'See why',
  },
  'broken-pages': {
    kind: 'now',
    sentence: (count) =>
      `${formatCounted(count, 'DOI leads', 'DOIs lead')} to no public landing page`,
    action: 'See the pages',
  },
  'pressing-requests': {
    kind: 'now',
    sentence: (count) =>
      `${formatCounted(count, 'request is', 'requests are')} overdue, half done or to be looked at again`,
    action: 'See the requests',
  },
  requests: {
    kind: 'now',
    sentence: (count) => `${formatCounted(count, 'request waits', 'requests wait')} for an answer`,
    action: 'See the requests',
  },
  'hub-events': {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'thing', 'things')} happened on a hub to items that are watched`,
    action: 'See what happened',
  },
  'to-review': {
    kind: 'soon',
    sentence: (count) => `${formatCounted(count, 'draft waits', 'drafts wait')} for review`,
    action: 'Review',
  },
  'ready-drafts': {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'draft is', 'drafts are')} without errors and not published`,
    action: 'See the drafts',
  },
  'drafts-with-errors': {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'draft has', 'drafts have')} errors that DataCite would refuse`,
    action: 'See the drafts',
  },
  'version-defects': {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'version chain has', 'version chains have')} defects`,
    action: 'See the chains',
  },
  outdated: {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'record is', 'records are')} marked as out of date`,
    action: 'See the chains',
  },
  findings: {
    kind: 'soon',
    sentence: (count) =>
      `${formatCounted(count, 'published record has', 'published records have')} errors or warnings`,
    action: 'See the findings',
  },
  contacts: {
    kind: 'later',
    sentence: (count) =>
      `${formatCounted(count, 'collection', 'collections')} with public records ${count === 1 ? 'names' : 'name'} no contact person whom somebody confirmed within a year`,
    action: 'See the collections',
  },
  stale: {
    kind: 'later',
    sentence: (count) =>
      `${records(count)} ${count === 1 ? 'was' : 'were'} not verified for a year`,
    action: 'See the records',
  },
  'unsure-pages': {
    kind: 'later',
    sentence: (count) =>
      `${formatCounted(count, 'landing page', 'landing pages')} failed for now; after three failures they count as broken`,
    action: 'See the pages',
  },
  unsent: {
    kind: 'later',
    sentence: (count) =>
      `${formatCounted(count, 'record has', 'records have')} changes that were not sent`,
    action: 'See the records',
  },
  'expired-reservations': {
    kind: 'later',
    sentence: (count) =>
      `${formatCounted(count, 'reserved name is', 'reserved names are')} past the day on which it was to be used`,
    action: 'See the names',
  },
};

export const overviewText = {
  title: 'Overview',
  needs: 'What needs a person today',
  allWell: 'Nothing needs you now',
  allWellNote: 'No conflicts, nothing refused, no broken landing page that is known.',
  kind: { now: 'Now', soon: 'Soon', later: 'Later' },
  report: 'The catalogue',
  collection: 'Collection of the report',
  allCollections: 'All collections',
  reading: 'Counting the catalogue',
  asTable: 'As a table',
  asPlot: 'As a plot',
  save: 'Save the report',
  saveHtml: 'As a page (HTML)',
  saveCsv: 'As a table (CSV)',
  cli: {
    summary: 'Writes a report on the catalogue, with plots and tables',
    to: 'html, csv or json',
    out: 'File to write; it must not exist yet. Standard output unless told',
    written: (file: string) => `The report is in ${file}.`,
    formats: 'A report is written as html, csv or json.',
  },
} as const;
