import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededBytes } from '#shared/support/random.ts';
import { editRecord } from '../core/outbox/harness.ts';
import { complaintsOf } from './crash-ending.ts';
import { valueOf } from './simulation/model.ts';
import { Death, passDeath, ProcessLife } from './simulation/process-life.ts';
import { fillLedger } from './simulation/fill-ledger.ts';
import { memoryPlace } from './simulation/memory-place.ts';
import { SimulatedService } from './simulation/service.ts';
import { SimulatedTime } from './simulation/time.ts';
import { Way } from './simulation/weather.ts';

/** What happens at the named point: the process dies there, or something throws there. */
export type Harm = 'dies once' | 'dies three times' | 'fails once' | 'fails for ever';

export interface CrashReport {
  /** Empty when nothing was lost, done twice, left lying or overwritten unseen. */
  readonly complaints: readonly string[];
  /** How often the harm was done. */
  readonly harmed: number;
  /** How often the point was passed; with a fault for ever, how often it was tried again. */
  readonly passed: number;
  readonly simulatedSeconds: number;
}

const recordCount = 8;
/** Few at a time, so that each death leaves something to be done. */
const concurrency = 2;
/** How long a step may take while something fails again and again. */
const patienceMs = 120_000;
/** Above this many starts something kills the process that should not. */
const mostStarts = 12;

/** What every story begins with: made by the first one, since making it takes as long as the rest. */
let firstLedger: Buffer | null = null;

const firstAttributes = (index: number): Attributes => ({
  ...valueOf('titles', `title-${String(index)}`),
  ...valueOf('publisher', 'publisher'),
  ...valueOf('url', `item-${String(index)}`),
});

/**
 * One day of a steward, told step by step, over the real core and the practice repository's rules in
 * simulated time; at one named point the process dies or fails. A step that a death cut off is begun again
 * after the start, as a person would. At the end all that was meant must stand, once.
 */
export async function tellStory(point: string, harm: Harm): Promise<CrashReport> {
  const folder = mkdtempSync(join(memoryPlace, 'crash-point-'));
  const story = new Story(folder, point, harm);
  try {
    await story.tell();
    const { harmed, passed, time } = story;
    const complaints = await story.complaints();
    return { complaints, harmed, passed, simulatedSeconds: time.monotonic() / 1000 };
  } finally {
    story.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Story {
  readonly time = new SimulatedTime();
  harmed = 0;
  passed = 0;
  readonly #folder: string;
  readonly #point: string;
  readonly #harm: Harm;
  readonly #service: SimulatedService;
  readonly #way: Way;
  readonly #lives: ProcessLife[] = [];
  /** Other than those of the first ledger, whose names are taken. */
  readonly #randomBytes = seededBytes(firstLedger === null ? 5 : 6);
  readonly #dois: readonly string[];
  #life: ProcessLife;
  /** Harm is done from the first step to the last, not while the stage is set or cleared. */
  #isHarmful = false;
  readonly #foreignWrites = new Map<string, number>();
  /** Values that a colleague writes right before an update of ours arrives, by DOI; each once. */
  readonly #quicker = new Map<string, string>();

  constructor(folder: string, point: string, harm: Harm) {
    this.#folder = folder;
    this.#point = point;
    this.#harm = harm;
    this.#service = new SimulatedService(join(folder, 'service.sqlite'), {
      now: () => this.time.serviceNow(),
      randomBytes: this.#randomBytes,
      onWrite: () => undefined,
    });
    this.#way = new Way(this.time, this.#service, {
      random: () => 0.5,
      beforeWrite: (doi) => this.#beforeWrite(doi),
    });
    const place = join(folder, 'life-0');
    mkdirSync(place);
    const file = join(place, 'ledger.sqlite');
    if (firstLedger !== null) writeFileSync(file, firstLedger);
    this.#life = this.#begin(place);
    if (firstLedger === null) {
      fillLedger(this.#life.context, recordCount, firstAttributes);
      this.#life.ledger.db.pragma('wal_checkpoint(truncate)');
      firstLedger = readFileSync(file);
    }
    this.#dois = this.#life.ledger.db
      .all<{ doi: string }>('select doi from record order by id')
      .map(({ doi }) => doi);
    this.#life.outbox.start();
  }

  async tell(): Promise<void> {
    this.#isHarmful = true;
    await this.#step(() => this.#pullThePlug());
    await this.#step(() => this.#register());
    await this.#step(() => this.#editTwice());
    await this.#step(() => this.#readWhatAColleagueDid());
    await this.#step(() => this.#wait(900_000), 900_000);
    await this.#step(() => this.#stop());
    this.#isHarmful = false;
    // What failed for ever fails no more: the steward starts the app and does what is left.
    this.#life.die();
    this.#revive();
    await this.#step(() => this.#register());
    await this.#step(() => this.#editTwice());
    await this.#step(() => this.#readWhatAColleagueDid());
    await this.#step(() => this.#wait(3_600_000), 3_600_000);
    await this.#step(() => this.#untilIdle());
  }

  complaints(): Promise<string[]> {
    return complaintsOf({
      ledger: this.#life.ledger,
      service: this.#service,
      dois: this.#dois,
      foreignWrites: this.#foreignWrites,
    });
  }

  close(): void {
    for (const life of this.#lives) {
      life.isDead = true;
      life.ledger.close();
    }
    this.#service.close();
  }

  #begin(folder: string): ProcessLife {
    const life = new ProcessLife(
      folder,
      {
        time: this.time,
        way: this.#way,
        randomBytes: this.#randomBytes,
        at: (name) => this.#at(name),
        sabotage: null,
        concurrency,
      },
      () => join(this.#folder, `life-${String(this.#lives.length)}`),
    );
    this.#lives.push(life);
    return life;
  }

  #at(name: string): 'dies' | 'fails' | null {
    if (name !== this.#point || !this.#isHarmful) return null;
    this.passed += 1;
    const wanted = {
      'dies once': 1,
      'dies three times': 3,
      'fails once': 1,
      'fails for ever': Infinity,
    };
    if (this.harmed >= wanted[this.#harm]) return null;
    this.harmed += 1;
    return this.#harm.startsWith('dies') ? 'dies' : 'fails';
  }

  /** Does a part of the story until a living process has done it, or somebody gave up waiting. */
  async #step(part: () => Promise<unknown>, patience = patienceMs): Promise<void> {
    for (let tries = 0; tries < mostStarts; tries += 1) {
      const { died } = this.#life;
      const tired = new Promise<void>((resolve) => this.time.after(patience, null, resolve));
      const course = { hasFailed: false };
      const done = part().catch((cause: unknown) => {
        if (this.#harm.startsWith('dies') || !this.#isHarmful) passDeath(cause);
        course.hasFailed = true;
      });
      await this.time.during(Promise.race([done, died, tired]), 'a step');
      // What fails is begun again once; what fails for ever is then given up for today.
      if (!this.#life.isDead && (!course.hasFailed || tries > 0)) return;
      this.#revive();
    }
    throw new Error(`Still dying after ${String(mostStarts)} starts`);
  }

  #revive(): void {
    for (let starts = 0; this.#life.isDead; starts += 1) {
      if (starts > mostStarts) throw new Error('It does not start any more');
      this.#life = this.#begin(mustExist(this.#life.remains, 'the files of the dead process'));
      this.#start();
    }
  }

  #start(): void {
    try {
      this.#life.outbox.start();
    } catch (cause) {
      if (!(cause instanceof Death) && this.#harm.startsWith('dies')) throw cause;
    }
  }

  /** Creates are under way when everything goes dark. */
  async #pullThePlug(): Promise<void> {
    if (this.#lives.length > 1) return;
    await this.#send('findable');
    await this.#wait(75);
    this.#life.die();
  }

  async #register(): Promise<void> {
    this.#start();
    await this.#send('findable');
    await this.#untilIdle();
  }

  /** The second edit comes while the first one waits. A colleague is quicker with one of the titles. */
  async #editTwice(): Promise<void> {
    const [first = '', second = ''] = this.#dois;
    const { context, outbox } = this.#life;
    const isNeeded = this.#local(first).version !== 'second';
    outbox.pause();
    if (isNeeded) editRecord(context, first, valueOf('titles', 'ours'));
    if (this.#local(second).titles?.[0]?.title !== 'ours') {
      editRecord(context, second, valueOf('titles', 'ours'));
      this.#quicker.set(second, 'colleague-quick');
    }
    await this.#send('findable');
    if (isNeeded) editRecord(context, first, valueOf('version', 'second'));
    await this.#send('findable');
    this.#life.outbox.resume();
    await this.#untilIdle();
  }

  async #readWhatAColleagueDid(): Promise<void> {
    const doi = mustExist(this.#dois[2], 'a third record');
    await this.#wait(5_000);
    if (this.#service.record(doi) !== null && !this.#foreignWrites.has(doi)) {
      this.#colleague(doi, valueOf('version', 'colleague'));
    }
    await this.#wait(5_000);
    this.#life.sync.start('practice');
    await this.#life.sync.whenDone('practice');
  }

  async #stop(): Promise<void> {
    await Promise.all([this.#life.outbox.stop(), this.#life.sync.stop()]);
    this.#start();
  }

  async #send(target: RemoteState): Promise<void> {
    const what = { selection: { dois: [...this.#dois] }, target, confirmation: null };
    await startRegistration(this.#life.context, what);
    this.#life.outbox.kick();
  }

  async #untilIdle(): Promise<void> {
    await Promise.race([this.#life.outbox.whenIdle(), this.#life.died]);
  }

  async #wait(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => this.time.after(milliseconds, null, resolve));
  }

  #beforeWrite(doi: string): void {
    const value = this.#quicker.get(doi);
    if (value === undefined) return;
    this.#quicker.delete(doi);
    this.#colleague(doi, valueOf('titles', value));
  }

  #colleague(doi: string, attributes: Attributes): void {
    this.#foreignWrites.set(doi, (this.#foreignWrites.get(doi) ?? 0) + 1);
    this.#service.colleagueWrites(
      doi,
      attributes as Parameters<SimulatedService['colleagueWrites']>[1],
    );
  }

  #local(doi: string): Attributes {
    return mustExist(getRecord(this.#life.ledger, doi), doi).attributes;
  }
}
