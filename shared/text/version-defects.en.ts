import type { Defect, DefectCode } from '../versions/defect.ts';

type Told = Pick<Defect, 'code' | 'at' | 'others' | 'values'>;

interface DefectText {
  /** As a heading and a filter. */
  readonly name: string;
  readonly sentence: (defect: Told) => string;
  readonly why: string;
  readonly remedy: string;
}

const other = ({ others }: Told): string => others[0] ?? '';
const listed = (dois: readonly string[]): string =>
  dois.length <= 3 ? dois.join(', ') : `${dois.slice(0, 3).join(', ')} and ${dois.length - 3} more`;

/** What each defect is called, says, means and asks for. */
export const defectText: Readonly<Record<DefectCode, DefectText>> = {
  'self-link': {
    name: 'Related to itself',
    sentence: ({ at, values }) => `${at} says ${values['type'] ?? ''} of itself.`,
    why: 'A record is no version of itself; services that follow such a relation drop the record.',
    remedy: 'The relation is taken away.',
  },
  cycle: {
    name: 'Circle',
    sentence: ({ at, others }) => `${at}, ${listed(others)} follow each other in a circle.`,
    why: 'Of versions that follow each other in a circle none is the newest.',
    remedy:
      'The link that leads from the higher version to the lower is taken away; where versions and dates do not tell, choose the order.',
  },
  'wrong-direction': {
    name: 'Wrong direction',
    sentence: (told) =>
      told.values['version'] === undefined
        ? `${told.at} says ${told.values['type'] ?? ''} of ${other(told)}${oppositeOf(told)}.`
        : `${told.at} (version ${told.values['version']}) is called newer than ${other(told)} (version ${told.values['otherVersion'] ?? ''}).`,
    why: 'Of two versions one is the newer, and of item and version one is the item.',
    remedy:
      'The relation is turned round where versions or dates tell which is newer; else choose the order.',
  },
  'wrong-relation-type': {
    name: 'Wrong relation type',
    sentence: (told) =>
      told.values['right'] === undefined
        ? `${told.at} says ${told.values['type'] ?? ''} of ${other(told)}${oppositeOf(told)}, which does not fit the chain.`
        : `${told.at} says “${told.values['type'] ?? ''}” of ${other(told)}; the schema's word is ${told.values['right']}.`,
    why: 'An item has versions; versions follow each other; nothing is both at once.',
    remedy: 'The relation type is corrected.',
  },
  'two-parents': {
    name: 'Version of two items',
    sentence: ({ at, others }) => `${at} is said to be a version of ${listed(others)}.`,
    why: 'A version is an instance of exactly one item.',
    remedy:
      'The item that has most versions of the chain is kept; the relation to the other is taken away on both sides.',
  },
  fork: {
    name: 'Fork',
    sentence: ({ at, others, values }) =>
      values['way'] === 'in'
        ? `${at} follows ${listed(others)}, which do not follow each other.`
        : `${listed(others)} all follow ${at}, and not each other.`,
    why: 'Readers of the older version cannot tell which of the newer ones to take.',
    remedy:
      'The versions are put into one line by version and date; where these do not tell, choose the order, or leave the fork if it is meant.',
  },
  gap: {
    name: 'Gap',
    sentence: (told) => `Nothing links ${told.at} with the version before it, ${other(told)}.`,
    why: 'Whoever goes from version to version ends here.',
    remedy: 'The two are linked on both sides.',
  },
  'one-sided-link': {
    name: 'One-sided link',
    sentence: (told) =>
      `${other(told)} says ${told.values['said'] ?? ''} of ${told.at}, which does not say ${told.values['type'] ?? ''} in return.`,
    why: 'Version relations are added to each DOI; DataCite adds none by itself.',
    remedy: 'The relation is added on the other side.',
  },
  'canonical-missing-version': {
    name: 'Item misses a version',
    sentence: (told) => `${told.at} does not name its version ${other(told)}.`,
    why: 'The canonical DOI carries HasVersion for every version; only then are versions counted and shown.',
    remedy: 'HasVersion is added to the item, and IsVersionOf to the version where it lacks.',
  },
  'two-latest': {
    name: 'Two newest versions',
    sentence: ({ at, others }) => `Nothing tells which is the newest: ${listed([...others, at])}.`,
    why: 'Readers are sent to the newest version; there must be one.',
    remedy: 'Give the versions numbers or dates, or choose the order.',
  },
  'dangling-target': {
    name: 'Target does not exist',
    sentence: (told) =>
      `${told.at} says ${told.values['type'] ?? ''} of ${other(told)}, which does not exist.`,
    why: 'The DOI stands under a prefix of yours, and no record has it.',
    remedy: 'The relation is taken away. If the DOI was mistyped, correct it in the record.',
  },
  'non-doi-target': {
    name: 'Address instead of DOI',
    sentence: (told) =>
      `${told.at} names ${other(told)} by “${told.values['value'] ?? ''}” (${told.values['valueType'] === '' ? 'no type' : (told.values['valueType'] ?? '')}).`,
    why: 'Only DOIs are followed by those who count and show versions.',
    remedy: 'The address is replaced by the DOI.',
  },
  'draft-target': {
    name: 'Target not published',
    sentence: (told) =>
      `${told.at} says ${told.values['type'] ?? ''} of ${other(told)}, which is ${told.values['state'] ?? ''}.`,
    why: 'Readers who follow the link find nothing yet.',
    remedy: 'Publish the other record, or wait with this relation.',
  },
  'tombstoned-target': {
    name: 'Target withdrawn',
    sentence: (told) =>
      `${told.at} sends its readers to ${other(told)} (${told.values['type'] ?? ''}), which was withdrawn.`,
    why: 'There is no later version to go to.',
    remedy: 'Link a version that is still there, or say in the record that none is.',
  },
  'other-agency-target': {
    name: 'Target of another agency',
    sentence: (told) =>
      `${told.at} says ${told.values['type'] ?? ''} of ${other(told)}, a DOI of ${told.values['agency'] ?? ''}.`,
    why: 'The other side cannot be changed by you, and is hardly a version of the same item: an article is described, not versioned.',
    remedy: 'See whether IsDescribedBy, IsSupplementTo or IsDerivedFrom is meant.',
  },
  'duplicate-version': {
    name: 'Version given twice',
    sentence: (told) =>
      `${told.at} and ${other(told)} both have the version ${told.values['version'] ?? ''}.`,
    why: 'Two versions with the same number cannot be told apart.',
    remedy: 'Correct the version of one of them.',
  },
  'date-order': {
    name: 'Dates out of order',
    sentence: (told) =>
      `${told.at} is newer than ${other(told)} but has the earlier date (${told.values['dateType'] ?? ''} ${told.values['date'] ?? ''} before ${told.values['otherDate'] ?? ''}).`,
    why: 'Either the link or a date is wrong.',
    remedy: 'Correct the date, or turn the link round.',
  },
  'moving-url': {
    name: 'Address that moves',
    sentence: ({ at, values }) =>
      `${at} leads to ${values['url'] ?? ''}, which is whatever is newest.`,
    why: 'A version’s DOI gives the very version that was used; this address changes under it.',
    remedy: 'Enter the address of the tag, the commit or the version.',
  },
  'outdated-without-successor': {
    name: 'Outdated, without a successor',
    sentence: ({ at }) => `${at} is marked as outdated, and nothing says by what it was replaced.`,
    why: 'Readers learn that they should not use it, and not what to use.',
    remedy: 'Link the version that replaced it, or take the mark away.',
  },
};

function oppositeOf({ values, at, others }: Told): string {
  const said = values['otherType'];
  if (said === undefined) return '';
  return values['isSameRecord'] === 'yes'
    ? `, and also ${said}`
    : `, and ${others[0] ?? ''} says ${said} of ${at}`;
}
