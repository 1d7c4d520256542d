import type { LinkKind } from '../versions/relation-kinds.ts';
import type { SameAsBefore } from '../versions/new-version.ts';
import { formatCounted } from './format.ts';

export const linkNames: Readonly<Record<LinkKind, string>> = {
  version: 'has version',
  succession: 'newer version',
  obsolescence: 'replaced by',
  sameness: 'identical',
  variant: 'variant',
  derivation: 'derived',
  use: 'used by',
  part: 'part',
};

export const sameText: Readonly<Record<SameAsBefore, string>> = {
  'same-version':
    'The new version has the same version text as the old one. Two DOIs for one version are not made: raise the version, or update the record that is there.',
  'same-address':
    'The new version has the same landing page as the old one, so both DOIs would lead to the same thing. Give the address of the new version.',
  'same-content': 'Nothing changed between the two. A second DOI for the same content is not made.',
};

/** By direction: the files that a lineage is saved as, each a format of `versions.export`. */
export const lineageFiles = {
  upstream: ['upstream-csv', 'upstream-json-ld'],
  downstream: ['downstream-csv', 'contacts-csv', 'downstream-json-ld'],
} as const;

export const versionsText = {
  title: 'Versions',
  changeSetTitle: (count: number): string =>
    `Repair of ${formatCounted(count, 'version chain', 'version chains')}`,
  newVersionTitle: (version: string): string => `New version ${version}`,
  reservedGo: (dois: readonly string[]): string =>
    `${formatCounted(dois.length, 'record', 'records')} that the new version made and nobody sent yet ${dois.length === 1 ? 'goes' : 'go'} with it: ${dois.join(', ')}.`,
  notOurs: (doi: string): string =>
    `${doi} is not ours to change, so no new version is made of it here.`,
  linkRefused: (doi: string, why: string): string =>
    `Nothing was made: the link in ${doi} cannot be written. ${why}`,
  linkRefusedNext: 'Put that record in order, then try again.',
  inPlaceRefused: (doi: string, why: string): string =>
    `${doi} was not updated, and nothing was decided. ${why}`,
  inPlaceRefusedNext: 'Put the record in order, then decide again.',
  changedMeanwhile: 'Its relations were changed since the repair was planned. Plan it again.',
  notInLedger: (doi: string): string => `The ledger has no record of ${doi}.`,
  noChain: (doi: string): string => `${doi} has no version relations.`,
  decided: (chosen: string, changes: string): string =>
    `Decided for this change (${changes}): ${chosen}.`,
  released: 'Taken away with the new version that was undone; it never left this machine.',
  releasedMeanwhile:
    'Undoing this took away the record that it had made, so it cannot be done again. Make the new version anew. Nothing was changed.',
  markedOutdated: 'Marked as outdated.',
  unmarkedOutdated: 'No longer marked as outdated.',
  // The screens.
  list: 'Version chains',
  show: 'Which chains are shown',
  shows: {
    all: 'All chains',
    defects: 'With defects',
    sound: 'Sound',
    unsent: 'With changes not confirmed',
  },
  byDefect: 'By defect',
  columns: {
    title: 'Item',
    defects: 'Defects',
    versions: 'Versions',
    latest: 'Latest',
    sending: 'At DataCite',
    changed: 'Last change',
  },
  sending: (unsent: number, halfDone: number): string =>
    halfDone > 0 ? `${halfDone} half done` : unsent > 0 ? `${unsent} not sent` : 'in step',
  chainCount: (count: number): string => formatCounted(count, 'chain', 'chains'),
  reading: 'Reading relations …',
  sound: 'Nothing is wrong with this chain',
  soundShort: 'sound',
  none: 'none',
  noneFit: 'No chain fits this choice',
  emptyTitle: 'No version chains yet',
  emptyBody:
    'Records that name each other as versions appear here, with everything that is wrong between them.',
  noChainTitle: 'No versions',
  summary: (versions: number, defects: number): string =>
    `${formatCounted(versions, 'version', 'versions')}, ${defects === 0 ? 'nothing wrong' : formatCounted(defects, 'defect', 'defects')}`,
  tabs: { picture: 'Picture', list: 'In words', defects: 'Defects', lineage: 'Lineage' },
  picture: 'Picture of the chain; the same stands in the tab In words',
  controls: 'Zoom',
  showWhole: 'Show the whole chain',
  minimap: 'The whole chain, small',
  legend: 'Legend',
  hidden: (count: number): string =>
    `${formatCounted(count, 'record is', 'records are')} not shown: a chain is shown up to 6,000 records.`,
  listInWords: 'The chain in words',
  oneSided: 'one side only',
  unsent: 'not sent yet',
  canonical: 'All versions',
  version: (version: string): string => `Version ${version}`,
  noVersion: 'No version',
  withdrawn: 'withdrawn',
  unknown: 'not in the ledger',
  latest: 'latest',
  outdated: 'outdated',
  observed: 'not ours',
  inverse: {
    version: 'version of',
    succession: 'older version',
    obsolescence: 'replaces',
    sameness: 'identical',
    variant: 'original form',
    derivation: 'derived from',
    use: 'uses',
    part: 'part of',
  } satisfies Record<LinkKind, string>,
  andMore: (count: number): string => `and ${count} more`,
  showRecord: 'Show',
  showChain: 'Show the chain',
  closeChain: 'Close the chain',
  closeFacts: 'Close the record',
  openRecord: 'Open the record',
  newVersion: 'New version',
  facts: { title: 'Title', url: 'Landing page', holding: 'Whose' },
  holding: {
    own: 'Ours to change',
    observed: 'Somebody else’s; we only observe it',
    unknown: 'The ledger has no such record; others name it',
  },
  notKnown: 'not known',
  exportAs: 'Export',
  format: {
    svg: 'Picture (SVG)',
    png: 'Picture (PNG)',
    csv: 'Links (CSV)',
    'json-ld': 'Graph (JSON-LD)',
  },
  repair: 'Repair …',
  repairTitle: 'Repair this chain',
  repairLead: (count: number): string =>
    `${formatCounted(count, 'record changes', 'records change')}, in its relations only. It becomes one change set, which can be undone and is sent from the History or the Outbox.`,
  nothingToRepair: 'Nothing can be repaired without a person. What remains is listed below.',
  whatIsRepaired: 'What is repaired',
  whatIsWritten: 'What is written',
  parentOf: (doi: string): string => `${doi} is a version of`,
  parentByCount: 'The item that has most versions of the chain',
  orderByHand: 'Set the order of the versions by hand',
  orderLabel: 'Order of the versions, the oldest first',
  older: (doi: string): string => `Make ${doi} older`,
  newer: (doi: string): string => `Make ${doi} newer`,
  mark: 'Mark as outdated',
  unmark: 'Take the mark away',
  markTitle: 'Mark this record as outdated?',
  unmarkTitle: 'Take the mark “outdated” away?',
  markLead:
    'It is noted in this ledger and its history, and told wherever its place in the chain is told. The record itself does not change and stays citable. Until a version that replaces it is linked, it is a defect of the chain.',
  unmarkLead: 'It is then outdated only where its relations say so.',
  repairNow: (count: number): string => `Change ${formatCounted(count, 'record', 'records')}`,
  repaired: (count: number, left: number): string =>
    `${formatCounted(count, 'record', 'records')} changed. ${left === 0 ? 'The chain is sound.' : `${formatCounted(left, 'defect needs', 'defects need')} a person.`}`,
  letter: 'the text',
  letterFor: (doi: string): string => `To the owner of ${doi}`,
  left: 'What a person must decide',
  reason: 'Reason',
  reasonHint: 'Stands in the history. May stay empty.',
  cancel: 'Cancel',
  newVersionOf: (version: string): string => `New version after ${version}`,
  whatChanged: 'What changed since?',
  proposal: {
    'new-doi': 'The policy proposes a new DOI',
    update: 'The policy proposes an update in place',
    ask: 'The policy leaves this to you',
  },
  byPolicy: (name: string, validFrom: string): string => `${name}, valid from ${validFrom}`,
  updateInPlace: 'Update in place',
  makeVersion: 'Make the new version',
  versionLabel: 'Version',
  issuedLabel: 'Issued on',
  dateHint: 'As 2027-06-30',
  urlLabel: 'Landing page of the new version',
  urlHint: 'The page of this very version: its tag, commit or folder.',
  canonicalLabel: 'Landing page of the item, for a DOI above all versions',
  canonicalHint: 'May stay empty: then the versions are linked with each other only.',
  versionLead: (doi: string): string =>
    `A new record is made from ${doi} and linked both ways. ${doi} changes in its relations only, and stays citable.`,
  madeVersion: (doi: string): string => `Made ${doi}. Complete it and publish it.`,
  keptInPlace: (version: string): string =>
    `Updated in place${version === '' ? '' : `, as version ${version}`}. It waits to be sent.`,
  inPlaceTitle: (version: string): string =>
    version === '' ? 'Update in place' : `Update in place to version ${version}`,
  inPlaceLead: (version: string, day: string): string =>
    `In place: ${version === '' ? 'the version stays empty' : `the version becomes ${version}`}, with the date ${day} of the type Updated. Nothing else changes.`,
  isCorrection: 'The old version is wrong and must not be used any more: the new one obsoletes it',
  lineageOf: (doi: string): string => `Of ${doi}`,
  downstream: 'What was made of it',
  upstream: 'What it is made of',
  noLineage: {
    downstream: 'No record of the ledger says that it was made of this one or uses it.',
    upstream: 'The record names nothing that it was made of.',
  },
  lineageColumns: ['Steps', 'Record', 'By', 'Contacts'],
  lineageCut: 'These are the first 2,000; an export has all of them.',
  lineageFormat: {
    'upstream-csv': 'Records with contacts (CSV)',
    'downstream-csv': 'Records with contacts (CSV)',
    'contacts-csv': 'Everybody to write to, a row a person (CSV)',
    'upstream-json-ld': 'Graph (JSON-LD)',
    'downstream-json-ld': 'Graph (JSON-LD)',
  },
} as const;
