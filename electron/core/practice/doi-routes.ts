import type { Json, JsonObject } from '#shared/support/json.ts';
import {
  emptyAnswer,
  errorAnswer,
  gatewayAnswer,
  jsonAnswer,
  refuse,
  Refusal,
  type Answer,
} from './answer.ts';
import { checkRecord, type RecordError } from './check-record.ts';
import {
  mayRead,
  repositoryFor,
  requireAccount,
  requireChange,
  requireCreate,
  requireRepository,
  requireTransfer,
} from './permissions.ts';
import { prefixOf, type PracticeRecord } from './record.ts';
import { readPayload, type Payload, type PracticeRequest } from './request.ts';
import { serialiseRecord, type View } from './serialise-record.ts';
import { makeDoi, namedNumber, randomNumber } from './suffix.ts';
import type { World } from './world.ts';
import { assignAttributes, auditedChanges, withoutChanges } from './write-record.ts';

/** The view of answers about one DOI. */
export function singleView(request: PracticeRequest, world: World): View {
  return {
    world,
    caller: request.caller,
    affiliation: request.query.get('affiliation') === 'true',
    publisher: request.query.get('publisher') === 'true',
    detail: true,
    isList: false,
    fields: null,
  };
}

/** `POST /dois`. Creates only: a DOI that exists is refused. */
export function createDoi(request: PracticeRequest, world: World): Answer {
  requireAccount(request.caller);
  const payload = readPayload(request);
  const repository = repositoryFor(request.caller, payload.clientId, world);
  const doi = chosenDoi(payload.attributes, world);
  requireCreate(request.caller, repository, doi);
  return save({ request, world, payload, doi, clientId: repository.clientId ?? '', isPut: false });
}

/** The DOI of a new record: named, or made under a prefix; never taken from the XML. */
function chosenDoi(attributes: JsonObject, world: World): string {
  const { doi, prefix } = attributes;
  if (typeof doi === 'string' && doi.trim() !== '') return doi;
  if (typeof prefix !== 'string' || prefix.trim() === '') return refuse(403);
  const made = makeDoi(prefix, randomNumber(world.randomBytes));
  if (made === null) throw new Refusal(gatewayAnswer(500));
  return made;
}

/** `PUT` and `PATCH /dois/:doi`: changes what is sent; creates the DOI where there is none. */
export function putDoi(request: PracticeRequest, world: World, doi: string): Answer {
  requireAccount(request.caller);
  const before = world.records.find(doi);
  const payload = readPayload(request);
  if (before === null) {
    if (!/^10\.\d{4,5}\/.+$/s.test(doi)) return refuse(404);
    const repository = repositoryFor(request.caller, payload.clientId, world);
    requireCreate(request.caller, repository, doi);
    return save({ request, world, payload, doi, clientId: repository.clientId ?? '', isPut: true });
  }
  if (payload.attributes['mode'] === 'transfer') return transfer(request, world, before, payload);
  requireChange(request.caller, before);
  return save({ request, world, payload, doi: before.doi, clientId: before.clientId, isPut: true });
}

interface Save {
  readonly request: PracticeRequest;
  readonly world: World;
  readonly payload: Payload;
  readonly doi: string;
  readonly clientId: string;
  /** An update presets the schema version, also where it creates. */
  readonly isPut: boolean;
}

function save({ request, world, payload, doi, clientId, isPut }: Save): Answer {
  const existing = world.records.find(doi);
  const before = isPut ? existing : null;
  const nowMs = wholeSeconds(world);
  const { record, raw } = assignAttributes({
    doi,
    clientId,
    attributes: payload.attributes,
    before,
    nowMs,
    presetSchema: isPut,
  });
  const repository = world.accounts.byClient(clientId) ?? refuse(404);
  const errors = checkRecord({
    record,
    raw,
    repository,
    isNew: before === null,
    isTaken: !isPut && existing !== null,
    onlyValidate: false,
  });
  if (errors.length > 0) return validationAnswer(422, errors, record.doi);
  const saved = registerHandle(record, nowMs, world);
  storeSave(before, saved, request, world);
  const location = `${world.baseUrl}/dois/${saved.doi}`;
  return {
    ...jsonAnswer(
      before === null ? 201 : 200,
      { data: serialiseRecord(saved, singleView(request, world)) },
      before === null && !isPut ? { location } : {},
    ),
    effect: { action: before === null ? 'create' : 'update', doi: saved.doi },
  };
}

/** Timestamps of the service have whole seconds. */
function wholeSeconds(world: World): number {
  return Math.floor(world.clock.now() / 1000) * 1000;
}

/** After each save of a registered DOI the handle server is told; its failure is only logged. */
function registerHandle(record: PracticeRecord, nowMs: number, world: World): PracticeRecord {
  if (record.state === 'draft' || !world.handleServerUp) return record;
  return { ...record, handleUrl: record.url, registeredMs: record.registeredMs ?? nowMs };
}

/** Record, activity and index go together. The caller's transaction makes them one. */
export function storeSave(
  before: PracticeRecord | null,
  after: PracticeRecord,
  request: Pick<PracticeRequest, 'requestId' | 'caller'>,
  world: World,
): void {
  world.records.put(after);
  world.activities.add({
    requestId: request.requestId,
    doi: after.doi,
    clientId: after.clientId,
    username: request.caller.kind === 'account' ? request.caller.account.username : '',
    action: before === null ? 'create' : 'update',
    version: after.auditVersion,
    changes: auditedChanges(before, after),
    createdMs: world.clock.now(),
  });
  world.index.expect(after.doi, world.clock.now());
}

/** The validation form of errors: only the first of each source, under the lower-case DOI. */
function validationAnswer(status: number, errors: readonly RecordError[], doi: string): Answer {
  const first = new Map<string, Json>();
  for (const { source, title } of errors) {
    if (!first.has(source)) first.set(source, { source, title: capitalise(title), uid: doi });
  }
  return jsonAnswer(status, { errors: [...first.values()] });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Moves a DOI to another repository, without validation. */
function transfer(
  request: PracticeRequest,
  world: World,
  before: PracticeRecord,
  payload: Payload,
): Answer {
  requireTransfer(request.caller, before, world);
  const target = repositoryFor(request.caller, payload.clientId, world);
  const after = {
    ...before,
    clientId: target.clientId ?? before.clientId,
    updatedMs: wholeSeconds(world),
    auditVersion: before.auditVersion + 1,
  };
  storeSave(before, after, request, world);
  return {
    ...jsonAnswer(200, { data: serialiseRecord(after, singleView(request, world)) }),
    effect: { action: 'transfer', doi: after.doi },
  };
}

/** `POST /dois/validate`: 200 whatever it finds; nothing is stored. */
export function validateDoi(request: PracticeRequest, world: World): Answer {
  const account = requireRepository(request.caller);
  const payload = readPayload(request);
  const repository =
    payload.clientId === null ? account : repositoryFor(request.caller, payload.clientId, world);
  const doi = typeof payload.attributes['doi'] === 'string' ? payload.attributes['doi'] : '';
  const { record, raw } = assignAttributes({
    doi,
    clientId: repository.clientId ?? '',
    attributes: { ...payload.attributes, event: null },
    before: null,
    nowMs: wholeSeconds(world),
    presetSchema: false,
  });
  const candidate = { record, raw, repository, isNew: true, isTaken: false, onlyValidate: true };
  const errors = checkRecord(candidate);
  if (errors.length > 0) return validationAnswer(200, errors, record.doi);
  return jsonAnswer(200, { data: serialiseRecord(record, singleView(request, world)) });
}

/**
 * `POST /dois/undo`: takes back the last audited change. Where that is the creation, the record is
 * destroyed, whatever its state: the reason why the app never calls it.
 */
export function undoDoi(request: PracticeRequest, world: World): Answer {
  requireAccount(request.caller);
  const { attributes } = readPayload(request);
  const doi = typeof attributes['doi'] === 'string' ? attributes['doi'] : '';
  const record = world.records.find(doi) ?? refuse(404);
  requireChange(request.caller, record);
  const last = world.activities.last(record.doi);
  if (last === null) return errorAnswer(400, "undefined method 'undo' for nil");
  const body = (shown: PracticeRecord): Answer =>
    jsonAnswer(200, { data: serialiseRecord(shown, singleView(request, world)) });
  if (last.action === 'create') {
    removeRecord(record, request, world);
    return { ...body(record), effect: { action: 'undo', doi: record.doi } };
  }
  const restored = {
    ...withoutChanges(record, last.changes),
    updatedMs: wholeSeconds(world),
    auditVersion: record.auditVersion + 1,
  };
  storeSave(record, restored, request, world);
  return { ...body(restored), effect: { action: 'undo', doi: record.doi } };
}

/** `DELETE /dois/:doi`: drafts only. */
export function deleteDoi(request: PracticeRequest, world: World, doi: string): Answer {
  requireAccount(request.caller);
  const record = world.records.find(doi) ?? refuse(404);
  requireChange(request.caller, record);
  if (record.state !== 'draft') {
    return errorAnswer(405, undefined, { allow: 'HEAD, GET, POST, PATCH, PUT, OPTIONS' });
  }
  removeRecord(record, request, world);
  return { ...emptyAnswer(204), effect: { action: 'delete', doi: record.doi } };
}

function removeRecord(record: PracticeRecord, request: PracticeRequest, world: World): void {
  world.records.remove(record.doi);
  world.activities.add({
    requestId: request.requestId,
    doi: record.doi,
    clientId: record.clientId,
    username: request.caller.kind === 'account' ? request.caller.account.username : '',
    action: 'delete',
    version: record.auditVersion + 1,
    changes: {},
    createdMs: world.clock.now(),
  });
  world.index.expect(record.doi, world.clock.now());
}

/** The record, where the caller may see it; 404 hides that it exists. */
export function visibleRecord(request: PracticeRequest, world: World, doi: string): PracticeRecord {
  const record = world.records.find(doi);
  return record !== null && mayRead(request.caller, record, world) ? record : refuse(404);
}

/** `GET /dois/:doi/get-url`: what the handle server knows; for drafts the stored address. */
export function getUrl(request: PracticeRequest, world: World, doi: string): Answer {
  requireAccount(request.caller);
  const record = world.records.find(doi) ?? refuse(404);
  requireChange(request.caller, record);
  const url = record.state === 'draft' ? record.url : record.handleUrl;
  if (url !== null && url !== '') return jsonAnswer(200, { url });
  if (record.state === 'draft') return emptyAnswer(204);
  return jsonAnswer(403, { errors: [{ status: 403, title: 'SERVER NOT RESPONSIBLE FOR HANDLE' }] });
}

/** `GET /dois/random`: suffixes to choose from, neither reserved nor looked up. */
export function randomDois(request: PracticeRequest, world: World): Answer {
  const prefix = request.query.get('prefix');
  if (prefix === null) return errorAnswer(422, 'Parameter prefix is required');
  const number = namedNumber(request.query.get('number'));
  const wanted = Number.parseInt(request.query.get('size') ?? '1', 10);
  const dois: string[] = [];
  for (let left = Math.min(Math.max(wanted, 1), 1000); left >= 1; left -= 1) {
    const doi = makeDoi(prefix, number ?? randomNumber(world.randomBytes));
    if (doi === null) return gatewayAnswer(500);
    dois.push(doi);
  }
  return jsonAnswer(200, { dois });
}

/** `GET /dois/get-dois`: every DOI of the repository's first prefix that has a handle. */
export function getDois(request: PracticeRequest, world: World): Answer {
  const account = requireRepository(request.caller);
  const prefix = account.prefixes[0];
  const dois: string[] = [];
  for (const record of world.records.all()) {
    const isOurs = record.clientId === account.clientId && prefixOf(record.doi) === prefix;
    if (isOurs && record.registeredMs !== null) dois.push(record.doi.toUpperCase());
  }
  return dois.length > 0 ? jsonAnswer(200, { dois }) : emptyAnswer(204);
}
