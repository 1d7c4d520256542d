import { formatCounted } from './format.ts';

/** What the verbs on hubs say. */
export const hubCliText = {
  summary: {
    import:
      'Brings in models and data sets of a hub: ids, addresses, users, organisations, collections',
    watch: 'Looks at all items of hubs and says what happened since the last look',
    status: 'Lists items of hubs with their DOI, revision and open events',
    cite: 'Says how the hub cites an item, with its revision',
  },
  option: {
    hub: 'The hub (see hub status); the usual one unless told',
    list: 'A file with one id, address or name a line',
    folder: 'A folder with clones, or the cache of huggingface_hub: nothing is fetched',
    kind: 'What ids without a kind are: model or dataset',
    only: 'Only the items of which this holds: no-doi, current, outdated, events, unseen',
    all: 'Citations of all its DOIs, the outdated ones too',
  },
  notes: {
    import: [
      'Only metadata and cards are read, never weights or data. A run that was broken off goes on where it was.',
      'A token is never an argument: give it in the app, or leave it out and read what is public.',
    ],
    watch: [
      'Ends with 1 when something happened that a person must look at. A second look in a cron job is what it is for.',
    ],
  },
  heading: {
    item: 'item',
    doi: 'DOI',
    standing: 'DOI is',
    access: 'access',
    events: 'events',
    what: 'what',
    before: 'before',
    after: 'after',
    problem: 'problem',
  },
  bringingIn: 'Bringing in',
  goesOn: 'This was broken off before: it goes on where it was.',
  looking: 'Looking',
  broughtIn: (run: {
    newCount: number;
    changedCount: number;
    unchangedCount: number;
    observeOnlyCount: number;
    failedCount: number;
    refusedCount: number;
  }) =>
    `${run.newCount} new, ${run.changedCount} changed, ${run.unchangedCount} as they were, ${run.observeOnlyCount} observed only, ${run.failedCount + run.refusedCount} not brought in.`,
  stopped: (status: string) => `The run is ${status}; call the verb again to go on.`,
  interrupted: 'Broken off. What was done is whole.',
  watched: (state: {
    checkedCount: number;
    eventCount: number;
    requestCount: number;
    failedCount: number;
  }) =>
    `Looked at ${formatCounted(state.checkedCount, 'item', 'items')} with ${formatCounted(state.requestCount, 'request', 'requests')}: ${formatCounted(state.eventCount, 'event', 'events')}${state.failedCount === 0 ? '' : `, ${formatCounted(state.failedCount, 'item', 'items')} could not be asked about`}.`,
  noItems: 'There are no items of hubs yet. Bring some in with hub import.',
  noItem: (name: string) => `There is no item “${name}” here. Bring it in first.`,
  noDoi: (name: string) => `${name} has no DOI.`,
  nothingNamed: 'Name items, a --list or a --folder.',
  wrongKind: 'The kind is model or dataset.',
  wrongOnly: (value: string) =>
    `--only knows no-doi, current, outdated, events and unseen, not “${value}”.`,
} as const;
