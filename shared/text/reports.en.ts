import type { ChartId } from '../reports/report.ts';
import { formatCount } from './format.ts';

/** What reports say, on the screen and in files. */
export const reportText = {
  title: 'Report',
  records: 'Records',
  count: 'Count',
  share: 'Share',
  notGiven: 'not given',
  others: 'others',
  state: { reserved: 'Reserved', draft: 'Draft', registered: 'Registered', findable: 'Findable' },
  figure: {
    tracked: { name: 'Tracked', note: 'DOIs that are registered or findable' },
    verified: { name: 'Verified', note: 'of them, read back from DataCite within 90 days' },
    credited: { name: 'Credited', note: 'of them, with a creator’s ORCID' },
  },
  chart: {
    states: {
      name: 'Records over time',
      note: 'All that had come into this ledger by the end of each month, by the state they have now.',
    },
    years: { name: 'Publication years', note: '' },
    types: { name: 'Resource types', note: '' },
    completeness: {
      name: 'Completeness by property',
      note: 'Records in which the property has a value.',
    },
    fair: {
      name: 'FAIR principles',
      note: 'Records whose metadata show evidence for a principle (Wilkinson et al. 2016, https://doi.org/10.1038/sdata.2016.18).',
    },
    stewardship: {
      name: 'Last verified',
      note: 'When DataCite last confirmed what it holds of registered and findable records.',
    },
    pages: {
      name: 'Landing pages',
      note: 'What the last audit said of the pages of registered and findable records.',
    },
    funder: {
      name: 'Ready for funders',
      note: 'What funders ask for in metadata; the last line has all of it.',
    },
    use: {
      name: 'Use of the catalogue',
      note: 'Citations, views and downloads of registered and findable records, as DataCite counts them. The practice repository invents its own.',
    },
    'most-used': {
      name: 'Most used records',
      note: 'By citations, then views, as DataCite counts them.',
    },
  } satisfies Readonly<Record<ChartId, { name: string; note: string }>>,
  fair: {
    F1: { name: 'Persistent identifier', evidence: 'registered or findable' },
    F2: { name: 'Rich metadata', evidence: 'abstract of 100 characters and subjects' },
    F4: { name: 'Indexed', evidence: 'findable, so that indexes harvest it' },
    A1: { name: 'Retrievable', evidence: 'landing page checked, and public' },
    I1: { name: 'Identified people and places', evidence: 'an ORCID or a ROR' },
    I2: { name: 'Vocabularies', evidence: 'a subject with its scheme or address' },
    I3: { name: 'Qualified references', evidence: 'related identifiers' },
    'R1.1': { name: 'Licence', evidence: 'rights with an address or identifier' },
    'R1.2': { name: 'Provenance', evidence: 'creators, dates and version' },
  },
  funder: {
    award: 'Funder and award number',
    funderId: 'Identifier of the funder',
    orcid: 'ORCID of a creator',
    ror: 'ROR of an affiliation',
    licence: 'Licence',
    abstract: 'Abstract',
    all: 'All of these',
  },
  age: (id: string) =>
    id === 'never' ? 'never' : id === 'older' ? 'more than a year ago' : `within ${id} days`,
  page: {
    good: 'Good',
    incomplete: 'Incomplete',
    broken: 'Broken',
    unsure: 'Failed for now',
    unchecked: 'Could not be judged',
    never: 'Never checked',
  },
  use: { citations: 'Citations', views: 'Views', downloads: 'Downloads' },
  useOf: (recordCount: number) =>
    `of ${formatCount(recordCount)} ${recordCount === 1 ? 'record' : 'records'}`,
  untitled: 'without a title',
  asOf: (oldest: string, newest: string) =>
    oldest === newest ? `Fetched on ${newest}.` : `Fetched between ${oldest} and ${newest}.`,
  met: 'Shown',
  notMet: 'Not shown',
  ready: 'all of it is there',
  notReady: 'not all of it is there',
  availabilityPlace: 'The data-availability statement for journals and funders is under Cite.',
  made: (name: string, date: string) => `${name}, ${date}`,
  percent: (count: number, of: number) => (of === 0 ? '–' : `${Math.round((count / of) * 100)} %`),
  ofAll: (count: number, of: number) => `${formatCount(count)} of ${formatCount(of)}`,
  practice: 'PRACTICE: these records are not real, and their DOIs lead nowhere.',
} as const;
