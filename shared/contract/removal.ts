import { z } from 'zod';

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
import {
  command,
  count,
  doiText,
  failure,
  longText,
  nothing,
  pageLimit,
  query,
  shortText,
  timestamp,
} from './define.ts';

const caseId = z.int().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2027-06-30');
const url = z.string().max(2000);

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

const problem = z.strictObject({
  field: tombstone.keyof(),
  isError: z.boolean(),
  code: shortText,
  message: shortText,
});

const request = z.strictObject({
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
  createdAt: timestamp,
  closedAt: timestamp.nullable(),
});
export type CaseRow = z.output<typeof caseRow>;

const tally = z.array(z.strictObject({ name: shortText, count })).max(50);

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
      }),
    )
    .max(200),
});
export type CaseDetail = z.output<typeof caseDetail>;

const stepRow = z.strictObject({
  step: shortText,
  status: z.enum([...stepStatuses, 'open']),
  message: longText.nullable(),
  evidence: longText,
  tries: count,
  at: timestamp.nullable(),
});
export type WireStep = z.output<typeof stepRow>;

const itemRow = z.strictObject({
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
const pageBody = z.strictObject({
  heading: z.string(),
  language: z.enum(['en', 'de']),
  parts: z.array(pagePart),
});

const draftPlan = z.strictObject({
  /** Drafts that would be deleted. */
  drafts: z.array(z.strictObject({ doi: doiText, title: longText.nullable() })).max(1000),
  refused: z.array(z.strictObject({ doi: doiText, message: longText })).max(1000),
  confirmation: shortText,
});

export const removalContract = {
  'removal.cases': query(
    z.strictObject({
      show: z.enum(['open', 'ended', 'all']),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({
      cases: z.array(caseRow).max(pageLimit),
      total: count,
      statistics: z.strictObject({
        total: count,
        open: count,
        overdue: count,
        medianDays: z.number().nullable(),
        byReason: tally,
        byOutcome: tally,
      }),
    }),
  ),
  'removal.case': query(z.strictObject({ id: caseId }), caseDetail),
  'removal.items': query(
    z.strictObject({ id: caseId, offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({ items: z.array(itemRow).max(pageLimit), total: count }),
  ),
  'removal.steps': query(
    z.strictObject({ id: caseId, doi: doiText }),
    z.strictObject({ item: itemRow, remove: z.array(stepRow), restore: z.array(stepRow) }),
  ),
  /** Cases that concern a record, for its panel. */
  'removal.ofRecord': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({
      cases: z
        .array(z.strictObject({ id: caseId, name: shortText, status: z.enum(caseStatuses) }))
        .max(50),
      /** What can be asked here: a draft is deleted, a published DOI is removed, others are a letter. */
      offer: z.enum(['delete-draft', 'request', 'hub-request', 'nothing']),
    }),
  ),
  /** Reads requests out of a pasted e-mail or a CSV text; nothing is stored. */
  'removal.readRequests': query(
    z.strictObject({ kind: z.enum(['email', 'csv']), text: z.string().max(1_000_000) }),
    z.strictObject({
      requests: z.array(request).max(1000),
      problems: z.array(z.strictObject({ row: count, message: longText })).max(1000),
    }),
  ),
  'removal.open': command(
    z.strictObject({ requests: z.array(request).min(1).max(1000) }),
    z.strictObject({ ids: z.array(caseId).max(1000) }),
  ),
  'removal.edit': command(
    z.strictObject({
      id: caseId,
      tombstone: tombstone.optional(),
      requester: shortText.optional(),
      requesterContact: shortText.optional(),
      request: longText.optional(),
      discussionUrl: url.optional(),
      dueOn: day.nullable().optional(),
      remindOn: day.nullable().optional(),
    }),
    nothing,
  ),
  'removal.comment': command(z.strictObject({ id: caseId, text: longText.min(1) }), nothing),
  /** `person`: who decides; two that must agree are two different ones. */
  'removal.decide': command(
    z.strictObject({
      id: caseId,
      decision: z.enum(['approve', 'decline']),
      person: shortText.min(1),
      note: longText,
      hash: shortText,
    }),
    z.strictObject({ status: z.enum(caseStatuses), missing: count }),
  ),
  'removal.move': command(
    z.strictObject({
      id: caseId,
      event: z.enum([
        'choose',
        'take-back',
        'send',
        'granted',
        'refused',
        'revoke',
        'complete',
        'reopen',
      ]),
      alternative: z.enum(alternatives).nullable(),
      note: longText,
    }),
    z.strictObject({ status: z.enum(caseStatuses) }),
  ),
  /** Begins the steps, or goes on with what is half done. `dois` null: all of the case. */
  'removal.begin': command(
    z.strictObject({
      id: caseId,
      dois: z.array(doiText).max(10_000).nullable(),
      confirmation: shortText.nullable(),
    }),
    z.strictObject({ count }),
  ),
  'removal.restore': command(
    z.strictObject({
      id: caseId,
      dois: z.array(doiText).max(10_000).nullable(),
      reason: longText.min(1),
      confirmation: shortText.nullable(),
    }),
    z.strictObject({ count }),
  ),
  /** The case that a DOI was removed under last, for taking it back by name. */
  'removal.lastCase': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({ id: caseId.nullable() }),
  ),
  /** DOIs that lie about their item, of which no case is open (E29). */
  'removal.suspects': query(
    nothing,
    z.strictObject({
      suspects: z
        .array(
          z.strictObject({
            doi: doiText,
            title: shortText.nullable(),
            why: z.enum(['withdrawn-findable', 'tombstone-gone', 'page-broken']),
          }),
        )
        .max(50),
      total: count,
    }),
  ),
  /** Looks at what waits for a person: she says that the pages are online. */
  'removal.lookAgain': command(nothing, nothing),
  'removal.preview': query(
    z.strictObject({ id: caseId, doi: doiText.nullable(), tombstone: tombstone.nullable() }),
    z.strictObject({
      doi: doiText,
      address: url,
      body: pageBody,
      html: z.string(),
      problems: z.array(problem).max(100),
    }),
  ),
  'removal.letter': query(
    z.strictObject({ id: caseId, to: z.enum(['hub', 'requester']) }),
    z.strictObject({
      to: shortText,
      subject: shortText,
      body: longText,
      eml: z.string(),
      warning: longText.nullable(),
    }),
  ),
  'removal.export': query(
    z.strictObject({ id: caseId, format: z.enum(['html', 'json']) }),
    z.strictObject({ text: z.string(), fileName: shortText }),
  ),
  'removal.attach': command(
    z.strictObject({ id: caseId, sourceId: shortText, retainUntil: day.nullable() }),
    z.strictObject({ documentIds: z.array(z.int()).max(100) }),
  ),
  'removal.document': query(
    z.strictObject({ documentId: z.int() }),
    z.strictObject({ name: shortText, base64: z.string() }),
  ),
  'removal.erase': command(
    z.strictObject({ documentId: z.int(), reason: longText.min(1) }),
    z.strictObject({ receipt: longText }),
  ),
  'removal.settings': query(nothing, removalSettings),
  'removal.saveSettings': command(removalSettings, nothing),
  /** The web space's password, into the vault. */
  'removal.keepPassword': command(
    z.strictObject({ password: z.string().min(1).max(500) }),
    nothing,
  ),
  /** Writes all pages with their index and sitemap; `folder` null: to the place of the settings. */
  'removal.buildPages': command(
    z.strictObject({ folder: z.string().max(4096).nullable(), landing: z.boolean() }),
    z.strictObject({ pageCount: count, folder: z.string().max(4096) }),
  ),
  'removal.planDrafts': query(
    z.strictObject({ dois: z.array(doiText).min(1).max(1000) }),
    draftPlan,
  ),
  /** Deletes drafts for good: their names are spent. */
  'removal.deleteDrafts': command(
    z.strictObject({
      dois: z.array(doiText).min(1).max(1000),
      confirmation: shortText,
      reason: longText,
    }),
    z.strictObject({ queuedCount: count }),
  ),
} as const;

export const removalEvents = {
  'removal.changed': z.strictObject({ id: caseId.nullable() }),
} as const;
