import type { Failure } from '#shared/contract/define.ts';
import type { ItemStatus, StepName, StepStatus } from '#shared/removal/steps.ts';
import type { Json } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What stands for an item of a case while its steps are taken. */
export interface RemovalItem {
  readonly caseId: number;
  readonly doi: string;
  readonly recordId: number | null;
  readonly status: ItemStatus;
  readonly step: StepName | null;
  readonly before: BeforeImage | null;
  readonly pageUrl: string | null;
  readonly pageSha256: string | null;
  readonly operationId: string | null;
  readonly neighbours: readonly MovedNeighbour[];
  readonly failure: Failure | null;
  readonly receipt: string | null;
}

export interface BeforeImage {
  /** Ours, brought to the current kernel; what a restore puts back. */
  readonly attributes: Readonly<Record<string, Json>>;
  /** DataCite's, byte for byte of what it answered; what a restore is measured by. */
  readonly remote: Readonly<Record<string, Json>>;
  readonly state: 'registered' | 'findable';
  readonly isUpgraded: boolean;
}

/** A record that led to the removed item and leads elsewhere now. */
export interface MovedNeighbour {
  readonly doi: string;
  readonly before: string;
  readonly after: string;
  readonly operationId: string | null;
}

interface ItemTableRow {
  readonly case_id: number;
  readonly doi: string;
  readonly record_id: number | null;
  readonly status: ItemStatus;
  readonly step: StepName | null;
  readonly before: string | null;
  readonly page_url: string | null;
  readonly page_sha256: string | null;
  readonly operation_id: string | null;
  readonly neighbours: string;
  readonly failure: string | null;
  readonly receipt: string | null;
}

function toItem(row: ItemTableRow): RemovalItem {
  return {
    caseId: row.case_id,
    doi: row.doi,
    recordId: row.record_id,
    status: row.status,
    step: row.step,
    before: row.before === null ? null : (JSON.parse(row.before) as BeforeImage),
    pageUrl: row.page_url,
    pageSha256: row.page_sha256,
    operationId: row.operation_id,
    neighbours: JSON.parse(row.neighbours) as MovedNeighbour[],
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    receipt: row.receipt,
  };
}

export function insertItem(
  context: CoreContext,
  item: Pick<RemovalItem, 'caseId' | 'doi' | 'recordId'>,
): void {
  context.ledger.db.run(
    `insert into removal_item (case_id, doi, record_id, status, updated_at) values (?, ?, ?, 'listed', ?)`,
    item.caseId,
    item.doi,
    item.recordId,
    context.timestamp(),
  );
}

export function getItem(ledger: Ledger, caseId: number, doi: string): RemovalItem | null {
  const row = ledger.db.get<ItemTableRow>(
    'select * from removal_item where case_id = ? and doi = ?',
    caseId,
    doi,
  );
  return row === undefined ? null : toItem(row);
}

export function itemsOf(
  ledger: Ledger,
  caseId: number,
  page: { readonly offset: number; readonly limit: number } = { offset: 0, limit: -1 },
): RemovalItem[] {
  return ledger.db
    .all<ItemTableRow>(
      'select * from removal_item where case_id = ? order by doi limit ? offset ?',
      caseId,
      page.limit,
      page.offset,
    )
    .map(toItem);
}

export interface ItemUnderWay {
  readonly caseId: number;
  readonly doi: string;
  /** 1: its operation is still in the outbox, so there is nothing to look at yet. */
  readonly isSending: 0 | 1;
}

/** Items whose steps are under way, in the order of their cases. */
export function itemsUnderWay(ledger: Ledger): ItemUnderWay[] {
  return ledger.db.all<ItemUnderWay>(
    `select i.case_id as caseId, i.doi, coalesce(i.step in ('metadata', 'record-back')
       and o.status in ('queued', 'in-flight', 'unknown', 'waiting'), 0) as isSending
     from removal_item i left join operation o on o.id = i.operation_id
     where i.status in ('working', 'restoring') order by i.case_id, i.doi`,
  );
}

/** Items of a case that wait until somebody has put their page online. */
export function countAwaited({ db }: Ledger, caseId: number): number {
  const row = db.get<{ count: number }>(
    `select count(*) as count from removal_item i join removal_step s
       on s.case_id = i.case_id and s.doi = i.doi and s.step = i.step
     where i.case_id = ? and i.status = 'working' and i.step = 'page-checked' and s.status = 'waiting'`,
    caseId,
  );
  return row?.count ?? 0;
}

/** DOIs of a case, as a set. */
export function doisOf(ledger: Ledger, caseId: number): ReadonlySet<string> {
  const rows = ledger.db.all<{ doi: string }>(
    'select doi from removal_item where case_id = ?',
    caseId,
  );
  return new Set(rows.map(({ doi }) => doi));
}

export function itemStatuses(ledger: Ledger, caseId: number): ItemStatus[] {
  return ledger.db
    .all<{ status: ItemStatus }>('select status from removal_item where case_id = ?', caseId)
    .map(({ status }) => status);
}

export type ItemPatch = Partial<
  Pick<
    RemovalItem,
    | 'status'
    | 'step'
    | 'before'
    | 'pageUrl'
    | 'pageSha256'
    | 'operationId'
    | 'neighbours'
    | 'failure'
    | 'receipt'
  >
>;

export function patchItem(context: CoreContext, item: RemovalItem, patch: ItemPatch): RemovalItem {
  const next: RemovalItem = { ...item, ...patch };
  context.ledger.db.run(
    `update removal_item set status = @status, step = @step, before = @before, page_url = @pageUrl,
       page_sha256 = @pageSha256, operation_id = @operationId, neighbours = @neighbours,
       failure = @failure, receipt = @receipt, updated_at = @now
     where case_id = @caseId and doi = @doi`,
    {
      caseId: next.caseId,
      doi: next.doi,
      status: next.status,
      step: next.step,
      before: next.before === null ? null : canonicalJson(next.before),
      pageUrl: next.pageUrl,
      pageSha256: next.pageSha256,
      operationId: next.operationId,
      neighbours: canonicalJson(next.neighbours),
      failure: next.failure === null ? null : canonicalJson(next.failure),
      receipt: next.receipt,
      now: context.timestamp(),
    },
  );
  return next;
}

export interface StepRow {
  readonly step: StepName;
  readonly status: StepStatus;
  readonly message: string | null;
  readonly evidence: string;
  readonly tries: number;
  readonly at: string;
}

export function noteStep(
  context: CoreContext,
  { caseId, doi }: Pick<RemovalItem, 'caseId' | 'doi'>,
  step: StepName,
  outcome: Pick<StepRow, 'status' | 'message'> & {
    readonly evidence: Readonly<Record<string, Json>>;
  },
): void {
  context.ledger.db.run(
    `insert into removal_step (case_id, doi, step, status, message, evidence, at)
     values (@caseId, @doi, @step, @status, @message, @evidence, @now)
     on conflict (case_id, doi, step) do update set status = excluded.status,
       message = excluded.message, evidence = excluded.evidence, at = excluded.at,
       tries = tries + (removal_step.status = 'failed')`,
    {
      caseId,
      doi,
      step,
      status: outcome.status,
      message: outcome.message,
      evidence: canonicalJson(outcome.evidence),
      now: context.timestamp(),
    },
  );
}

export function stepRows(ledger: Ledger, caseId: number, doi: string): Map<string, StepRow> {
  const rows = ledger.db.all<StepRow>(
    `select step, status, message, evidence, tries, at from removal_step
     where case_id = ? and doi = ?`,
    caseId,
    doi,
  );
  return new Map(rows.map((row) => [row.step, row]));
}

/** Forgets the steps of an earlier round, so that a timeline shows one. What happened stays in the history. */
export function clearSteps(
  ledger: Ledger,
  { caseId, doi }: Pick<RemovalItem, 'caseId' | 'doi'>,
  steps: readonly StepName[],
): void {
  ledger.db.run(
    `delete from removal_step where case_id = ? and doi = ?
       and step in (select value from json_each(?))`,
    caseId,
    doi,
    JSON.stringify(steps),
  );
}
