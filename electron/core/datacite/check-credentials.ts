import { isJsonObject } from '#shared/support/json.ts';
import { isRateLimit, parseBody } from '#shared/outbox/classify-response.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reveal } from '#shared/support/secret.ts';
import { checkText as text } from '#shared/text/check-account.en.ts';
import { NetworkFailure } from '../network/network.ts';
import type { HttpResponse } from '../network/network.ts';
import type { ClientParts } from './client.ts';
import { vaultName } from './vault-name.ts';

export interface CredentialCheck {
  readonly outcome: 'works' | 'bad-credentials' | 'unreachable' | 'inactive';
  readonly message: string;
  readonly prefixes: readonly string[];
  /** Allowed landing page hosts; null when the service does not say. */
  readonly domains: readonly string[] | null;
  /** Whose account it is; null when the service does not say. */
  readonly member: AccountMember | null;
}

export interface AccountMember {
  readonly id: string;
  readonly name: string | null;
  readonly consortium: string | null;
}

/**
 * Asks who we are, without side effects: POST /token is the cheapest password check, since a GET with
 * a wrong password is answered as if to a stranger (datacite.md 1.2, 1.3). Needs no budget of note:
 * four requests, on a person's wish.
 */
export async function checkCredentials(
  parts: ClientParts,
  signal?: AbortSignal,
): Promise<CredentialCheck> {
  const { repository, vault, budget } = parts;
  const isObserved = repository.isObserved === true;
  const password = isObserved ? null : await vault.get(vaultName(repository.id));
  if (password === null && !isObserved) {
    return failed('bad-credentials', text.noPassword(repository.clientId));
  }
  const ask = async (path: string, body?: string): Promise<HttpResponse> => {
    const taken = await budget.take(signal);
    try {
      return await send(parts, { path, body, signal, password });
    } finally {
      taken();
    }
  };
  try {
    const refusal = password === null ? null : await refusalOf(parts, password, ask);
    return refusal ?? (await readAccount(repository.clientId, isObserved, ask));
  } catch (cause) {
    if (!(cause instanceof NetworkFailure)) throw cause;
    // Of these two the reason says itself what to do.
    const isSaid = cause.kind === 'certificate' || cause.kind === 'proxy';
    return failed('unreachable', isSaid ? cause.message : text.noAnswer(cause.message));
  }
}

type Ask = (path: string, body?: string) => Promise<HttpResponse>;

/** Null: the service accepts name and password, or key. */
async function refusalOf(
  { repository, clock }: ClientParts,
  password: Secret,
  ask: Ask,
): Promise<CredentialCheck | null> {
  const isKey = repository.credential === 'api-key';
  // /token takes no keys; any read says in a header whether it took us for a stranger (datacite.md 1.3).
  const answer = isKey
    ? await ask(`/repositories/${pathOf(repository.clientId)}`)
    : await ask('/token', tokenRequest(repository.clientId, password));
  // The test system's firewall says 403 where others say 429 (datacite.md 2.6): no word on the password.
  if (isRateLimit(answer)) return unexpected(answer);
  const isStranger = answer.headers['x-anonymous-consumer'] !== undefined;
  if ([400, 401, 403].includes(answer.status) || (isKey && isStranger)) {
    return failed('bad-credentials', isKey ? text.keyRefused : text.passwordRefused);
  }
  if (answer.status !== 200) return unexpected(answer);
  if (parseBody(answer.body) === null) return failed('unreachable', text.captivePortal);
  const awayMs = clockError(answer, clock.now());
  return awayMs === null ? null : failed('unreachable', text.clockWrong(awayMs / hourMs));
}

const hourMs = 3_600_000;

/** How wrong this computer's clock is, by the service's; null when it is right to the hour, or nobody says. */
function clockError({ headers }: HttpResponse, nowMs: number): number | null {
  const theirs = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(theirs) || Math.abs(nowMs - theirs) < 12 * hourMs) return null;
  return nowMs - theirs;
}

async function readAccount(
  clientId: string,
  isObserved: boolean,
  ask: Ask,
): Promise<CredentialCheck> {
  const account = await ask(`/repositories/${pathOf(clientId)}`);
  if (account.status === 404) return failed('bad-credentials', text.noSuchAccount(clientId));
  if (account.status !== 200) return unexpected(account);
  const body = parseBody(account.body);
  if (!isJsonObject(memberOf(body, 'data'))) return failed('unreachable', text.captivePortal);
  const prefixes = await ask(`/prefixes?client-id=${pathOf(clientId)}&page%5Bsize%5D=1000`);
  if (prefixes.status !== 200) return unexpected(prefixes);
  const member = await readMember(body, ask);
  return describeAccount(body, parseBody(prefixes.body), { member, isObserved });
}

/** The name of the member is no reason to fail: without it the id stands alone. */
async function readMember(account: unknown, ask: Ask): Promise<AccountMember | null> {
  const provider = memberOf(memberOf(memberOf(account, 'data'), 'relationships'), 'provider');
  const id = memberOf(memberOf(provider, 'data'), 'id');
  if (typeof id !== 'string') return null;
  const answer = await ask(`/providers/${pathOf(id)}`);
  const data = memberOf(answer.status === 200 ? parseBody(answer.body) : null, 'data');
  const name = memberOf(memberOf(data, 'attributes'), 'name');
  const consortium = memberOf(
    memberOf(memberOf(memberOf(data, 'relationships'), 'consortium'), 'data'),
    'id',
  );
  return {
    id: id.slice(0, 100),
    name: typeof name === 'string' ? name.slice(0, 400) : null,
    consortium: typeof consortium === 'string' ? consortium.slice(0, 100) : null,
  };
}

function pathOf(id: string): string {
  return encodeURIComponent(id.toLowerCase());
}

interface Question {
  readonly path: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Null: asked as the public asks. */
  readonly password: Secret | null;
}

function send(parts: ClientParts, question: Question): Promise<HttpResponse> {
  const endpoint = new URL(parts.repository.endpoint);
  return parts.network.send({
    method: question.body === undefined ? 'GET' : 'POST',
    origin: endpoint.origin,
    path: endpoint.pathname.replace(/\/+$/, '') + question.path,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    ...(question.password === null
      ? {}
      : { auth: { username: parts.repository.clientId, password: question.password } }),
    timeoutMs: 30_000,
    ...(question.body === undefined ? {} : { body: question.body }),
    ...(question.signal === undefined ? {} : { signal: question.signal }),
  });
}

/** The one body that carries a password: the service takes it no other way here. */
function tokenRequest(username: string, password: Secret): string {
  return JSON.stringify({ grant_type: 'password', username, password: reveal(password) });
}

function describeAccount(
  account: unknown,
  prefixes: unknown,
  how: { readonly member: AccountMember | null; readonly isObserved: boolean },
): CredentialCheck {
  const attributes = memberOf(memberOf(account, 'data'), 'attributes');
  const domains = memberOf(attributes, 'domains');
  const list = memberOf(prefixes, 'data');
  const names = (Array.isArray(list) ? list : []).map((entry) => memberOf(entry, 'id'));
  const known = {
    prefixes: names.filter((name) => typeof name === 'string'),
    domains: typeof domains === 'string' ? domains.split(',').map((host) => host.trim()) : null,
    member: how.member,
  };
  if (memberOf(attributes, 'isActive') === false) {
    return { outcome: 'inactive', message: text.switchedOff, ...known };
  }
  return { outcome: 'works', message: how.isObserved ? text.readable : text.accepted, ...known };
}

function unexpected(response: HttpResponse): CredentialCheck {
  if (isRateLimit(response)) {
    return failed('unreachable', text.tooMany);
  }
  // A door that asks to sign in first, or a page where JSON should be: it is not DataCite who answers.
  const isPortal = response.status >= 300 && response.status < 400;
  const isProxy = response.status === 407;
  if (isProxy) return failed('unreachable', text.proxyAsks);
  return failed('unreachable', isPortal ? text.captivePortal : text.answered(response.status));
}

function failed(outcome: CredentialCheck['outcome'], message: string): CredentialCheck {
  return { outcome, message, prefixes: [], domains: null, member: null };
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
