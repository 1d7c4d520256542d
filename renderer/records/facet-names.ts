import { recordState, syncState } from '#shared/contract/define.ts';
import { gridText as text } from '#shared/text/grid.en.ts';
import { landingCodeNames } from '#shared/landing/codes.ts';
import { landingCodeText } from '#shared/text/landing.en.ts';
import { recordsText } from '#shared/text/records.en.ts';
import { stateText, syncText } from '#shared/text/states.en.ts';

/** Counts that are shown without asking, in the order in which a steward looks. */
export const shownFacets: readonly string[] = [
  ...['state', 'sync', 'findings', 'finding', 'type', 'year', 'collection', 'publisher'],
  ...['licence', 'language', 'orcid', 'versions', 'prefix', 'verified', 'resolver', 'kernel'],
  ...['review', 'link-status', 'landing', 'relation', 'waived', 'source'],
];

export function facetName(facet: string): string {
  return text.facets[facet] ?? facet;
}

type Collections = readonly { readonly id: number; readonly name: string }[];

/** A value of a facet as people call it. */
export function facetValueName(facet: string, value: string, collections: Collections): string {
  switch (facet) {
    case 'state': {
      const state = recordState.safeParse(value);
      return state.success ? stateText[state.data].label : value;
    }
    case 'sync': {
      const sync = syncState.safeParse(value);
      return sync.success ? syncText[sync.data].label : value;
    }
    case 'findings': {
      const known = (['errors', 'warnings', 'clean'] as const).find((name) => name === value);
      return known === undefined ? value : recordsText.findingsFilter[known];
    }
    case 'landing': {
      const code = landingCodeNames.find((known) => known === value);
      return code === undefined ? value : landingCodeText[code].name;
    }
    case 'collection':
      return collections.find(({ id }) => `#${id}` === value)?.name ?? value;
    default:
      return text.values[`${facet} ${value}`] ?? value;
  }
}
