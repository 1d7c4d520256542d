import { z } from 'zod';

import { factNames } from '../hub/facts.ts';
import { hubEventKinds } from '../hub/watch.ts';
import {
  attributes,
  command,
  count,
  doiText,
  finding,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';

const profileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const itemId = z.int().min(1);
const address = z.string().max(2000);
export const itemKind = z.enum(['dataset', 'model']);
const access = z.enum(['public', 'private', 'hidden', 'gone', 'disabled', 'blocked']);
const eventKind = z.enum(hubEventKinds);
const wayOn = z.enum([
  'new-version',
  'generate',
  'correct',
  'request-rename',
  'request-visibility',
  'removal',
  'contact',
  'rename-plan',
]);

export const hubProfile = z.strictObject({
  id: profileId,
  name: shortText,
  endpoint: address,
  web: address,
  registry: address,
  doiPrefix: z.string().max(100).nullable(),
  supportAddress: shortText,
  kind: z.enum(['usual', 'added', 'practice']),
  hasToken: z.boolean(),
  account: z
    .strictObject({
      user: shortText,
      fullName: shortText,
      tokenRole: shortText,
      organisations: z
        .array(z.strictObject({ name: shortText, fullName: shortText, role: shortText }))
        .max(1000),
    })
    .nullable(),
  accountCheckedAt: timestamp.nullable(),
  itemCount: count,
});
export type HubProfileView = z.output<typeof hubProfile>;

const profileInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  endpoint: z.url().max(2000),
  web: z.url().max(2000),
  registry: z.url().max(2000),
  doiPrefix: z
    .string()
    .regex(/^10\.\d{2,9}(?:\.\d+)*$/)
    .nullable(),
  supportAddress: z.string().trim().max(300),
});

/** Where an item stands with its DOI. */
const doiStanding = z.enum(['none', 'current', 'outdated']);

export const hubItemRow = z.strictObject({
  id: itemId,
  profileId,
  kind: itemKind,
  name: shortText,
  title: longText.nullable(),
  access,
  gated: z.enum(['no', 'auto', 'manual']),
  standing: doiStanding,
  doi: doiText.nullable(),
  mintedBy: z.enum(['hub', 'own']).nullable(),
  recordDoi: doiText.nullable(),
  head: shortText.nullable(),
  openEventCount: count,
  urgentEventCount: count,
  checkedAt: timestamp.nullable(),
});
export type HubItemRow = z.output<typeof hubItemRow>;

export const hubFilter = z.strictObject({
  profileId: profileId.optional(),
  show: z.enum(['all', 'no-doi', 'current', 'outdated', 'events', 'unseen']).optional(),
  text: shortText.optional(),
  /** Only items of the token's own user and organisations. */
  own: z.boolean().optional(),
});
export type HubFilter = z.output<typeof hubFilter>;

export const hubEvent = z.strictObject({
  id: z.int(),
  itemId,
  itemName: shortText,
  itemKind,
  profileId,
  kind: eventKind,
  before: longText,
  after: longText,
  isUrgent: z.boolean(),
  ways: z.array(wayOn).max(10),
  recordDoi: doiText.nullable(),
  noticedAt: timestamp,
  settledAt: timestamp.nullable(),
  settlement: z.enum(['handled', 'no-matter']).nullable(),
  note: longText.nullable(),
});
export type HubEventView = z.output<typeof hubEvent>;

export const valueOrigin = z.strictObject({
  path: shortText,
  value: longText,
  source: shortText,
  revision: shortText.nullable(),
  rule: shortText,
  isEdited: z.boolean(),
});
export type ValueOrigin = z.output<typeof valueOrigin>;

const check = z.strictObject({
  id: shortText,
  state: z.enum(['good', 'asks', 'blocks']),
  label: shortText,
  detail: longText,
});

const generation = z.strictObject({
  id: z.int(),
  status: z.enum(['waiting', 'pending', 'done', 'other-revision', 'stopped']),
  expectedRevision: shortText,
  doi: doiText.nullable(),
  revision: shortText.nullable(),
  hasTag: z.boolean().nullable(),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
});

const factDifference = z.strictObject({
  fact: z.enum(factNames),
  before: longText,
  after: longText,
  isLeftOut: z.boolean(),
});

export const hubDoiView = z.strictObject({
  doi: doiText,
  mintedBy: z.enum(['hub', 'own']),
  role: z.enum(['version', 'canonical']),
  revision: shortText.nullable(),
  tag: shortText.nullable(),
  notedAt: timestamp,
  outdatedAt: timestamp.nullable(),
  successor: doiText.nullable(),
  citation: longText,
  recordOutcome: z.enum(['found', 'not-public', 'failed']).nullable(),
  recordReadAt: timestamp.nullable(),
  drift: z.array(factDifference).max(20),
});

export const hubItemDetail = z.strictObject({
  id: itemId,
  profileId,
  kind: itemKind,
  name: shortText,
  address,
  settingsAddress: address,
  title: longText.nullable(),
  access,
  gated: z.enum(['no', 'auto', 'manual']),
  head: shortText.nullable(),
  revision: shortText.nullable(),
  revisionDate: timestamp.nullable(),
  tag: shortText.nullable(),
  /** Since the commit of the current DOI; null: not counted yet, or no DOI. */
  commitCount: count.nullable(),
  fileCount: count.nullable(),
  pullRequests: z.array(z.strictObject({ number: count, title: shortText })).max(1000),
  fetchedAt: timestamp.nullable(),
  checkedAt: timestamp.nullable(),
  failure: longText.nullable(),
  card: z.string().max(60_000),
  isCardCut: z.boolean(),
  record: z
    .strictObject({ doi: doiText, state: recordState, sync: syncState, attributes })
    .nullable(),
  values: z.array(valueOrigin).max(5000),
  dois: z.array(hubDoiView).max(200),
  events: z.array(hubEvent).max(200),
  authors: z.array(z.strictObject({ name: shortText, orcid: shortText.nullable() })).max(500),
  /** For the hub's field of authors, ready to paste (D23). */
  authorText: longText,
  quality: z.array(z.strictObject({ id: shortText, isMet: z.boolean(), label: shortText })).max(50),
  findings: z.array(finding).max(200),
  checklist: z.array(check).max(30),
  generation: generation.nullable(),
  /** README lines to paste, where there is a DOI. */
  snippet: longText.nullable(),
  /** Why it cannot be taken off, renamed or hidden here; null: it can be taken off. */
  lock: longText.nullable(),
});
export type HubItemDetail = z.output<typeof hubItemDetail>;

export const hubRun = z.strictObject({
  id: z.int(),
  profileId,
  title: shortText,
  repositoryId,
  collectionName: shortText,
  status: z.enum(['running', 'paused', 'done', 'cancelled', 'interrupted', 'failed']),
  total: count,
  waitingCount: count,
  newCount: count,
  changedCount: count,
  unchangedCount: count,
  observeOnlyCount: count,
  failedCount: count,
  failure: longText.nullable(),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type HubRun = z.output<typeof hubRun>;

export const hubRunLine = z.strictObject({
  line: z.int(),
  reference: z.string().max(2000),
  kind: shortText.nullable(),
  name: shortText.nullable(),
  revision: shortText.nullable(),
  status: z.enum(['waiting', 'new', 'changed', 'unchanged', 'observe-only', 'refused', 'failed']),
  doi: doiText.nullable(),
  title: longText.nullable(),
  message: longText.nullable(),
});
export type HubRunLine = z.output<typeof hubRunLine>;

const page = { offset: count, limit: z.int().min(1).max(pageLimit) };
const ticks = z.strictObject({
  restrictions: z.literal(true),
  personalData: z.literal(true),
  /** The person whose full name is given to DataCite. */
  person: z.string().trim().min(1).max(300),
  /** Where others are named: their consent is there. */
  coAuthors: z.boolean(),
  /** Points of the checklist that do not hold, and why it goes on. */
  waiver: longText.nullable(),
});

const guardMatch = z.strictObject({
  kind: z.enum([
    'hub-doi',
    'card-doi',
    'own-doi',
    'same-object',
    'same-revision',
    'same-address',
    'same-title',
  ]),
  doi: doiText.nullable(),
  text: longText,
});
export const mintDecision = z.enum(['different-version', 'variant', 'identical', 'override']);

const mintInput = z.strictObject({
  itemId,
  repositoryId,
  collectionName: z.string().trim().min(1).max(200),
  withCanonical: z.boolean(),
  decision: mintDecision.nullable(),
  reason: longText.nullable(),
});

export const hubContract = {
  'hub.profiles': query(nothing, z.strictObject({ profiles: z.array(hubProfile).max(100) })),
  'hub.addProfile': command(profileInput, z.strictObject({ id: profileId })),
  'hub.setProfile': command(profileInput.extend({ id: profileId }), nothing),
  'hub.removeProfile': command(z.strictObject({ id: profileId }), nothing),
  /** Puts a token into the vault, or takes it out; then asks the hub whose it is. */
  'hub.setToken': command(
    z.strictObject({ id: profileId, token: z.string().trim().min(1).max(500).nullable() }),
    z.strictObject({
      outcome: z.enum(['works', 'refused', 'offline', 'removed']),
      message: longText,
    }),
  ),
  'hub.items': query(
    z.strictObject({
      filter: hubFilter,
      sort: z.enum(['name', 'events', 'checked', 'standing']),
      descending: z.boolean(),
      ...page,
    }),
    z.strictObject({ rows: z.array(hubItemRow).max(pageLimit), total: count }),
  ),
  'hub.item': query(z.strictObject({ id: itemId }), hubItemDetail),
  /** The item that a record was made of, with the origin of each of its values; null: it came from elsewhere. */
  'hub.origin': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({
      origin: z
        .strictObject({
          itemId,
          name: shortText,
          profileName: shortText,
          revision: shortText.nullable(),
          values: z.array(valueOrigin).max(5000),
        })
        .nullable(),
    }),
  ),
  'hub.bringIn': command(
    z.strictObject({
      profileId,
      source: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('list'),
          /** Ids, addresses, names of users and organisations, collections; one a line. */
          text: z.string().min(1).max(2_000_000),
          itemKind: itemKind.nullable().optional(),
        }),
        z.strictObject({ kind: z.literal('own') }),
        z.strictObject({
          kind: z.literal('folder'),
          sourceId: shortText,
          itemKind: itemKind.nullable().optional(),
        }),
      ]),
      repositoryId,
      collectionName: z.string().trim().min(1).max(200),
    }),
    z.strictObject({ runId: z.int() }),
  ),
  'hub.runs': query(nothing, z.strictObject({ runs: z.array(hubRun).max(100) })),
  'hub.run': query(
    z.strictObject({ id: z.int(), ...page }),
    z.strictObject({ run: hubRun, lines: z.array(hubRunLine).max(pageLimit) }),
  ),
  'hub.controlRun': command(
    z.strictObject({ id: z.int(), action: z.enum(['pause', 'resume', 'cancel', 'retry']) }),
    nothing,
  ),
  'hub.setAuthors': command(
    z.strictObject({
      itemId,
      authors: z
        .array(
          z.strictObject({
            name: z.string().trim().min(1).max(300),
            orcid: z.string().max(100).nullable(),
          }),
        )
        .max(500),
    }),
    nothing,
  ),
  /** Reads one item anew and merges what changed into its record. */
  'hub.refresh': command(
    z.strictObject({
      itemId,
      /** A tag or commit; null: the head. */
      revision: z
        .string()
        .regex(/^[\w./-]{1,200}$/)
        .nullable(),
    }),
    z.strictObject({ outcome: shortText, doi: doiText.nullable(), message: longText.nullable() }),
  ),
  'hub.remove': command(z.strictObject({ itemId }), nothing),

  'hub.watch': command(
    z.strictObject({ itemIds: z.array(itemId).max(10_000).nullable() }),
    z.strictObject({ started: z.boolean() }),
  ),
  'hub.stopWatch': command(nothing, nothing),
  'hub.watchState': query(
    nothing,
    z.strictObject({
      isRunning: z.boolean(),
      total: count,
      checkedCount: count,
      eventCount: count,
      failedCount: count,
      requestCount: count,
      /** Milliseconds until the next request may go; 0: now. */
      waitMs: count,
      startedAt: timestamp.nullable(),
      finishedAt: timestamp.nullable(),
      failure: longText.nullable(),
      /** Hours between two looks; null: only when somebody asks. */
      everyHours: z.int().min(1).nullable(),
      /** Requests in 5 minutes; null: as many as the hub permits. */
      quota: z.int().min(1).nullable(),
      itemCount: count,
      openEventCount: count,
      urgentEventCount: count,
    }),
  ),
  'hub.setSchedule': command(
    z.strictObject({
      everyHours: z.int().min(1).max(8760).nullable(),
      quota: z.int().min(1).max(100_000).nullable(),
    }),
    nothing,
  ),
  'hub.events': query(
    z.strictObject({
      show: z.enum(['open', 'urgent', 'settled']),
      kind: eventKind.nullable(),
      ...page,
    }),
    z.strictObject({
      rows: z.array(hubEvent).max(pageLimit),
      total: count,
      kinds: z.array(z.strictObject({ kind: eventKind, count })).max(50),
    }),
  ),
  'hub.settleEvents': command(
    z.strictObject({
      ids: z.array(z.int()).min(1).max(1000),
      settlement: z.enum(['handled', 'no-matter']),
      note: longText.nullable(),
    }),
    z.strictObject({ settledCount: count }),
  ),

  /** The words that a person agrees to, with their version. */
  'hub.consentTexts': query(
    z.strictObject({ itemId }),
    z.strictObject({
      version: shortText,
      restrictions: longText,
      personalData: longText,
      coAuthors: longText,
      terms: address,
    }),
  ),
  'hub.startGeneration': command(
    z.strictObject({ itemId, ticks }),
    z.strictObject({ settingsAddress: address, expectedRevision: shortText }),
  ),
  'hub.stopGeneration': command(z.strictObject({ itemId }), nothing),
  /** Asks the hub now instead of at the next turn of the poll. */
  'hub.pollGeneration': command(z.strictObject({ itemId }), z.strictObject({ status: shortText })),
  /** All consents as CSV, for whoever asks what was agreed to (D8). */
  'hub.consents': query(nothing, z.strictObject({ text: z.string(), fileName: shortText })),

  'hub.planMint': query(
    mintInput,
    z.strictObject({
      matches: z.array(guardMatch).max(50),
      /** True where one of the matches must be decided about first. */
      needsDecision: z.boolean(),
      refused: longText.nullable(),
      version: attributes,
      canonical: attributes.nullable(),
      findings: z.array(finding).max(200),
    }),
  ),
  'hub.mint': command(
    mintInput,
    z.strictObject({
      doi: doiText,
      canonical: doiText.nullable(),
      changeSetId: shortText.nullable(),
    }),
  ),

  /** Places in this ledger that hold the old name of an item (D18). */
  'hub.renamePlan': query(
    z.strictObject({ itemId, oldName: shortText.nullable() }),
    z.strictObject({
      oldName: shortText,
      newName: shortText,
      places: z
        .array(
          z.strictObject({ doi: doiText, path: shortText, value: longText, isOurs: z.boolean() }),
        )
        .max(2000),
    }),
  ),
  /** A letter to who runs the hub; sent by nobody but the person (B15, D21). */
  'hub.letter': query(
    z.strictObject({
      itemId,
      about: z.enum(['delete', 'rename', 'visibility', 'feedback']),
    }),
    z.strictObject({
      to: shortText,
      subject: shortText,
      body: longText,
      /** Set where the card itself names another address than the profile. */
      warning: longText.nullable(),
    }),
  ),

  'hub.rules': query(
    nothing,
    z.strictObject({
      rules: z
        .array(
          z.strictObject({
            id: shortText,
            property: shortText,
            source: shortText,
            isOn: z.boolean(),
            isUsual: z.boolean(),
            choices: z.array(shortText).max(20),
            choice: shortText.nullable(),
          }),
        )
        .max(100),
    }),
  ),
  'hub.setRules': command(
    z.strictObject({
      rules: z.record(
        z.string().max(60),
        z.strictObject({ isOn: z.boolean(), choice: z.string().max(60).optional() }),
      ),
    }),
    nothing,
  ),
  /** Something happens to an item of the practice hub, as its owner or the hub might do it. */
  'hub.practise': command(
    z.strictObject({
      itemId,
      change: z.enum([
        'move-head',
        'change-licence',
        'change-authors',
        'rename',
        'make-private',
        'make-public',
        'gate',
        'disable',
        'squash',
        'recreate',
        'delete',
        'drop-doi-tag',
      ]),
    }),
    nothing,
  ),
} as const;

export const hubEvents = {
  'hub.changed': z.strictObject({ runId: z.int().nullable() }),
} as const;
