import type { Finding } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { assertNever } from '../support/assert.ts';
import { AppError } from '../support/app-error.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { findLicence, spdxSchemeUri } from '../values/licence.ts';
import { applyFixes } from './apply-fixes.ts';
import { changeablePath, mapPath, rootOf } from './map-path.ts';
import type { Change, MapOptions } from './map-path.ts';
import type { RecipeStep } from './recipe.ts';
import { compilePattern } from './text-pattern.ts';
import { transforms } from './transforms.ts';
import { upgradeRecord } from './upgrade-record.ts';
import { compileUrlPattern } from './url-pattern.ts';

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

type CompiledStep = (attributes: Attributes, context: RecordContext) => StepOutcome;

/** Steps made ready for many records. */
export interface CompiledRecipe {
  (attributes: Attributes, context: RecordContext): StepOutcome;
  /** All attributes that they look at, and may change; null where they look at the whole record. */
  readonly touches: readonly string[] | null;
}

/**
 * Compiles steps once, for use on thousands of records. Pure: the same record gives the same outcome. Throws
 * `VALIDATION` with the step's number for a pattern, path, licence or group that cannot be.
 */
export function compileRecipe(steps: readonly RecipeStep[]): CompiledRecipe {
  const compiled = steps.map((step, index) => inStep(index, () => compileStep(step)));
  const run: CompiledStep = (attributes, context) => {
    let current = attributes;
    for (const step of compiled) {
      const outcome = step(current, context);
      if ('refusal' in outcome) return outcome;
      current = outcome.attributes;
    }
    return { attributes: current };
  };
  return Object.assign(run, { touches: touchedBy(steps) });
}

function touchedBy(steps: readonly RecipeStep[]): readonly string[] | null {
  const names = steps.map((step) => {
    if ('path' in step) return rootOf(changeablePath(step.path));
    if (step.operation === 'add-relation') return 'relatedIdentifiers';
    return step.operation === 'set-licence' ? 'rightsList' : null;
  });
  return names.every((name) => name !== null) ? [...new Set(names)].sort() : null;
}

function inStep<T>(index: number, compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError(cause.code, {
      message: `Step ${String(index + 1)}: ${cause.message}`,
      ...(cause.nextStep === undefined ? {} : { nextStep: cause.nextStep }),
      path: `steps.${String(index)}${cause.path === undefined ? '' : `.${cause.path}`}`,
    });
  }
}

function compileStep(step: RecipeStep): CompiledStep {
  switch (step.operation) {
    case 'set':
      return setStep(step);
    case 'clear':
      return atPath(step.path, () => undefined);
    case 'append':
      return appendStep(step.path, step.value, step.mode === 'unless-present');
    case 'remove':
      return removeStep(step.path, step.match);
    case 'replace':
      return replaceStep(step.path, step.from, step.to);
    case 'find-replace': {
      const pattern = compilePattern(step, step.replaceWith);
      return eachAt(
        step.path,
        onText((text) => pattern.replace(text)),
      );
    }
    case 'transform': {
      const transform = transforms[step.transform];
      return eachAt(step.path, (value) =>
        value === undefined ? value : kept(value, transform(value)),
      );
    }
    case 'url-pattern':
      return eachAt(step.path, onText(compileUrlPattern(step.from, step.to)));
    case 'add-relation':
      return relationStep(step);
    case 'set-licence':
      return licenceStep(step.identifier, step.mode);
    case 'fix-findings': {
      const codes = new Set(step.codes);
      return (attributes, { findings }) => ({
        attributes: applyFixes(attributes, codes, findings),
      });
    }
    case 'merge-values':
      return mergeStep(step.path, step.merges);
    case 'upgrade':
      return (attributes, { schemaVersion }) => upgradeRecord(attributes, schemaVersion, step);
    default:
      return assertNever(step);
  }
}

function atPath(path: string, change: Change, options: MapOptions = {}): CompiledStep {
  const steps = changeablePath(path);
  return (attributes) => ({ attributes: mapPath(attributes, steps, change, options) });
}

/** For operations on single values: of a list, each entry. */
function eachAt(path: string, change: Change): CompiledStep {
  return atPath(path, change, { each: true });
}

const create = { create: true } as const;

/** The old value where both say the same, so that a record in which nothing changes stays the same object. */
function kept(before: Json, after: Json | undefined): Json | undefined {
  return after !== undefined && canonicalJson(after) === canonicalJson(before) ? before : after;
}

function onText(change: (text: string) => string): Change {
  return (value) => {
    if (typeof value !== 'string') return value;
    const after = change(value);
    // A text that lost everything says nothing any more.
    return after === '' ? undefined : after;
  };
}

function setStep({ path, value, mode }: Extract<RecipeStep, { operation: 'set' }>): CompiledStep {
  const isMissing = (before: Json | undefined): boolean =>
    before === undefined ||
    before === null ||
    before === '' ||
    (Array.isArray(before) && before.length === 0);
  const change: Change = (before) => {
    if (mode === 'only-missing' && !isMissing(before)) return before;
    return kept(before ?? null, value) ?? value;
  };
  return atPath(path, change, create);
}

function listOf(value: Json | undefined): readonly Json[] | null {
  return Array.isArray(value) ? (value as readonly Json[]) : null;
}

function appendStep(path: string, value: Json, unlessPresent: boolean): CompiledStep {
  const text = canonicalJson(value);
  return atPath(
    path,
    (before) => {
      if (before === undefined || before === null) return [value];
      const list = listOf(before);
      if (list === null) return before;
      if (unlessPresent && list.some((entry) => canonicalJson(entry) === text)) return before;
      return [...list, value];
    },
    create,
  );
}

type Match = Extract<RecipeStep, { operation: 'remove' }>['match'];

function removeStep(path: string, match: Match): CompiledStep {
  return atPath(path, (before) => {
    const list = listOf(before);
    if (list === null) return before;
    const left = list.filter((entry) => !isMatch(entry, match));
    if (left.length === list.length) return before;
    return left.length === 0 ? undefined : left;
  });
}

function isMatch(entry: Json, match: Match): boolean {
  if (!isJsonObject(match)) return entry === match;
  if (!isJsonObject(entry)) return false;
  return Object.entries(match).every(
    ([name, wanted]) =>
      Object.hasOwn(entry, name) && canonicalJson(entry[name]) === canonicalJson(wanted),
  );
}

function replaceStep(path: string, from: Json, to: Json): CompiledStep {
  const text = canonicalJson(from);
  return eachAt(path, (before) => {
    if (before === undefined || canonicalJson(before) !== text) return before;
    return to ?? undefined;
  });
}

function relationStep(step: Extract<RecipeStep, { operation: 'add-relation' }>): CompiledStep {
  const relation: Readonly<Record<string, Json>> = {
    relatedIdentifier: step.relatedIdentifier,
    relatedIdentifierType: step.relatedIdentifierType,
    relationType: step.relationType,
    ...(step.resourceTypeGeneral === undefined
      ? {}
      : { resourceTypeGeneral: step.resourceTypeGeneral }),
  };
  const identifier = step.relatedIdentifier.toLowerCase();
  const isSame = (entry: Json): boolean =>
    isJsonObject(entry) &&
    entry['relationType'] === step.relationType &&
    typeof entry['relatedIdentifier'] === 'string' &&
    entry['relatedIdentifier'].toLowerCase() === identifier;
  const add = atPath(
    'relatedIdentifiers',
    (before) => {
      const list = listOf(before) ?? [];
      return list.some(isSame) ? before : [...list, relation];
    },
    create,
  );
  return (attributes, context) => {
    const isSelf = identifier.endsWith(context.doi.toLowerCase());
    return isSelf ? { attributes } : add(attributes, context);
  };
}

function licenceStep(identifier: string, mode: 'replace' | 'add'): CompiledStep {
  const licence = findLicence(identifier);
  if (licence === null) {
    throw new AppError('VALIDATION', {
      message: `“${identifier}” is no licence of the SPDX list.`,
      nextStep: 'Choose one of the list, as CC-BY-4.0.',
      path: 'identifier',
    });
  }
  const entry: Json = {
    rights: licence.name,
    rightsUri: licence.url,
    rightsIdentifier: licence.id,
    rightsIdentifierScheme: 'SPDX',
    schemeUri: spdxSchemeUri,
  };
  // The service stores the identifier in lower case: a record that was read back says the same.
  const isSame = (other: Json): boolean =>
    isJsonObject(other) &&
    typeof other['rightsIdentifier'] === 'string' &&
    other['rightsIdentifier'].toLowerCase() === licence.id.toLowerCase();
  return atPath(
    'rightsList',
    (before) => {
      const list = listOf(before) ?? [];
      if (mode === 'add') return list.some(isSame) ? before : [...list, entry];
      return list.length === 1 && list.every(isSame) ? before : [entry];
    },
    create,
  );
}

function mergeStep(
  path: string,
  merges: Extract<RecipeStep, { operation: 'merge-values' }>['merges'],
): CompiledStep {
  const into = new Map(merges.flatMap(({ from, to }) => from.map((text) => [text, to] as const)));
  return eachAt(
    path,
    onText((text) => into.get(text) ?? text),
  );
}
