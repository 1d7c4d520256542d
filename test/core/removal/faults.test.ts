import { afterAll, beforeAll, expect, test } from 'vitest';

import type { HttpRequest, HttpResponse, Network } from '#core/network/network.ts';
import { NetworkFailure } from '#core/network/network.ts';
import { getRecord } from '#core/records/find-records.ts';
import { differingKeys } from '#shared/sync/stored-value.ts';
import { propertyRuns } from '../../property-runs.ts';
import { openRemovalStage } from './stage.ts';
import type { RemovalStage } from './stage.ts';

// Every request that a removal makes, each with every way in which it can go wrong: never "done" unless the
// later read says so, nothing left in a state that no screen shows, and the whole way back afterwards.
type Fault = (request: HttpRequest, send: Network['send']) => Promise<HttpResponse>;

const answer = (status: number, body = ''): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body,
});
const faults: Readonly<Record<string, Fault>> = {
  'refused connection': async () => {
    await Promise.resolve();
    throw new NetworkFailure('refused', 'refused the connection.');
  },
  'time-out before it arrived': async () => {
    await Promise.resolve();
    throw new NetworkFailure('timeout', 'did not answer in time.');
  },
  'answer lost after it was done': async (request, send) => {
    await send(request);
    throw new NetworkFailure('reset', 'broke the connection off.');
  },
  'error 500': () => Promise.resolve(answer(500)),
  'error 503': () => Promise.resolve(answer(503)),
  'rate limit': () => Promise.resolve(answer(429)),
  'log-in wall': () => Promise.resolve(answer(200, '<form><input type="password"></form>')),
  'soft 404': () => Promise.resolve(answer(200, '<h1>Page not found</h1>')),
  redirect: () => Promise.resolve({ ...answer(302), headers: { location: 'https://x.example' } }),
  'wrong shape': () => Promise.resolve(answer(200, '{"message":"ok"}')),
};

/** Which request belongs to which step: the page, the write, the reads before and after it, the resolver. */
const places: Readonly<Record<string, (request: HttpRequest, isWritten: boolean) => boolean>> = {
  'before-image': (request, isWritten) => isSignedRead(request) && !isWritten,
  page: ({ path }) => path.startsWith('/landing/'),
  write: ({ method }) => method === 'PUT',
  're-read': (request, isWritten) => isSignedRead(request) && isWritten,
  'public read': ({ method, path, auth }) =>
    method === 'GET' && path.startsWith('/dois/') && auth === undefined,
  resolver: ({ path }) => path.startsWith('/resolve/'),
};

function isSignedRead({ method, path, auth }: HttpRequest): boolean {
  return method === 'GET' && path.startsWith('/dois/') && auth !== undefined;
}

interface Trial {
  readonly direction: 'remove' | 'restore';
  readonly place: string;
  readonly fault: string;
}

const all: readonly Trial[] = (['remove', 'restore'] as const).flatMap((direction) =>
  Object.keys(places).flatMap((place) =>
    Object.keys(faults).map((fault) => ({ direction, place, fault })),
  ),
);
// Some by turns; `PROPERTY_RUNS` above 1000 takes them all.
const first = new Date().getTime() % all.length;
const trials =
  propertyRuns > 1000
    ? all
    : Array.from({ length: 8 }, (_, at) => all[(first + at * 17) % all.length]).filter(
        (trial) => trial !== undefined,
      );

let stage: RemovalStage;
let broken: { trial: Trial; left: number; isWritten: boolean } | null = null;

beforeAll(async () => {
  stage = await openRemovalStage({
    network: (inner) => ({
      send(request) {
        if (broken === null) return inner.send(request);
        const { trial, isWritten } = broken;
        const isHit = broken.left > 0 && places[trial.place]?.(request, isWritten) === true;
        if (request.method === 'PUT') broken.isWritten = true;
        if (!isHit) return inner.send(request);
        broken.left -= 1;
        return faults[trial.fault]?.(request, (one) => inner.send(one)) ?? inner.send(request);
      },
    }),
  });
});
afterAll(() => stage.close());

test(`a fault at any request is told, mended and taken back (from ${String(first)})`, async () => {
  const dois = await stage.publish(trials.length);
  for (const [index, trial] of trials.entries()) {
    const doi = dois[index] ?? '';
    const before = getRecord(stage.ledger, doi)?.remote ?? {};
    const id = await stage.approved([doi]);
    const run = { remove: () => stage.begin(id), restore: () => stage.restore(id) };
    const goal = { remove: 'done', restore: 'restored' } as const;
    const half = { remove: 'half-done', restore: 'half-restored' } as const;
    const reached: string[] = [];
    for (const direction of ['remove', 'restore'] as const) {
      broken = direction === trial.direction ? { trial, left: 1, isWritten: false } : null;
      let status = await run[direction]();
      broken = null;
      if (status === half[direction]) {
        const { item } = await stage.removal.handlers['removal.steps']({ id, doi });
        expect([trial, item.failure?.message]).not.toEqual([trial, undefined]);
        status = await run[direction]();
      }
      reached.push(status);
      if (status === goal[direction])
        expect([trial, isGone(doi)]).toEqual([trial, direction === 'remove']);
    }
    expect([trial, reached]).toEqual([trial, ['done', 'restored']]);
    const after = getRecord(stage.ledger, doi);
    expect([trial, after?.state]).toEqual([trial, 'findable']);
    expect([trial, differingKeys(before, after?.remote ?? {})]).toEqual([trial, []]);
  }
}, 600_000);

/** As DataCite itself has it, past the app. */
function isGone(doi: string): boolean {
  const held = stage.practice.holdings().find((one) => one.doi === doi);
  const url = held?.attributes.url ?? '';
  return held?.state === 'registered' && url.startsWith('https://pages.practice');
}
