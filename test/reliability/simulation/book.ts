import type { RecordState } from '#shared/metadata/attributes.ts';
import type { Model, TextKey } from './model.ts';
import { readSubjects, readValue, textKeys } from './model.ts';
import { remoteOf } from './service.ts';
import type { ServiceWrite } from './service.ts';

/** What was known when a backup was made. */
export interface BookMark {
  readonly asked: ReadonlyMap<string, RecordState>;
  /** Values that were written here until then. */
  readonly values: ReadonlySet<string>;
  readonly overwritten: number;
  readonly droppedSubjects: number;
}

/** Keeps book of where each value came to be, so that what a restored ledger cannot know is told apart. */
export class Book {
  /** Foreign values that an update overwrote in the moment between reading and writing. */
  readonly overwritten: { readonly place: string; readonly value: string }[] = [];
  readonly #model: Model;
  readonly #tell: (what: string) => void;
  readonly #atService = new Set<string>();
  readonly #writtenHere = new Set<string>();
  /** Subjects that an update of ours took away, in their order. */
  readonly #droppedSubjects: { readonly doi: string; readonly subject: string }[] = [];

  constructor(model: Model, tell: (what: string) => void) {
    this.#model = model;
    this.#tell = tell;
  }

  noteHere(value: string): void {
    this.#writtenHere.add(value);
  }

  noteWrite({ doi, before, after }: ServiceWrite): void {
    const there = remoteOf(after);
    const was = before === null ? {} : remoteOf(before);
    for (const key of textKeys)
      this.#noteValue(doi, key, readValue(key, was), readValue(key, there));
    const subjects = readSubjects(there);
    for (const subject of subjects) this.#atService.add(subject);
    for (const subject of readSubjects(was).filter((one) => !subjects.includes(one))) {
      this.#droppedSubjects.push({ doi, subject });
    }
    this.#model.reach(doi, after.state);
    if (before?.state === 'findable') this.#model.takeBack(doi, after.state);
  }

  mark(): BookMark {
    return {
      asked: new Map(this.#model.asked),
      values: new Set(this.#writtenHere),
      overwritten: this.overwritten.length,
      droppedSubjects: this.#droppedSubjects.length,
    };
  }

  /** What was written here since and never sent went with the ledger that was replaced. */
  forgetSince(mark: BookMark, dois: readonly string[]): void {
    const model = this.#model;
    const gone = [...this.#writtenHere].filter(
      (value) => !mark.values.has(value) && !this.#atService.has(value),
    );
    for (const place of model.places()) {
      for (const value of gone) model.forget(place, value);
    }
    for (const doi of dois) for (const value of gone) model.forgetSubject(doi, value);
    // Overwritten by updates that the old ledger knows nothing of: it cannot look them up any more.
    for (const { place, value } of this.overwritten.splice(mark.overwritten)) {
      model.forget(place, value);
    }
    for (const { doi, subject } of this.#droppedSubjects.splice(mark.droppedSubjects)) {
      if (!mark.values.has(subject)) model.forgetSubject(doi, subject);
    }
    model.forgetDecidedStates();
    model.asked.clear();
    for (const [doi, state] of mark.asked) model.asked.set(doi, state);
  }

  #noteValue(doi: string, key: TextKey, was: string, is: string): void {
    this.#atService.add(is);
    const place = `${doi} ${key}`;
    if (was === is || was === '' || this.#model.hasSeen(place, is, was)) return;
    this.#tell(`  ${place}: ${is} overwrites ${was}`);
    this.overwritten.push({ place, value: was });
  }
}
