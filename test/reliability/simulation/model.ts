import type { Attributes } from '#shared/metadata/attributes.ts';
import type { RecordState } from '#shared/metadata/attributes.ts';
import { furtherState } from '#shared/outbox/coalesce.ts';

/** Attributes that are written in a simulation; every value that is ever written is unique. */
export const textKeys = ['version', 'titles', 'publisher', 'descriptions', 'url'] as const;
export type TextKey = (typeof textKeys)[number];

/** Attributes that hold one value in one attribute. */
export function valueOf(key: TextKey, value: string): Attributes {
  switch (key) {
    case 'version':
      return { version: value };
    case 'titles':
      return { titles: [{ title: value }] };
    case 'publisher':
      return { publisher: { name: value } };
    case 'descriptions':
      return { descriptions: [{ description: value, descriptionType: 'Abstract' }] };
    case 'url':
      return { url: `https://repository.example.org/${value}` };
  }
}

/** The value that attributes hold in one of them; '' when none. */
export function readValue(key: TextKey, attributes: Attributes): string {
  const { publisher } = attributes;
  switch (key) {
    case 'version':
      return String(attributes.version ?? '');
    case 'titles':
      return attributes.titles?.[0]?.title ?? '';
    case 'publisher':
      return (typeof publisher === 'string' ? publisher : publisher?.name) ?? '';
    case 'descriptions':
      return attributes.descriptions?.[0]?.description ?? '';
    case 'url':
      return attributes.url?.split('/').at(-1) ?? '';
  }
}

export function readSubjects(attributes: Attributes): string[] {
  return (attributes.subjects ?? []).flatMap(({ subject }) => subject ?? []);
}

interface Written {
  /** Values that whoever wrote this one, or decided for it, had before their eyes. */
  readonly upon: Set<string>;
  /** It went with a ledger that was put back to an earlier day, and never reached the service. */
  isForgotten: boolean;
}

/**
 * What must be at the end, told without merging anything: of all values that were ever written to an
 * attribute one remains, and from it every other can be reached by steps of "written, or decided for, in
 * sight of". A value that went away unseen is a loss, whichever way it went.
 */
export class Model {
  /** States that a person took back, by DOI, with the newest operation of that moment. */
  readonly #takenBack = new Map<string, { readonly state: RecordState; readonly after: number }>();
  /** By `doi key`, then by value. */
  readonly #written = new Map<string, Map<string, Written>>();
  /** Subjects that must be there: by DOI. */
  readonly #subjects = new Map<string, Set<string>>();
  /** The furthest state that was asked for here. */
  readonly asked = new Map<string, RecordState>();
  /** The furthest state that the service ever had. */
  readonly reached = new Map<string, RecordState>();

  write(place: string, value: string, upon: string): void {
    this.#valuesOf(place).set(value, { upon: new Set([upon]), isForgotten: false });
  }

  /** A person saw both and chose one. */
  decide(place: string, chosen: string, other: string): void {
    const values = this.#valuesOf(place);
    const known = values.get(chosen) ?? { upon: new Set(), isForgotten: true };
    known.upon.add(other);
    values.set(chosen, known);
  }

  /** Whether `value` lies behind `holder`. */
  hasSeen(place: string, holder: string, value: string): boolean {
    const values = this.#valuesOf(place);
    const behind = new Set([holder]);
    for (const one of behind) {
      for (const earlier of values.get(one)?.upon ?? []) behind.add(earlier);
    }
    return behind.has(value);
  }

  forget(place: string, value: string): void {
    const known = this.#valuesOf(place).get(value);
    if (known !== undefined) known.isForgotten = true;
  }

  addSubject(doi: string, subject: string): void {
    const subjects = this.#subjects.get(doi) ?? new Set();
    subjects.add(subject);
    this.#subjects.set(doi, subjects);
  }

  forgetSubject(doi: string, subject: string): void {
    this.#subjects.get(doi)?.delete(subject);
  }

  /** `operation`: its number in the ledger; what was asked before a person decided counts no more. */
  ask(doi: string, state: RecordState, operation = Infinity): void {
    if (operation <= (this.#takenBack.get(doi)?.after ?? 0)) return;
    this.asked.set(doi, furtherState(this.asked.get(doi) ?? 'reserved', state));
  }

  reach(doi: string, state: RecordState): void {
    this.reached.set(doi, furtherState(this.reached.get(doi) ?? 'reserved', state));
  }

  /** A person took back a state that an update of ours had moved on from. */
  decideState(doi: string, state: RecordState, after: number): void {
    this.asked.set(doi, state);
    this.#takenBack.set(doi, { state, after });
  }

  /** A restored ledger knows of no decision, and counts its operations anew. */
  forgetDecidedStates(): void {
    this.#takenBack.clear();
  }

  /** What was decided has come to the service. */
  takeBack(doi: string, state: RecordState): void {
    if (this.#takenBack.get(doi)?.state === state) this.reached.set(doi, state);
  }

  stateOf(doi: string): RecordState {
    return furtherState(this.asked.get(doi) ?? 'reserved', this.reached.get(doi) ?? 'reserved');
  }

  places(): string[] {
    return [...this.#written.keys()];
  }

  valuesAt(place: string): string[] {
    return [...this.#valuesOf(place)]
      .filter(([, { isForgotten }]) => !isForgotten)
      .map(([value]) => value);
  }

  subjectsOf(doi: string): string[] {
    return [...(this.#subjects.get(doi) ?? [])];
  }

  #valuesOf(place: string): Map<string, Written> {
    const known = this.#written.get(place);
    if (known !== undefined) return known;
    const values = new Map<string, Written>();
    this.#written.set(place, values);
    return values;
  }
}
