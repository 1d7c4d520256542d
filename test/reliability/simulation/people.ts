import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Json, JsonObject } from '#shared/support/json.ts';
import type { Book } from './book.ts';
import { fillLedger } from './fill-ledger.ts';
import type { Lives } from './lives.ts';
import type { Model, TextKey } from './model.ts';
import { readSubjects, readValue, textKeys, valueOf } from './model.ts';
import { remoteOf } from './service.ts';
import type { SimulatedService } from './service.ts';

interface Stage {
  readonly random: () => number;
  readonly lives: Lives;
  readonly model: Model;
  readonly book: Book;
  readonly service: SimulatedService;
  readonly tell: (what: string) => void;
}

/** The steward and a colleague: what they write, having seen what, and what they decide. */
export class People {
  readonly dois: readonly string[];
  decisions = 0;
  readonly #stage: Stage;
  #valueCount = 0;

  constructor(stage: Stage, recordCount: number) {
    this.#stage = stage;
    this.dois = this.#fill(recordCount);
  }

  #fill(recordCount: number): string[] {
    const { context, ledger } = this.#stage.lives.life;
    const attributes = (): Attributes =>
      Object.assign({}, ...textKeys.map((key) => valueOf(key, this.#newValue('s')))) as Attributes;
    const dois = fillLedger(context, recordCount, attributes);
    for (const doi of dois) {
      const local = mustExist(getRecord(ledger, doi), doi);
      for (const key of textKeys) {
        const value = readValue(key, local.attributes);
        this.#stage.model.write(`${doi} ${key}`, value, '');
        this.#stage.book.noteHere(value);
      }
    }
    return dois;
  }

  draw<T>(list: readonly T[]): T {
    return mustExist(list[Math.floor(this.#stage.random() * list.length)], 'a choice');
  }

  #newValue(who: string): string {
    this.#valueCount += 1;
    return `${who}${String(this.#valueCount)}`;
  }

  /** The steward changes one to three attributes, having seen what the ledger holds. */
  edit(): void {
    const doi = this.draw(this.dois);
    const record = mustExist(getRecord(this.#stage.lives.life.ledger, doi), doi);
    let attributes = record.attributes;
    const written: string[] = [];
    for (const key of this.#someKeys()) {
      const value = this.#newValue('s');
      this.#stage.model.write(`${doi} ${key}`, value, readValue(key, attributes));
      attributes = { ...attributes, ...valueOf(key, value) };
      written.push(`${key}=${value}`);
    }
    if (this.#stage.random() < 0.3) {
      const subject = this.#newValue('s');
      attributes = { ...attributes, subjects: [...(attributes.subjects ?? []), { subject }] };
      this.#stage.model.addSubject(doi, subject);
      written.push(`subject ${subject}`);
    }
    for (const one of written) this.#stage.book.noteHere(one.split(/[= ]/)[1] ?? '');
    this.#stage.tell(`edit ${doi} ${written.join(' ')}`);
    const { repositoryId, collectionId, itemKey, source, findings, state, sourceHash } = record;
    const known = { doi, repositoryId, collectionId, itemKey, source, findings, state, sourceHash };
    const sync = record.remote === null && record.sync === 'local' ? 'local' : 'unsent';
    this.#stage.lives.alive(() =>
      saveRecords(this.#stage.lives.life.context, [{ ...known, attributes, sync }], {
        kind: 'edit',
        reason: null,
      }),
    );
  }

  #someKeys(): TextKey[] {
    const keys = textKeys.filter(() => this.#stage.random() < 0.35);
    return keys.length > 0 ? keys : [this.draw(textKeys)];
  }

  /** A colleague changes the record in the web form, having seen what the service holds. */
  colleague(doi: string, when: string): void {
    const record = this.#stage.service.record(doi);
    if (record === null) return;
    const there = remoteOf(record);
    const written: Record<string, unknown> = {};
    for (const key of this.#someKeys()) {
      const value = this.#newValue('c');
      this.#stage.model.write(`${doi} ${key}`, value, readValue(key, there));
      Object.assign(written, valueOf(key, value));
    }
    if (this.#stage.random() < 0.25) {
      const subject = this.#newValue('c');
      this.#stage.model.addSubject(doi, subject);
      written['subjects'] = [...(there.subjects ?? []), { subject }];
    }
    if (record.state === 'draft' && this.#stage.random() < 0.1) written['event'] = 'publish';
    this.#stage.tell(`colleague ${when} ${doi} ${JSON.stringify(written)}`);
    this.#stage.service.colleagueWrites(doi, written as JsonObject);
    this.#reach(doi);
  }

  /** A person looks at what is open and chooses, value by value. */
  decide(): void {
    const { conflicts } = this.#stage.lives.life;
    for (const doi of this.dois) {
      const record = mustExist(getRecord(this.#stage.lives.life.ledger, doi), doi);
      if (record.sync !== 'conflict') continue;
      const { values } = now(conflicts['conflicts.get']({ doi }));
      const choices = values.map(({ path, mine, theirs, overwritten }) => {
        const take = this.#stage.random() < 0.5 ? ('mine' as const) : ('theirs' as const);
        const [chosen, other] = take === 'mine' ? [mine, theirs] : [theirs, mine];
        for (const value of [other, ...overwritten]) {
          this.#noteDecision(doi, path, { chosen, other: value });
        }
        this.#stage.tell(`decide ${doi} ${path}: ${take} ${JSON.stringify(chosen)}`);
        return { path, take };
      });
      this.#stage.lives.alive(() =>
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
    if (path === 'state') {
      const { state } = mustExist(getRecord(this.#stage.lives.life.ledger, doi), doi);
      if (chosen === state) return;
      const last = this.#stage.lives.life.ledger.db.get<{ number: number }>(
        'select coalesce(max(rowid), 0) as number from operation',
      );
      this.#stage.model.decideState(doi, chosen as RecordState, last?.number ?? 0);
      return;
    }
    const [one, two] = [chosen, other].map((value) => ({ [path]: value }));
    if (path === 'subjects') {
      const kept = new Set(readSubjects(one ?? {}));
      for (const subject of readSubjects(two ?? {})) {
        if (!kept.has(subject)) this.#stage.model.forgetSubject(doi, subject);
      }
      return;
    }
    const key = path as TextKey;
    this.#stage.model.decide(`${doi} ${key}`, readValue(key, one ?? {}), readValue(key, two ?? {}));
  }

  #reach(doi: string): void {
    const state = this.#stage.service.record(doi)?.state;
    if (state !== undefined) this.#stage.model.reach(doi, state);
  }
}

/** Handlers of the core answer at once, though their type allows a promise. */
function now<T>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('This takes time');
  return answer;
}
