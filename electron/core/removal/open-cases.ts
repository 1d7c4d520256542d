import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { asDoi, doiKey } from '#shared/doi/doi.ts';
import { caseStatuses, isEnded } from '#shared/removal/case-table.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { dayAfter } from '#shared/removal/days.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { addEntry, insertCase } from './case-rows.ts';
import { insertItem } from './item-rows.ts';
import { readSettings } from './settings.ts';

const { entry, error } = removalText;
const openStatuses = JSON.stringify(caseStatuses.filter((status) => !isEnded(status)));

/** Opens a case for each request, all of them or none. Throws before anything is stored. */
export function openCases(context: CoreContext, requests: readonly WireRequest[]): number[] {
  return context.ledger.transaction(() => requests.map((request) => openCase(context, request)));
}

function openCase(context: CoreContext, request: WireRequest): number {
  const settings = readSettings(context.ledger);
  const items = [...new Set(request.dois.map(doiKey))].map((doi) => itemFor(context, request, doi));
  const accounts = new Set(items.flatMap(({ record }) => record?.repositoryId ?? []));
  if (request.owner === 'own' && accounts.size > 1) refuse(error.severalAccounts);
  const today = context.timestamp().slice(0, 10);
  const id = insertCase(context.ledger, {
    kind: request.kind,
    owner: request.owner,
    origin: request.origin,
    requester: request.requester,
    requesterContact: request.requesterContact,
    request: request.request,
    discussionUrl: request.discussionUrl,
    dueOn: request.dueOn ?? dayAfter(today, settings.dueAfterDays),
    tombstone: firstWords(context, items, { reason: request.reason, today }),
    createdAt: context.timestamp(),
  });
  for (const { doi, record } of items) {
    insertItem(context, { caseId: id, doi, recordId: record?.id ?? null });
  }
  addEntry(context, id, {
    kind: 'comment',
    body: { text: entry.opened(removalText.origin[request.origin]) },
  });
  const [only] = items;
  appendEvent(context, {
    kind: 'removal.opened',
    summary: `Case ${caseName(id)} was opened: ${removalText.kind[request.kind].toLowerCase()}.`,
    doi: items.length === 1 ? (only?.doi ?? null) : null,
    detail: { case: id, items: items.length, owner: request.owner },
  });
  return id;
}

/** What a case begins with: the words of the item's last removal, where there was one, else today's date. */
function firstWords(
  { ledger }: CoreContext,
  [first]: readonly { readonly doi: string }[],
  { reason, today }: { readonly reason: WireRequest['reason']; readonly today: string },
): Tombstone {
  const row = ledger.db.get<{ tombstone: string }>(
    `select c.tombstone from removal_item i join removal_case c on c.id = i.case_id
     where i.doi = ? and i.status = 'done' order by c.id desc limit 1`,
    first?.doi ?? '',
  );
  if (row === undefined) {
    return { ...emptyTombstone, reason, withdrawnDate: today, circumstancesDate: today };
  }
  const last = JSON.parse(row.tombstone) as Tombstone;
  return reason === '' ? last : { ...last, reason };
}

function itemFor(
  context: CoreContext,
  request: WireRequest,
  doi: string,
): { readonly doi: string; readonly record: LedgerRecord | null } {
  if (asDoi(doi) === null) refuse(error.notADoi(doi));
  const record = getRecord(context.ledger, doi);
  const open = context.ledger.db.get<{ id: number }>(
    `select c.id from removal_item i join removal_case c on c.id = i.case_id where i.doi = ?
       and c.status in (select value from json_each(?)) limit 1`,
    doi,
    openStatuses,
  );
  if (open !== undefined) refuse(error.alreadyOpen(doi, caseName(open.id)));
  if (request.owner === 'hub') {
    if (record !== null && isOurs(context, record)) refuse(error.isOursNotHub(doi));
    return { doi, record };
  }
  if (record === null) refuse(error.unknownDoi(doi));
  if (!isOurs(context, record)) refuse(error.foreign(doi));
  const isDraft = record.state === 'draft' || record.state === 'reserved';
  if (request.kind === 'deletion' && isDraft) refuse(error.isDraft(doi));
  return { doi, record };
}

/** False for what is only observed: a foreign prefix, another account, a hub's DOI. */
export function isOurs(context: CoreContext, record: LedgerRecord): boolean {
  if (record.sync === 'observe-only' || record.isBurnt) return false;
  return getRepository(context.ledger, record.repositoryId).access !== 'observe';
}

function refuse(message: string): never {
  throw new AppError('VALIDATION', { message });
}
