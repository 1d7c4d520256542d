import { listActivities } from './activity-routes.ts';
import { emptyAnswer, errorAnswer, refuse, textAnswer, type Answer } from './answer.ts';
import { createApiKey, createToken, deleteApiKey, listApiKeys } from './credential-routes.ts';
import {
  createDoi,
  deleteDoi,
  getDois,
  getUrl,
  putDoi,
  randomDois,
  undoDoi,
  validateDoi,
} from './doi-routes.ts';
import { landingPage, resolveDoi } from './landing-routes.ts';
import { listDois } from './list-dois.ts';
import {
  getPrefix,
  getProvider,
  getRepository,
  listClientPrefixes,
  listPrefixes,
} from './repository-routes.ts';
import { getDoi, isRepresentation } from './representation-routes.ts';
import type { PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** Whether a request may change something and so belongs into a transaction. */
export function isWrite(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

const corsHeaders = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD',
  'access-control-allow-headers': 'Authorization, Content-Type, Accept',
  'access-control-max-age': '7200',
};

const removed = new Set(['works', 'members', 'data-centers']);

/** Finds the handler of a request. Throws `Refusal` for what the service refuses. */
export function route(request: PracticeRequest, world: World, lagMs: number): Answer {
  const { method, path } = request;
  if (method === 'OPTIONS') return emptyAnswer(204, corsHeaders);
  // An absolute address in the request line is meant for a proxy, which this is not.
  if (!path.startsWith('/')) return refuse(400, 'Invalid path');
  const [, area = '', tail = ''] = /^\/([^/]*)(?:\/(.*))?$/s.exec(path) ?? [];
  const isRead = method === 'GET' || method === 'HEAD';
  if (isRead) {
    if (area === '') return emptyAnswer(301, { location: 'https://support.datacite.org/docs/api' });
    if (area === 'heartbeat') return textAnswer(200, 'text/plain', 'OK');
    if (area === 'resolve') return resolveDoi(world, decode(tail));
    if (area === 'landing') return landing(request, world, tail);
  }
  // A trailing slash means nothing to the framework's router.
  const rest = tail.replace(/\/$/, '');
  if (removed.has(area)) return refuse(410);
  if (area === 'token' && method === 'POST') return createToken(request, world);
  if (request.caller.kind === 'rejected') refuse(401);
  if (area === 'dois') return routeDois(request, world, { rest, lagMs, isRead });
  if (area === 'credentials') return routeCredentials(request, world, rest);
  if (!isRead) return refuse(404);
  return routeOther(request, world, { area, rest: decode(rest), lagMs });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape is a malformed request to the framework.
    return refuse(400, 'Invalid path');
  }
}

function landing(request: PracticeRequest, world: World, rest: string): Answer {
  const slash = rest.indexOf('/');
  const host = slash < 0 ? rest : rest.slice(0, slash);
  return landingPage(request, world, host.toLowerCase(), slash < 0 ? '/' : rest.slice(slash));
}

interface DoiRoute {
  readonly rest: string;
  readonly lagMs: number;
  readonly isRead: boolean;
}

type Handler = (request: PracticeRequest, world: World) => Answer;

/** Words that stand where a DOI may stand; no DOI can be addressed by them. */
const namedGets: Readonly<Record<string, Handler>> = { random: randomDois, 'get-dois': getDois };
const namedPosts: Readonly<Record<string, Handler>> = { validate: validateDoi, undo: undoDoi };

function routeDois(
  request: PracticeRequest,
  world: World,
  { rest, lagMs, isRead }: DoiRoute,
): Answer {
  const { method } = request;
  if (rest === '') {
    if (isRead) return listDois(request, world);
    return method === 'POST' ? createDoi(request, world) : refuse(404);
  }
  const doi = decode(rest);
  if (method === 'POST') return named(namedPosts, doi)?.(request, world) ?? refuse(404);
  if (method === 'PUT' || method === 'PATCH') return putDoi(request, world, doi);
  if (method === 'DELETE') return deleteDoi(request, world, doi);
  if (!isRead) return refuse(404);
  const handler = named(namedGets, doi);
  if (handler !== undefined) return handler(request, world);
  // A suffix that ends like this cannot be addressed, at the service neither.
  const [, of = '', view] = /^(.*)\/(get-url|activities)$/s.exec(doi) ?? [];
  if (view === 'get-url') return getUrl(request, world, of);
  if (view === 'activities') {
    return listActivities(request, world, { doi: of.toLowerCase(), clientId: null }, lagMs);
  }
  return representation(request, world, doi);
}

function named(handlers: Readonly<Record<string, Handler>>, name: string): Handler | undefined {
  return Object.hasOwn(handlers, name) ? handlers[name] : undefined;
}

/** `/dois/10.x/y`, or `/dois/application/vnd.datacite.datacite+xml/10.x/y`. */
function representation(request: PracticeRequest, world: World, path: string): Answer {
  const [, mediaType = '', doi = ''] =
    /^(application\/[^/]+|text\/[^/]+)\/(10\..*)$/s.exec(path) ?? [];
  if (mediaType === '') return getDoi(request, world, path, null) ?? refuse(406);
  if (!isRepresentation(mediaType)) refuse(406);
  return getDoi(request, world, doi, mediaType) ?? refuse(406);
}

function routeCredentials(request: PracticeRequest, world: World, rest: string): Answer {
  const { method } = request;
  if (rest === 'api-keys' && method === 'GET') return listApiKeys(request, world);
  if (rest === 'api-keys' && method === 'POST') return createApiKey(request, world);
  const [, id] = /^api-keys\/(\d{1,15})$/.exec(rest) ?? [];
  return id !== undefined && method === 'DELETE' ? deleteApiKey(request, world, id) : refuse(404);
}

interface OtherRoute {
  readonly area: string;
  readonly rest: string;
  readonly lagMs: number;
}

function routeOther(
  request: PracticeRequest,
  world: World,
  { area, rest, lagMs }: OtherRoute,
): Answer {
  if (area === 'activities' && rest === '') {
    return listActivities(request, world, { doi: null, clientId: null }, lagMs);
  }
  if (area === 'prefixes')
    return rest === '' ? listPrefixes(request, world) : getPrefix(world, rest);
  if (area === 'client-prefixes' && rest === '') return listClientPrefixes(request, world);
  if (area === 'providers' && rest !== '') return getProvider(world, rest);
  if ((area === 'clients' || area === 'repositories') && rest !== '') {
    const [, of] = /^([^/]+)\/activities$/.exec(rest) ?? [];
    if (of === undefined) return getRepository(request, world, area, rest);
    return listActivities(request, world, { doi: null, clientId: of.toLowerCase() }, lagMs);
  }
  return errorAnswer(404);
}
