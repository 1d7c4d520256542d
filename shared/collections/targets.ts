import type { VocabularyName } from '../metadata/schema/vocabularies.ts';
import { nearestTerm } from '../metadata/schema/vocabularies.ts';

/**
 * Where the cells of a column go. A target is `key` (the item's own identifier), a path of the attributes
 * (`publicationYear`, `publisher.name`), or a place in a list, `list[selector].member`:
 *
 *     creators[].name            each value of the cell is one entry
 *     creators[0].givenName      the first entry, whatever the cell holds
 *     dates[Created].date        each value is one entry of this type
 */
export interface Target {
  readonly list: string;
  /** '' for all, digits for one place, else the entries' type. Null for what is no list. */
  readonly selector: string | null;
  readonly member: string;
}

interface ListRule {
  /** The member without which there is no entry, and to which the others belong by position. */
  readonly primary: string;
  readonly members: readonly string[];
  /** Members of which one value may hold for every entry of the cell beside it. */
  readonly shared: readonly string[];
  /** The member that a selector in words sets. */
  readonly type?: { readonly member: string; readonly vocabulary: VocabularyName | null };
}

const personMembers = [
  'name',
  'givenName',
  'familyName',
  'nameType',
  'nameIdentifier',
  'affiliation',
  'affiliationIdentifier',
];
const personShared = ['nameType', 'affiliation', 'affiliationIdentifier'];

/** The lists of a record that cells can fill. */
export const listRules: ReadonlyMap<string, ListRule> = new Map<string, ListRule>([
  ['titles', entries('title', ['lang'], { member: 'titleType', vocabulary: 'titleType' })],
  ['creators', { primary: 'name', members: personMembers, shared: personShared }],
  [
    'contributors',
    {
      primary: 'name',
      members: [...personMembers, 'contributorType'],
      shared: [...personShared, 'contributorType'],
      type: { member: 'contributorType', vocabulary: 'contributorType' },
    },
  ],
  [
    'descriptions',
    entries('description', ['lang'], { member: 'descriptionType', vocabulary: 'descriptionType' }),
  ],
  [
    'subjects',
    entries('subject', ['schemeUri', 'valueUri', 'lang'], {
      member: 'subjectScheme',
      vocabulary: null,
    }),
  ],
  ['dates', entries('date', ['dateInformation'], { member: 'dateType', vocabulary: 'dateType' })],
  ['identifiers', entries('identifier', [], { member: 'identifierType', vocabulary: null })],
  [
    'relatedIdentifiers',
    entries('relatedIdentifier', ['relatedIdentifierType', 'resourceTypeGeneral'], {
      member: 'relationType',
      vocabulary: 'relationType',
    }),
  ],
  [
    'rightsList',
    {
      primary: 'rights',
      members: ['rights', 'rightsUri', 'rightsIdentifier', 'lang'],
      shared: ['lang'],
    },
  ],
  [
    'fundingReferences',
    {
      primary: 'funderName',
      members: ['funderName', 'funderIdentifier', 'awardNumber', 'awardTitle', 'awardUri'],
      shared: ['funderName', 'funderIdentifier'],
    },
  ],
  [
    'geoLocations',
    {
      primary: 'geoLocationPlace',
      members: [
        'geoLocationPlace',
        'pointLatitude',
        'pointLongitude',
        'northBoundLatitude',
        'southBoundLatitude',
        'westBoundLongitude',
        'eastBoundLongitude',
      ],
      shared: [],
    },
  ],
  ['sizes', { primary: '', members: [''], shared: [] }],
  ['formats', { primary: '', members: [''], shared: [] }],
]);

function entries(
  primary: string,
  more: readonly string[],
  type: { readonly member: string; readonly vocabulary: VocabularyName | null },
): ListRule {
  return {
    primary,
    members: [primary, ...more, type.member],
    shared: [...more, type.member],
    type,
  };
}

const scalars = new Set([
  'key',
  'doi',
  'url',
  'publicationYear',
  'language',
  'version',
  'publisher.name',
  'publisher.publisherIdentifier',
  'types.resourceTypeGeneral',
  'types.resourceType',
]);

/** Reads a target; null when no part of a record is called so. Types may be written in any case. */
export function parseTarget(text: string): Target | null {
  if (scalars.has(text)) {
    const [list = '', member = ''] = text.split('.');
    return { list, selector: null, member };
  }
  const match = /^([a-zA-Z]+)\[([^\]]{0,100})\](?:\.([a-zA-Z]+))?$/.exec(text);
  const [, list = '', selector = '', member = ''] = match ?? [];
  const rule = listRules.get(list);
  if (rule?.members.includes(member) !== true) return null;
  if (selector === '' || /^\d{1,3}$/.test(selector)) return { list, selector, member };
  if (rule.type === undefined) return null;
  const { vocabulary } = rule.type;
  const type = vocabulary === null ? selector : nearestTerm(vocabulary, selector);
  return type === undefined ? null : { list, selector: type, member };
}

export function formatTarget(target: Target): string {
  const member = target.member === '' ? '' : `.${target.member}`;
  return target.selector === null
    ? `${target.list}${member}`
    : `${target.list}[${target.selector}]${member}`;
}

/** True when a cell may hold several values for this target. */
export function takesSeveral(target: Target): boolean {
  const single = ['titles', 'descriptions', 'rightsList'].includes(target.list);
  return target.selector !== null && !/^\d+$/.test(target.selector) && !single;
}
