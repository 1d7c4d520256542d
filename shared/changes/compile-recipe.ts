import { fixableCodes } from '../findings/fixable-codes.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { AppError } from '../support/app-error.ts';
import { readGiven } from '../metadata/validate/typed-text.ts';
import { assertNever } from '../support/assert.ts';
import { canonicalJson } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { membersOf } from '../query/property-path.ts';
import { changesText } from '../text/changes.en.ts';
import { applyFixes } from './apply-fixes.ts';
import { atPath, create, eachAt, kept, onText, refuseNothing } from './compiled-step.ts';
import type { CompiledStep, RecordContext, StepOutcome } from './compiled-step.ts';
import { appendStep, licenceStep, relationStep, removeStep } from './entry-steps.ts';
import { changeablePath, rootOf } from './map-path.ts';
import type { Change } from './map-path.ts';
import type { RecipeStep } from './recipe.ts';
import { compilePattern, longestValue, ValueTooLong } from './text-pattern.ts';
import { transforms } from './transforms.ts';
import { entryShapeAt, shapeAt, typedValue } from './typed-value.ts';
import { upgradeRecord } from './upgrade-record.ts';
import { compileUrlPattern } from './url-pattern.ts';

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
      const outcome = bounded(step, current, context);
      if ('refusal' in outcome) return outcome;
      current = outcome.attributes;
    }
    return { attributes: current };
  };
  return Object.assign(run, { touches: touchedBy(steps) });
}

/** A step whose value would grow beyond all bounds leaves the record as it is. */
function bounded(step: CompiledStep, attributes: Attributes, context: RecordContext): StepOutcome {
  try {
    return step(attributes, context);
  } catch (cause) {
    if (!(cause instanceof ValueTooLong)) throw cause;
    return { refusal: { code: 'too-long', message: changesText.refused.tooLong(longestValue) } };
  }
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
        onText(step.path, (text) => pattern.replace(text)),
      );
    }
    case 'transform': {
      const transform = transforms[step.transform];
      return eachAt(step.path, (value) =>
        value === undefined ? value : kept(value, transform(value)),
      );
    }
    case 'url-pattern':
      return eachAt(step.path, onText(step.path, compileUrlPattern(step.from, step.to)));
    case 'add-relation':
      return relationStep(step);
    case 'set-licence':
      return licenceStep(step.identifier, step.mode);
    case 'fix-findings': {
      const codes = new Set(step.codes);
      refuseUnfixable(step.codes);
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

/** A recipe that could never do anything for a code says so, instead of changing nothing. */
function refuseUnfixable(codes: readonly string[]): void {
  const none = codes.filter((code) => !fixableCodes.has(code));
  if (none.length === 0) return;
  throw new AppError('VALIDATION', {
    message: `No finding of the code ${none.join(', ')} brings a fix.`,
    nextStep: 'Leave it out; a person settles such findings in the record.',
    path: 'codes',
  });
}

function setStep({
  path,
  value: given,
  mode,
}: Extract<RecipeStep, { operation: 'set' }>): CompiledStep {
  refuseNothing(given);
  const value = rightValue(typedValue(given, shapeAt(changeablePath(path))), path);
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

/** What may stand at a path, as in a cell of the grid; throws `VALIDATION` for what is wrong there. */
function rightValue(value: Json, path: string): Json {
  const steps = changeablePath(path);
  const read = readGiven(value, { place: membersOf(steps), shape: shapeAt(steps) });
  if (read.ok) return read.value;
  throw new AppError('VALIDATION', { message: read.error, path: 'value' });
}

function replaceStep(path: string, from: Json, to: Json): CompiledStep {
  const shape = entryShapeAt(changeablePath(path));
  const text = canonicalJson(typedValue(from, shape));
  const after = to === null || to === '' ? undefined : typedValue(to, shape);
  return eachAt(path, (before) => {
    if (before === undefined || canonicalJson(typedValue(before, shape)) !== text) return before;
    return after === undefined ? after : kept(before, after);
  });
}

function mergeStep(
  path: string,
  merges: Extract<RecipeStep, { operation: 'merge-values' }>['merges'],
): CompiledStep {
  const into = new Map(merges.flatMap(({ from, to }) => from.map((text) => [text, to] as const)));
  return eachAt(
    path,
    onText(path, (text) => into.get(text) ?? text),
  );
}
