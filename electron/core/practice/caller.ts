import { createHmac, timingSafeEqual } from 'node:crypto';
import { isJsonObject } from '#shared/support/json.ts';
import type { Account } from './account.ts';
import type { World } from './world.ts';

/** Who a request comes from (datacite.md 1.3). */
export type Caller =
  /** No credentials at all. */
  | { readonly kind: 'anonymous' }
  /** Credentials that nobody has. Reads are answered as for anonymous callers, without a word. */
  | { readonly kind: 'unknown' }
  /** A bearer token that is no token any more: 401 whatever is asked for. */
  | { readonly kind: 'rejected' }
  | { readonly kind: 'account'; readonly account: Account; readonly isApiKey: boolean };

const apiKeyForm = /^DC\.[A-Za-z0-9]{32}$/;
const tokenLifeSeconds = 30 * 24 * 60 * 60;

/** Recognises a caller by the `Authorization` header. */
export function identify(authorization: string | undefined, world: World): Caller {
  if (authorization === undefined || authorization.trim() === '') return { kind: 'anonymous' };
  const [, type = '', credentials = ''] = /^\s*(\S+)\s*(.*)$/.exec(authorization) ?? [];
  if (credentials === '') return { kind: 'anonymous' };
  return type.toLowerCase() === 'basic'
    ? fromBasic(credentials, world)
    : fromBearer(credentials, world);
}

function fromBasic(credentials: string, world: World): Caller {
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const username = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? '' : text.slice(colon + 1);
  if (apiKeyForm.test(username)) return fromApiKey(username, null, world);
  if (apiKeyForm.test(password)) return fromApiKey(password, username, world);
  const account = signIn(username, password, world);
  return account === null ? { kind: 'unknown' } : { kind: 'account', account, isApiKey: false };
}

/** The account with this name and password. */
export function signIn(username: string, password: string, world: World): Account | null {
  const account = world.accounts.byUsername(username);
  return account !== null && equalTexts(account.password, password) ? account : null;
}

function fromApiKey(text: string, username: string | null, world: World): Caller {
  const key = world.apiKeys.findByText(text);
  const account = key === null ? null : world.accounts.byClient(key.clientId);
  if (account === null) return { kind: 'unknown' };
  if (username !== null && username.toUpperCase() !== account.username) return { kind: 'unknown' };
  return { kind: 'account', account, isApiKey: true };
}

function fromBearer(token: string, world: World): Caller {
  if (apiKeyForm.test(token)) {
    const caller = fromApiKey(token, null, world);
    return caller.kind === 'unknown' ? { kind: 'rejected' } : caller;
  }
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || !equalTexts(signature, sign(`${head}.${payload}`, world))) {
    return { kind: 'rejected' };
  }
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (
    !isJsonObject(claims) ||
    typeof claims['exp'] !== 'number' ||
    typeof claims['uid'] !== 'string'
  ) {
    return { kind: 'rejected' };
  }
  const account = world.accounts.byUsername(claims['uid']);
  const expired = claims['exp'] * 1000 <= world.clock.now();
  return account === null || expired
    ? { kind: 'rejected' }
    : { kind: 'account', account, isApiKey: false };
}

/** A bearer token for 30 days, as `POST /token` gives it. */
export function issueToken(account: Account, world: World): { token: string; expiresIn: number } {
  const issuedAt = Math.floor(world.clock.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({
    uid: account.username.toLowerCase(),
    role_id: account.role,
    client_id: account.clientId,
    provider_id: account.providerId,
    iat: issuedAt,
    exp: issuedAt + tokenLifeSeconds,
  })}`;
  return { token: `${body}.${sign(body, world)}`, expiresIn: tokenLifeSeconds };
}

function sign(text: string, world: World): string {
  return createHmac('sha256', world.tokenSecret).update(text).digest('base64url');
}

function equalTexts(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
