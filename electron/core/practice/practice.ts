import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase, type Database } from '../sqlite/database.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { Accounts, readAccounts, type Account, type AccountsFile } from './account.ts';
import { openActivityTable } from './activity-table.ts';
import { openApiKeyTable } from './api-key-table.ts';
import { createCommitQueue } from './commit-queue.ts';
import { randomLetters } from './credential-routes.ts';
import { createEffectLog, type LoggedEffect } from './effect-log.ts';
import { createFaultScript, type Fault } from './fault.ts';
import {
  listHoldings,
  pageOfHoldings,
  seedRecords,
  type Holding,
  type HoldingPage,
  type Seed,
} from './holdings.ts';
import { openIndexTable } from './index-table.ts';
import type { Rate } from './rate-window.ts';
import { createRateWindow } from './rate-window.ts';
import { openRecordTable } from './record-table.ts';
import { createScrollTable } from './scroll-table.ts';
import { practiceSchema, practiceSchemaVersion } from './schema.ts';
import { serve, type Ways } from './serve.ts';
import type { PracticeClock, World } from './world.ts';

export interface PracticeOptions {
  /** The practice repository's own SQLite file; made where it does not exist. */
  readonly file: string;
  /** A fixed port on 127.0.0.1; a free one unless told. */
  readonly port?: number;
  readonly clock: PracticeClock;
  readonly randomBytes: RandomBytes;
  /** Real time that each answer takes longer. */
  readonly latencyMs?: number;
  /** Requests of one address in a sliding window; no limit unless told. */
  readonly rate?: Rate | null;
  /** An accounts file's content; one repository with a random password unless told. */
  readonly accounts?: AccountsFile;
  readonly faults?: readonly Fault[];
  /** How long a write takes to reach lists, queries and activities. */
  readonly lagMs?: number;
  /** Folder with `<host>/<path>` that stands in for the institution's web server. */
  readonly pagesFolder?: string;
}

/** A running practice repository. */
export interface Practice {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** The first repository account. */
  readonly username: string;
  readonly password: string;
  readonly prefix: string;
  close(): Promise<void>;
  /** Takes all records, activities and keys away; accounts and password stay. */
  reset(): void;
  setFaults(faults: readonly Fault[]): void;
  /** Changes the ways of the world while it runs. */
  adjust(ways: {
    readonly latencyMs?: number;
    readonly lagMs?: number;
    readonly rate?: Rate | null;
  }): void;
  /** What was asked and done since the start or the last reset, the newest 200,000 at least. */
  effects(): readonly LoggedEffect[];
  /** What DataCite would hold now, in order of the DOIs. */
  holdings(): Holding[];
  /** Part of the same, in brief, for people to look at. */
  holdingPage(offset: number, limit: number): HoldingPage;
  /** Puts records in without asking the rules, for tests. */
  seed(seeds: readonly Seed[]): void;
}

/** Opens the store, starts the server and resolves when it listens. Keeps no state outside. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const db = openDatabase(options.file, { kind: 'practice repository' });
  try {
    return await start(options, db);
  } catch (cause) {
    db.close();
    throw cause;
  }
}

async function start(options: PracticeOptions, db: Database): Promise<Practice> {
  migrate(db, options.file);
  const settings = openSettings(db);
  const accounts = new Accounts(accountsOf(options, settings));
  const ways: Ways = {
    latencyMs: options.latencyMs ?? 0,
    lagMs: options.lagMs ?? 0,
    rate: rateOf(options.rate),
    faults: createFaultScript(options.faults ?? []),
  };
  const records = openRecordTable(db);
  const world: World = {
    db,
    records,
    index: openIndexTable(db, {
      providerOf: (clientId) => accounts.providerOf(clientId),
      find: (doi) => records.find(doi),
      lagMs: () => ways.lagMs,
    }),
    scrolls: createScrollTable(() => options.clock.now(), options.randomBytes),
    activities: openActivityTable(db),
    apiKeys: openApiKeyTable(db),
    accounts,
    clock: options.clock,
    randomBytes: options.randomBytes,
    tokenSecret: settings('token_secret', () => randomLetters(options, 43)),
    pagesFolder: options.pagesFolder ?? null,
    baseUrl: '',
    handleServerUp: true,
  };
  const queue = createCommitQueue(db);
  const effects = createEffectLog();
  const handle = serve({ world, ways, queue, effects });
  const server = await listen(handle, options.port ?? 0);
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [first] = accounts.repositories();
  return {
    url: world.baseUrl,
    username: first?.username ?? '',
    password: first?.password ?? '',
    prefix: first?.prefixes[0] ?? '',
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      queue.flush();
      db.close();
    },
    reset() {
      queue.flush();
      db.exec(
        'begin immediate; delete from record; delete from listed; delete from pending; delete from activity; delete from api_key; commit',
      );
      world.scrolls.clear();
      effects.clear();
    },
    setFaults(faults) {
      ways.faults = createFaultScript(faults);
    },
    adjust(changed) {
      ways.latencyMs = changed.latencyMs ?? ways.latencyMs;
      ways.lagMs = changed.lagMs ?? ways.lagMs;
      if (changed.rate !== undefined) ways.rate = rateOf(changed.rate);
    },
    effects: () => effects.all(),
    holdings: () => listHoldings(world),
    holdingPage: (offset, limit) => pageOfHoldings(world, offset, limit),
    seed: (seeds) => seedRecords(seeds, world),
  };
}

function rateOf(rate: Rate | null | undefined): Ways['rate'] {
  return rate === undefined || rate === null ? null : createRateWindow(rate);
}

function migrate(db: Database, file: string): void {
  const version = db.pragma('user_version');
  if (version === practiceSchemaVersion) return;
  if (version !== 0) {
    throw new AppError('LEDGER_TOO_NEW', {
      message: `The practice repository ${file} was written by a newer version of the app.`,
      nextStep: 'Update the app, or remove the file to begin with an empty practice repository.',
    });
  }
  db.exec(
    `begin immediate; ${practiceSchema} pragma user_version = ${practiceSchemaVersion}; commit`,
  );
}

/** A setting of the store; made and kept the first time it is asked for. */
type Settings = (name: string, make: () => string) => string;

function openSettings(db: Database): Settings {
  return (name, make) => {
    const known = db.get<{ value: string }>(
      'select value from setting where name = ?',
      name,
    )?.value;
    if (known !== undefined) return known;
    const value = make();
    db.run('insert into setting values (?, ?)', name, value);
    return value;
  };
}

function accountsOf(options: PracticeOptions, settings: Settings): readonly Account[] {
  if (options.accounts !== undefined) return readAccounts(options.accounts);
  return [
    {
      username: 'PRACTICE.STEWARD',
      password: settings('password', () => randomLetters(options, 24)),
      role: 'client_admin',
      clientId: 'practice.steward',
      providerId: 'practice',
      active: true,
      domains: '*',
      prefixes: ['10.5072'],
    },
  ];
}

type Handle = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handle: Handle, port: number): Promise<Server> {
  const server = createServer(
    { keepAliveTimeout: 75_000, maxHeaderSize: 32 * 1024 },
    (message, response) => {
      void handle(message, response);
    },
  );
  server.on('clientError', (_cause, socket) => {
    if (!socket.writable) return void socket.destroy();
    socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken =
        cause.code === 'EADDRINUSE' ? `Port ${port} is used by another program.` : cause.message;
      reject(
        new AppError('INTERNAL', {
          message: `The practice repository cannot be started. ${taken}`,
          nextStep: 'Choose another port, or none.',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
