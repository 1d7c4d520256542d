import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { verifyHistory } from '#core/history/verify-history.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededBytes } from '#shared/support/random.ts';
import { changedKeys, differingKeys } from '#shared/sync/stored-value.ts';
import { editRecord } from '../core/outbox/harness.ts';
import { valueOf } from './simulation/model.ts';
import { Death, passDeath, ProcessLife } from './simulation/process-life.ts';
import { fillLedger } from './simulation/fill-ledger.ts';
import { memoryPlace } from './simulation/memory-place.ts';
import { remoteOf, SimulatedService } from './simulation/service.ts';
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

const recordCount = 6;
/** How long a step may take while something fails again and again. */
const patienceMs = 600_000;
/** Above this many starts something kills the process that should not. */
const mostStarts = 12;

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
  readonly #randomBytes = seededBytes(5);
  readonly #dois: readonly string[];
  #life: ProcessLife;
  /** Harm is done from the first step to the last, not while the stage is set or cleared. */
  #isHarmful = false;
  #foreignWrites = new Map<string, number>();
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
    this.#life = this.#begin(place);
    this.#dois = fillLedger(this.#life.context, recordCount, (index) => ({
      ...valueOf('titles', `title-${String(index)}`),
      ...valueOf('publisher', 'publisher'),
      ...valueOf('url', `item-${String(index)}`),
    }));
    this.#life.outbox.start();
  }

  async tell(): Promise<void> {
    this.#isHarmful = true;
    await this.#step(() => this.#pullThePlug());
    await this.#step(() => this.#register());
    await this.#step(() => this.#editTwice());
    await this.#step(() => this.#readWhatAColleagueDid());
    await this.#step(() => this.time.pass(900_000));
    await this.#step(() => this.#stop());
    this.#isHarmful = false;
    // What failed for ever fails no more: the steward starts the app and does what is left.
    this.#life.die();
    this.#revive();
    await this.#register();
    await this.#editTwice();
    await this.#readWhatAColleagueDid();
    await this.time.pass(3_600_000);
    await this.#untilIdle();
  }

  /** Empty when everything is as it was meant. */
  async complaints(): Promise<string[]> {
    const { ledger } = this.#life;
    const found: string[] = [];
    const count = (sql: string): number => ledger.db.get<{ n: number }>(sql)?.n ?? 0;
    const expect = (what: string, is: unknown, wanted: unknown): void => {
      if (is !== wanted) found.push(`${what}: ${String(is)} instead of ${String(wanted)}`);
    };
    expect(
      'operations that are stuck',
      count(`select count(*) as n from operation
        where status not in ('done', 'cancelled', 'superseded')`),
      0,
    );
    expect(
      'done without a receipt that was confirmed',
      count(`select count(*) as n from operation o where status = 'done'
        and receipt ->> '$.confirmedAt' is null
        and not exists (select 1 from operation l where l.doi = o.doi and l.sequence > o.sequence)`),
      0,
    );
    expect('activities not looked at', count('select count(*) as n from activity_check'), 0);
    expect(
      'overwritten values told',
      count(`select count(*) as n from overwritten_value where theirs like '%colleague-quick%'`),
      1,
    );
    for (const [index, doi] of this.#dois.entries()) {
      const there = this.#service.record(doi);
      expect(`state of ${doi}`, there?.state, 'findable');
      if (there === null) continue;
      const remote = remoteOf(there);
      const local = mustExist(getRecord(ledger, doi), doi);
      expect(`copy of ${doi}`, differingKeys(local.remote ?? {}, remote).join(), '');
      expect(`ledger of ${doi}`, changedKeys(local.attributes, remote).join(), '');
      expect(`sync of ${doi}`, local.sync, index === 1 ? 'conflict' : 'in-step');
      expect(`title of ${doi}`, remote.titles?.[0]?.title, wantedTitle(index));
      expect(`version of ${doi}`, remote.version ?? '', wantedVersion(index));
      expect(`creates of ${doi}`, this.#service.writeCount(doi, 'create'), 1);
      const updates = count(
        `select count(*) as n from operation where status = 'done' and kind = 'update' and doi = '${doi}'`,
      );
      const foreign = this.#foreignWrites.get(doi) ?? 0;
      expect(`updates of ${doi}`, this.#service.writeCount(doi, 'update'), updates + foreign);
    }
    const { intact, message } = await verifyHistory(ledger.db, []);
    if (!intact) found.push(`the history does not hold: ${message}`);
    return found;
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
  async #step(part: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < mostStarts; tries += 1) {
      const { died } = this.#life;
      const tired = new Promise<void>((resolve) => this.time.after(patienceMs, null, resolve));
      const done = part().catch((cause: unknown) => {
        // A part that fails is tried again by the person, once; for ever it is given up for today.
        if (this.#harm.startsWith('dies')) passDeath(cause);
      });
      await this.time.during(Promise.race([done, died, tired]), 'a step');
      if (!this.#life.isDead && this.#harm !== 'fails once') return;
      if (!this.#life.isDead && tries > 0) return;
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

  /** Six creates are under way when everything goes dark; the answer to one never came. */
  async #pullThePlug(): Promise<void> {
    if (this.#lives.length > 1) return;
    await this.#send('findable');
    await this.time.pass(75);
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
    await this.time.pass(5_000);
    if (this.#service.record(doi) !== null && !this.#foreignWrites.has(doi)) {
      this.#colleague(doi, valueOf('version', 'colleague'));
    }
    await this.time.pass(5_000);
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
    await this.time.during(
      Promise.race([this.#life.outbox.whenIdle(), this.#life.died]),
      'the outbox',
    );
  }

  #beforeWrite(doi: string): void {
    const value = this.#quicker.get(doi);
    if (value === undefined) return;
    this.#quicker.delete(doi);
    this.#colleague(doi, valueOf('titles', value));
  }

  #colleague(doi: string, attributes: ReturnType<typeof valueOf>): void {
    this.#foreignWrites.set(doi, (this.#foreignWrites.get(doi) ?? 0) + 1);
    this.#service.colleagueWrites(
      doi,
      attributes as Parameters<SimulatedService['colleagueWrites']>[1],
    );
  }

  #local(doi: string): ReturnType<typeof valueOf> {
    return mustExist(getRecord(this.#life.ledger, doi), doi).attributes;
  }
}

function wantedTitle(index: number): string {
  return index < 2 ? 'ours' : `title-${String(index)}`;
}

function wantedVersion(index: number): string {
  return ['second', '', 'colleague'][index] ?? '';
}
