import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { restoreLedger } from '#core/backups/restore-ledger.ts';
import { ledgerFiles } from '#core/compose.ts';
import type { LogEntry } from '#core/ports.ts';
import { mustExist } from '#shared/support/assert.ts';
import { copyLedger, Death, passDeath, ProcessLife } from './process-life.ts';
import type { LifeParts } from './process-life.ts';

/** The process of one steward, over all its deaths: each life goes on with the files of the one before. */
export class Lives {
  life: ProcessLife;
  deaths = 0;
  /** What any life called an error, up to the one before this. */
  readonly errors: LogEntry[] = [];
  readonly #folder: string;
  readonly #parts: LifeParts;
  readonly #all: ProcessLife[] = [];
  readonly #tell: (what: string) => void;

  constructor(folder: string, parts: LifeParts, tell: (what: string) => void) {
    this.#folder = folder;
    this.#parts = parts;
    this.#tell = tell;
    const first = this.#freeFolder();
    mkdirSync(first);
    this.life = this.#begin(first);
  }

  /** What the process does now may be the last thing that it does. */
  alive(work: () => unknown): void {
    try {
      const result = work();
      if (result instanceof Promise) throw new Error('This takes time');
    } catch (cause) {
      passDeath(cause);
    }
    this.revive();
  }

  /** Starts again what is dead, as often as it dies while it starts. */
  revive(): void {
    while (this.life.isDead) {
      this.#tell('the process starts again');
      this.deaths += 1;
      this.#bury(mustExist(this.life.remains, 'the files of the dead process'));
      try {
        this.life.outbox.start();
      } catch (cause) {
        if (!(cause instanceof Death)) throw cause;
      }
    }
  }

  kill(): void {
    this.life.die();
    this.revive();
  }

  /** A clean stop, which may be cut off by a death, and a new start. */
  async restart(): Promise<void> {
    const { time } = this.#parts;
    const { life } = this;
    const ends = new Promise<void>((resolve) => time.after(60_000, null, resolve));
    const stopped = Promise.all([life.outbox.stop(), life.sync.stop()]).catch(passDeath);
    await time.during(Promise.race<unknown>([stopped, ends]), 'stopping');
    this.revive();
    if (this.life === life) this.alive(() => life.outbox.start());
  }

  /** Yesterday's ledger comes back, in a process that does not run yet. */
  async putBack(backup: string): Promise<void> {
    const { time, randomBytes } = this.#parts;
    this.life.die();
    const place = this.#freeFolder();
    const ports = {
      clock: time.clockOf({ isDead: false }),
      randomBytes,
      crashPoint: () => undefined,
    };
    await restoreLedger(backup, ledgerFiles(join(place, 'restored')), ports);
    this.#bury(copyLedger(join(place, 'restored'), join(place, 'live')));
  }

  close(): void {
    for (const life of this.#all) {
      life.isDead = true;
      life.ledger.close();
    }
  }

  #bury(remains: string): void {
    this.errors.push(...this.life.errors);
    this.life = this.#begin(remains);
  }

  #begin(folder: string): ProcessLife {
    const life = new ProcessLife(folder, this.#parts, () => this.#freeFolder());
    this.#all.push(life);
    return life;
  }

  #freeFolder(): string {
    return join(this.#folder, `life-${String(this.#all.length)}`);
  }
}
