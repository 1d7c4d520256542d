import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import type { Ownership } from '#shared/removal/case-table.ts';
import type { ReadRequest } from '#shared/removal/read-requests.ts';
import { readEmail, readRequestRow, requestColumns } from '#shared/removal/read-requests.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { parseCsvText } from '../sheets/parse-csv-text.ts';
import { isOurs } from './open-cases.ts';

type Read = Output<'removal.readRequests'>;

/** Requests out of a pasted text; who can act on each DOI is looked up, nothing is stored. */
export function readRequests(
  context: CoreContext,
  { kind, text }: ParsedInput<'removal.readRequests'>,
): Read {
  if (kind === 'email') {
    const request = readEmail(text);
    return request === null
      ? { requests: [], problems: [{ row: 0, message: 'There is no DOI in this text.' }] }
      : { requests: [complete(context, request, 'email')], problems: [] };
  }
  const [head = [], ...rows] = parseCsvText(text);
  const names = head.map((name) => name.trim().toLowerCase());
  const found: Read = { requests: [], problems: [] };
  if (!names.includes('doi')) {
    const message = `The first line must name the columns, “doi” among them: ${requestColumns.join(', ')}.`;
    return { requests: [], problems: [{ row: 1, message }] };
  }
  for (const [at, cells] of rows.slice(0, 1000).entries()) {
    const row = Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
    const read = readRequestRow(row);
    if ('problem' in read) found.problems.push({ row: at + 2, message: read.problem });
    else found.requests.push(complete(context, read.request, 'csv'));
  }
  return found;
}

function complete(
  context: CoreContext,
  request: ReadRequest,
  origin: WireRequest['origin'],
): WireRequest {
  const owner: Ownership =
    request.owner ?? (request.dois.some((doi) => isOwn(context, doi)) ? 'own' : 'hub');
  return { ...request, dois: [...request.dois], owner, origin };
}

function isOwn(context: CoreContext, doi: string): boolean {
  const record = getRecord(context.ledger, doi);
  return record !== null && isOurs(context, record);
}
