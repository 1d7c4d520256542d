import { isJsonObject } from '#shared/support/json.ts';
import { isRateLimit, parseBody } from '#shared/outbox/classify-response.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reveal } from '#shared/support/secret.ts';
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
}

/**
 * Asks who we are, without side effects: POST /token is the cheapest password check, since a GET with
 * a wrong password is answered as if to a stranger (datacite.md 1.2, 1.3). Needs no budget of note:
 * three requests, on a person's wish.
 */
export async function checkCredentials(
  parts: ClientParts,
  signal?: AbortSignal,
): Promise<CredentialCheck> {
  const { repository, vault, budget } = parts;
  const password = await vault.get(vaultName(repository.id));
  if (password === null) {
    return failed('bad-credentials', `There is no password for ${repository.clientId} yet.`);
  }
  const id = encodeURIComponent(repository.clientId.toLowerCase());
  const ask = async (path: string, body?: string): Promise<HttpResponse> => {
    const taken = await budget.take(signal);
    try {
      return await send(parts, { path, body, signal, password });
    } finally {
      taken();
    }
  };
  try {
    const token = await ask('/token', tokenRequest(repository.clientId, password));
    // The test system's firewall says 403 where others say 429 (datacite.md 2.6): no word on the password.
    if (isRateLimit(token)) return unexpected(token);
    if (token.status === 400 || token.status === 401 || token.status === 403) {
      return failed('bad-credentials', 'DataCite does not accept this name or password.');
    }
    if (token.status !== 200) return unexpected(token);
    const account = await ask(`/repositories/${id}`);
    if (account.status !== 200) return unexpected(account);
    const prefixes = await ask(`/prefixes?client-id=${id}&page%5Bsize%5D=1000`);
    if (prefixes.status !== 200) return unexpected(prefixes);
    return readAccount(parseBody(account.body), parseBody(prefixes.body));
  } catch (cause) {
    if (cause instanceof NetworkFailure) return failed('unreachable', cause.message);
    throw cause;
  }
}

interface Question {
  readonly path: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly password: Secret;
}

function send(parts: ClientParts, question: Question): Promise<HttpResponse> {
  const endpoint = new URL(parts.repository.endpoint);
  return parts.network.send({
    method: question.body === undefined ? 'GET' : 'POST',
    origin: endpoint.origin,
    path: endpoint.pathname.replace(/\/+$/, '') + question.path,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    auth: { username: parts.repository.clientId, password: question.password },
    timeoutMs: 30_000,
    ...(question.body === undefined ? {} : { body: question.body }),
    ...(question.signal === undefined ? {} : { signal: question.signal }),
  });
}

/** The one body that carries a password: the service takes it no other way here. */
function tokenRequest(username: string, password: Secret): string {
  return JSON.stringify({ grant_type: 'password', username, password: reveal(password) });
}

function readAccount(account: unknown, prefixes: unknown): CredentialCheck {
  const attributes = memberOf(memberOf(account, 'data'), 'attributes');
  const domains = memberOf(attributes, 'domains');
  const list = memberOf(prefixes, 'data');
  const names = (Array.isArray(list) ? list : []).map((entry) => memberOf(entry, 'id'));
  const known = {
    prefixes: names.filter((name) => typeof name === 'string'),
    domains: typeof domains === 'string' ? domains.split(',').map((host) => host.trim()) : null,
  };
  if (memberOf(attributes, 'isActive') === false) {
    const message =
      'The name and password are right, but DataCite has switched this repository off.';
    return { outcome: 'inactive', message, ...known };
  }
  return { outcome: 'works', message: 'DataCite accepts this name and password.', ...known };
}

function unexpected(response: HttpResponse): CredentialCheck {
  if (isRateLimit(response)) {
    const message = 'DataCite asks for fewer requests at present. Try again in five minutes.';
    return failed('unreachable', message);
  }
  return failed('unreachable', `DataCite answered ${String(response.status)} to the check.`);
}

function failed(outcome: CredentialCheck['outcome'], message: string): CredentialCheck {
  return { outcome, message, prefixes: [], domains: null };
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
