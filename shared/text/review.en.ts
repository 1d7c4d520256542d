import { formatCount, formatCounted } from './format.ts';

/** Review and publishing: what the core answers. The words of the screens stand in `review-screen.en.ts`. */
export const reviewText = {
  wrongPassphrase: 'The passphrase does not open this person’s key.',
  wrongPassphraseNext: 'Try it again. Nobody can approve in her name without it.',
  nobodyChosen: 'Nobody has said who is at work here.',
  nobodyChosenNext: 'Choose your name under Review, or add it there.',
  keyLocked: 'Your signing key is locked.',
  keyLockedNext: 'Unlock it with its passphrase, then do it again.',
  signsElsewhere: (name: string) =>
    `The key of ${name} is on another computer, so she signs there.`,
  noSteward: 'There is no such person here.',
  nameTaken: (name: string) => `There is somebody named ${name} already.`,
  nameTakenNext: 'Give a name that tells the two apart.',
  keyTaken: (name: string) => `This key is that of ${name}.`,
  stewardMade: 'A person who reviews was added, with a signing key.',
  stewardKnown: 'A person who reviews elsewhere was added by the key that she told.',
  policySet: (collection: string) => `What “${collection}” asks of its drafts was set.`,
  noRecord: (doi: string) => `There is no draft ${doi} to review.`,

  gate: {
    burnt: 'This DOI was deleted at DataCite and is not used again.',
    calledOff: 'Somebody decided that this item is not to be registered: it has a DOI already.',
    twin: 'Another DOI seems to stand for the very same item, and nobody has decided about it.',
    approval: {
      none: '',
      one: 'It must be approved in a review first: no approval of what it says now is there.',
      'two-persons':
        'It must be approved by somebody who did not write it: no such approval of what it says now is there.',
    },
    checklist:
      'The collection asks for more before it is published: its checklist has open points, which can be met or waived with a reason.',
    voided: 'It was edited after it had been approved and queued, so it was not sent.',
    invalid: (message: string) => `An incomplete draft is never published: ${message}`,
    remedy: 'Open it under Review, see what is missing there, and publish it again afterwards.',
    noneApproved: (repository: string, count: number) =>
      `On ${repository}, only records that were approved in a review are published, and none of these ${formatCount(count)} is approved as it stands now.`,
    quota: (most: number, used: number) =>
      `At most ${formatCount(most)} DOIs an hour are published here, and ${formatCount(used)} were in the last hour. Publish fewer, wait, or raise the quota.`,
    rehearsalMissing: 'This very plan was not rehearsed on practice or test.',
    rehearsalNext: 'Rehearse it first, or say why it can go without.',
  },

  twinDecided: {
    cancel: (other: string) => `Not registered: ${other} stands for it already.`,
    'new-version': (other: string) => `A new version of ${other}.`,
    variant: (other: string) => `A variant of ${other}.`,
    identical: (other: string) => `The same as ${other}, whose DOI serves.`,
    different: (other: string) => `Another item than ${other}.`,
  },

  ownTwin: 'A draft is no twin of itself.',

  notOnline: 'This collection asks nobody outside for twins. Its policy says whether it may.',
  quotaSet: (name: string, most: number | null) =>
    most === null
      ? `How many DOIs may be published in an hour on ${name} is as usual again.`
      : `At most ${formatCount(most)} DOIs may be published in an hour on ${name}.`,

  submitted: 'It was handed in for review.',
  returned: 'Changes were asked for.',
  approved: 'It was approved, with a signature over its content.',
  takenBack: 'The approval was taken back.',
  assigned: (name: string | null) =>
    name === null ? 'Nobody reviews it now.' : 'It has a reviewer.',
  commented: 'A comment was written.',
  resolved: 'A comment was settled.',
  reopened: 'A comment was opened again.',
  answered: (question: string) => `The question “${question}” of the checklist was answered.`,
  unanswered: (question: string) => `The answer to “${question}” was taken back.`,
  notPossible: (status: string) => `This cannot be done while the draft stands as “${status}”.`,
  changedMeanwhile: 'The draft was edited since you looked at it, so it was not approved.',
  changedMeanwhileNext: 'Look at it as it is now, then decide.',
  openItems: (count: number) =>
    `${formatCounted(count, 'point of the checklist is', 'points of the checklist are')} open.`,
  openItemsNext: 'Settle each point, or waive it with a reason where that is possible.',
  ownWork: (name: string) =>
    `${name} wrote it or handed it in, and this collection asks for a second person.`,
  ownWorkNext: 'Ask a colleague to review it.',
  noAuthor: 'Nobody is named as its author, so nobody can be told to be somebody else.',
  noAuthorNext: 'Let the person who wrote it hand it in for review under her name.',
  openComments: (count: number) =>
    `${formatCounted(count, 'comment is', 'comments are')} not settled.`,

  rehearsal: {
    where: 'A rehearsal takes place on practice or on a test account, never on the real one.',
    nothing: 'There is nothing in this plan to rehearse.',
    running: 'Another rehearsal is running.',
    started: (count: number, name: string) =>
      `${formatCounted(count, 'record is', 'records are')} rehearsed on ${name}.`,
    ended: (done: number, failed: number) =>
      `The rehearsal ended: ${formatCount(done)} went well, ${formatCount(failed)} failed.`,
    notThere: 'There is no such rehearsal.',
    stored: (keys: string) => `It was stored otherwise than sent: ${keys}.`,
    otherState: (state: string) => `It was to be public and is ${state}.`,
    waived: 'Published without a rehearsal of this plan.',
  },

  bundle: {
    notOne: 'This is no file of reviews.',
    notOneNext: 'Choose the file as the colleague exported it.',
    tooMany: 'A file carries at most 10,000 drafts.',
    tampered: 'This file was changed after it was signed, so nothing of it was taken.',
    tamperedNext: 'Ask the colleague to send it once more by another way.',
    stranger: (name: string, fingerprint: string) =>
      `This file is signed by somebody who is not known here: she calls herself ${name}, and her key is ${fingerprint}.`,
    strangerNext:
      'Compare the key with her by telephone, add her under Review, then import it again.',
    imported: (count: number) =>
      `Reviews of ${formatCounted(count, 'draft', 'drafts')} were taken from a signed file.`,
    exported: (count: number) =>
      `Reviews of ${formatCounted(count, 'draft', 'drafts')} were exported as a signed file.`,
    noAccount: (doi: string) => `No account of this ledger holds the prefix of ${doi}.`,
    otherContent: 'It reads otherwise here: its approval was not taken, its comments were.',
    published: 'It is public already.',
    badHash: 'The file gives another fingerprint than its metadata have.',
  },

  proof: {
    state: (wanted: string, found: string) => `It is ${found}; ${wanted} was meant.`,
    stateGood: (state: string) => `DataCite has it as ${state}.`,
    url: (found: string) => `Its address at DataCite is ${found}.`,
    attributes: (keys: string) => `It differs at DataCite in ${keys}.`,
    attributesGood: 'DataCite holds what was approved, property by property.',
    resolver: (status: number) => `The resolver answered ${status}.`,
    resolverOther: (location: string) => `The resolver leads to ${location}.`,
    resolverGood: (location: string) => `The resolver leads to ${location}.`,
    page: (status: number) => `The landing page answered ${status}.`,
    pageGood: 'The landing page is there and is readable.',
    pageWaits: 'The audit of landing pages has it on its list.',
    pageSeen: (verdict: string, codes: string) =>
      `The audit calls the landing page ${verdict}: ${codes}.`,
    unreachable: (message: string) => `It could not be asked: ${message}`,
  },

  foreign: {
    offline: 'The record could not be fetched.',
    unknown: (doi: string) => `No agency knows ${doi}.`,
  },
} as const;
