import type { CardKind } from '#shared/cards/card.ts';
import type { ReadFrontMatter } from './answers.ts';
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

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const json = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
});
export const refused = (status: number, error: string, code?: string): Answer => ({
  status,
  body: { error },
  headers: code === undefined ? {} : { 'x-error-code': code, 'x-error-message': error },
});

export function find(
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

export function revisionOf(repo: HubRepo, rev: string): HubRevision | null {
  if (rev === 'main' || rev === 'HEAD') return repo.revisions.at(-1) ?? null;
  const sha = repo.tags.find(({ name }) => name === rev)?.sha ?? rev;
  return repo.revisions.find((each) => each.sha === sha) ?? null;
}
