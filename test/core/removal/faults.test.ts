import { afterAll, beforeAll, expect, test } from 'vitest';

import type { HttpRequest, HttpResponse, Network } from '#core/network/network.ts';
import { NetworkFailure } from '#core/network/network.ts';
import type { FaultResponse as PracticeFault } from '#core/practice/fault.ts';
import { getRecord } from '#core/records/find-records.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { differingKeys } from '#shared/sync/stored-value.ts';
import { propertyRuns } from '../../property-runs.ts';
import { sampleAttributes } from '../outbox/harness.ts';
import { openRemovalStage } from './stage.ts';
import type { RemovalStage } from './stage.ts';

// Every request that a removal makes, each with every way in which it can go wrong: never "done" unless the
// later read says so, nothing left in a state that no screen shows, and the whole way back afterwards.
type Fault = (request: HttpRequest, send: Network['send']) => Promise<HttpResponse>;

/** A fault of the practice repository, for this very request; a client that waits gives up soon. */
const practiceFault =
  (respond: PracticeFault): Fault =>
  async (request, send) => {
    stage.practice.setFaults([{ match: { method: request.method }, respond }]);
    try {
      return await send({ ...request, timeoutMs: 300 });
    } finally {
      stage.practice.setFaults([]);
    }
  };

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
  'practice: status': practiceFault({ kind: 'status', status: 502 }),
  'practice: time-out': practiceFault({ kind: 'time-out' }),
  'practice: time-out after it was done': practiceFault({ kind: 'time-out', commits: true }),
  'practice: reset': practiceFault({ kind: 'reset' }),
  'practice: reset after it was done': practiceFault({ kind: 'reset', commits: true }),
  'practice: lost response': practiceFault({ kind: 'lost-response' }),
  'practice: truncated': practiceFault({ kind: 'truncated' }),
  'practice: wrong shape': practiceFault({ kind: 'wrong-shape' }),
  'practice: slow drip': practiceFault({ kind: 'slow-drip', milliseconds: 1 }),
  'practice: somebody else before': practiceFault(theirs('before')),
  'practice: somebody else after': practiceFault(theirs('after')),
  'practice: handle server down': practiceFault({ kind: 'handle-server-down' }),
  'practice: delivered twice': practiceFault({ kind: 'duplicate-delivery' }),
};

/** A colleague's edit, which stays hers all the way. */
function theirs(when: 'before' | 'after'): PracticeFault {
  return { kind: 'third-party-edit', attributes: { language: 'de' }, when };
}

/** Which request belongs to which step: the page, the write, the reads before and after it, the resolver. */
const places: Readonly<Record<string, (request: HttpRequest, isWritten: boolean) => boolean>> = {
  'before-image': (request, isWritten) => isSignedRead(request) && !isWritten,
  page: ({ path }) => path.startsWith('/landing/'),
  write: ({ method, path }) => method === 'PUT' && partOf(path) === 2,
  're-read': (request, isWritten) => isSignedRead(request) && isWritten,
  'public read': ({ method, path, auth }) =>
    method === 'GET' && path.startsWith('/dois/') && auth === undefined,
  resolver: ({ path }) => path.startsWith('/resolve/'),
  neighbour: ({ method, path }) => method === 'PUT' && partOf(path) === 0,
};

/** Of the three records of a trial: 0 the canonical one, 1 an older version, 2 the newest, which goes. */
function partOf(path: string): number {
  return Number(/item-(\d+)/.exec(path)?.[1] ?? 0) % 3;
}

function attributesOf(index: number): Attributes {
  const part = index % 3;
  const related = (to: number, relationType: string) => ({
    relatedIdentifier: `10.5072/item-${String(index - part + to)}`,
    relatedIdentifierType: 'DOI',
    relationType,
  });
  return {
    ...sampleAttributes(index),
    ...(part === 0
      ? {
          url: sampleAttributes(index + 2).url ?? null,
          relatedIdentifiers: [related(1, 'HasVersion'), related(2, 'HasVersion')],
        }
      : { version: String(part), relatedIdentifiers: [related(0, 'IsVersionOf')] }),
  };
}

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
// Always those that a later look at DataCite cannot tell; of the others that going on mends, some by turns.
// `PROPERTY_RUNS` above 1000 takes them all.
const untold = 'practice: handle server down';
const always = all.filter(
  ({ direction, place, fault }) =>
    fault === untold && (place === 'write' || (place === 'neighbour' && direction === 'remove')),
);
const quick = all.filter(
  ({ place, fault }) => place !== 'neighbour' && !fault.startsWith('practice'),
);
const first = new Date().getTime() % quick.length;
const turns = Array.from({ length: 5 }, (_, at) => quick[(first + at * 17) % quick.length]);
const trials =
  propertyRuns > 1000 ? all : [...always, ...turns.filter((trial) => trial !== undefined)];

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
  const dois = await stage.publish(3 * trials.length, attributesOf);
  for (const [index, trial] of trials.entries()) {
    const [canonical = '', , doi = ''] = dois.slice(3 * index);
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
      if (status !== goal[direction]) break;
      const isBack = direction === 'restore';
      expect([trial, isGone(doi)]).toEqual([trial, !isBack]);
      const led = sampleAttributes(3 * index + (isBack ? 2 : 1)).url;
      expect([trial, urlOf(canonical)]).toEqual([trial, led]);
      // What a reader meets, and not only what DataCite holds.
      expect([trial, await resolved(canonical)]).toEqual([trial, led]);
      expect([trial, await resolved(doi)]).toEqual([trial, urlOf(doi)]);
    }
    expect([trial, reached]).toEqual([trial, ['done', 'restored']]);
    const after = getRecord(stage.ledger, doi);
    expect([trial, after?.state]).toEqual([trial, 'findable']);
    const theirs = trial.fault.includes('somebody else') ? ['language'] : [];
    const changed = differingKeys(before, after?.remote ?? {});
    expect([trial, changed.filter((key) => !theirs.includes(key))]).toEqual([trial, []]);
  }
}, 1_200_000);

/** As DataCite itself has it, past the app. */
function heldOf(doi: string) {
  return stage.practice.holdings().find((one) => one.doi === doi);
}

function urlOf(doi: string): string {
  return heldOf(doi)?.attributes.url ?? '';
}

function isGone(doi: string): boolean {
  return heldOf(doi)?.state === 'registered' && urlOf(doi).startsWith('https://pages.practice');
}

/** Where the practice repository's resolver leads. */
async function resolved(doi: string): Promise<string | null> {
  const answer = await fetch(`${stage.practice.url}/resolve/${doi}`, { redirect: 'manual' });
  return answer.headers.get('location');
}
