import type { Alternative, CaseStatus, RequestKind } from '../removal/case-table.ts';
import type { PageProblem } from '../removal/judge-page.ts';
import type { DataKept, RemovalReason, SuccessorRelation, Visibility } from '../removal/reasons.ts';
import type { ItemStatus, StepName } from '../removal/steps.ts';
import type { Tombstone, TombstoneProblem } from '../removal/tombstone.ts';
import { formatCount, formatCounted } from './format.ts';

/** What cases of removal say, on the screens and on the command line. */
export const removalText = {
  kind: {
    deletion: 'Deletion',
    rename: 'Rename',
    visibility: 'Change of visibility',
    correction: 'Correction',
  } satisfies Record<RequestKind, string>,
  owner: { own: 'Our own DOI', hub: 'DOI minted by a hub' },
  origin: {
    form: 'entered here',
    email: 'read from an e-mail',
    csv: 'read from a CSV file',
    watch: 'found by the watch',
    locked: 'locked by its DOI',
    audit: 'found by the landing-page audit',
  },
  status: {
    open: 'Open',
    asked: 'Asked the hub',
    approved: 'Approved',
    working: 'Steps under way',
    'half-done': 'Half done',
    done: 'Done',
    restoring: 'Being restored',
    'half-restored': 'Half restored',
    restored: 'Restored',
    declined: 'Declined',
    alternative: 'Solved otherwise',
    'taken-back': 'Taken back',
  } satisfies Record<CaseStatus, string>,
  itemStatus: {
    listed: 'Not begun',
    working: 'Under way',
    'half-done': 'Half done',
    done: 'Done',
    restoring: 'Being restored',
    'half-restored': 'Half restored',
    restored: 'Restored',
  } satisfies Record<ItemStatus, string>,
  alternative: {
    'restrict-access': {
      name: 'Restrict access',
      explain: 'The page and the metadata stay public; the files ask for permission.',
    },
    'new-version': {
      name: 'New version',
      explain: 'A corrected item gets its own DOI; the old one stays and points to it.',
    },
    'correct-metadata': {
      name: 'Correct the metadata',
      explain: 'A wrong name, title or licence is mended in the record; nothing has to go.',
    },
    transfer: {
      name: 'Transfer',
      explain: 'Another repository takes the item; the DOI gets its new address.',
    },
    temporary: {
      name: 'Temporarily unavailable',
      explain: 'The DOI stays findable; its page says so, and you are reminded to bring it back.',
    },
  } satisfies Record<Alternative, { name: string; explain: string }>,
  reason: {
    duplicate: 'Duplicate',
    retracted: 'Retracted',
    replaced: 'Replaced',
    spam: 'Spam',
    'test-record': 'Test record',
    copyright: 'Copyright',
    'personal-data': 'Personal data',
    'take-down-request': 'Take-down request',
    'disputed-authorship': 'Disputed authorship',
    misconduct: 'Misconduct',
    fraud: 'Fraud',
    'out-of-scope': 'Out of scope',
    transferred: 'Transferred elsewhere',
    ethics: 'Ethics or IRB',
    licence: 'Licence or data use agreement',
    'hub-removed': 'Removed by the hub',
    'owner-request': 'Owner’s request',
    'technical-loss': 'Technical loss',
    unknown: 'Unknown',
  } satisfies Record<RemovalReason, string>,
  relation: {
    IsObsoletedBy: 'Obsoleted by it',
    IsPreviousVersionOf: 'Earlier version of it',
    IsIdenticalTo: 'The same item',
  } satisfies Record<SuccessorRelation, string>,
  visibility: {
    public: 'Full citation',
    minimal: 'DOI and statement only',
  } satisfies Record<Visibility, string>,
  dataKept: {
    yes: 'Kept',
    no: 'Destroyed',
    restricted: 'Kept and closed',
    unknown: 'Not known',
  } satisfies Record<DataKept, string>,
  step: {
    'before-image': 'Keep what was there before',
    'page-made': 'Make the tombstone page',
    'page-out': 'Put the page out',
    'page-checked': 'See the page in public',
    metadata: 'Withdrawn date and successor at DataCite',
    address: 'DOI leads to the page',
    hidden: 'Out of the search',
    're-read': 'Read it back from DataCite',
    resolver: 'Ask the resolver',
    neighbours: 'Mend the version chain',
    receipt: 'Receipt',
    'neighbours-back': 'Put the version chain back',
    'record-back': 'Put the record back at DataCite',
    're-read-back': 'Read it back from DataCite',
    'resolver-back': 'Ask the resolver',
    'page-down': 'Take the page down',
    'receipt-back': 'Receipt',
  } satisfies Record<StepName, string>,
  field: {
    reason: 'Reason',
    statement: 'Public statement',
    language: 'Language of the page',
    circumstancesDate: 'Date of the circumstances',
    withdrawnDate: 'Withdrawn on',
    decidedBy: 'Decided by (role, public)',
    authority: 'Legal basis or policy',
    contact: 'Contact (public)',
    successorDoi: 'Successor (DOI)',
    successorRelation: 'This item is',
    dataKept: 'The data themselves',
    visibility: 'Page shows',
    citation: 'Citation, if something must be left out',
    isTemporary: 'It comes back',
    expectedBack: 'Expected back on',
  } satisfies Record<keyof Tombstone, string>,
  /** A tombstone's fault; `field` says where. */
  problem: {
    missing: 'is missing.',
    'too-short': 'does not say the circumstances yet: write 40 characters or more.',
    'too-long': 'is longer than 4,000 characters.',
    'no-day': 'is no day of the calendar; write it as 2027-06-30.',
    'no-doi': 'is not a DOI.',
    'no-contact': 'is neither an e-mail address nor a web address.',
    itself: 'is one of the items that go.',
    'successor-gone': 'is itself withdrawn or given up. Name one that is there, or none.',
    'successor-unknown': 'is not in this ledger, so whether it is there was not checked.',
    'relation-missing': 'says how the successor relates to this item; choose one.',
    'names-person':
      'names a person of the record, and the reason concerns people. Say it without the name if you can.',
    'public-about-person':
      'names people in full, and the reason concerns people. Leave out what must not be read, or show the DOI only.',
  } satisfies Record<TombstoneProblem['code'], string>,
  page: {
    'not-there': 'The page is not there yet.',
    moved: 'The address leads on to another one; the page must answer itself.',
    'not-html': 'What is there is not a web page.',
    login: 'What is there asks for a login, so the public does not see the page.',
    'no-doi': 'What is there is another page: it does not show the DOI.',
    'no-statement': 'What is there is another edition of the page, with other words.',
    'no-json-ld': 'What is there is not our page: the data for machines are missing.',
  } satisfies Record<PageProblem, string>,
  entry: {
    opened: (origin: string) => `Request ${origin}.`,
    approved: (note: string) => `Approved.${note === '' ? '' : ` ${note}`}`,
    declined: (note: string) => `Declined.${note === '' ? '' : ` ${note}`}`,
    moved: (status: string, note: string) => `${status}.${note === '' ? '' : ` ${note}`}`,
    begun: (count: number) => `The steps were begun for ${formatCounted(count, 'DOI', 'DOIs')}`,
    restoring: (count: number, reason: string) =>
      `${formatCounted(count, 'DOI is', 'DOIs are')} being restored. ${reason}`,
    attached: (name: string, sha256: string) => `Attached ${name} (SHA-256 ${sha256}).`,
    erased: (sha256: string, reason: string) =>
      `A document was erased (SHA-256 ${sha256}). ${reason}`,
    edited: (fields: string) => `Changed: ${fields}.`,
  },
  error: {
    noCase: (name: string) => `There is no case ${name}.`,
    cannot: (status: string, event: string) =>
      `A case that is “${status}” cannot be ${event}. Nothing was changed.`,
    notEditable: (status: string) =>
      `The case is “${status}”, so it is not changed any more. Take the approval back, or open it again.`,
    unknownDoi: (doi: string) =>
      `${doi} is not in this ledger. Read its repository first, or open a request to the hub that minted it.`,
    foreign: (doi: string) =>
      `${doi} is not ours to change. Open a request to the hub or repository that minted it.`,
    isDraft: (doi: string) => `${doi} is a draft: it is deleted, not removed. Nothing was stored.`,
    isOursNotHub: (doi: string) =>
      `${doi} is one of our own DOIs, so no hub has to be asked. Nothing was stored.`,
    notADoi: (text: string) => `“${text}” is not a DOI.`,
    alreadyOpen: (doi: string, name: string) =>
      `${doi} is in the open case ${name}. One DOI has one open case.`,
    severalAccounts:
      'These DOIs belong to several repositories. Open one case for each repository.',
    staleDecision:
      'The case was changed since you looked at it, so the decision was not stored. Look again.',
    samePerson: (name: string) =>
      `${name} has approved it already. The second approval comes from another person.`,
    noPerson: 'Say who decides.',
    otherPerson: (name: string) =>
      `${name} is not the person who works now, so the decision was not stored.`,
    otherPersonNext: 'Choose yourself under Review and unlock your key, then decide.',
    notReady: (problems: string) => `The tombstone is not ready: ${problems}`,
    notDeletion: 'This request asks for no deletion, so there is nothing to tombstone.',
    hubCase: 'A DOI that a hub minted cannot be changed from here. Write the letter to the hub.',
    noPlace:
      'Nobody said where tombstone pages go. Choose it under “Pages and policy” first. Nothing was changed.',
    badPlace: (what: string) =>
      `The place of the pages cannot be used: ${what}. Nothing was changed.`,
    nothingToBegin: 'No DOI of the case waits for its steps.',
    nothingToRestore: 'No DOI of the case can be restored.',
    confirm: (words: string) => `Nothing was sent. Type “${words}” to go on.`,
    reasonMissing: 'Choose an alternative.',
    documentGone: 'This document was erased.',
    noLastingVault:
      'Documents are kept encrypted, and this computer keeps no key beyond the session. Choose a vault with a passphrase under Settings first. Nothing was stored.',
    keyGone:
      'The key of this document is not in the vault of this computer, so it cannot be opened. It was attached elsewhere, or erased after the backup that this ledger came from.',
    tooLarge: (name: string) => `${name} is larger than 10 MB, so it was not attached.`,
    logo: 'The logo must be a PNG, JPEG or WebP picture of at most 150 KB. Nothing was saved.',
    accent:
      'The colour must be written as #1f4e79 and be dark enough to be read on white. Nothing was saved.',
    address: (field: string) => `${field} is not a web address. Nothing was saved.`,
  },
  blocked: {
    writing: (name: string) => `Open ${name} for writing first.`,
    observed: (name: string) => `${name} is only read, never written to.`,
  },
  failure: {
    notInLedger: 'The ledger does not hold this DOI any more.',
    draftNow: 'DataCite holds it as a draft, so it is deleted and not removed.',
    conflict: 'The record was changed here and at DataCite. Settle the conflict first.',
    refused: (message: string) => `DataCite refused the change: ${message}`,
    replaced: 'Another change of the record took the place of this one before it was sent.',
    needsDecision: (message: string) =>
      `The record is of an older kernel and must be upgraded first: ${message}`,
    date: 'DataCite does not hold the Withdrawn date as it was sent.',
    url: (held: string) => `DataCite still leads to ${held}.`,
    state: (state: string) => `DataCite still holds it as ${state}.`,
    unregistered:
      'DataCite holds it, but the handle is not registered, so the DOI does not resolve.',
    stillPublic: 'The public can still read the record at DataCite.',
    notAllowed: 'The record may not be sent: a rule of publishing holds it back.',
    gone: 'DataCite does not know this DOI under this account.',
    unreadable: (message: string) => `DataCite could not be read: ${message}`,
    resolver: (where: string) => `The resolver leads to ${where}.`,
    noResolver: (message: string) => `The resolver could not be asked: ${message}`,
    page: (message: string) => `The page could not be asked for: ${message}`,
    write: (message: string) => `The page could not be written: ${message}`,
    upload: (message: string) => `The page could not be uploaded: ${message}`,
    differs: (keys: string) => `DataCite does not hold what was there before: ${keys}.`,
    neighbour: (doi: string) => `${doi}, which led to this item, could not be changed.`,
    next: 'Mend the cause, then go on with the case; what is done stays done.',
  },
  wait: {
    outbox: 'Waits for the outbox.',
    page: (message: string, address: string) =>
      `${message} Put it at ${address}; the app looks again by itself, and at once when you go on.`,
    neighbour: 'Waits for the change of a neighbour.',
  },
  skipped: {
    noNeighbour: 'No other record leads to it.',
    temporary: 'It comes back, so nothing else changes.',
    noResolver: 'This service has no resolver that is known.',
    byHand: 'Take the page away by hand; nothing leads to it any more.',
    alreadyHidden: 'It was out of the search already.',
    staysFindable: 'It comes back, so it stays findable.',
  },
  drafts: {
    words: (count: number) => `delete ${formatCounted(count, 'draft', 'drafts')}`,
    notDraft: (state: string) =>
      `It is ${state}: a DOI that was published is never deleted. Open a case for it.`,
    busy: 'An operation for it is under way. Wait until it is over.',
    burnt: 'Its name was given up before.',
    tooMany: (most: number) =>
      `These are more than ${formatCount(most)} records. Choose fewer; nothing was deleted.`,
    consequence:
      'This cannot be undone, and the same names cannot be used again. The metadata stay in the history of this ledger.',
  },
} as const;

/** `Public statement does not say the circumstances yet…` */
export function problemSentence({ field, code }: TombstoneProblem): string {
  return `${removalText.field[field]} ${removalText.problem[code]}`;
}
