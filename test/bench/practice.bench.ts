/**
 * Figures of the practice repository, with durability on (synchronous=FULL), the server in a thread of its
 * own and the client in this one. Goals (issue 4): at least 500 PUT/s on 2 cores; 100,000 DOIs listed by
 * cursor in under 60 s. The goal is for 32 PUTs under way at once, as many as the client ever has: writes
 * that arrive together share a flush of the disk. Each figure is the middle of three rounds after a first
 * one that is not counted, and the machine's load at the start stands beside them.
 * Run alone: `node test/bench/practice.bench.ts [records]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';

const total = Number(process.argv[2] ?? 100_000);
/** As many as the client ever has under way (shared/outbox/concurrency.ts). */
const goalConcurrency = 32;
const putsInEachRound = 1500;
const schemaVersion = 'http://datacite.org/schema/kernel-4';

if (isMainThread) await measure();
else await serve();

async function serve(): Promise<void> {
  const { folder, count } = workerData as { folder: string; count: number };
  const file = join(folder, 'practice.sqlite');
  const practice = await startPractice({ file, clock: nodeClock, randomBytes: nodeRandomBytes });
  const random = seededRandom(1);
  for (let first = 0; first < count; first += 1000) {
    practice.seed(
      Array.from({ length: Math.min(1000, count - first) }, (_, index) => ({
        doi: `10.5072/bench-${first + index}`,
        clientId: 'practice.steward',
        state: 'findable' as const,
        createdMs: Date.UTC(2020, 0, 1) + (first + index) * 10,
        attributes: generateRecord(random),
      })),
    );
  }
  const { url, username, password } = practice;
  parentPort?.postMessage({ url, username, password });
  parentPort?.once('message', () => void practice.close());
}

interface Access {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const worker = new Worker(new URL(import.meta.url), { workerData: { folder, count: total } });
  const access = await new Promise<Access>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const send = (method: string, path: string, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = body === '' ? {} : { 'content-type': 'application/json' };
      const auth = `${access.username}:${access.password}`;
      request(access.url + path, { method, agent, auth, headers }, (message) => {
        let text = '';
        message.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        message.on('end', () => {
          if ((message.statusCode ?? 500) < 300) resolve(text);
          else
            reject(
              new Error(`${method} ${path}: ${String(message.statusCode)} ${text.slice(0, 300)}`),
            );
        });
      })
        .on('error', reject)
        .end(body);
    });
  try {
    const loadAtStart = Math.round((loadavg()[0] ?? 0) * 10) / 10;
    await putsPerSecond(send, goalConcurrency);
    const puts: Record<string, number> = {};
    for (const concurrency of [1, 8, goalConcurrency]) {
      const rounds: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        rounds.push(await putsPerSecond(send, concurrency));
      }
      puts[concurrency] = rounds.toSorted((a, b) => a - b)[1] ?? 0;
    }
    print({
      bench: 'practice: PUT of published records, by how many are under way at once',
      putsPerSecond: puts,
      goalConcurrency,
      putsInEachRound,
      loadAtStart,
      holds: (puts[goalConcurrency] ?? 0) >= 500,
    });
    const listing = await listAll(send);
    const holds = listing.listed >= total && listing.seconds < 60;
    print({ bench: 'practice: list by cursor', ...listing, holds });
  } finally {
    agent.destroy();
    worker.postMessage('close');
    await new Promise((resolve) => worker.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

type Send = (method: string, path: string, body?: string) => Promise<string>;

/** Valid records, published: each one goes through the schema. */
async function putsPerSecond(send: Send, concurrency: number): Promise<number> {
  const random = seededRandom(concurrency);
  const count = putsInEachRound;
  const bodies = Array.from({ length: count }, () =>
    JSON.stringify({
      data: {
        type: 'dois',
        attributes: { ...generateRecord(random), schemaVersion, event: 'publish' },
      },
    }),
  );
  const started = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await send('PUT', `/dois/10.5072/put-${concurrency}-${index % 500}`, bodies[index]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return Math.round((count / (performance.now() - started)) * 1000);
}

async function listAll(send: Send): Promise<{ listed: number; pages: number; seconds: number }> {
  const started = performance.now();
  const base =
    '/dois?client-id=practice.steward&page[size]=1000&disable-facets=true&affiliation=true&publisher=true';
  let listed = 0;
  let pages = 0;
  for (let cursor: string | null = '1'; cursor !== null;) {
    const page = JSON.parse(await send('GET', `${base}&page[cursor]=${cursor}`)) as {
      data: unknown[];
      links: { next?: string };
    };
    listed += page.data.length;
    pages += 1;
    cursor =
      page.links.next === undefined
        ? null
        : new URL(page.links.next).searchParams.get('page[cursor]');
  }
  return { listed, pages, seconds: Math.round(performance.now() - started) / 1000 };
}

function print(figures: object): void {
  console.log(JSON.stringify(figures));
}
