import type { Facts } from './facts.ts';
import { differingFacts } from './facts.ts';

/** What can happen to an item after its DOI was registered. Named, because each has its own way on. */
export const hubEventKinds = [
  'head-moved',
  'commit-lost',
  'renamed',
  'recreated',
  'made-private',
  'hidden',
  'gated',
  'ungated',
  'disabled',
  'deleted',
  'available-again',
  'licence-changed',
  'authors-changed',
  'card-changed',
  'doi-tag-lost',
  'doi-replaced',
  'doi-generated',
  'record-drift',
] as const;
export type HubEventKind = (typeof hubEventKinds)[number];

/**
 * `hidden`: without a token the hub answers alike for a private item and one that is gone. `blocked`: taken away by
 * moderation or law (451).
 */
export type Access = 'public' | 'private' | 'hidden' | 'gone' | 'disabled' | 'blocked';

/** An item as it stood when it was looked at. Null: not known. */
export interface WatchState {
  readonly access: Access;
  readonly name: string;
  readonly objectId: string | null;
  readonly gated: 'no' | 'auto' | 'manual';
  readonly head: string | null;
  readonly doi: string | null;
  readonly doiCommit: string | null;
  /** False when the commit of the DOI is not in the repository any more. */
  readonly isCommitThere: boolean | null;
  readonly hasDoiTag: boolean;
  readonly facts: Facts;
}

export interface HubEvent {
  readonly kind: HubEventKind;
  readonly before: string;
  readonly after: string;
}

/** How a steward may go on from an event. */
export type WayOn =
  | 'new-version'
  | 'generate'
  | 'correct'
  | 'request-rename'
  | 'request-visibility'
  | 'removal'
  | 'contact'
  | 'rename-plan';

export const waysOn: Readonly<Record<HubEventKind, readonly WayOn[]>> = {
  'head-moved': ['new-version', 'generate'],
  'commit-lost': ['new-version', 'contact'],
  renamed: ['rename-plan', 'request-rename'],
  recreated: ['contact', 'removal'],
  'made-private': ['request-visibility', 'removal'],
  hidden: ['contact', 'removal'],
  gated: ['correct', 'contact'],
  ungated: ['correct'],
  disabled: ['contact', 'removal'],
  deleted: ['removal', 'contact'],
  'available-again': [],
  'licence-changed': ['correct', 'new-version'],
  'authors-changed': ['correct', 'contact'],
  'card-changed': ['correct'],
  'doi-tag-lost': ['contact'],
  'doi-replaced': ['new-version'],
  'doi-generated': ['correct'],
  'record-drift': ['correct', 'contact'],
};

/** What a person must see first: the DOI leads nowhere, or to something else. */
export const urgentEvents: ReadonlySet<HubEventKind> = new Set([
  'commit-lost',
  'recreated',
  'made-private',
  'hidden',
  'disabled',
  'deleted',
  'doi-tag-lost',
]);

/**
 * What happened between two looks at an item. The same state gives no event. An item that cannot be seen tells
 * nothing but that; one under the same name with another object id is another item, so nothing else is compared.
 */
export function eventsBetween(before: WatchState, after: WatchState): readonly HubEvent[] {
  const isSeen = after.access === 'public' || after.access === 'private';
  const events: HubEvent[] = [];
  if (before.access !== after.access) events.push(accessEvent(before, after));
  if (!isSeen) return events;
  const [wasObject, isObject] = [before.objectId, after.objectId];
  if (wasObject !== null && isObject !== null && wasObject !== isObject) {
    return [...events, { kind: 'recreated', before: wasObject, after: isObject }];
  }
  if (before.name !== after.name)
    events.push({ kind: 'renamed', before: before.name, after: after.name });
  if (before.gated !== after.gated) {
    const kind = after.gated === 'no' ? 'ungated' : 'gated';
    events.push({ kind, before: before.gated, after: after.gated });
  }
  if (after.isCommitThere === false && before.isCommitThere !== false) {
    events.push({
      kind: 'commit-lost',
      before: after.doiCommit ?? before.doiCommit ?? '',
      after: after.head ?? '',
    });
  }
  if (before.head !== null && after.head !== null && before.head !== after.head) {
    events.push({ kind: 'head-moved', before: before.head, after: after.head });
  }
  if (before.doi !== null && after.doi !== null && before.doi !== after.doi) {
    events.push({ kind: 'doi-replaced', before: before.doi, after: after.doi });
  } else if (before.doi === null && after.doi !== null) {
    events.push({ kind: 'doi-generated', before: '', after: after.doi });
  } else if (before.hasDoiTag && !after.hasDoiTag) {
    events.push({ kind: 'doi-tag-lost', before: before.doi ?? '', after: '' });
  }
  return [...events, ...factEvents(before.facts, after.facts)];
}

function accessEvent(before: WatchState, after: WatchState): HubEvent {
  const kinds: Readonly<Record<Access, HubEventKind>> = {
    public: 'available-again',
    private: 'made-private',
    hidden: 'hidden',
    gone: 'deleted',
    disabled: 'disabled',
    blocked: 'disabled',
  };
  return { kind: kinds[after.access], before: before.access, after: after.access };
}

function factEvents(before: Facts, after: Facts): readonly HubEvent[] {
  const differences = differingFacts(before, after, [
    'title',
    'creators',
    'licence',
    'type',
    'language',
    'description',
    'relations',
  ]);
  const own = (fact: string, kind: HubEventKind): readonly HubEvent[] =>
    differences
      .filter((each) => each.fact === fact)
      .map((each) => ({ kind, before: each.before, after: each.after }));
  const others = differences.filter(({ fact }) => fact !== 'licence' && fact !== 'creators');
  return [
    ...own('licence', 'licence-changed'),
    ...own('creators', 'authors-changed'),
    ...others.map(({ fact, ...each }) => ({
      kind: 'card-changed' as const,
      before: `${fact}: ${each.before}`,
      after: `${fact}: ${each.after}`,
    })),
  ];
}

/** What is known after a look: an item that cannot be seen keeps what was known of it. */
export function nextState(before: WatchState, after: WatchState): WatchState {
  const isSeen = after.access === 'public' || after.access === 'private';
  return isSeen ? after : { ...before, access: after.access };
}
