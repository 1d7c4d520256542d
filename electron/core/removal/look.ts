import { doiUrl, asDoi } from '#shared/doi/doi.ts';
import type { PageAnswer } from '#shared/removal/judge-page.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { createPracticeNames } from '../network/practice-names.ts';
import { publicTarget } from '../network/public-address.ts';
import type { Repository } from '../repositories/repository-table.ts';

/** A page of ours is far smaller; what is larger is none. */
const mostBytes = 2 * 1024 * 1024;
const timeoutMs = 20_000;

/**
 * What the public gets at an address: no credentials, no redirects. Practice pages are asked of the practice
 * repository, everything else must lie on the public internet (reliability.md 5.3). Rejects with a
 * `NetworkFailure`, or with `FORBIDDEN` for an address that is not asked.
 */
export async function lookAtPage(
  { ports }: Pick<CoreContext, 'ports'>,
  repository: Pick<Repository, 'environment' | 'endpoint'>,
  address: string,
): Promise<PageAnswer> {
  const isPractice = repository.environment === 'practice';
  const practice = isPractice
    ? createPracticeNames(() => repository.endpoint).targetOf(address)
    : null;
  const target = practice ?? publicTarget(address);
  if (practice === null && ports.pages !== undefined) {
    // Decides with the very address that is connected to, so that a name cannot lead inside.
    const answer = await ports.pages.read({
      target,
      isPractice: false,
      headers: { Accept: 'text/html' },
      timeoutMs,
      maxBytes: mostBytes,
      wantsBody: ({ status }) => status === 200 || status === 410,
    });
    return {
      status: answer.status,
      contentType: answer.headers['content-type'] ?? '',
      body: new TextDecoder().decode(answer.body),
    };
  }
  const { origin, path } = target;
  const { status, headers, body } = await ports.network.send({
    method: 'GET',
    origin,
    path,
    headers: { Accept: 'text/html' },
    timeoutMs,
    maxBytes: mostBytes,
  });
  return { status, contentType: headers['content-type'] ?? '', body };
}

/** Resolvers by environment; others are not known. DOIs of the test service resolve at its own (datacite.md). */
const resolvers: Partial<Record<Repository['environment'], string>> = {
  test: 'https://handle.test.datacite.org',
  production: 'https://doi.org',
};

/** Where the resolver sends a reader; null: this service has none that is known. */
export async function askResolver(
  { ports }: Pick<CoreContext, 'ports'>,
  repository: Pick<Repository, 'environment' | 'endpoint'>,
  doi: string,
): Promise<{ readonly status: number; readonly location: string } | null> {
  const name = asDoi(doi);
  const base =
    repository.environment === 'practice'
      ? `${repository.endpoint}/resolve`
      : resolvers[repository.environment];
  if (name === null || base === undefined) return null;
  const target = new URL(doiUrl(name, base));
  const { status, headers } = await ports.network.send({
    method: 'GET',
    origin: target.origin,
    path: target.pathname,
    timeoutMs,
    maxBytes: mostBytes,
  });
  return { status, location: headers['location'] ?? '' };
}

/** Whether the public can read the record at DataCite: what was hidden must answer 404 (E34). */
export async function isPublicRecord(
  { ports }: Pick<CoreContext, 'ports'>,
  repository: Pick<Repository, 'endpoint'>,
  doi: string,
): Promise<boolean> {
  const base = new URL(repository.endpoint);
  const { status } = await ports.network.send({
    method: 'GET',
    origin: base.origin,
    path: `${base.pathname.replace(/\/$/, '')}/dois/${doi.split('/').map(encodeURIComponent).join('/')}`,
    timeoutMs,
  });
  if (status === 404) return false;
  if (status >= 200 && status < 300) return true;
  throw new AppError('REMOTE_REJECTED', { message: `DataCite answered ${String(status)}.` });
}
