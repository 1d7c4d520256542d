import { isJsonObject, type JsonObject } from '#shared/support/json.ts';
import type { Account } from './account.ts';
import { emptyAnswer, errorAnswer, jsonAnswer, refuse, type Answer } from './answer.ts';
import type { ApiKey } from './api-key-table.ts';
import { issueToken, signIn } from './caller.ts';
import { requireAccount } from './permissions.ts';
import { readJson, type PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** `POST /token`: the cheapest check of a password. Takes no API keys. */
export function createToken(request: PracticeRequest, world: World): Answer {
  const fields = readFields(request);
  const account = signIn(fields.username, fields.password, world);
  if (account === null || fields.grantType !== 'password') {
    return errorAnswer(400, 'Wrong account ID or password.');
  }
  const { token, expiresIn } = issueToken(account, world);
  return jsonAnswer(200, { access_token: token, expires_in: expiresIn });
}

/** JSON or a form, as OAuth clients send it. */
function readFields(request: PracticeRequest): {
  grantType: string;
  username: string;
  password: string;
} {
  const isForm = (request.headers['content-type'] ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
  const body: unknown = isForm
    ? Object.fromEntries(new URLSearchParams(request.body.toString('utf8')))
    : readJson(request);
  const text = (name: string): string => {
    const value = isJsonObject(body) ? body[name] : null;
    return typeof value === 'string' ? value : '';
  };
  return { grantType: text('grant_type'), username: text('username'), password: text('password') };
}

/** API keys are managed with the account's password only, never with a key. */
function requirePassword(request: PracticeRequest): Account {
  requireAccount(request.caller);
  if (request.caller.kind !== 'account') return refuse(401);
  const { account, isApiKey } = request.caller;
  return isApiKey || account.clientId === null ? refuse(403) : account;
}

export function listApiKeys(request: PracticeRequest, world: World): Answer {
  const keys = world.apiKeys.ofClient(requirePassword(request).clientId ?? '');
  return jsonAnswer(200, {
    data: keys.map((key) => serialiseKey(key, false)),
    meta: { total: keys.length },
  });
}

/** The only answer that holds the key itself. */
export function createApiKey(request: PracticeRequest, world: World): Answer {
  const account = requirePassword(request);
  if (!account.active) refuse(403);
  const body = readJson(request);
  const data = isJsonObject(body) ? body['data'] : null;
  const attributes = isJsonObject(data) ? data['attributes'] : null;
  const name = isJsonObject(attributes) ? attributes['name'] : null;
  if (typeof name !== 'string' || name.trim() === '') {
    return errorAnswer(422, 'param is missing or the value is empty or invalid: attributes');
  }
  const key = world.apiKeys.add({
    clientId: account.clientId ?? '',
    name,
    plainKey: `DC.${randomLetters(world, 32)}`,
    createdMs: world.clock.now(),
  });
  return jsonAnswer(201, { data: serialiseKey(key, true) });
}

export function deleteApiKey(request: PracticeRequest, world: World, id: string): Answer {
  const account = requirePassword(request);
  const key = world.apiKeys.find(Number(id)) ?? refuse(404);
  if (key.clientId !== account.clientId) refuse(403);
  world.apiKeys.remove(key.id);
  return emptyAnswer(204);
}

function serialiseKey(key: ApiKey, withText: boolean): JsonObject {
  return {
    id: String(key.id),
    type: 'api-keys',
    attributes: {
      name: key.name,
      keyPrefix: key.plainKey.slice(0, 7),
      createdAt: new Date(key.createdMs).toISOString(),
      revokedAt: null,
      ...(withText && { plainKey: key.plainKey }),
    },
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits, each drawn alike: bytes beyond the last whole round are thrown away. */
export function randomLetters(world: Pick<World, 'randomBytes'>, count: number): string {
  let text = '';
  while (text.length < count) {
    for (const byte of world.randomBytes(count)) {
      if (byte < 248 && text.length < count) text += letters.charAt(byte % 62);
    }
  }
  return text;
}
