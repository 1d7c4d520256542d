import type { HubItemRow, HubRun } from '../contract/hub-shapes.ts';
import type { FactName } from '../hub/facts.ts';
import { shortRevision } from '../hub/hub.ts';
import { formatCount, formatCounted, formatDuration } from './format.ts';
import { hubPanelText } from './hub-panel.en.ts';
import { hubRulesText } from './hub-rules.en.ts';

/** What the screens of hubs say; the events and letters are in `hub.en.ts`. */
export const hubScreenText = {
  title: 'Hub',
  views: { items: 'Items', events: 'What happened', hubs: 'Hubs', rules: 'Mapping' },
  itemCount: (count: number) => formatCounted(count, 'item', 'items'),
  bringIn: 'Bring in …',
  look: 'Look now',
  stopLooking: 'Stop looking',
  looking: (done: number, total: number, waitMs: number) =>
    `Looking: ${formatCount(done)} of ${formatCount(total)}${waitMs > 2000 ? `. The hub asks us to wait ${formatDuration(waitMs / 1000)}` : ''}`,
  lookedAt: 'Looked at',
  neverLooked: 'Never looked at',
  list: 'Items of hubs',
  show: 'Show',
  shows: {
    all: 'All items',
    'no-doi': 'Without a DOI',
    current: 'DOI is current',
    outdated: 'Changed since the DOI',
    events: 'Something happened',
    unseen: 'Not visible',
  },
  own: 'Only mine',
  search: 'Search items',
  columns: {
    name: 'Item',
    kind: 'Kind',
    standing: 'DOI',
    access: 'Visible',
    events: 'Open',
    head: 'Revision',
    checked: 'Looked at',
  },
  kinds: { dataset: 'Data set', model: 'Model' },
  standings: {
    none: 'No DOI',
    current: 'DOI is current',
    outdated: 'DOI is outdated',
  } satisfies Record<HubItemRow['standing'], string>,
  accesses: {
    public: 'Public',
    private: 'Private',
    hidden: 'Not visible',
    gone: 'Gone',
    disabled: 'Disabled',
    blocked: 'Blocked',
  } satisfies Record<HubItemRow['access'], string>,
  gated: 'Gated',
  emptyTitle: 'No models or data sets of a hub yet',
  emptyBody:
    'Bring in an item, a whole organisation or a collection of a hub by its name. Metadata and cards are read, never data or weights. The practice hub works without a network: its organisation is “oberwald-institute”.',
  noneFit: 'No item fits',
  noEvents: 'Nothing has happened',
  noEventsBody:
    'When an item moves on, is renamed, hidden or deleted, or its card changes, it stands here with a way on.',

  bringInTitle: 'Bring in from a hub',
  hub: 'Hub',
  source: 'From where',
  sources: {
    list: {
      label: 'By name',
      detail: 'Items, users, organisations, collections; ids or addresses',
    },
    own: {
      label: 'What is mine',
      detail: 'The items of your user and organisations, by your token',
    },
    folder: {
      label: 'A folder',
      detail: 'Clones, or the cache of huggingface_hub; nothing is fetched',
    },
  },
  names: 'One a line: owner/name, datasets/owner/name, an address, or the name of an owner',
  namesPlaceholder: 'oberwald-institute',
  itemKind: 'Names without a kind are',
  eitherKind: 'Whichever the hub has',
  repository: 'Repository for our own DOIs',
  collection: 'Collection',
  folderChosen: (count: number) =>
    `${formatCounted(count, 'card', 'cards')} chosen. Only README.md, CITATION.cff, scores, and of a clone its revision and bare address are read.`,
  chooseFolder: 'Choose a folder',
  noCards: 'There is no README.md in this folder.',
  start: 'Bring in',
  started: 'Items are being brought in.',

  run: (run: HubRun) =>
    `${run.title}: ${formatCount(run.total - run.waitingCount)} of ${formatCount(run.total)}. ${formatCount(run.newCount)} new, ${formatCount(run.observeOnlyCount)} observed only, ${formatCount(run.failedCount + run.refusedCount)} not brought in`,
  runStates: {
    running: 'Bringing in',
    paused: 'Paused',
    done: 'Done',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
    failed: 'Failed',
  } satisfies Record<HubRun['status'], string>,
  pause: 'Pause',
  resume: 'Go on',
  cancelRun: 'Cancel',
  retry: 'Try the failed ones again',
  problems: 'What was not brought in',
  dismissRun: 'Hide',

  panel: hubPanelText,
  factNames: {
    title: 'Title',
    creators: 'Creators',
    licence: 'Licence',
    year: 'Year',
    type: 'Type',
    language: 'Language',
    description: 'Description',
    version: 'Version',
    url: 'Address',
    relations: 'Relations',
  } satisfies Record<FactName, string>,
  values: {
    intro: (revision: string | null) =>
      `Where each value of the record comes from${revision === null ? '' : `, as of revision ${shortRevision(revision)}`}.`,
    property: 'Value',
    source: 'From',
    edited: 'edited here since',
    none: 'No record was made of this item yet.',
    tab: 'Origin',
    openItem: 'Open the item',
    from: (name: string, hub: string) => `From ${name} on ${hub}.`,
  },
  practice: {
    'move-head': 'A new revision',
    'change-licence': 'Another licence',
    'change-authors': 'Other authors',
    rename: 'Renamed',
    'make-private': 'Made private',
    'make-public': 'Made public',
    gate: 'Gated, or not any more',
    disable: 'Disabled by the hub',
    squash: 'History squashed',
    recreate: 'Replaced by another item',
    delete: 'Deleted',
    'drop-doi-tag': 'DOI tag lost',
    block: 'Withheld for legal reasons, or not any more',
    'change-record': 'Public record of its DOI changed',
    'limit-rate': 'The hub lets 5 requests a minute through',
    'lift-limit': 'The hub lets everything through again',
  },

  events: {
    list: 'What happened to items of hubs',
    show: 'Show',
    shows: { open: 'Open', urgent: 'Urgent', settled: 'Settled' },
    kind: 'What happened',
    allKinds: 'Whatever happened',
    kindCount: (name: string, count: number) => `${name} (${formatCount(count)} open)`,
    allHandled: (count: number) => `All ${formatCount(count)} were dealt with`,
    allNoMatter: (count: number) => `None of the ${formatCount(count)} matters`,
    settledAll: (count: number) => `${formatCounted(count, 'event was', 'events were')} settled.`,
    newer: 'Newer',
    older: 'Older',
    page: (from: number, to: number, total: number) =>
      `${formatCount(from)} to ${formatCount(to)} of ${formatCount(total)}`,
    columns: { what: 'What', item: 'Item', before: 'Before', after: 'After', noticed: 'Noticed' },
    urgent: 'Urgent',
    before: 'Before',
    after: 'After',
    waysOn: 'Ways on',
    settle: 'It was dealt with',
    noMatter: 'It does not matter',
    settled: 'Settled',
    openItem: 'Open the item',
    close: 'Close this event',
    taken: 'The record follows what the card says now.',
    requestOpened: 'A request was opened.',
    schedule: 'When to look',
    every: 'Look by itself every',
    hours: (hours: number) =>
      hours % 24 === 0
        ? formatCounted(hours / 24, 'day', 'days')
        : formatCounted(hours, 'hour', 'hours'),
    never: 'Only when I ask',
    quota: 'Requests in 5 minutes',
    quotaHint: 'Empty: as many as the hub permits (it tells with each answer; 500 until then).',
    save: 'Save',
    saved: 'The schedule was saved.',
  },

  generation: {
    title: (name: string) => `Generate a DOI for ${name}`,
    steps:
      'The hub generates the DOI on its own page. This guide checks the item, keeps what you agreed to, opens the page, and waits for the DOI.',
    checklist: 'Before you go',
    states: { good: 'holds', asks: 'does not hold', blocks: 'must hold first' },
    revision: (revision: string | null, branch: string) =>
      `The DOI will stand for revision ${revision ?? 'unknown'}, the newest one of the branch ${branch}. Compare it with what the page says.`,
    made: 'Made',
    waiver: 'Why it goes on although some points do not hold',
    agree: 'What you agree to',
    restrictions: 'I know these restrictions and accept them.',
    personalData: 'I agree that this name is given to DataCite.',
    person: 'Full name of the person who clicks “Generate DOI”',
    coAuthors: 'Consent of all other authors is there.',
    version: (version: string) =>
      `Words of version ${version}. They are kept with your name and the time.`,
    terms: 'Terms of the hub',
    termsRead: 'The terms as they were read',
    termsUnread:
      'The page of the terms could not be read, so no copy of it is kept. Read it on the hub.',
    termsHint: 'This wording is kept with what you agree to.',
    looking: 'Looking at the item as it is now …',
    go: 'Open the settings on the hub',
    waiting: (revision: string) =>
      `Waiting for the hub: click “Generate DOI” there. Expected for revision ${shortRevision(revision)}.`,
    pending:
      'The hub has not shown a DOI within half an hour. That is no failure: the watch goes on looking for it. If its settings show no section on DOIs, this hub does not offer them: take the prefix out of its settings under Hubs.',
    done: (doi: string, revision: string | null) =>
      `The hub generated ${doi}${revision === null ? '' : ` for revision ${shortRevision(revision)}`}, as expected.`,
    other: (doi: string, revision: string, expected: string) =>
      `The hub generated ${doi} for revision ${shortRevision(revision)}, not for ${shortRevision(expected)} as was shown to you: the item changed in between.`,
    noTag: 'The item does not show a tag with its DOI.',
    ask: 'Ask the hub now',
    stop: 'Stop waiting',
    stopped: 'Waiting was stopped.',
    consents: 'Consents as CSV',
    openAgain: 'Open the page again',
  },

  mint: {
    title: (name: string) => `DOI for ${name} under our own prefix`,
    intro: (revision: string | null) =>
      `A draft for ${revision === null ? 'this item' : `revision ${shortRevision(revision)}`} is made from card and metadata. Nothing is sent: you register it like any other draft.`,
    canonical: 'Also a DOI for the item as such, above all its versions',
    canonicalHint: 'Worth it as soon as there is, or will be, more than one version.',
    matches: 'This may be a second DOI for the same thing',
    decision: 'How they belong together',
    decisions: {
      'different-version': { label: 'Another version', detail: 'Ours is a newer version of it' },
      variant: { label: 'A variant', detail: 'The same content in another form' },
      identical: {
        label: 'The same',
        detail: 'Both lead to the same thing; this is said in the record',
      },
      override: { label: 'No relation', detail: 'They only look alike; say why' },
    },
    reason: 'Reason',
    what: 'What is drafted',
    version: 'For this revision',
    item: 'For the item as such',
    findings: (count: number) =>
      `${formatCounted(count, 'finding', 'findings')} to settle before it is registered.`,
    go: (count: number) => (count === 2 ? 'Draft two DOIs' : 'Draft the DOI'),
    done: 'The draft is ready to be reviewed and registered.',
  },

  letter: {
    title: 'Letter to the hub',
    hint: 'Nothing is sent by the app. Copy it into your mail.',
    about: 'About',
    abouts: {
      delete: 'Deletion',
      rename: 'Renaming',
      visibility: 'Visibility',
      feedback: 'Something else',
    },
    to: 'To',
    noAddress: 'The settings of this hub name no address of its support.',
    subject: 'Subject',
    body: 'Text',
    copyAll: 'letter',
    openRequest: 'Keep it as a request',
  },
  renamePlan: {
    title: 'Places with the old name',
    intro: (from: string, to: string) =>
      `“${from}” is “${to}” now. These places of this ledger still hold the old name.`,
    none: 'No record holds the old name.',
    notOurs: 'not ours to change',
    wheres: {
      record: 'Metadata',
      collection: 'Key in its collection',
      card: 'Card of another item',
      request: 'Request',
    },
    follows:
      'Citation, landing page and exports are made of the metadata: they follow when it is corrected.',
  },
  rules: hubRulesText,
} as const;
