import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import { createConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import type { CoreContext } from '#core/context.ts';
import { createContext } from '#core/create-context.ts';
import { vaultName } from '#core/datacite/vault-name.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { createClients } from '#core/outbox/clients.ts';
import type { Outbox } from '#core/outbox/outbox.ts';
import { createOutbox } from '#core/outbox/outbox.ts';
import type { LogEntry, Ports } from '#core/ports.ts';
import type { Sync } from '#core/sync/sync.ts';
import { createSync } from '#core/sync/sync.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { Secret } from '#shared/support/secret.ts';
import { testConfig } from '../../core/fixtures/test-context.ts';
import { password } from './service.ts';
import type { Life, SimulatedTime } from './time.ts';
import type { Way } from './weather.ts';

export class Death extends Error {
  override readonly name = 'Death';
}

export interface LifeParts {
  readonly time: SimulatedTime;
  readonly way: Way;
  readonly randomBytes: RandomBytes;
  /** What happens at a named point of the core; null: nothing. */
  readonly at: (name: string) => 'dies' | 'fails' | null;
  /** SQL that takes a guard away, for the twins that must fail; null otherwise. */
  readonly sabotage: string | null;
  /** Requests under way at the start; the outbox finds the rest. */
  readonly concurrency?: number;
}

/** The real core over one ledger file, from a start to a death or a clean stop. */
export class ProcessLife implements Life {
  isDead = false;
  /** The files as they were at the moment of death. */
  remains: string | null = null;
  /** Resolves at the moment of death. */
  readonly died: Promise<unknown>;
  readonly #tellDeath: () => void;
  readonly folder: string;
  readonly context: CoreContext;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly sync: Sync;
  readonly conflicts: ConflictHandlers;
  /** What the log calls an error while the process lived: a defect. */
  readonly errors: LogEntry[] = [];
  readonly #onDeath: () => string;

  constructor(folder: string, parts: LifeParts, onDeath: () => string) {
    this.folder = folder;
    this.#onDeath = onDeath;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.died = promise;
    this.#tellDeath = () => resolve(null);
    const { time, way, randomBytes } = parts;
    const secret = new Secret(password);
    const ports: Ports = {
      clock: time.clockOf(this),
      randomBytes,
      vault: {
        strength: 'session',
        get: (name) => Promise.resolve(name === vaultName('practice') ? secret : null),
        put: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      network: way.networkOf(this),
      log: (entry) => {
        if (entry.level === 'error' && !this.isDead) this.errors.push(entry);
      },
      crashPoint: (name) => {
        const harm = this.isDead ? null : parts.at(name);
        if (harm === null) return;
        if (harm === 'fails') throw new Error(`A fault at ${name}`);
        this.die();
        throw new Death(name);
      },
    };
    this.ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: ports.clock });
    // A short log: each death copies it.
    this.ledger.db.pragma('wal_autocheckpoint = 100');
    if (parts.sabotage !== null) this.ledger.db.exec(parts.sabotage);
    this.context = createContext(ports, testConfig(folder), this.ledger).context;
    const clients = createClients(this.context);
    const { concurrency } = parts;
    const start = { practice: concurrency ?? 16, service: 2 };
    this.outbox = createOutbox(this.context, clients, { startConcurrency: start });
    this.sync = createSync(this.context, clients);
    this.conflicts = createConflictHandlers(this.context, () => this.outbox.kick());
  }

  /** What runs on in a dead process writes into files that nobody opens again. */
  die(): void {
    if (this.isDead) return;
    this.isDead = true;
    this.remains = copyLedger(this.folder, this.#onDeath());
    this.#tellDeath();
  }
}

export function passDeath(cause: unknown): void {
  if (!(cause instanceof Death)) throw cause;
}

/** Copies a ledger with its log as they lie on the disk at this moment. Returns the new folder. */
export function copyLedger(from: string, to: string): string {
  mkdirSync(to, { recursive: true });
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal']) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
  return to;
}
