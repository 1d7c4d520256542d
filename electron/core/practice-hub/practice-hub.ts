import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ReadFrontMatter } from './answers.ts';
import { serveHub } from './serve.ts';
import type { HubWorld, WorldChanges } from './world.ts';
import { changeWorld, emptyWorld } from './world.ts';

export interface PracticeHubOptions {
  /** File that keeps the world between two runs; in memory only unless told. */
  readonly file?: string;
  readonly port?: number;
  readonly clock: { now(): number };
  readonly read: ReadFrontMatter;
  /** Prefix of the DOIs that it generates; 10.5555 is reserved for tests, so that none ever resolves. */
  readonly doiPrefix?: string;
  readonly token?: string | null;
  /** Requests of the API in a fixed window; no limit unless told. */
  readonly rate?: { readonly quota: number; readonly windowSeconds: number } | null;
  /** Fills a world that is empty: at the first start. */
  readonly fill?: (changes: WorldChanges, world: HubWorld) => void;
}

/** A running local hub: the API of the Hub over a world of its own. Never reaches the network. */
export interface PracticeHub {
  readonly url: string;
  readonly world: HubWorld;
  readonly changes: WorldChanges;
  readonly doiPrefix: string;
  /** Paths that were asked for, newest last. */
  readonly log: readonly string[];
  setRate(rate: { readonly quota: number; readonly windowSeconds: number } | null): void;
  /** Everything is refused with this status, as by a hub that has an outage; null: it works again. */
  setFailing(status: number | null): void;
  /** Keeps what was changed through `changes`. */
  keep(): void;
  close(): Promise<void>;
}

export const practiceDoiPrefix = '10.5555';
const mostLogged = 100_000;

export async function startPracticeHub(options: PracticeHubOptions): Promise<PracticeHub> {
  const { clock, file, read, token = null } = options;
  const doiPrefix = options.doiPrefix ?? practiceDoiPrefix;
  const world = readWorld(file) ?? emptyWorld();
  const changes = changeWorld(world, () => new Date(clock.now()).toISOString());
  const keep = (): void => {
    if (file === undefined) return;
    writeFileSync(`${file}.part`, JSON.stringify(world));
    renameSync(`${file}.part`, file);
  };
  if (world.repos.length === 0 && world.made === 0) {
    options.fill?.(changes, world);
    keep();
  }
  let rate = options.rate ?? null;
  let window = { start: 0, used: 0 };
  let failing: number | null = null;
  const log: string[] = [];
  let web = '';
  const server = createServer(
    serveHub({
      world,
      changes,
      web: () => web,
      doiPrefix,
      read,
      token,
      count() {
        if (rate === null) return null;
        const now = clock.now();
        if (now - window.start >= rate.windowSeconds * 1000) window = { start: now, used: 0 };
        window.used += 1;
        const resetSeconds = Math.ceil((window.start + rate.windowSeconds * 1000 - now) / 1000);
        return { ...rate, remaining: rate.quota - window.used, resetSeconds };
      },
      failing: () => failing,
      noted(path) {
        if (log.length < mostLogged) log.push(path);
      },
      kept: keep,
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: web,
    world,
    changes,
    doiPrefix,
    log,
    setRate(next) {
      rate = next;
      window = { start: 0, used: 0 };
    },
    setFailing(status) {
      failing = status;
    },
    keep,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** A world that cannot be read is play that starts anew. */
function readWorld(file: string | undefined): HubWorld | null {
  if (file === undefined || !existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as HubWorld;
  } catch {
    return null;
  }
}
