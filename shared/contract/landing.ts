import { z } from 'zod';

import { landingChecks, landingCodeNames, landingVerdicts } from '../landing/codes.ts';
import {
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  timestamp,
} from './define.ts';
import { selection } from './outbox.ts';
import { recordFilter } from './records.ts';

const text = z.string().max(10_000);
const verdict = z.enum(landingVerdicts);
const code = z.enum(landingCodeNames);
const landingFinding = z.strictObject({ code, detail: text });
const outcome = z.enum(['met', 'partly', 'not-met', 'not-seen']);

export const landingRow = z.strictObject({
  doi: doiText,
  title: longText.nullable(),
  state: recordState,
  verdict,
  findings: z.array(landingFinding).max(50),
  host: shortText,
  url: text,
  status: z.int().nullable(),
  checkedAt: timestamp,
  /** Failures in a row that may pass. */
  strikes: count,
});
export type LandingRow = z.output<typeof landingRow>;

export const landingDetail = landingRow.extend({
  finalUrl: text.nullable(),
  snippet: longText,
  checks: z.record(z.enum(landingChecks), outcome),
  hops: z
    .array(
      z.strictObject({
        url: text,
        status: z.int(),
        kind: z.enum(['resolver', 'page', 'refresh']),
        location: text.nullable(),
      }),
    )
    .max(50),
  /** The record names another address by now. */
  isOutdated: z.boolean(),
  changes: z
    .array(
      z.strictObject({
        at: timestamp,
        verdict,
        codes: z.array(code).max(50),
        status: z.int().nullable(),
      }),
    )
    .max(100),
  accepted: z
    .array(z.strictObject({ code, note: longText, person: shortText.nullable(), at: timestamp }))
    .max(100),
});
export type LandingDetail = z.output<typeof landingDetail>;

const landingRun = z.strictObject({
  id: shortText,
  status: z.enum(['running', 'paused', 'done', 'cancelled']),
  total: count,
  doneCount: count,
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  /** What the audit waits for at present: a host that asked to be left alone, or the network. */
  waitsFor: z
    .strictObject({
      kind: z.enum(['host', 'network']),
      host: shortText,
      until: timestamp.nullable(),
    })
    .nullable(),
  perSecond: z.number().min(0).nullable(),
});
export type LandingRun = z.output<typeof landingRun>;

const verdictCounts = z.strictObject({
  good: count,
  incomplete: count,
  broken: count,
  unsure: count,
  unchecked: count,
  /** Registered or findable, ours, and never looked at. */
  never: count,
});

export const landingFilter = z.strictObject({
  verdicts: z.array(verdict).max(5).optional(),
  code: code.optional(),
  host: shortText.optional(),
  repositoryId: repositoryId.optional(),
  text: shortText.optional(),
  records: recordFilter.optional(),
});
export type LandingFilter = z.output<typeof landingFilter>;

/** The audit of landing pages: whether each DOI leads the public to a page about its item. */
export const landingContract = {
  'landing.status': query(
    z.strictObject({ repositoryId: repositoryId.optional() }),
    z.strictObject({
      run: landingRun.nullable(),
      counts: verdictCounts,
      /** Days between two audits of the whole catalogue; null: only when somebody asks. */
      everyDays: z.int().min(1).max(365).nullable(),
      lastWholeAt: timestamp.nullable(),
    }),
  ),
  'landing.list': query(
    z.strictObject({
      filter: landingFilter,
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({
      rows: z.array(landingRow).max(pageLimit),
      total: count,
      codes: z.array(z.strictObject({ code, count })).max(100),
      hosts: z.array(z.strictObject({ host: shortText, count })).max(50),
    }),
  ),
  'landing.get': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({ detail: landingDetail.nullable() }),
  ),
  /** Looks at the pages of a selection, or of the whole catalogue; joins an audit that is under way. */
  'landing.start': command(
    z.strictObject({ of: z.union([z.literal('all'), selection]) }),
    z.strictObject({ addedCount: count, runId: shortText.nullable() }),
  ),
  'landing.pause': command(nothing, nothing),
  'landing.resume': command(nothing, nothing),
  'landing.cancel': command(nothing, nothing),
  'landing.setSchedule': command(
    z.strictObject({ everyDays: z.int().min(1).max(365).nullable() }),
    nothing,
  ),
  /** A person looked at the page: the finding stands no more. Null takes that back. */
  'landing.accept': command(
    z.strictObject({ doi: doiText, code, note: longText.nullable() }),
    nothing,
  ),
} as const;

export const landingEvents = { 'landing.changed': z.strictObject({}) } as const;
