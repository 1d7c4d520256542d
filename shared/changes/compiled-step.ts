import type { Finding } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { AppError } from '../support/app-error.ts';
import { canonicalJson } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { changeablePath, mapPath } from './map-path.ts';
import type { Change, MapOptions } from './map-path.ts';
import { longestValue, ValueTooLong } from './text-pattern.ts';
import { entryShapeAt, typedValue } from './typed-value.ts';

/** What a step may ask about the record that it works on. */
export interface RecordContext {
  /** The DOI of the record, for relations that would point at itself. */
  readonly doi: string;
  /** Findings of the record with these attributes; asked only by steps that fix some. */
  readonly findings: (attributes: Attributes) => readonly Finding[];
  /** The kernel that DataCite holds the record in; null: none yet. */
  readonly schemaVersion: string | null;
}

/** The record afterwards (the same object where nothing changes), or why it is left as it is. */
export type StepOutcome =
  | { readonly attributes: Attributes }
  | { readonly refusal: { readonly code: string; readonly message: string } };

export type CompiledStep = (attributes: Attributes, context: RecordContext) => StepOutcome;

export function atPath(path: string, change: Change, options: MapOptions = {}): CompiledStep {
  const steps = changeablePath(path);
  return (attributes) => ({ attributes: mapPath(attributes, steps, change, options) });
}

/** For operations on single values: of a list, each entry. */
export function eachAt(path: string, change: Change): CompiledStep {
  return atPath(path, change, { each: true });
}

export const create = { create: true } as const;

/** The old value where both say the same, so that a record in which nothing changes stays the same object. */
export function kept(before: Json, after: Json | undefined): Json | undefined {
  return after !== undefined && canonicalJson(after) === canonicalJson(before) ? before : after;
}

/** A number is read as people write it, and is one again where its place holds numbers. */
export function onText(path: string, change: (text: string) => string): Change {
  const shape = entryShapeAt(changeablePath(path));
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return value;
    const before = String(value);
    const after = change(before);
    if (after.length > longestValue) throw new ValueTooLong();
    if (after === before) return value;
    // A text that lost everything says nothing any more.
    return after === '' ? undefined : typedValue(after, shape);
  };
}

/** Where a person meant something to stand, nothing is a mistake. */
export function refuseNothing(value: Json): void {
  if (value !== '') return;
  throw new AppError('VALIDATION', {
    message: 'There is no value to put here.',
    nextStep: 'Write the value, or take values away with “Clear”.',
    path: 'value',
  });
}

export function listOf(value: Json | undefined): readonly Json[] | null {
  return Array.isArray(value) ? (value as readonly Json[]) : null;
}
