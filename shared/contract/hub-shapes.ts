import { z } from 'zod';

import { factNames } from '../hub/facts.ts';
import { hubEventKinds } from '../hub/watch.ts';
import {
  attributes,
  count,
  doiText,
  finding,
  longText,
  recordState,
  repositoryId,
  shortText,
  syncState,
  timestamp,
} from './define.ts';

export const profileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const itemId = z.int().min(1);
export const address = z.string().max(2000);
export const itemKind = z.enum(['dataset', 'model']);
export const access = z.enum(['public', 'private', 'hidden', 'gone', 'disabled', 'blocked']);
export const eventKind = z.enum(hubEventKinds);
export const wayOn = z.enum([
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

export const profileInput = z.strictObject({
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
export const doiStanding = z.enum(['none', 'current', 'outdated']);

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

export const check = z.strictObject({
  id: shortText,
  state: z.enum(['good', 'asks', 'blocks']),
  label: shortText,
  detail: longText,
});

export const generation = z.strictObject({
  id: z.int(),
  status: z.enum(['waiting', 'pending', 'done', 'other-revision', 'stopped']),
  expectedRevision: shortText,
  doi: doiText.nullable(),
  revision: shortText.nullable(),
  hasTag: z.boolean().nullable(),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
});

export const factDifference = z.strictObject({
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
  collectionName: shortText.nullable(),
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
  /** Whom card, CITATION.cff or BibTeX name: where a list of one's own begins. */
  proposedAuthors: z
    .array(z.strictObject({ name: shortText, orcid: shortText.nullable() }))
    .max(500),
  /** False: the hub offers no DOIs, so nothing leads to its settings (C5). */
  offersDois: z.boolean(),
  /** For the hub's field of authors, ready to paste (D23). */
  authorText: longText,
  /** The points below as text to take along (C12). */
  qualityReport: longText,
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
  /** Named, but nothing that could be brought in; trying again changes nothing. */
  refusedCount: count,
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
