import type { RepositoryDetail } from '../contract/repositories.ts';
import { formatCount, formatCounted } from './format.ts';

/** The words of the repository accounts. */
export const repositoriesText = {
  title: 'Repositories',
  add: 'Add a repository',
  addTitle: 'Add a repository',
  addHint:
    'The account that a DataCite member manages. Its password is kept apart from the ledger.',
  name: 'Name',
  nameHint: 'As you want to see it here',
  environment: 'Environment',
  clientId: 'Repository id',
  clientIdHint: 'Such as ETHZ.SED; also the user name',
  password: 'Password',
  passwordHint: 'Goes into the vault of this computer once, and is never shown again.',
  endpoint: 'Address of the service',
  endpointHint: 'Left empty, the address of the environment',
  save: 'Add the repository',
  added: (name: string): string => `${name} is added.`,
  tooShort: 'At least three characters.',
  needed: 'Please fill this in.',
  prefixes: 'Prefixes',
  noPrefixes: 'Not known yet',
  domains: 'Landing page hosts',
  anyDomain: 'Not known yet',
  credential: 'Credentials',
  hasCredential: 'Kept',
  noCredential: 'None: this account can only be looked at',
  checkedAt: 'Last checked',
  notChecked: 'Not yet',
  check: 'Check the credentials',
  records: 'Records',
  account: 'Account',
  defaults: 'Defaults',
  defaultsHint: 'What every item of this repository gets that does not bring its own.',
  saveDefaults: 'Save the defaults',
  saved: 'The defaults are saved.',
  sync: 'What the service holds',
  syncHint: 'Reads all records of the account and merges what changed there. Nothing is sent.',
  syncStart: 'Read the repository',
  syncRunning: (read: number, total: number | null): string =>
    total === null
      ? `Reading. ${formatCounted(read, 'record', 'records')} so far`
      : `Reading ${formatCount(read)} of ${formatCounted(total, 'record', 'records')}`,
  syncDone: (changed: number): string =>
    changed === 0
      ? 'Nothing had changed there.'
      : `${formatCounted(changed, 'record', 'records')} had changed there.`,
  syncNever: 'Not read yet.',
  practice: 'Practice repository',
  practiceBody:
    'A DataCite-compatible service inside this app. It needs no account and answers as the real one does.',
  running: 'Runs at',
  stopped: 'Not running',
  atService: 'At the service',
  holdings: 'What DataCite would hold now',
  holdingsEmpty: 'Nothing yet. What you register here appears in this list.',
  holdingDoi: 'DOI',
  holdingTitle: 'Title and landing page',
  holdingState: 'State',
  holdingUpdated: 'Changed',
  untitled: 'Without a title',
  noUrl: 'Without a landing page',
  holdingRange: (first: number, last: number, total: number): string =>
    `${formatCount(first)} to ${formatCount(last)} of ${formatCount(total)}`,
  earlier: 'Previous',
  later: 'Next',
  reset: 'Empty the practice repository',
  resetTitle: 'Empty the practice repository?',
  resetBody: (count: number): string =>
    `All its DOIs and the ${formatCount(count)} records of it in this ledger go. Nothing else is touched, and it cannot be undone.`,
  resetDone: 'The practice repository is empty.',
  keep: 'Keep it',
} as const;

export const vaultText: Readonly<Record<RepositoryDetail['vaultStrength'], string>> = {
  'os-keychain': 'in the keychain of this computer',
  passphrase: 'behind your passphrase',
  session: 'until this program ends',
  practice: 'by the practice repository itself',
};

export const checkText = {
  works: 'The account works',
  'bad-credentials': 'The credentials were refused',
  unreachable: 'The service cannot be reached',
  inactive: 'The account is not active',
} as const;
