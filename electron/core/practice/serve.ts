import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { Refusal, emptyAnswer, errorAnswer, gatewayAnswer, jsonAnswer } from './answer.ts';
import { identify, type Caller } from './caller.ts';
import type { CommitQueue } from './commit-queue.ts';
import { pause, readBody, sendAnswer } from './connection.ts';
import { storeSave } from './doi-routes.ts';
import type { EffectLog } from './effect-log.ts';
import { commits, type FaultResponse, type FaultScript } from './fault.ts';
import { landingPage } from './landing-routes.ts';
import type { RateWindow } from './rate-window.ts';
import { Query, type PracticeRequest } from './request.ts';
import { isWrite, route } from './router.ts';
import type { World } from './world.ts';
import { assignAttributes } from './write-record.ts';

/** How the world behaves around the rules; may change while the server runs. */
export interface Ways {
  latencyMs: number;
  lagMs: number;
  rate: RateWindow | null;
  faults: FaultScript;
}

export interface Serving {
  readonly world: World;
  readonly ways: Ways;
  readonly queue: CommitQueue;
  readonly effects: EffectLog;
}

/** The service's version header; practice answers with the one whose source was read. */
const version = 'practice-05afac46';

/** What came of carrying a request out. */
interface Outcome {
  readonly answer: Answer;
  readonly defect: string | null;
}

/**
 * One request from the connection to its answer: firewall, fault script, latency, handler, commit,
 * answer. Never rejects: a defect is answered with 500 and told in the effect log.
 */
export function serve(
  serving: Serving,
): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (message, response) => {
    const { ways, world, effects } = serving;
    const requestId = randomUUID();
    const method = message.method ?? 'GET';
    const target = message.url ?? '/';
    const atMs = world.clock.now();
    const fault = ways.faults.take(method, decodePath(target));
    let caller: Caller = { kind: 'anonymous' };
    let outcome: Outcome;
    try {
      const body = await readBody(message);
      if (ways.latencyMs > 0) await pause(ways.latencyMs);
      caller = identify(message.headers.authorization, world);
      const request = toRequest(message, { requestId, method, target, body, caller });
      outcome = await answerOf(request, serving, fault);
    } catch (cause) {
      // Whoever hangs up while sending gets no answer, and is no defect.
      if (message.destroyed && !message.complete) return;
      outcome = failureOf(cause);
    }
    const log = (defect: string | null): void =>
      effects.add({
        atMs,
        requestId,
        method,
        target,
        username: caller.kind === 'account' ? caller.account.username : null,
        status: outcome.answer.status === 0 ? null : outcome.answer.status,
        action: outcome.answer.effect?.action ?? null,
        doi: outcome.answer.effect?.doi ?? null,
        fault: fault?.kind ?? null,
        defect,
      });
    log(outcome.defect);
    if (response.destroyed) return;
    if (!message.complete) response.setHeader('connection', 'close');
    try {
      const answer = withCommonHeaders(outcome.answer, caller, requestId);
      await sendAnswer(message, response, answer, fault);
    } catch (cause) {
      log(describe(cause));
      response.destroy();
    }
  };
}

function toRequest(
  message: IncomingMessage,
  parts: Pick<PracticeRequest, 'requestId' | 'method' | 'target' | 'body' | 'caller'>,
): PracticeRequest {
  const question = parts.target.indexOf('?');
  const path = question < 0 ? parts.target : parts.target.slice(0, question);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value[0] : value,
    ]),
  );
  return {
    ...parts,
    path,
    query: new Query(question < 0 ? '' : parts.target.slice(question + 1)),
    headers,
  };
}

function decodePath(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    // Matched as it was sent.
    return path;
  }
}

async function answerOf(
  request: PracticeRequest,
  serving: Serving,
  fault: FaultResponse | null,
): Promise<Outcome> {
  const { ways, world } = serving;
  if (ways.rate?.admit(world.clock.now()) === false) {
    return { answer: errorAnswer(429), defect: null };
  }
  if (fault?.kind === 'status') return { answer: statusFault(fault), defect: null };
  if (fault !== null && !commits(fault)) return { answer: emptyAnswer(0), defect: null };
  if (fault?.kind === 'third-party-edit' && fault.when === 'before') {
    await thirdPartyEdit(request, serving, fault);
  }
  if (fault?.kind === 'duplicate-delivery') await carryOut(request, serving, fault);
  const outcome = await carryOut(request, serving, fault);
  if (fault?.kind === 'third-party-edit' && fault.when !== 'before') {
    await thirdPartyEdit(request, serving, fault);
  }
  if (fault?.kind !== 'wrong-shape') return outcome;
  const { status, effect } = outcome.answer;
  const answer = jsonAnswer(status, fault.body ?? { message: 'ok', items: [] });
  return { answer: effect === undefined ? answer : { ...answer, effect }, defect: null };
}

async function carryOut(
  request: PracticeRequest,
  { world, ways, queue }: Serving,
  fault: FaultResponse | null,
): Promise<Outcome> {
  const work = (): Answer => {
    world.handleServerUp = fault?.kind !== 'handle-server-down';
    const host = foreignHost(request.headers['host']);
    return host === null
      ? route(request, world, ways.lagMs)
      : landingPage(request, world, host, request.path);
  };
  try {
    const answer = isWrite(request.method) ? await queue.run(work) : work();
    return { answer, defect: null };
  } catch (cause) {
    return failureOf(cause);
  } finally {
    world.handleServerUp = true;
  }
}

/** A name that is not ours stands for the institution's web server. */
function foreignHost(header: string | undefined): string | null {
  const host = (header ?? '').toLowerCase().replace(/:\d+$/, '');
  return ['', '127.0.0.1', 'localhost', '[::1]'].includes(host) ? null : host;
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

function failureOf(cause: unknown): Outcome {
  if (cause instanceof Refusal) return { answer: cause.answer, defect: null };
  const defect = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return { answer: jsonAnswer(500, { status: 500, error: 'Internal Server Error' }), defect };
}

function statusFault(fault: Extract<FaultResponse, { kind: 'status' }>): Answer {
  const base = fault.status >= 500 ? gatewayAnswer(fault.status) : errorAnswer(fault.status);
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  const type = fault.contentType === undefined ? {} : { 'content-type': fault.contentType };
  return {
    ...base,
    headers: { ...base.headers, ...retry, ...type },
    body: fault.body ?? base.body,
  };
}

/** Somebody with the same right changes the record, past all checks. */
async function thirdPartyEdit(
  request: PracticeRequest,
  { world, queue }: Serving,
  fault: Extract<FaultResponse, { kind: 'third-party-edit' }>,
): Promise<void> {
  await queue.run(() => {
    const doi = fault.doi ?? decodePath(request.path).replace(/^\/dois\//, '');
    const before = world.records.find(doi);
    if (before === null) return;
    const { record } = assignAttributes({
      doi: before.doi,
      clientId: before.clientId,
      attributes: fault.attributes,
      before,
      nowMs: Math.floor(world.clock.now() / 1000) * 1000,
      presetSchema: true,
    });
    storeSave(before, record, { requestId: randomUUID(), caller: { kind: 'anonymous' } }, world);
  });
}

function withCommonHeaders(answer: Answer, caller: Caller, requestId: string): Answer {
  const who: Record<string, string> =
    caller.kind === 'account'
      ? { 'x-credential-username': caller.account.username.toLowerCase() }
      : { 'x-anonymous-consumer': 'true' };
  return {
    ...answer,
    headers: {
      'x-lupoversion': version,
      'x-request-id': requestId,
      'access-control-allow-origin': '*',
      ...who,
      ...answer.headers,
    },
  };
}
