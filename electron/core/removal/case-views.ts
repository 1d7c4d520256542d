import type { CaseDetail, CaseItem, CaseRow, WireStep } from '#shared/contract/removal-shapes.ts';
import { asDoi, doiKey } from '#shared/doi/doi.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { attentionOf } from '#shared/removal/attention.ts';
import { caseEvents, canMove } from '#shared/removal/case-table.ts';
import { caseName } from '#shared/removal/case-number.ts';
import type { Direction, ItemStatus } from '#shared/removal/steps.ts';
import { stepsOf } from '#shared/removal/steps.ts';
import type { Tombstone, TombstoneProblem } from '#shared/removal/tombstone.ts';
import { checkTombstone } from '#shared/removal/tombstone.ts';
import { isWithdrawn } from '#shared/removal/withdrawn-attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { problemSentence, removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { confirmationFor } from '../register/plan-registration.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { CaseEntry, RemovalCase } from './case-rows.ts';
import { entriesOf } from './case-rows.ts';
import { isGenuineDecision, isSameName } from './decision-signature.ts';
import { documentRows } from './documents.ts';
import type { RemovalItem } from './item-rows.ts';
import { countAwaited, stepRows } from './item-rows.ts';
import { sha256Hex } from './make-page.ts';
import { placeFor } from './places.ts';
import { readSettings } from './settings.ts';

interface CountRow {
  readonly status: ItemStatus;
  readonly count: number;
}

/** A case as a line of the inbox. */
export function viewCase(context: CoreContext, given: RemovalCase): CaseRow {
  const { db } = context.ledger;
  const counts = countItems(context, given.id);
  const first = db.get<{ doi: string; title: string | null }>(
    `select i.doi, r.title from removal_item i left join record r on r.id = i.record_id
     where i.case_id = ? order by i.doi limit 1`,
    given.id,
  );
  const retention = db.get<{ until: string | null }>(
    `select min(retain_until) as until from removal_document
     where case_id = ? and erased_at is null`,
    given.id,
  );
  const attention = attentionOf(
    { ...given, retainUntil: retention?.until ?? null },
    context.timestamp().slice(0, 10),
  );
  return {
    id: given.id,
    name: caseName(given.id),
    kind: given.kind,
    owner: given.owner,
    status: given.status,
    reason: given.tombstone.reason,
    title: (first?.title ?? first?.doi ?? '').slice(0, 20_000),
    firstDoi: first?.doi ?? null,
    itemCount: Object.values(counts).reduce((sum, count) => sum + count, 0),
    halfCount: (counts['half-done'] ?? 0) + (counts['half-restored'] ?? 0),
    doneCount: counts.done ?? 0,
    dueOn: given.dueOn,
    remindOn: given.remindOn,
    isOverdue: attention.includes('overdue'),
    attention,
    isAway: given.status === 'done' && given.tombstone.isTemporary,
    createdAt: given.createdAt,
    closedAt: given.closedAt,
  };
}

function countItems({ ledger }: CoreContext, caseId: number): Partial<Record<ItemStatus, number>> {
  const rows = ledger.db.all<CountRow>(
    'select status, count(*) as count from removal_item where case_id = ? group by status',
    caseId,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** The whole file of a case. */
export function viewDetail(context: CoreContext, given: RemovalCase): CaseDetail {
  const { ledger } = context;
  const settings = readSettings(ledger);
  const entries = entriesOf(ledger, given.id);
  const hash = decisionHash(context, given);
  const repository = repositoryOfCase(context, given.id);
  const counts = countItems(context, given.id);
  const waiting = (counts.listed ?? 0) + (counts['half-done'] ?? 0);
  const back = (counts.done ?? 0) + (counts['half-done'] ?? 0) + (counts['half-restored'] ?? 0);
  return {
    ...viewCase(context, given),
    origin: given.origin,
    requester: given.requester,
    requesterContact: given.requesterContact,
    request: given.request,
    discussionUrl: given.discussionUrl,
    alternative: given.alternative,
    tombstone: given.tombstone,
    problems: problemsOf(context, given, given.tombstone).map(sayProblem),
    counts: { ...emptyCounts, ...counts },
    can: caseEvents.filter((event) => canMove(given.status, event)),
    decisionHash: hash,
    approvalsNeeded: settings.approvalsNeeded,
    approvedBy: approversOf(given.id, entries, hash),
    awaitedPages: countAwaited(ledger, given.id),
    confirmation:
      repository === null ? null : confirmationFor(repository, waiting > 0 ? waiting : back),
    blocked: repository === null ? null : blockedBecause(context, repository),
    place: placeText(context, repository),
    entries: entries.slice(-1000).map(({ id, at, kind, person, body }) => ({
      id,
      at,
      kind,
      person,
      text: (kind === 'status' ? statusText(body.text) : body.text).slice(0, 20_000),
    })),
    documents: documentRows(ledger, given.id).slice(0, 200),
  };
}

const emptyCounts: Record<ItemStatus, number> = {
  listed: 0,
  working: 0,
  'half-done': 0,
  done: 0,
  restoring: 0,
  'half-restored': 0,
  restored: 0,
};

function statusText(status: string): string {
  const words: Readonly<Record<string, string>> = removalText.status;
  return `${words[status] ?? status}.`;
}

function placeText(context: CoreContext, repository: Repository | null): string {
  if (repository === null) return '';
  try {
    const place = placeFor(context, repository);
    return `${place.kind} ${place.urlOf('')}`.replace(/\.html$/, '').slice(0, 500);
  } catch (cause) {
    if (cause instanceof AppError) return '';
    throw cause;
  }
}

/** Why nothing can be sent for the account at present, or null. */
export function blockedBecause(context: CoreContext, repository: Repository): string | null {
  if (repository.access === 'observe') return removalText.blocked.observed(repository.name);
  if (!repository.isWritingOpen) return removalText.blocked.writing(repository.name);
  try {
    placeFor(context, repository);
    return null;
  } catch (cause) {
    if (cause instanceof AppError) return cause.message;
    throw cause;
  }
}

/** The account of a case's DOIs; null for DOIs that the ledger does not hold. */
export function repositoryOfCase({ ledger }: CoreContext, caseId: number): Repository | null {
  const row = ledger.db.get<{ id: string }>(
    `select r.repository_id as id from removal_item i join record r on r.id = i.record_id
     where i.case_id = ? limit 1`,
    caseId,
  );
  return row === undefined ? null : getRepository(ledger, row.id);
}

/** Records that are looked at for names: the first of a case are its kind. */
const mostRecordsRead = 50;

export function problemsOf(
  context: CoreContext,
  given: Pick<RemovalCase, 'id' | 'kind' | 'owner' | 'requester'>,
  tombstone: Tombstone,
): TombstoneProblem[] {
  if (given.kind !== 'deletion' || given.owner === 'hub') return [];
  const { ledger } = context;
  const rows = ledger.db.all<{ doi: string; attributes: string | null }>(
    `select i.doi, case when row_number() over (order by i.doi) <= ${mostRecordsRead} then r.attributes end as attributes
     from removal_item i left join record r on r.id = i.record_id where i.case_id = ? order by i.doi`,
    given.id,
  );
  const name = asDoi(tombstone.successorDoi);
  const successor = name === null ? null : getRecord(ledger, doiKey(name));
  return checkTombstone(tombstone, {
    dois: rows.map(({ doi }) => doi),
    successor:
      successor === null
        ? null
        : {
            isGone:
              successor.isBurnt ||
              isWithdrawn(successor.attributes) ||
              successor.state === 'draft' ||
              successor.state === 'reserved',
          },
    records: rows.flatMap(({ attributes }) =>
      attributes === null ? [] : [JSON.parse(attributes) as Attributes],
    ),
    requester: given.requester,
  });
}

export function sayProblem(problem: TombstoneProblem) {
  return { ...problem, message: problemSentence(problem) };
}

/** What a decision is about: who changes a word of it, asks for another decision. */
export function decisionHash({ ledger }: CoreContext, given: RemovalCase): string {
  const { kind, owner, tombstone, request } = given;
  const dois = ledger.db
    .all<{ doi: string }>('select doi from removal_item where case_id = ? order by doi', given.id)
    .map(({ doi }) => doi);
  return sha256Hex(canonicalJson({ kind, owner, tombstone, request, dois }));
}

/** Who approved exactly this, since it was last declined, taken back or opened again. */
export function approversOf(caseId: number, entries: readonly CaseEntry[], hash: string): string[] {
  const names: string[] = [];
  for (const entry of entries) {
    const { kind, person, body } = entry;
    if (kind === 'status' && (body['isReset'] ?? false) === true) names.length = 0;
    if (kind !== 'decision' || person === null) continue;
    if (body['decision'] !== 'approve' || body['hash'] !== hash) continue;
    if (!isGenuineDecision(caseId, entry)) continue;
    if (!names.some((name) => isSameName(name, person))) names.push(person);
  }
  return names;
}

export function viewItem(item: RemovalItem, title: string | null): CaseItem {
  return {
    doi: item.doi,
    title: title?.slice(0, 20_000) ?? null,
    status: item.status,
    step: item.step,
    pageUrl: item.pageUrl,
    failure: item.failure,
  };
}

/** All steps of one direction, those not taken yet as `open`. */
export function viewSteps(
  context: CoreContext,
  item: RemovalItem,
  direction: Direction,
): WireStep[] {
  const known = stepRows(context.ledger, item.caseId, item.doi);
  return stepsOf(direction).map((step) => {
    const row = known.get(step);
    return row === undefined
      ? { step, status: 'open', message: null, evidence: '{}', tries: 0, at: null }
      : {
          ...row,
          message: row.message?.slice(0, 20_000) ?? null,
          evidence: row.evidence.slice(0, 20_000),
        };
  });
}
