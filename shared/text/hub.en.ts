import { doiInWords } from '../doi/unreal-doi.ts';
import type { Hub, HubItemName } from '../hub/hub.ts';
import { shortRevision } from '../hub/hub.ts';
import type { RefusedReference } from '../hub/reference.ts';
import type { Access, HubEventKind, WayOn } from '../hub/watch.ts';
import { formatCount, formatCounted } from './format.ts';

type LetterKind = 'delete' | 'rename' | 'visibility' | 'feedback';

const refused: Readonly<Record<RefusedReference, (hub: string) => string>> = {
  space: (hub) => `A Space gets no DOI: ${hub} gives them to models and data sets only.`,
  'other-hub': (hub) =>
    `This address is not one of ${hub}. Choose the hub that it belongs to, or add it.`,
  unreadable: () =>
    'This names no item, owner or collection. Write owner/name, datasets/owner/name or an address.',
};

const unseen: Readonly<Record<Exclude<Access, 'public' | 'private'>, string>> = {
  hidden:
    'The hub shows it to nobody without rights: it is private, or it is not there. A token of its owner tells.',
  gone: 'The hub has no item of this name.',
  disabled: 'The hub has disabled access to this item.',
  blocked: 'The hub withholds this item for legal reasons.',
};

/** What each event is called and means, for the watch and the overview. */
export const hubEventText: Readonly<
  Record<HubEventKind, { readonly name: string; readonly meaning: string }>
> = {
  'head-moved': {
    name: 'Changed since',
    meaning: 'The item has newer revisions than the one that was looked at.',
  },
  'commit-lost': {
    name: 'Revision lost',
    meaning:
      'The revision of the DOI is no longer in the repository: its history was squashed or rewritten.',
  },
  renamed: {
    name: 'Renamed',
    meaning:
      'The item has another name. Old addresses lead on as long as nobody takes the old name.',
  },
  recreated: {
    name: 'Replaced',
    meaning: 'Another item stands under the same name: the DOI leads to something else.',
  },
  'made-private': {
    name: 'Made private',
    meaning: 'Only its owner sees the item: the DOI leads to no public page.',
  },
  hidden: {
    name: 'Not visible',
    meaning:
      'The hub no longer shows the item: it is private or deleted; without a token the hub does not say which.',
  },
  gated: {
    name: 'Gated',
    meaning:
      'The content is given on request now. The page stays public; the record should say so.',
  },
  ungated: { name: 'No longer gated', meaning: 'The content may be had without asking now.' },
  disabled: { name: 'Disabled', meaning: 'The hub itself has shut the item.' },
  deleted: { name: 'Deleted', meaning: 'The item is gone from the hub.' },
  'available-again': { name: 'Visible again', meaning: 'The item can be seen by everybody again.' },
  'licence-changed': {
    name: 'Licence changed',
    meaning: 'The card names another licence than before.',
  },
  'authors-changed': {
    name: 'Authors changed',
    meaning: 'The card or CITATION.cff names other people than before.',
  },
  'card-changed': { name: 'Card changed', meaning: 'The card tells something else than before.' },
  'doi-tag-lost': { name: 'DOI tag lost', meaning: 'The item no longer shows its DOI.' },
  'doi-replaced': {
    name: 'New DOI on the hub',
    meaning: 'The hub generated another DOI; the one before is outdated.',
  },
  'doi-generated': {
    name: 'DOI on the hub',
    meaning:
      'The hub generated a DOI for an item that had none. Read it anew to observe its record.',
  },
  'record-drift': {
    name: 'Record and card differ',
    meaning: 'The public record of the DOI was changed, and says something else than the card.',
  },
};

export const wayOnText: Readonly<Record<WayOn, string>> = {
  'new-version': 'New version …',
  generate: 'Generate a new DOI …',
  correct: 'Take over into the record',
  'request-rename': 'Write about the name …',
  'request-visibility': 'Write about the visibility …',
  removal: 'Removal …',
  contact: 'Write to the hub …',
  'rename-plan': 'Places with the old name',
};

/** Version of the words below; it changes whenever one of them does. */
export const consentVersion = '2026-11';

/** What a person agrees to before a DOI is generated (D7, D8). */
export const consentText = {
  restrictions: (hub: string, support: string) =>
    `${hub} restricts an item once it has a DOI: it cannot be deleted, renamed, or have its visibility changed any more by its owners, but only upon request to ${support === '' ? 'the support of the hub' : support}. The DOI is permanent: it cannot be taken back.`,
  personalData: (hub: string) =>
    `The full name of the person who generates the DOI is given by ${hub} to DataCite, where it becomes part of a public record.`,
  coAuthors:
    'All other people who are named as authors have agreed to be named in a public record.',
} as const;

export const hubText = {
  title: 'Hub',
  client: {
    noJson: (hub: string) => `${hub} answered with something that is no metadata.`,
    offline: (hub: string, why: string) =>
      `${hub} cannot be reached: ${why} What was fetched is safe, and the rest goes on when the network is back.`,
    tooLarge: (path: string) => `${path} is larger than 6 MB, which no card is; it was not read.`,
    redirects: (hub: string) => `${hub} sends from one address to the next without end.`,
    badToken: (hub: string) => `${hub} does not accept the token that is kept for it.`,
    badTokenNext:
      'Give a new token with the scope “read”, or take the token out to read what is public.',
    rateLimited: (hub: string) =>
      `${hub} refuses for rate although we waited. What was fetched is safe.`,
    unexpected: (hub: string, status: number) =>
      `${hub} answered with status ${status}, which says nothing about the item.`,
  },
  profiles: {
    title: 'Hubs',
    none: (id: string) => `There is no hub “${id}”.`,
    practiceName: 'Practice hub',
    stays: (name: string) => `${name} belongs to the app and stays.`,
    hasItems: (name: string, items: number) =>
      `${name} has ${formatCounted(items, 'item', 'items')} here, so it cannot be removed.`,
    taken: (endpoint: string) => `A hub at ${endpoint} is here already.`,
    insecure: 'The addresses of a hub begin with https://.',
    add: 'Add a hub …',
    change: 'Change …',
    addTitle: 'Add a hub',
    editTitle: (name: string) => `Settings of ${name}`,
    hint: 'The same software runs under several names. Each hub has its own address, its own prefix and its own support.',
    name: 'Name',
    endpoint: 'Address of its API',
    web: 'Address of its pages',
    registry: 'DataCite API that knows its DOIs',
    prefix: 'Prefix of the DOIs that it generates',
    prefixHint: 'Empty: this hub does not offer DOIs.',
    noDois: 'This hub does not offer DOIs.',
    support: 'Address of its support',
    supportHint: 'Requests about items with a DOI go there.',
    token: 'Token',
    tokenHint:
      'Optional. The scope “read” is enough: the app never writes to a hub. It is kept in the vault.',
    saveToken: 'Keep the token',
    takeToken: 'Take the token out',
    tokenTaken: 'The token was taken out.',
    noToken: 'No token: only what is public is read.',
    worksAs: (user: string) => `The token works. It speaks for ${user}.`,
    refusedToken: 'The hub does not accept this token. It was not kept.',
    offlineToken: 'The hub cannot be reached, so the token was kept without having been tried.',
    user: 'User',
    organisations: 'Organisations',
    role: (role: string) => (role === '' ? 'role not told' : role),
    scope: 'Scope of the token',
    writeScope: 'This token may write. One with the scope “read” is enough and safer.',
    owners: 'Organisations and their ROR ids',
    ownersHint:
      'Items name their owner only by its name on the hub. With a ROR id picked here the records name the organisation, and people without an affiliation of their own are affiliated to it.',
    organisation: 'Organisation',
    ror: 'ROR id',
    pick: (owner: string) => `ROR id of ${owner} …`,
    noRor: 'no ROR id',
    rorSaved: (owner: string) =>
      `The ROR id of ${owner} was saved. Its items follow when they are read anew.`,
    rorTaken: (owner: string) => `The ROR id of ${owner} was taken out.`,
    takeRor: 'Take it out',
    remove: 'Remove this hub',
    save: 'Save',
    practiceHint:
      'A hub on this computer, to try everything without a network. Its DOIs lead nowhere. Its token is “hf_practice_read”.',
  },
  item: {
    none: 'This item is not here any more.',
    noRecord: 'No record was made of it.',
    locked: (doi: string) =>
      `Locked by DOI: ${doi} leads to this item, so it is not taken off, renamed or hidden here, as little as on the hub. What is to happen to it goes by request.`,
    cannotRemove: (doi: string) => `This item has the DOI ${doi}: it cannot be taken off.`,
    cannotRemoveNext: 'Write a request instead: it names what is to happen, and why.',
    removed: 'The item was taken off. Its record stays.',
  },
  findings: {
    noCard: 'The repository has no README.md, so only what the hub itself says is known.',
    noFront: 'The card has no front matter, so licence, language and tags are not known.',
  },
  run: {
    none: 'There is no such run.',
    nothingNamed: 'Nothing was named that could be brought in.',
    titleOfMany: (first: string, more: number) => `${first} and ${formatCount(more)} more`,
    noName: 'Neither the folder nor the card tells the name of this item on the hub.',
    noKind:
      'Nothing tells whether this is a model or a data set. Choose it above and bring it in again.',
    noAccount: (hub: string) =>
      `There is no token for ${hub}, so nobody knows which items are yours.`,
    noAccountNext: 'Give a token with the scope “read”, or write the name of your organisation.',
    noItems: (owner: string) =>
      `${owner} has no public models or data sets on this hub, or there is nobody of this name.`,
    noCollection: 'The hub has no collection of this name, or does not show it.',
    partOnly: (type: string) =>
      type === 'space'
        ? 'A Space gets no DOI; the record of the collection names it as a part.'
        : `A ${type === '' ? 'thing of an unknown kind' : type} is no model or data set; no record is made of it.`,
    gated: 'Gated: its page is public, its content is given on request.',
    isPrivate: 'Private: only the holder of the token sees it, so no DOI can be registered for it.',
    noRevision: (revision: string) => `The item has no revision ${revision}.`,
    refused,
    unseen,
    itemDefect:
      'Something in the app went wrong with this item; the log says more. The others are not touched by it.',
    defect:
      'Something in the app went wrong. What was brought in is whole; bring it in again to go on.',
  },
  mint: {
    notOwn: 'This record is observed only.',
    unseen: 'The item cannot be seen by the public at present, so a DOI would lead nowhere.',
    nothingFetched: 'Nothing was fetched of this item yet.',
    noRevision: 'Nobody knows the revision of this item, so a DOI could not be pinned to it.',
    ownExists: (doi: string) => `Our DOI ${doi} stands for this very revision already.`,
    decide: 'The item, or one like it, has a DOI already. Say how the two belong together.',
    matches: {
      'hub-doi': (doi: string) => `The hub generated ${doi} for this item.`,
      'card-doi': (doi: string) => `The card names ${doi}.`,
      'own-doi': (doi: string) => `${doi} is ours, for another revision of this item.`,
      'same-object': (name: string) => `${name} on another hub is the same object.`,
      'same-revision': (name: string) => `${name} on another hub has the same revision.`,
      'same-address': (doi: string) => `${doi} leads to the same address.`,
      'same-title': (doi: string) => `${doi} has the same title and year.`,
    },
    title: (name: string) => `DOI for ${name}`,
  },
  watchFailed: 'The hub could not be asked about this item.',
  generation: {
    noDois: (hub: string) => `${hub} does not offer DOIs.`,
    notTicked: 'All three statements need your tick before the hub is opened.',
    needsWaiver: 'Some points of the checklist do not hold. Say why it goes on all the same.',
    blocked: 'The checklist has a point that must hold first.',
    under: 'A DOI is being generated for this item already.',
    none: 'No DOI is being generated for this item.',
    moved: (shown: string, head: string) =>
      `The item moved from revision ${shortRevision(shown)} to ${shortRevision(head)} since it was shown to you. Nothing was opened.`,
    movedNext: 'Look at the checklist again: it is of the newer revision now.',
  },
  letters: {
    subject: {
      delete: (item: string) => `Request: deletion of ${item}, which has a DOI`,
      rename: (item: string) => `Request: renaming of ${item}, which has a DOI`,
      visibility: (item: string) => `Request: change of visibility of ${item}, which has a DOI`,
      feedback: (item: string) => `About the DOI of ${item}`,
    } satisfies Record<LetterKind, (item: string) => string>,
    asks: {
      delete:
        'we ask you to delete this item. Its DOI stays, and should lead to a page that says so (DataCite, best practices for tombstone pages).',
      rename: 'we ask you to rename this item to: [new name].',
      visibility:
        'we ask you to make this item visible to everybody again, since its DOI must lead to a public page.',
      feedback: 'we have noticed the following about this item and its DOI: [what you noticed].',
    } satisfies Record<LetterKind, string>,
    noticed: 'What we noticed:',
    change: (name: string, before: string, after: string) =>
      `${name}${before === '' ? '' : `, before: ${before}`}${after === '' ? '' : `, now: ${after}`}`,
    foreign: (address: string, profile: string) =>
      `The card names ${address} as the address to write to. The settings of this hub say ${profile === '' ? 'none' : profile}. Check which is right.`,
  },
} as const;

/** The lines of a letter that name the item, so that who reads it finds everything. */
export function itemLines(
  hub: Pick<Hub, 'name'>,
  item: HubItemName,
  facts: {
    readonly address: string;
    readonly objectId: string | null;
    readonly dois: readonly { readonly doi: string; readonly revision: string | null }[];
  },
): readonly string[] {
  return [
    `Hub: ${hub.name}`,
    `Item: ${item.name} (${item.kind === 'dataset' ? 'data set' : 'model'})`,
    `Address: ${facts.address}`,
    ...(facts.objectId === null ? [] : [`Object id: ${facts.objectId}`]),
    ...facts.dois.map(
      ({ doi, revision }) =>
        `DOI: ${doiInWords(doi)}${revision === null ? '' : `, for revision ${shortRevision(revision)}`}`,
    ),
  ];
}
