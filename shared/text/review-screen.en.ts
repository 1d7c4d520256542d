import type { Question } from '../review/checklist.ts';
import type { ReviewStatus } from '../review/status.ts';
import type { TwinReason } from '../duplicates/compare-items.ts';
import { gridText } from './grid.en.ts';
import { formatCount, formatCounted, formatDate } from './format.ts';

export const reviewStatusText: Readonly<
  Record<ReviewStatus, { readonly label: string; readonly meaning: string }>
> = {
  new: { label: 'New', meaning: 'Nobody has handed it in for review.' },
  'in-review': { label: 'In review', meaning: 'It waits for somebody to look at it.' },
  'changes-asked': { label: 'Changes asked', meaning: 'Its author has something to change.' },
  approved: { label: 'Approved', meaning: 'This content was approved with a signature.' },
  publishing: {
    label: 'Publishing',
    meaning: 'It is on its way, or what was published is not proved yet.',
  },
  published: { label: 'Published', meaning: 'DataCite and the resolver were seen to have it.' },
};

/** Said instead of `publishing` where what was seen of a publication is not as it should be. */
export const unprovedText = {
  label: gridText.review.unproved,
  meaning: gridText.unprovedMeaning,
} as const;

export const questionText: Readonly<
  Record<Question, { readonly label: string; readonly asks: string }>
> = {
  errors: { label: 'No errors', asks: 'DataCite would refuse the record as it stands.' },
  gates: {
    label: 'No blocking findings',
    asks: 'Correct them, or waive each with a reason under Findings.',
  },
  responsibility: {
    label: 'Responsibility',
    asks: 'The collection says why this institution answers for it (E3).',
  },
  abstract: { label: 'Abstract', asks: 'An abstract of the length that the collection asks for.' },
  licence: { label: 'Licence', asks: 'A licence that machines can read.' },
  card: { label: 'Card or data sheet', asks: 'A link of the type IsDocumentedBy.' },
  rights: {
    label: 'Rights looked at',
    asks: 'A licence, or your word that the rights were looked at (E9).',
  },
  manuscript: {
    label: 'Stage of the manuscript',
    asks: 'A final published version has its publisher’s DOI (E8).',
  },
  consent: {
    label: 'Consent of those named',
    asks: 'Names go to DataCite, which publishes them (D8).',
  },
  duplicates: {
    label: 'No other DOI for the same item',
    asks: 'Decide about each possible twin (E7).',
  },
};

export const twinReasonText: Readonly<Record<TwinReason, string>> = {
  doi: 'names the other DOI as its own',
  hub: 'same repository of a hub',
  address: 'same address',
  digest: 'same commit or checksum',
  title: 'same title, creators and year',
};

/** The words of the screen where drafts are reviewed. */
export const reviewScreenText = {
  title: 'Review',
  queue: 'Drafts',
  drafts: (count: number) => formatCounted(count, 'draft', 'drafts'),
  all: 'All',
  show: 'Show',
  sort: 'Order',
  sorts: {
    oldest: 'Oldest first',
    newest: 'Newest first',
    risk: 'Riskiest first',
    title: 'By title',
  },
  columns: {
    status: 'Status',
    title: 'Title',
    findings: 'Findings',
    assignee: 'Reviewer',
    age: 'Waiting',
  },
  filters: {
    collection: 'Collection',
    author: 'Author',
    risk: 'Findings',
    any: (name: string) => `${name}: any`,
    days: (days: number) => `${days} days or more`,
    risks: { errors: 'With errors', warnings: 'With warnings', clean: 'Without findings' },
    clear: 'Show all',
  },
  noMatchTitle: 'No draft fits these filters',
  emptyTitle: 'No drafts here',
  emptyBody: 'Drafts stand here from the moment they come in until they are published and proved.',
  bringIn: 'Bring in a collection',
  none: 'Choose a draft to look at it.',
  voided: 'It was approved, and edited since: the approval no longer counts.',

  me: 'You are',
  nobody: 'Nobody yet',
  chooseMe: 'Who is at work?',
  whyMe:
    'The account’s password is shared; the person is not. Each person has a name and a key of her own, without which nobody approves for her.',
  unlock: 'Unlock',
  unlockTitle: (name: string) => `Unlock the key of ${name}`,
  lockKey: 'Lock your key',
  unlocked: 'Key open',
  locked: 'Key locked',
  elsewhere: 'Signs on another computer',
  iAm: 'This is me',
  nobodyHere: 'Nobody is at work',
  newPerson: 'Add a person',
  name: 'Name',
  passphrase: 'Passphrase of the key',
  passphraseHint: 'At least 8 characters. It cannot be recovered: without it the key is lost.',
  create: 'Make the key',
  cancel: 'Cancel',
  otherKey: 'Public key of a person who signs elsewhere',
  otherKeyHint: 'Leave it empty to make a key here. Compare its fingerprint by telephone.',
  fingerprint: 'Fingerprint',

  approve: 'Approve',
  returnIt: 'Return',
  comment: 'Comment',
  submit: 'Hand in',
  takeBack: 'Take approval back',
  assignMe: 'Assign to me',
  chosen: (count: number) => `${formatCounted(count, 'draft', 'drafts')} chosen`,
  handedIn: (count: number) => `${formatCounted(count, 'draft is', 'drafts are')} in review.`,
  next: 'Next',
  previous: 'Previous',
  publish: 'Publish',
  edit: 'Edit',
  exportBundle: 'Export for a colleague',
  importBundle: 'Import reviews',
  exported: 'The file is signed and saved.',
  imported: (
    name: string,
    counts: { approvalCount: number; commentCount: number; answerCount: number },
  ) =>
    `Signed by ${name}: ${formatCounted(counts.approvalCount, 'approval', 'approvals')}, ${formatCounted(counts.commentCount, 'comment', 'comments')}, ${formatCounted(counts.answerCount, 'answer', 'answers')}.`,
  refused: (count: number) => `${formatCounted(count, 'draft was', 'drafts were')} not taken.`,
  approved: 'Approved.',
  returned: 'Returned to its author.',

  returnTitle: 'Return this draft',
  returnHint: 'Your words stand as a comment on the draft until they are settled.',
  takeBackTitle: 'Take the approval back',
  reason: 'What shall change',
  why: 'Why',

  tabs: {
    record: 'Record',
    changes: 'Changes',
    payload: 'Request',
    findings: 'Findings',
    citation: 'Citation',
    history: 'History',
  },
  before: { remote: 'At DataCite now', 'previous-version': 'Version before' },
  here: 'This draft',
  noBefore: 'It is not at DataCite yet, and it follows no other version of this ledger.',
  noDifference: 'It says nothing else than before.',
  landing: 'Landing page',
  noLanding: 'It names no landing page.',
  landingLater: 'The audit looks at it once the draft is at DataCite.',
  lookAtPage: 'Look at the page now',
  landingVerdicts: {
    good: 'As it should be',
    incomplete: 'There, and lacks something',
    broken: 'Broken',
    unsure: 'Did not answer',
    unchecked: 'Not looked at',
  },

  checklist: 'Checklist',
  checklistCount: (open: number) => (open === 0 ? 'all settled' : `${formatCount(open)} open`),
  outcomes: { met: 'Met', answered: 'Confirmed', waived: 'Waived', open: 'Open' },
  confirm: 'Confirm',
  waive: 'Waive',
  waiveTitle: (label: string) => `Waive “${label}”`,
  withdraw: 'Withdraw',
  manuscript: 'Author’s manuscript',
  publishedVersion: 'Final published version',
  publishedVersionNext:
    'The publisher’s DOI names this text already (E8). Do not register this draft: link to that DOI from your other records instead.',
  twins: 'Possible twins',
  noTwins: 'No other record looks like this one.',
  wouldAsk: (service: string, words: string) => `${service} would be asked for: ${words}`,
  askOnline: 'Ask them',
  noTwinsOnline: 'They know no record that looks like this one.',
  decide: 'Decide',
  decisions: {
    cancel: 'Do not register this draft',
    'new-version': 'A new version of it',
    variant: 'A variant of it',
    identical: 'The same item: the other DOI serves',
    different: 'Another item',
  },
  decision: 'This draft is',
  notHere: 'Not in this ledger',
  lookUp: 'Look it up',
  approvals: 'Approvals',
  noApprovals: 'Nobody has approved it.',
  stale: 'of another content',
  forged: 'The signature does not fit. Somebody changed the ledger.',
  comments: 'Comments',
  noComments: 'No comments.',
  newComment: 'Write a comment',
  about: 'About',
  wholeRecord: 'The whole record',
  send: 'Send comment',
  reply: 'Reply',
  resolve: 'Settle',
  reopen: 'Open again',
  resolved: (name: string) => `Settled by ${name}`,
  proof: 'After publishing',
  proofs: { pending: 'Being looked at', verified: 'Proved', failed: 'Not as it should be' },
  checks: {
    state: 'State',
    url: 'Address',
    attributes: 'Metadata',
    resolver: 'Resolver',
    'landing-page': 'Landing page',
  },
  checkAgain: 'Look again',
  authors: (names: readonly string[]) => `Written or handed in by ${names.join(', ')}`,
  contentHash: 'Fingerprint of the content',

  policy: 'Before publishing',
  policyHint: 'What drafts of this collection go through before they become public.',
  policyStandard: 'The standard for this kind of account holds.',
  approval: 'Approval',
  approvals3: {
    none: { label: 'Not asked', detail: 'Whoever may register may publish.' },
    one: { label: 'One person', detail: 'Somebody approves the content with a key.' },
    'two-persons': { label: 'A second person', detail: 'Somebody approves who did not write it.' },
  },
  terms: 'Terms that are agreed to with the consent',
  termsHint: 'As they stand when somebody agrees, they are kept with the record.',
  termsUrl: 'Where the terms are published',
  responsibility: 'Why this institution answers for the content',
  responsibilityHint:
    'DataCite asks to assign DOIs only to content that you are responsible for (E3).',
  contact: 'Whom to ask',
  contactHint: 'A person who answers for these records (E4). Somebody confirms her once a year.',
  contactConfirmed: (at: string) => `Confirmed on ${formatDate(at)}. Saving confirms it again.`,
  confirmContact: 'Still the right person',
  abstractLength: 'Least length of the abstract (0: not asked)',
  asks: {
    asksResponsibility: 'The statement of responsibility is filled in',
    asksLicence: 'A licence is given',
    asksCard: 'A card or data sheet is linked',
    asksRights: 'The rights were looked at',
    asksManuscript: 'Texts say which stage they are',
    asksConsent: 'Those who are named know of it',
    asksDuplicates: 'Possible twins are decided about',
    usesOnlineSources: 'DataCite and Crossref may be asked for twins',
  },
  save: 'Save',
  saved: 'Saved.',
  toStandard: 'Back to the standard',

  quota: (used: number, most: number) =>
    `${formatCount(used)} of at most ${formatCount(most)} DOIs an hour were published here in the last hour.`,

  rehearsal: 'Rehearsal',
  rehearsals: {
    'not-asked': '',
    missing: 'This very plan was not rehearsed.',
    running: 'The rehearsal is running.',
    failed: 'The rehearsal failed for some records.',
    passed: 'This very plan was rehearsed, and all went well.',
  },
  rehearse: (name: string) => `Rehearse on ${name}`,
  rehearsed: (done: number, total: number) =>
    `${formatCount(done)} of ${formatCount(total)} went well`,
  withoutRehearsal: 'Why it goes without a rehearsal',
  consequences: 'What follows',
  consequence: [
    'Each DOI is public for ever: it can be hidden later, never deleted or used for something else.',
    'Harvesters, search engines and citation indexes pick it up within minutes.',
    'Its metadata and its address can be corrected at any time.',
  ],
} as const;
