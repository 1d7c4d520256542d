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
  endpointHint: 'The base address of its API, beginning with https://',
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
  fullRead: 'Read and compare everything by itself',
  fullReadHint:
    'Lists of changes may leave something out. A whole reading finds it, merges it, and lists every difference.',
  fullReadNever: 'Only when I ask',
  fullReadDaily: 'Every day',
  fullReadWeekly: 'Every week',
  fullReadMonthly: 'Every month',
  fullReadLast: 'Everything was read',
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
  rename: 'Rename',
  renameTitle: (name: string): string => `Name and colour of ${name}`,
  renameSave: 'Save',
  colour: 'Colour',
  noColour: 'None',
  colours: {
    blue: 'Blue',
    teal: 'Teal',
    green: 'Green',
    olive: 'Olive',
    orange: 'Orange',
    pink: 'Pink',
    violet: 'Violet',
    grey: 'Grey',
  },
  access: 'What you do with it',
  accesses: {
    write: { label: 'Work with it', detail: 'With its password or an API key' },
    observe: {
      label: 'Observe it',
      detail: 'Reads what is public; needs no password, sends nothing',
    },
  },
  credentialKind: 'Signed in with',
  credentialKinds: {
    password: { label: 'Password', detail: 'The password of the repository account' },
    'api-key': { label: 'API key', detail: 'A key from Fabrica, beginning with DC.' },
  },
  giveCredential: 'Give the password',
  changeCredential: 'Change the password',
  credentialTitle: (clientId: string): string => `Password or API key of ${clientId}`,
  credentialSave: 'Keep it',
  credentialSaved: 'The new password is kept. Check the credentials to try it.',
  forgetCredential: 'Forget the password',
  forgotten: 'The password is forgotten.',
  member: 'Member',
  consortium: (id: string): string => `consortium ${id.toUpperCase()}`,
  memberUnknown: 'Not known yet: check the credentials',
  rights: 'What this account may do',
  may: 'May:',
  mayNot: 'May not:',
  right: {
    readAll: 'Read all its records, drafts included',
    readPublic: 'Read what is public of it',
    write: 'Create, change, register and publish DOIs',
    writeUnder: (prefixes: string): string =>
      `Create, change, register and publish DOIs under ${prefixes}`,
    observed: 'Be written to: it is only observed',
    noCredential: 'Be read or written to: there is no password on this computer',
    shut: 'Send anything before you open it for this session',
    keyOnly: 'Change the account itself: an API key has no right to',
  },
  openWriting: 'Open PRODUCTION for this session',
  shutWriting: 'Shut production again',
  openTitle: (name: string): string => `Open ${name} for writing?`,
  openBody:
    'What is sent from now on is public and permanent. It stays open until you shut it, lock the app or end the program. What already waits in the outbox is sent at once.',
  typeId: (clientId: string): string => `Type ${clientId} to go on`,
  remove: 'Remove the repository',
  removeHint:
    'Takes the account out of this app and forgets its password. Its records and their history stay here, read-only. At DataCite nothing changes.',
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeBody: (count: number): string =>
    `${formatCounted(count, 'record stays', 'records stay')} here, read-only. Add the same account again to go on with them.`,
  removed: (name: string): string => `${name} is removed. Its records stay, read-only.`,
  removedHeading: 'Removed',
  removedNotice:
    'This repository was removed. Its records are here to be looked at; nothing is sent.',
  addAgain: 'Add it again',
  shutBanner: 'Production, shut for writing. You can look and prepare; nothing is sent.',
  openBanner: 'PRODUCTION is open for writing: what you send is public and permanent.',
  writingShut: 'Production is shut in this session. Open it for writing under Repositories.',
  observedOnly: (name: string): string => `${name} is only observed: nothing is sent to it.`,
  openFirst: (name: string): string =>
    `${name} is production, and shut until you open it for this session under Repositories.`,
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
