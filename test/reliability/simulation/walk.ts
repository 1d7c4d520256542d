import { join } from 'node:path';

import { restoreLedger } from '#core/backups/restore-ledger.ts';
import { ledgerFiles } from '#core/compose.ts';
import { backupLedger } from '#core/ledger/backup-ledger.ts';
import type { LogEntry } from '#core/ports.ts';
import type { PracticeRecord } from '#core/practice/record.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { insertRepository } from '#core/repositories/repository-table.ts';
import type { Attributes, RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Json, JsonObject } from '#shared/support/json.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { addRecords } from '../../core/outbox/harness.ts';
import { Model, readSubjects, readValue, textKeys, valueOf } from './model.ts';
import type { TextKey } from './model.ts';
import { copyLedger, Death, ProcessLife } from './process-life.ts';
import type { ServiceWrite } from './service.ts';
import { origin, SimulatedService, username } from './service.ts';
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
  readonly asked: ReadonlyMap<string, RecordState>;
  /** Values that were written here until then. */
  readonly values: ReadonlySet<string>;
  readonly overwritten: number;
  readonly droppedSubjects: number;
}

/** One course of events: a steward, a colleague, the weather, deaths and backups, drawn from a seed. */
export class Walk {
  readonly time = new SimulatedTime();
  readonly model = new Model();
  readonly service: SimulatedService;
  readonly way: Way;
  readonly trace: string[] = [];
  readonly dois: readonly string[];
  readonly errors: LogEntry[] = [];
  readonly overwritten: { readonly place: string; readonly value: string }[] = [];
  life: ProcessLife;
  deaths = 0;
  restores = 0;
  decisions = 0;
  readonly #folder: string;
  readonly #random: () => number;
  readonly #randomBytes: RandomBytes;
  readonly #sabotage: string | null;
  readonly #lives: ProcessLife[] = [];
  readonly #atService = new Set<string>();
  readonly #writtenHere = new Set<string>();
  /** Subjects that an update of ours took away, in their order. */
  readonly #droppedSubjects: { readonly doi: string; readonly subject: string }[] = [];
  #backup: Backup | null = null;
  #isMortal = false;
  #valueCount = 0;

  constructor(how: {
    readonly folder: string;
    readonly random: () => number;
    readonly randomBytes: RandomBytes;
    readonly sabotage: string | null;
  }) {
    this.#folder = how.folder;
    this.#random = how.random;
    this.#randomBytes = how.randomBytes;
    this.#sabotage = how.sabotage;
    this.service = new SimulatedService(join(how.folder, 'service.sqlite'), {
      now: () => this.time.serviceNow(),
      randomBytes: how.randomBytes,
      onWrite: (write) => this.#noteWrite(write),
    });
    this.way = new Way(this.time, this.service, {
      random: how.random,
      beforeWrite: (doi) => {
        if (this.#isMortal && this.#random() < quickerShare) this.#colleague(doi, 'in between');
      },
    });
    this.life = this.#begin(join(how.folder, 'life-0'));
    this.dois = this.#fill();
    this.life.outbox.start();
    this.#isMortal = true;
  }

  async step(index: number): Promise<void> {
    const roll = this.#random();
    if (roll < 0.3) this.#edit();
    else if (roll < 0.46) this.#colleague(this.#draw(this.dois), 'alone');
    else if (roll < 0.68) await this.#register();
    else if (roll < 0.76) this.#read();
    else if (roll < 0.86) this.#changeWeather();
    else if (roll < 0.91) this.#decide();
    else if (roll < 0.94) this.#resume();
    else if (roll < 0.965) this.#kill('at random');
    else if (roll < 0.975) await this.#restart();
    else if (roll < 0.985) this.#jump();
    else if (roll < 0.993 || this.#backup === null) this.#backUp();
    else await this.#restore();
    await this.time.pass(this.#random() * (index % 7 === 0 ? 900_000 : 20_000));
    this.#revive();
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
      this.#decide();
      outbox.retryFailed(null);
      await this.time.during(outbox.whenIdle(), 'the outbox');
      const dois = this.dois.filter((doi) => this.service.record(doi) !== null);
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
    for (const life of this.#lives) {
      life.isDead = true;
      life.ledger.close();
    }
    this.service.close();
  }

  #begin(folder: string): ProcessLife {
    const parts = {
      time: this.time,
      way: this.way,
      randomBytes: this.#randomBytes,
      diesAt: () => this.#isMortal && this.#random() < deathShare,
      sabotage: this.#sabotage,
    };
    const life = new ProcessLife(folder, parts, () => this.#freeFolder());
    this.#lives.push(life);
    return life;
  }

  #freeFolder(): string {
    return join(this.#folder, `life-${String(this.#lives.length)}`);
  }

  #fill(): string[] {
    const { context, ledger } = this.life;
    insertRepository(ledger, {
      id: 'practice',
      name: 'Practice repository',
      environment: 'practice',
      endpoint: origin,
      clientId: username,
      prefixes: ['10.5072'],
      domains: null,
      createdAt: context.timestamp(),
    });
    ledger.db.run(
      `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
    );
    const attributes = (): Attributes => {
      const values = textKeys.map((key) => valueOf(key, this.#newValue('s')));
      return Object.assign({}, plain, ...values) as Attributes;
    };
    const dois = addRecords(context, recordCount, attributes);
    for (const doi of dois) {
      const local = mustExist(getRecord(ledger, doi), doi);
      for (const key of textKeys) {
        const value = readValue(key, local.attributes);
        this.model.write(`${doi} ${key}`, value, '');
        this.#writtenHere.add(value);
      }
    }
    return dois;
  }

  #draw<T>(list: readonly T[]): T {
    return mustExist(list[Math.floor(this.#random() * list.length)], 'a choice');
  }

  #newValue(who: string): string {
    this.#valueCount += 1;
    return `${who}${String(this.#valueCount)}`;
  }

  /** The steward changes one to three attributes, having seen what the ledger holds. */
  #edit(): void {
    const doi = this.#draw(this.dois);
    const record = mustExist(getRecord(this.life.ledger, doi), doi);
    let attributes = record.attributes;
    const written: string[] = [];
    for (const key of this.#someKeys()) {
      const value = this.#newValue('s');
      this.model.write(`${doi} ${key}`, value, readValue(key, attributes));
      attributes = { ...attributes, ...valueOf(key, value) };
      written.push(`${key}=${value}`);
    }
    if (this.#random() < 0.3) {
      const subject = this.#newValue('s');
      attributes = { ...attributes, subjects: [...(attributes.subjects ?? []), { subject }] };
      this.model.addSubject(doi, subject);
      written.push(`subject ${subject}`);
    }
    for (const one of written) this.#writtenHere.add(one.split(/[= ]/)[1] ?? '');
    this.trace.push(`edit ${doi} ${written.join(' ')}`);
    const { repositoryId, collectionId, itemKey, source, findings, state, sourceHash } = record;
    const known = { doi, repositoryId, collectionId, itemKey, source, findings, state, sourceHash };
    const sync = record.remote === null && record.sync === 'local' ? 'local' : 'unsent';
    this.#alive(() =>
      saveRecords(this.life.context, [{ ...known, attributes, sync }], {
        kind: 'edit',
        reason: null,
      }),
    );
  }

  #someKeys(): TextKey[] {
    const keys = textKeys.filter(() => this.#random() < 0.35);
    return keys.length > 0 ? keys : [this.#draw(textKeys)];
  }

  /** A colleague changes the record in the web form, having seen what the service holds. */
  #colleague(doi: string, when: string): void {
    const record = this.service.record(doi);
    if (record === null) return;
    const there = remoteOf(record);
    const written: Record<string, unknown> = {};
    for (const key of this.#someKeys()) {
      const value = this.#newValue('c');
      this.model.write(`${doi} ${key}`, value, readValue(key, there));
      Object.assign(written, valueOf(key, value));
    }
    if (this.#random() < 0.25) {
      const subject = this.#newValue('c');
      this.model.addSubject(doi, subject);
      written['subjects'] = [...(there.subjects ?? []), { subject }];
    }
    if (record.state === 'draft' && this.#random() < 0.1) written['event'] = 'publish';
    this.trace.push(`colleague ${when} ${doi} ${JSON.stringify(written)}`);
    this.service.colleagueWrites(doi, written as JsonObject);
    this.#reach(doi);
  }

  async #register(): Promise<void> {
    const target = this.#draw<RemoteState>(['draft', 'registered', 'findable', 'findable']);
    const chosen = this.dois.filter(() => this.#random() < 0.4);
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
    this.#revive();
    this.#noteAsked();
    this.life.outbox.kick();
  }

  /** What the ledger has promised to send, as far as it is in the ledger. */
  #noteAsked(): void {
    const rows = this.life.ledger.db.all<{ doi: string; state: RemoteState }>(
      `select doi, target_state as state from operation where target_state is not null
         and status not in ('cancelled')`,
    );
    for (const { doi, state } of rows) this.model.ask(doi, state);
  }

  #read(): void {
    this.trace.push('read the account');
    this.#alive(() => this.life.sync.start('practice'));
  }

  #changeWeather(): void {
    this.way.weather = this.#draw(['calm', 'calm', 'rough', 'rough', 'rough', 'offline']);
    this.service.lagMs = this.#draw([0, 0, 5_000, 120_000]);
    this.trace.push(`weather ${this.way.weather}, lag ${String(this.service.lagMs)} ms`);
  }

  /** A person looks at what is open and chooses, value by value. */
  #decide(): void {
    const { conflicts } = this.life;
    for (const doi of this.dois) {
      const record = mustExist(getRecord(this.life.ledger, doi), doi);
      if (record.sync !== 'conflict') continue;
      const { values } = now(conflicts['conflicts.get']({ doi }));
      const choices = values.map(({ path, mine, theirs, overwritten }) => {
        const take = this.#random() < 0.5 ? ('mine' as const) : ('theirs' as const);
        const [chosen, other] = take === 'mine' ? [mine, theirs] : [theirs, mine];
        for (const value of [other, ...overwritten]) {
          this.#noteDecision(doi, path, { chosen, other: value });
        }
        this.trace.push(`decide ${doi} ${path}: ${take} ${JSON.stringify(chosen)}`);
        return { path, take };
      });
      this.#alive(() =>
        conflicts['conflicts.settle']({ dois: [doi], choices, otherwise: 'mine', reason: null }),
      );
    }
  }

  #noteDecision(
    doi: string,
    path: string,
    { chosen, other }: { readonly chosen: Json; readonly other: Json },
  ): void {
    this.decisions += 1;
    const [one, two] = [chosen, other].map((value) => ({ [path]: value }));
    if (path === 'subjects') {
      const kept = new Set(readSubjects(one ?? {}));
      for (const subject of readSubjects(two ?? {})) {
        if (!kept.has(subject)) this.model.forgetSubject(doi, subject);
      }
      return;
    }
    const key = path as TextKey;
    this.model.decide(`${doi} ${key}`, readValue(key, one ?? {}), readValue(key, two ?? {}));
  }

  #resume(): void {
    this.trace.push('resume and try again');
    this.#alive(() => {
      this.life.outbox.resume();
      this.life.outbox.retryFailed(null);
    });
  }

  #jump(): void {
    const days = this.#draw([-1, -0.04, 0.04, 1]);
    this.trace.push(`the clock jumps by ${String(days)} days`);
    this.time.jump(days * 86_400_000);
  }

  #kill(why: string): void {
    this.trace.push(`the process dies ${why}`);
    this.life.die();
    this.#revive();
  }

  /** What the process does now may be the last thing that it does. */
  #alive(work: () => unknown): void {
    try {
      const result = work();
      if (result instanceof Promise) throw new Error('This takes time');
    } catch (cause) {
      if (!(cause instanceof Death)) throw cause;
    }
    this.#revive();
  }

  #revive(): void {
    while (this.life.isDead) {
      this.trace.push('the process starts again');
      this.deaths += 1;
      this.errors.push(...this.life.errors);
      const remains = mustExist(this.life.remains, 'the files of the dead process');
      this.life = this.#begin(remains);
      try {
        this.life.outbox.start();
      } catch (cause) {
        if (!(cause instanceof Death)) throw cause;
      }
    }
  }

  async #restart(): Promise<void> {
    this.trace.push('stop and start');
    const { life } = this;
    const ends = new Promise<void>((resolve) => this.time.after(60_000, null, resolve));
    const stopped = Promise.all([life.outbox.stop(), life.sync.stop()]).catch(passDeath);
    await this.time.during(Promise.race<unknown>([stopped, ends]), 'stopping');
    this.#revive();
    if (this.life === life) this.#alive(() => life.outbox.start());
  }

  #backUp(): void {
    const path = backupLedger(
      this.life.ledger,
      join(this.#folder, 'backups'),
      `copy-${String(this.#valueCount)}`,
    );
    this.trace.push('a backup is made');
    this.#backup = {
      path,
      asked: new Map(this.model.asked),
      values: new Set(this.#writtenHere),
      overwritten: this.overwritten.length,
      droppedSubjects: this.#droppedSubjects.length,
    };
  }

  /** Yesterday's ledger comes back: what was written here since and never sent went with it. */
  async #restore(): Promise<void> {
    const backup = mustExist(this.#backup, 'a backup');
    this.trace.push('the backup is put back');
    this.restores += 1;
    this.life.die();
    this.errors.push(...this.life.errors);
    const place = this.#freeFolder();
    const ports = {
      clock: this.time.clockOf({ isDead: false }),
      randomBytes: this.#randomBytes,
      crashPoint: () => undefined,
    };
    await restoreLedger(backup.path, ledgerFiles(join(place, 'restored')), ports);
    this.life = this.#begin(copyLedger(join(place, 'restored'), join(place, 'live')));
    this.#forgetSince(backup);
    this.#alive(() => this.life.outbox.start());
  }

  #forgetSince(backup: Backup): void {
    const gone = [...this.#writtenHere].filter(
      (value) => !backup.values.has(value) && !this.#atService.has(value),
    );
    for (const place of this.model.places()) {
      for (const value of gone) this.model.forget(place, value);
    }
    for (const doi of this.dois) for (const value of gone) this.model.forgetSubject(doi, value);
    // Overwritten by updates that the old ledger knows nothing of: it cannot look them up any more.
    for (const { place, value } of this.overwritten.splice(backup.overwritten)) {
      this.model.forget(place, value);
    }
    for (const { doi, subject } of this.#droppedSubjects.splice(backup.droppedSubjects)) {
      if (!backup.values.has(subject)) this.model.forgetSubject(doi, subject);
    }
    this.model.asked.clear();
    for (const [doi, state] of backup.asked) this.model.asked.set(doi, state);
  }

  #noteWrite({ doi, before, after }: ServiceWrite): void {
    const there = remoteOf(after);
    for (const key of textKeys) {
      const [was, is] = [
        before === null ? '' : readValue(key, remoteOf(before)),
        readValue(key, there),
      ];
      this.#atService.add(is);
      const place = `${doi} ${key}`;
      if (was !== is && was !== '' && !this.model.hasSeen(place, is, was)) {
        this.trace.push(`  ${place}: ${is} overwrites ${was}`);
        this.overwritten.push({ place, value: was });
      }
    }
    for (const subject of readSubjects(there)) this.#atService.add(subject);
    const had = before === null ? [] : readSubjects(remoteOf(before));
    for (const subject of had.filter((one) => !readSubjects(there).includes(one))) {
      this.#droppedSubjects.push({ doi, subject });
    }
    this.#reach(doi);
  }

  #reach(doi: string): void {
    const state = this.service.record(doi)?.state;
    if (state !== undefined) this.model.reach(doi, state);
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

const plain: Attributes = {
  creators: [{ name: 'Brunner, Lea', nameType: 'Personal' }],
  publicationYear: 2024,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Measurements' },
};

/** A record of the service in the form that an answer has. */
export function remoteOf(record: PracticeRecord): Attributes {
  return { ...(record.metadata as Attributes), url: record.url };
}

function passDeath(cause: unknown): void {
  if (!(cause instanceof Death)) throw cause;
}

/** Handlers of the core answer at once, though their type allows a promise. */
function now<T>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('This takes time');
  return answer;
}
