import { z } from 'zod';

import { attentions } from '../removal/attention.ts';
import {
  alternatives,
  caseEvents,
  caseStatuses,
  ownerships,
  requestKinds,
} from '../removal/case-table.ts';
import {
  dataKeptChoices,
  removalReasons,
  successorRelations,
  visibilities,
} from '../removal/reasons.ts';
import { itemStatuses, stepStatuses } from '../removal/steps.ts';
import { count, doiText, failure, longText, shortText, timestamp } from './define.ts';

export const caseId = z.int().min(1);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2027-06-30');
export const url = z.string().max(2000);

export const requestOrigin = z.enum(['form', 'email', 'csv', 'watch', 'locked', 'audit']);

/** The fields of `shared/removal/tombstone.ts`, as they are while somebody writes them. */
export const tombstone = z.strictObject({
  reason: z.union([z.enum(removalReasons), z.literal('')]),
  statement: z.string().max(10_000),
  language: z.enum(['en', 'de']),
  circumstancesDate: z.string().max(10),
  withdrawnDate: z.string().max(10),
  decidedBy: shortText,
  authority: z.string().max(2000),
  contact: shortText,
  successorDoi: z.string().max(2048),
  successorRelation: z.union([z.enum(successorRelations), z.literal('')]),
  dataKept: z.enum(dataKeptChoices),
  visibility: z.enum(visibilities),
  citation: longText,
  isTemporary: z.boolean(),
  expectedBack: z.string().max(10),
});

export const problem = z.strictObject({
  field: tombstone.keyof(),
  isError: z.boolean(),
  code: shortText,
  message: shortText,
});

export const request = z.strictObject({
  kind: z.enum(requestKinds),
  owner: z.enum(ownerships),
  dois: z.array(doiText).min(1).max(10_000),
  requester: shortText,
  requesterContact: shortText,
  request: longText,
  discussionUrl: url,
  dueOn: day.nullable(),
  reason: z.union([z.enum(removalReasons), z.literal('')]),
  origin: requestOrigin,
});
export type WireRequest = z.output<typeof request>;

const itemCounts = z.record(z.enum(itemStatuses), count);

export const caseRow = z.strictObject({
  id: caseId,
  name: shortText,
  kind: z.enum(requestKinds),
  owner: z.enum(ownerships),
  status: z.enum(caseStatuses),
  reason: z.union([z.enum(removalReasons), z.literal('')]),
  /** The first item's title, or its DOI. */
  title: longText,
  firstDoi: doiText.nullable(),
  itemCount: count,
  halfCount: count,
  doneCount: count,
  dueOn: day.nullable(),
  remindOn: day.nullable(),
  isOverdue: z.boolean(),
  /** Why it needs a person today, the most pressing first. */
  attention: z.array(z.enum(attentions)),
  /** The item is away for a time and its page says so. */
  isAway: z.boolean(),
  createdAt: timestamp,
  closedAt: timestamp.nullable(),
});
export type CaseRow = z.output<typeof caseRow>;

export const tally = z
  .array(z.strictObject({ name: shortText, count, medianDays: z.number().nullable() }))
  .max(50);

export const caseDetail = z.strictObject({
  ...caseRow.shape,
  origin: requestOrigin,
  requester: shortText,
  requesterContact: shortText,
  request: longText,
  discussionUrl: url,
  alternative: z.enum(alternatives).nullable(),
  tombstone,
  problems: z.array(problem).max(100),
  counts: itemCounts,
  /** Names of the events that the case can take now. */
  can: z.array(z.enum(caseEvents)),
  /** What a decision is bound to: an approval of another hash does not count. */
  decisionHash: shortText,
  approvalsNeeded: z.int().min(1).max(2),
  approvedBy: z.array(shortText).max(10),
  /** DOIs that wait until somebody has put their page online. */
  awaitedPages: count,
  /** The words to type before the steps begin or go back; null: none. */
  confirmation: shortText.nullable(),
  /** Why the steps cannot begin, or null. */
  blocked: longText.nullable(),
  place: shortText,
  entries: z
    .array(
      z.strictObject({
        id: z.int(),
        at: timestamp,
        kind: z.enum(['comment', 'letter', 'answer', 'decision', 'status', 'document']),
        person: shortText.nullable(),
        text: longText,
      }),
    )
    .max(1000),
  documents: z
    .array(
      z.strictObject({
        id: z.int(),
        name: shortText,
        size: count,
        sha256: shortText,
        retainUntil: day.nullable(),
        attachedAt: timestamp,
        erasedAt: timestamp.nullable(),
        /** True: it has a key of its own, so that erasing it reaches every backup. */
        hasOwnKey: z.boolean(),
      }),
    )
    .max(200),
});
export type CaseDetail = z.output<typeof caseDetail>;

export const stepRow = z.strictObject({
  step: shortText,
  status: z.enum([...stepStatuses, 'open']),
  message: longText.nullable(),
  evidence: longText,
  tries: count,
  at: timestamp.nullable(),
});
export type WireStep = z.output<typeof stepRow>;

export const itemRow = z.strictObject({
  doi: doiText,
  title: longText.nullable(),
  status: z.enum(itemStatuses),
  step: shortText.nullable(),
  pageUrl: url.nullable(),
  failure: failure.nullable(),
});
export type CaseItem = z.output<typeof itemRow>;

export const pagePlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: z.string().max(4096), baseUrl: url }),
  z.strictObject({ kind: z.literal('by-hand'), baseUrl: url }),
  z.strictObject({
    kind: z.literal('webdav'),
    uploadUrl: url,
    username: shortText,
    baseUrl: url,
  }),
]);
export type PagePlace = z.output<typeof pagePlace>;

export const pageTemplate = z.strictObject({
  institution: shortText,
  logo: z.string().max(200_000),
  accent: z.string().max(7),
  imprint: z.string().max(2000),
  imprintUrl: url,
  homeUrl: url,
});

export const removalSettings = z.strictObject({
  template: pageTemplate,
  /** Where pages of real repositories go; practice has its own web server. */
  place: pagePlace.nullable(),
  approvalsNeeded: z.int().min(1).max(2),
  policyName: shortText,
  hubSupport: shortText,
  /** Days until a request is due, from the day on which it came. */
  dueAfterDays: z.int().min(1).max(365),
  /** Days until somebody is reminded of what waits for others: a page by hand, the answer of a hub. */
  remindAfterDays: z.int().min(1).max(365).default(7),
});
export type RemovalSettings = z.output<typeof removalSettings>;

const pageFact = z.strictObject({
  label: z.string(),
  text: z.string(),
  href: z.string().optional(),
});
const pagePart = z.union([
  z.strictObject({ kind: z.enum(['practice', 'notice', 'text']), text: z.string() }),
  z.strictObject({ kind: z.literal('facts'), title: z.string(), facts: z.array(pageFact) }),
  z.strictObject({ kind: z.literal('section'), title: z.string(), text: z.string() }),
  z.strictObject({
    kind: z.literal('list'),
    title: z.string(),
    entries: z.array(z.strictObject({ text: z.string(), href: z.string().optional() })),
  }),
]);
export const pageBody = z.strictObject({
  heading: z.string(),
  language: z.enum(['en', 'de']),
  parts: z.array(pagePart),
});

export const draftPlan = z.strictObject({
  /** How many drafts would be deleted, and how many of the chosen records are none. */
  draftCount: count,
  refusedCount: count,
  /** The first of them, with why. */
  refused: z.array(z.strictObject({ doi: doiText, message: longText })).max(20),
  confirmation: shortText,
});
