import { formatCounted } from './format.ts';

/** What the verbs of removal say. */
export const removalCliText = {
  summary: {
    new: 'Opens a case: somebody asks to remove, rename, hide or correct an item',
    list: 'Lists cases, the overdue ones first',
    show: 'Shows one case: what was asked, decided and done, step by step',
    decide: 'Approves or declines a case',
    tombstone: 'Takes the steps of an approved case and waits until each is verified',
    restore: 'Takes the removal of DOIs back, step by step, and verifies it',
    pages: 'Writes all tombstone pages into a folder, as a static site',
  },
  option: {
    kind: 'deletion (unless told), rename, visibility or correction',
    owner: 'own (unless told), or hub for a DOI that a hub minted',
    reason: 'A reason of the list: duplicate, retracted, personal-data, …; see help case new',
    requester: 'Who asks',
    contact: 'How to reach her; stays in the case',
    request: 'What she asks, in her words',
    due: 'Day until which it is due, as 2027-06-30',
    statement: 'The public statement: why the item is not there, 40 characters or more',
    decidedBy: 'Who decides, as a role that stands on the page',
    publicContact: 'E-mail or web address for questions, on the page',
    authority: 'Law, court or policy that it rests on',
    withdrawn: 'Day of the withdrawal; today unless told',
    successor: 'DOI of what takes its place',
    relation: 'IsObsoletedBy (unless told), IsPreviousVersionOf or IsIdenticalTo',
    minimal: 'The page shows the DOI and the statement, and no citation',
    temporary: 'It comes back: the DOI stays findable',
    approve: 'Approves the case as it stands',
    decline: 'Declines it',
    person: 'Who decides; two that must agree are two different ones',
    note: 'A note for the case',
    all: 'Ended cases as well',
    case: 'The case, as R-0012 or 12',
    confirm: 'The words that a real repository asks for',
    open: 'Opens production for this command; type its repository id, as ETHZ.SED',
    why: 'Why, for the case and the history',
    landing: 'Landing pages of published records as well',
    addresses: 'Writes a sheet there with which update lets the DOIs lead to those landing pages',
  },
  notes: {
    new: [
      'Reasons: duplicate, retracted, replaced, spam, test-record, copyright, personal-data, take-down-request, disputed-authorship, misconduct, fraud, out-of-scope, transferred, ethics, licence, hub-removed, owner-request, technical-loss, unknown.',
      'Nothing is removed by this: decide on the case, then call tombstone.',
    ],
    tombstone: [
      'Without DOIs, all of the case. Ended with Ctrl+C the steps go on when the app runs next.',
      'Ends with 1 where a step failed: what is half done stays so until it is called again, or restored.',
    ],
  },
  opened: (name: string): string => `Opened ${name}.`,
  approveOrDecline: 'Give --approve or --decline.',
  noCase: (text: string): string => `“${text}” is no case; write it as R-0012.`,
  decided: (status: string, missing: number): string =>
    missing > 0
      ? `Noted; ${formatCounted(missing, 'approval is', 'approvals are')} missing.`
      : `The case is ${status}.`,
  label: { remove: 'Removing', restore: 'Restoring' },
  ended: (status: string, done: number, half: number): string =>
    `The case is ${status}: ${formatCounted(done, 'DOI', 'DOIs')} through, ${String(half)} half done.`,
  waits: 'A page is not online yet. Put it there, then call this again.',
  halfDone: (doi: string, step: string, message: string): string =>
    `${doi}: stopped at ${step}. ${message}`,
  notRemoved: (doi: string): string => `${doi} was removed under no case of this ledger.`,
  wroteAddresses: (file: string): string =>
    `Wrote ${file}. Look at it with: update ${file} --preview`,
  wrote: (count: number, folder: string): string =>
    `Wrote ${formatCounted(count, 'page', 'pages')} to ${folder}.`,
} as const;
