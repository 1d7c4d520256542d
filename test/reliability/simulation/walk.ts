import { join } from 'node:path';

import { backupLedger } from '#core/ledger/backup-ledger.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { Book } from './book.ts';
import type { BookMark } from './book.ts';
import { Lives } from './lives.ts';
import { Model, readValue } from './model.ts';
import type { TextKey } from './model.ts';
import { People } from './people.ts';
import { passDeath } from './process-life.ts';
import type { ProcessLife } from './process-life.ts';
import { remoteOf, SimulatedService } from './service.ts';
import { SimulatedTime } from './time.ts';
import { Way } from './weather.ts';

const recordCount = 6;
/** How often the process dies at a crash point that it passes. */
const deathShare = 0.004;
/** How often a colleague writes in the moment between our read and our write. */
const quickerShare = 0.08;
/** Rounds of sending, reading and deciding within which everything must come to rest. */
const mostRounds = 20;

interface Backup {
  readonly path: string;
  readonly mark: BookMark;
}

/** One course of events: a steward, a colleague, the weather, deaths and backups, drawn from a seed. */
export class Walk {
  readonly time = new SimulatedTime();
  readonly model = new Model();
  readonly service: SimulatedService;
  readonly way: Way;
  readonly trace: string[] = [];
  readonly people: People;
  readonly lives: Lives;
  readonly book: Book;
  restores = 0;
  readonly #folder: string;
  readonly #random: () => number;
  #backup: Backup | null = null;
  #isMortal = false;

  constructor(how: {
    readonly folder: string;
    readonly random: () => number;
    readonly randomBytes: RandomBytes;
    readonly sabotage: string | null;
  }) {
    this.#folder = how.folder;
    this.#random = how.random;
    const tell = (what: string): void => void this.trace.push(what);
    this.book = new Book(this.model, tell);
    this.service = new SimulatedService(join(how.folder, 'service.sqlite'), {
      now: () => this.time.serviceNow(),
      randomBytes: how.randomBytes,
      onWrite: (write) => this.book.noteWrite(write),
    });
    this.way = new Way(this.time, this.service, {
      random: how.random,
      beforeWrite: (doi) => {
        if (this.#isMortal && this.#random() < quickerShare) {
          this.people.colleague(doi, 'in between');
        }
      },
    });
    const parts = {
      time: this.time,
      way: this.way,
      randomBytes: how.randomBytes,
      at: () => (this.#isMortal && this.#random() < deathShare ? ('dies' as const) : null),
      sabotage: how.sabotage,
    };
    this.lives = new Lives(how.folder, parts, tell);
    const { random } = how;
    const { lives, model, book, service } = this;
    this.people = new People({ random, lives, model, book, service, tell }, recordCount);
    this.life.outbox.start();
    this.#isMortal = true;
  }

  async step(index: number): Promise<void> {
    const roll = this.#random();
    if (roll < 0.3) this.people.edit();
    else if (roll < 0.46) this.people.colleague(this.people.draw(this.people.dois), 'alone');
    else if (roll < 0.68) await this.#register();
    else if (roll < 0.76) this.#read();
    else if (roll < 0.86) this.#changeWeather();
    else if (roll < 0.91) this.people.decide();
    else if (roll < 0.94) this.#resume();
    else if (roll < 0.965) this.#kill('at random');
    else if (roll < 0.975) await this.#restart();
    else if (roll < 0.985) this.#jump();
    else if (roll < 0.993 || this.#backup === null) this.#backUp();
    else await this.#restore();
    await this.time.pass(this.#random() * (index % 7 === 0 ? 900_000 : 20_000));
    this.lives.revive();
  }

  /** The world behaves, and a person does what the program asks for. */
  async calm(): Promise<void> {
    this.#isMortal = false;
    this.way.weather = 'calm';
    this.service.lagMs = 0;
    // What was written last is on its way to the index.
    await this.time.pass(600_000);
    for (let round = 0; round < mostRounds; round += 1) {
      const { outbox, sync } = this.life;
      outbox.resume();
      await this.time.during(outbox.whenIdle(), 'the outbox');
      sync.start('practice');
      await this.time.during(sync.whenDone('practice'), 'reading the account');
      // Lists leave our own newest second in doubt, and activities are polled.
      await this.time.pass(900_000);
      this.people.decide();
      outbox.retryFailed(null);
      await this.time.during(outbox.whenIdle(), 'the outbox');
      const dois = this.people.dois.filter((doi) => this.service.record(doi) !== null);
      if (dois.length > 0) await this.#send(dois, 'draft');
      await this.time.during(outbox.whenIdle(), 'the outbox');
      await this.time.pass(900_000);
      if (this.#isQuiet()) return;
    }
    throw new Error(`Not at rest after ${String(mostRounds)} rounds: ${this.#unrest()}`);
  }

  finalValue(place: string): string {
    const [doi = '', key = ''] = place.split(' ');
    const record = this.service.record(doi);
    return record === null ? '' : readValue(key as TextKey, remoteOf(record));
  }

  close(): void {
    this.lives.close();
    this.service.close();
  }

  get life(): ProcessLife {
    return this.lives.life;
  }

  async #register(): Promise<void> {
    const target = this.people.draw<RemoteState>(['draft', 'registered', 'findable', 'findable']);
    const chosen = this.people.dois.filter(() => this.#random() < 0.4);
    if (chosen.length === 0) return;
    this.trace.push(`register ${chosen.join(' ')} as ${target}`);
    await this.#send(chosen, target);
  }

  async #send(dois: readonly string[], target: RemoteState): Promise<void> {
    const { life } = this;
    const what = { selection: { dois: [...dois] }, target, confirmation: null };
    // Dies with the process: what it had queued until then counts.
    const begun = startRegistration(life.context, what).catch(passDeath);
    const ends = new Promise<void>((resolve) => this.time.after(1_000, null, resolve));
    await this.time.during(Promise.race<unknown>([begun, ends]), 'registering');
    this.lives.revive();
    this.#noteAsked();
    this.life.outbox.kick();
  }

  /** What the ledger has promised to send, as far as it is in the ledger. */
  #noteAsked(): void {
    const rows = this.life.ledger.db.all<{ doi: string; state: RemoteState; number: number }>(
      `select doi, target_state as state, rowid as number from operation where target_state is not null
         and status not in ('cancelled')`,
    );
    for (const { doi, state, number } of rows) this.model.ask(doi, state, number);
  }

  #read(): void {
    this.trace.push('read the account');
    this.lives.alive(() => this.life.sync.start('practice'));
  }

  #changeWeather(): void {
    this.way.weather = this.people.draw(['calm', 'calm', 'rough', 'rough', 'rough', 'offline']);
    this.service.lagMs = this.people.draw([0, 0, 5_000, 120_000]);
    this.trace.push(`weather ${this.way.weather}, lag ${String(this.service.lagMs)} ms`);
  }

  #resume(): void {
    this.trace.push('resume and try again');
    this.lives.alive(() => {
      this.life.outbox.resume();
      this.life.outbox.retryFailed(null);
    });
  }

  #jump(): void {
    const days = this.people.draw([-1, -0.04, 0.04, 1]);
    this.trace.push(`the clock jumps by ${String(days)} days`);
    this.time.jump(days * 86_400_000);
  }

  #kill(why: string): void {
    this.trace.push(`the process dies ${why}`);
    this.lives.kill();
  }

  async #restart(): Promise<void> {
    this.trace.push('stop and start');
    await this.lives.restart();
  }

  #backUp(): void {
    const path = backupLedger(
      this.life.ledger,
      join(this.#folder, 'backups'),
      `copy-${String(this.trace.length)}`,
    );
    this.trace.push('a backup is made');
    this.#backup = { path, mark: this.book.mark() };
  }

  /** Yesterday's ledger comes back: what was written here since and never sent went with it. */
  async #restore(): Promise<void> {
    const { path, mark } = mustExist(this.#backup, 'a backup');
    this.trace.push('the backup is put back');
    this.restores += 1;
    await this.lives.putBack(path);
    this.book.forgetSince(mark, this.people.dois);
    this.lives.alive(() => this.life.outbox.start());
  }

  #isQuiet(): boolean {
    return this.#unrest() === '';
  }

  #unrest(): string {
    const { db } = this.life.ledger;
    const operations = db.all<{ doi: string; status: string; failure: string }>(
      `select doi, status, failure from operation where status not in ('done', 'cancelled', 'superseded')`,
    );
    const records = db.all<{ doi: string; sync: string }>(
      `select doi, sync from record where sync not in ('in-step', 'local')`,
    );
    const checks = db.all('select * from activity_check');
    const all = [...operations, ...records, ...checks];
    return all.length === 0 ? '' : JSON.stringify(all);
  }
}
