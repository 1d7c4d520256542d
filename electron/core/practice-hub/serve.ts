import type { IncomingMessage, ServerResponse } from 'node:http';

import type { CardKind } from '#shared/cards/card.ts';
import {
  collectionAnswer,
  commitsAnswer,
  discussionsAnswer,
  infoAnswer,
  refsAnswer,
  registryAnswer,
  repoPath,
  treeAnswer,
} from './answers.ts';
import type { ReadFrontMatter } from './answers.ts';
import { itemPage, settingsPage, termsPage } from './pages.ts';
import type { HubRepo, HubRevision, HubWorld, WorldChanges } from './world.ts';

export interface ServeParts {
  readonly world: HubWorld;
  readonly changes: WorldChanges;
  readonly web: () => string;
  readonly doiPrefix: string;
  readonly read: ReadFrontMatter;
  /** The token that sees private items; null: nobody has one. */
  readonly token: string | null;
  /** Counts a request of the API; what it answers is told in the headers, 0 left is a refusal. */
  readonly count: () => {
    readonly remaining: number;
    readonly resetSeconds: number;
    readonly quota: number;
    readonly windowSeconds: number;
  } | null;
  /** A status that everything is refused with; null: it works. */
  readonly failing: () => number | null;
  readonly noted: (path: string) => void;
  readonly kept: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
});
const refused = (status: number, error: string, code?: string): Answer => ({
  status,
  body: { error },
  headers: code === undefined ? {} : { 'x-error-code': code, 'x-error-message': error },
});

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

function find(
  parts: ServeParts,
  asked: { readonly kind: CardKind; readonly name: string; readonly isKnown: boolean },
): HubRepo | Answer {
  const { world } = parts;
  const { kind, name, isKnown } = asked;
  const at = (wanted: string): HubRepo | undefined =>
    world.repos.find((repo) => repo.kind === kind && repo.name === wanted);
  const repo = at(name) ?? at(followed(world, kind, name));
  // Without a token the Hub does not tell a private item from one that is not there.
  if (repo === undefined || (repo.isPrivate && !isKnown)) {
    return isKnown
      ? refused(404, 'Repository not found', 'RepoNotFound')
      : refused(401, 'Invalid username or password.', 'RepoNotFound');
  }
  if (repo.isBlocked === true)
    return refused(451, 'Unavailable for legal reasons.', 'UnavailableForLegalReasons');
  if (repo.isDisabled) return refused(403, 'Access to this resource is disabled.');
  return repo;
}

function followed(world: HubWorld, kind: CardKind, name: string): string {
  let at = name;
  for (let steps = 0; steps < 10; steps += 1) {
    const next = world.renamed[`${kind}/${at}`];
    if (next === undefined) break;
    at = next;
  }
  return at;
}

function revisionOf(repo: HubRepo, rev: string): HubRevision | null {
  if (rev === 'main') return repo.revisions.at(-1) ?? null;
  const sha = repo.tags.find(({ name }) => name === rev)?.sha ?? rev;
  return repo.revisions.find((each) => each.sha === sha) ?? null;
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

/** Raw cards, and the pages that people see: the item's own and its settings with the DOI section. */
function page(
  parts: ServeParts,
  path: readonly string[],
  caller: { readonly isPost: boolean; readonly isKnown: boolean },
): Answer {
  const kind: CardKind = path[0] === 'datasets' ? 'dataset' : 'model';
  const rest = kind === 'dataset' ? path.slice(1) : path;
  const words = new Set(['raw', 'resolve', 'settings', 'tree', 'blob']);
  const isAlone = rest.length === 1 || words.has(rest[1] ?? '');
  const name = rest.slice(0, isAlone ? 1 : 2).join('/');
  const [what, ...tail] = rest.slice(isAlone ? 1 : 2);
  const found = find(parts, { kind, name, isKnown: caller.isKnown || what === 'settings' });
  if ('status' in found) return found;
  if (found.name !== name) {
    const to = [repoPath(kind, found.name), ...(what === undefined ? [] : [what]), ...tail].join(
      '/',
    );
    return {
      status: 307,
      body: `Temporary Redirect. Redirecting to ${to}`,
      headers: { location: to },
    };
  }
  const html = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  };
  if (what === 'settings') {
    if (caller.isPost && tail[0] === 'doi') {
      parts.changes.generateDoi(kind, name, parts.doiPrefix);
      parts.kept();
      return { status: 303, body: '', headers: { location: `${repoPath(kind, name)}/settings` } };
    }
    return { status: 200, body: settingsPage(found), headers: html };
  }
  const [rev = 'main', ...filePath] = tail;
  const revision = revisionOf(found, rev);
  if (revision === null) return refused(404, `Invalid rev id: ${rev}`, 'RevisionNotFound');
  if (what === 'raw' || what === 'resolve') {
    if (found.gated !== false && !caller.isKnown && what === 'resolve')
      return refused(401, 'Access to this item is restricted.', 'GatedRepo');
    const file = revision.files[filePath.join('/')];
    if (file === undefined) return refused(404, 'Entry not found', 'EntryNotFound');
    return { status: 200, body: 'text' in file ? file.text : `${file.bytes} bytes` };
  }
  return { status: 200, body: itemPage(found, revision), headers: html };
}
