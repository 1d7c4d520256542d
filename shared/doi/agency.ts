import type { Doi } from './doi.ts';
import { prefixOf } from './doi.ts';

export type AgencyName = 'DataCite' | 'Crossref' | 'unknown';

export interface Agency {
  readonly agency: AgencyName;
  /** Who holds the prefix, where that is common knowledge. */
  readonly holder?: string;
  /** True for platforms that mint DOIs under their own prefix: nobody else can change those records. */
  readonly hub?: boolean;
}

/**
 * Prefixes that stewards of data and models meet daily. Only an answer from doi.org's agency service is
 * proof: a prefix can move between agencies. Hence the list is short, and all else is `unknown`.
 */
const holders: ReadonlyMap<string, Agency> = new Map<string, Agency>([
  ['10.57967', { agency: 'DataCite', holder: 'Hugging Face', hub: true }],
  ['10.34740', { agency: 'DataCite', holder: 'Kaggle', hub: true }],
  ['10.5281', { agency: 'DataCite', holder: 'Zenodo', hub: true }],
  ['10.6084', { agency: 'DataCite', holder: 'figshare', hub: true }],
  ['10.5061', { agency: 'DataCite', holder: 'Dryad', hub: true }],
  ['10.17605', { agency: 'DataCite', holder: 'Open Science Framework', hub: true }],
  ['10.17632', { agency: 'DataCite', holder: 'Mendeley Data', hub: true }],
  ['10.48550', { agency: 'DataCite', holder: 'arXiv', hub: true }],
  ['10.7910', { agency: 'DataCite', holder: 'Harvard Dataverse' }],
  ['10.1594', { agency: 'DataCite', holder: 'PANGAEA' }],
  ['10.14454', { agency: 'DataCite', holder: 'DataCite' }],
  ['10.5072', { agency: 'DataCite', holder: 'DataCite (test prefix, never resolves)' }],
  ['10.1002', { agency: 'Crossref', holder: 'Wiley' }],
  ['10.1007', { agency: 'Crossref', holder: 'Springer' }],
  ['10.1016', { agency: 'Crossref', holder: 'Elsevier' }],
  ['10.1038', { agency: 'Crossref', holder: 'Nature' }],
  ['10.1093', { agency: 'Crossref', holder: 'Oxford University Press' }],
  ['10.1101', { agency: 'Crossref', holder: 'Cold Spring Harbor Laboratory (bioRxiv, medRxiv)' }],
  ['10.1109', { agency: 'Crossref', holder: 'IEEE' }],
  ['10.1126', { agency: 'Crossref', holder: 'AAAS' }],
  ['10.1145', { agency: 'Crossref', holder: 'ACM' }],
  ['10.1371', { agency: 'Crossref', holder: 'PLOS' }],
  ['10.3390', { agency: 'Crossref', holder: 'MDPI' }],
  ['10.18653', { agency: 'Crossref', holder: 'Association for Computational Linguistics' }],
]);

const unknownAgency: Agency = { agency: 'unknown' };

/** The registration agency as far as it can be told from the prefix without asking anyone. */
export function agencyOf(doi: Doi): Agency {
  return holders.get(prefixOf(doi)) ?? unknownAgency;
}
