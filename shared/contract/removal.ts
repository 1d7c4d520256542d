import { z } from 'zod';

import { alternatives, caseStatuses } from '../removal/case-table.ts';
import {
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  shortText,
} from './define.ts';
import { selection } from './outbox.ts';
import {
  caseDetail,
  caseId,
  caseRow,
  day,
  draftPlan,
  itemRow,
  pageBody,
  problem,
  removalSettings,
  request,
  stepRow,
  tally,
  tombstone,
  url,
} from './removal-shapes.ts';

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
        /** Cases that need a person today. */
        pressing: count,
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
            why: z.enum([
              'withdrawn-findable',
              'tombstone-gone',
              'leads-elsewhere',
              'item-gone',
              'page-broken',
            ]),
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
    z.strictObject({
      pageCount: count,
      folder: z.string().max(4096),
      /** CSV for a sheet update that lets the DOIs lead to their new landing pages; '': all do. */
      addresses: z.string(),
    }),
  ),
  'removal.planDrafts': query(z.strictObject({ selection }), draftPlan),
  /** Deletes drafts for good: their names are spent. */
  'removal.deleteDrafts': command(
    z.strictObject({ selection, confirmation: shortText, reason: longText }),
    z.strictObject({ queuedCount: count }),
  ),
} as const;

export const removalEvents = {
  'removal.changed': z.strictObject({ id: caseId.nullable() }),
} as const;
