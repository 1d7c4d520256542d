import type { MappedCard } from '../cards/card.ts';
import { shortRevision } from './hub.ts';
import type { Hub } from './hub.ts';
import type { HubAccount } from './info.ts';
import { ownerOf } from './hub.ts';
import type { WatchState } from './watch.ts';

/** One point of what must hold before a DOI is generated on the hub's page (B12, D16). */
export interface CheckPoint {
  readonly id: string;
  /** `asks`: goes on with a reason. `blocks`: must hold. */
  readonly state: 'good' | 'asks' | 'blocks';
  readonly label: string;
  readonly detail: string;
}

/** The checklist of guided generation; nothing is asked of a network here. */
export function checkBeforeGeneration(what: {
  readonly hub: Hub;
  readonly account: HubAccount | null;
  readonly name: string;
  readonly seen: WatchState;
  readonly mapped: MappedCard;
  readonly hasCard: boolean;
  readonly head: string | null;
  readonly pullRequests: readonly { readonly number: number; readonly title: string }[];
  readonly quality: readonly { readonly id: string; readonly isMet: boolean }[];
}): readonly CheckPoint[] {
  const { hub, seen, mapped, head, pullRequests } = what;
  const met = (id: string): boolean => what.quality.find((each) => each.id === id)?.isMet ?? false;
  const isCurrent = seen.doi !== null && seen.doiCommit !== null && seen.doiCommit === head;
  const point = (
    id: string,
    holds: boolean,
    otherwise: 'asks' | 'blocks',
    words: readonly [label: string, good: string, bad: string],
  ): CheckPoint => ({
    id,
    state: holds ? 'good' : otherwise,
    label: words[0],
    detail: holds ? words[1] : words[2],
  });
  return [
    point('offers', hub.doiPrefix !== null, 'blocks', [
      'The hub offers DOIs',
      `${hub.name} generates DOIs under ${hub.doiPrefix ?? ''}.`,
      `${hub.name} does not offer DOIs.`,
    ]),
    point('public', seen.access === 'public', 'blocks', [
      'The item is public',
      'Everybody can see its page.',
      'Nobody without rights sees its page; a DOI must lead to a public page.',
    ]),
    point('revision', head !== null && !isCurrent, 'blocks', [
      'The current revision has no DOI yet',
      head === null ? '' : `The DOI will stand for revision ${shortRevision(head)}.`,
      head === null
        ? 'Nobody knows the current revision.'
        : `${seen.doi ?? ''} stands for revision ${shortRevision(head)} already.`,
    ]),
    point('authors', met('people'), 'asks', [
      'The authors are named',
      'CITATION.cff, BibTeX or your list names people.',
      'Only the owner is named. Write the list of authors first: it cannot be corrected later.',
    ]),
    point('card', what.hasCard && met('abstract'), 'asks', [
      'The card describes the item',
      'There is a description.',
      'There is no card, or it says less than 100 characters about the item.',
    ]),
    point(
      'licence',
      (mapped.attributes.rightsList ?? []).some(
        ({ rightsUri }) => rightsUri?.startsWith('http://purl.org/coar') !== true,
      ),
      'asks',
      [
        'A licence is named',
        'The card names a licence.',
        'The card names no licence: check the copyright first.',
      ],
    ),
    point('gated', seen.gated === 'no', 'asks', [
      'The content is open',
      'It can be had without asking.',
      'The item is gated: its page is public, its content is given on request.',
    ]),
    point('pull-requests', pullRequests.length === 0, 'asks', [
      'No open pull requests',
      'Nothing waits that the DOI would leave out.',
      `The DOI would leave out: ${pullRequests
        .slice(0, 5)
        .map(({ number, title }) => `#${number} ${title}`)
        .join('; ')}${pullRequests.length > 5 ? ` and ${pullRequests.length - 5} more` : ''}.`,
    ]),
    roleOf(what),
  ];
}

/** Who may open the settings of the item, as far as the token tells (B11). */
function roleOf({
  account,
  name,
  hub,
}: {
  readonly account: HubAccount | null;
  readonly name: string;
  readonly hub: Hub;
}): CheckPoint {
  const owner = ownerOf(name);
  const label = 'You may change its settings';
  if (account === null) {
    return {
      id: 'role',
      state: 'asks',
      label,
      detail: `There is no token for ${hub.name}, so nobody knows whether you may. An owner of ${owner} must be signed in on its page.`,
    };
  }
  const organisation = account.organisations.find((each) => each.name === owner);
  const isOwn =
    account.user === owner || organisation?.role === 'admin' || organisation?.role === 'write';
  return {
    id: 'role',
    state: isOwn ? 'good' : 'asks',
    label,
    detail: isOwn
      ? `You are ${account.user}${organisation === undefined ? '' : ` with the role “${organisation.role}” in ${owner}`}.`
      : `You are ${account.user}; ${organisation === undefined ? `you are no member of ${owner}` : `your role in ${owner} is “${organisation.role}”`}. Ask somebody who may.`,
  };
}
