import type { IncomingMessage, ServerResponse } from 'node:http';

import type { CardKind } from '#shared/cards/card.ts';
import {
  collectionAnswer,
  commitsAnswer,
  discussionsAnswer,
  infoAnswer,
  refsAnswer,
  registryAnswer,
  treeAnswer,
} from './answers.ts';
import { termsPage } from './pages.ts';
import { page } from './serve-pages.ts';
import type { Answer, ServeParts } from './serve-parts.ts';
import { find, json, refused, revisionOf } from './serve-parts.ts';
import type { HubRepo, HubWorld } from './world.ts';

/** Answers one request as the Hub does; anything unknown is its 404. */
export function serveHub(parts: ServeParts) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    parts.noted(url.pathname + url.search);
    const isCounted = !url.pathname.startsWith('/dois/') && request.method !== 'POST';
    const left = isCounted ? parts.count() : null;
    const failing = parts.failing();
    const answer =
      left !== null && left.remaining < 0
        ? refused(429, 'Too Many Requests')
        : failing !== null && isCounted
          ? refused(failing, 'Something went wrong on our side')
          : route(parts, request, url);
    const isText = typeof answer.body === 'string';
    response.writeHead(answer.status, {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      ...answer.headers,
      ...(left === null ? {} : rateHeaders(left)),
    });
    response.end(isText ? answer.body : JSON.stringify(answer.body));
  };
}

function rateHeaders(left: NonNullable<ReturnType<ServeParts['count']>>): Record<string, string> {
  return {
    ratelimit: `"api";r=${Math.max(0, left.remaining)};t=${left.resetSeconds}`,
    'ratelimit-policy': `"fixed window";"api";q=${left.quota};w=${left.windowSeconds}`,
  };
}

function route(parts: ServeParts, request: IncomingMessage, url: URL): Answer {
  const path = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const authorization = request.headers.authorization ?? '';
  const isKnown = parts.token !== null && authorization === `Bearer ${parts.token}`;
  if (authorization !== '' && !isKnown) {
    return refused(401, 'Invalid credentials in Authorization header');
  }
  if (path[0] === 'dois') {
    const found = registryAnswer(parts.world, parts.web(), path.slice(1).join('/'));
    return found === null
      ? {
          status: 404,
          body: {
            errors: [{ status: '404', title: "The resource you are looking for doesn't exist." }],
          },
        }
      : json(found);
  }
  if (path[0] === 'terms-of-service') {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return { status: 200, body: termsPage(), headers };
  }
  if (path[0] === 'api') return api(parts, path.slice(1), url, isKnown);
  return page(parts, path, { isPost: request.method === 'POST', isKnown });
}

function api(
  parts: ServeParts,
  [first = '', ...rest]: readonly string[],
  url: URL,
  isKnown: boolean,
): Answer {
  const { world } = parts;
  if (first === 'whoami-v2')
    return isKnown ? json(whoami(world)) : refused(401, 'Invalid username or password.');
  if (first === 'collections') {
    const found = collectionAnswer(world, rest.join('/'));
    return found === null ? refused(404, 'Collection not found') : json(found);
  }
  if (first === 'users' || first === 'organizations') {
    const person = world.people.find(
      ({ name, isOrganisation }) =>
        name === rest[0] && isOrganisation === (first === 'organizations'),
    );
    return person === undefined
      ? refused(404, 'Not found')
      : json({
          ...person,
          fullname: person.fullName,
          type: person.isOrganisation ? 'org' : 'user',
        });
  }
  if (first !== 'models' && first !== 'datasets')
    return refused(404, "Sorry, we can't find the page you are looking for.");
  const kind: CardKind = first === 'models' ? 'model' : 'dataset';
  if (rest.length === 0) return list(parts, kind, url, isKnown);
  const words = new Set(['revision', 'commits', 'refs', 'tree', 'discussions']);
  const isAlone = rest.length === 1 || words.has(rest[1] ?? '');
  const name = rest.slice(0, isAlone ? 1 : 2).join('/');
  const [what, rev = 'main'] = rest.slice(isAlone ? 1 : 2);
  const found = find(parts, { kind, name, isKnown });
  if ('status' in found) return found;
  if (found.name !== name) {
    const tail = rest.slice(isAlone ? 1 : 2);
    const to = ['', 'api', first, found.name, ...tail.map(encodeURIComponent)].join('/');
    return {
      status: 307,
      body: `Temporary Redirect. Redirecting to ${to}`,
      headers: { location: to + url.search },
    };
  }
  const limit = Number(url.searchParams.get('limit') ?? 50);
  return one(parts, found, { what, rev, limit });
}

function one(
  parts: ServeParts,
  repo: HubRepo,
  asked: { readonly what: string | undefined; readonly rev: string; readonly limit: number },
): Answer {
  const revision = revisionOf(repo, asked.rev);
  if (revision === null) return refused(404, `Invalid rev id: ${asked.rev}`, 'RevisionNotFound');
  switch (asked.what) {
    case undefined:
    case 'revision':
      return json(infoAnswer(repo, revision, parts.read, true));
    case 'commits':
      return json(commitsAnswer(repo, revision).slice(0, asked.limit), {
        'x-total-count': String(repo.revisions.indexOf(revision) + 1),
      });
    case 'refs':
      return json(refsAnswer(repo));
    case 'tree':
      return json(treeAnswer(revision));
    case 'discussions':
      return json(discussionsAnswer(repo));
    default:
      return refused(404, 'Not found');
  }
}

/** A page of 1,000 items of an owner at most, with a `Link` to the next, as the Hub pages. */
function list(parts: ServeParts, kind: CardKind, url: URL, isKnown: boolean): Answer {
  const author = url.searchParams.get('author');
  const limit = Math.min(1000, Number(url.searchParams.get('limit') ?? 1000));
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const all = parts.world.repos.filter(
    (repo) =>
      repo.kind === kind &&
      (author === null || repo.name.startsWith(`${author}/`)) &&
      (isKnown || !repo.isPrivate) &&
      !repo.isDisabled &&
      repo.isBlocked !== true,
  );
  const isFull = url.searchParams.get('full') === 'true';
  const items = all.slice(from, from + limit).flatMap((repo) => {
    const head = repo.revisions.at(-1);
    return head === undefined ? [] : [infoAnswer(repo, head, parts.read, isFull)];
  });
  const next = new URL(url.pathname + url.search, parts.web());
  next.searchParams.set('cursor', String(from + limit));
  return json(items, from + limit < all.length ? { link: `<${next.href}>; rel="next"` } : {});
}

function whoami(world: HubWorld): unknown {
  const person = world.people.find(({ isOrganisation }) => !isOrganisation);
  return {
    type: 'user',
    id: 'practice',
    name: person?.name ?? 'practice',
    fullname: person?.fullName ?? 'Practice',
    email: 'somebody@example.org',
    orgs: world.people
      .filter(({ isOrganisation }) => isOrganisation)
      .map(({ name, fullName }) => ({ type: 'org', name, fullname: fullName, roleInOrg: 'admin' })),
    auth: { type: 'access_token', accessToken: { displayName: 'practice', role: 'read' } },
  };
}
