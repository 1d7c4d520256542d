import { doiKey, parseDoi } from '../doi/doi.ts';
import type { Shape } from '../metadata/schema/shape.ts';
import { isTerm, nearestTerm } from '../metadata/schema/vocabularies.ts';
import type { VocabularyName } from '../metadata/schema/vocabularies.ts';
import { AppError } from '../support/app-error.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { findLicence, spdxSchemeUri } from '../values/licence.ts';
import { atPath, create, listOf, refuseNothing } from './compiled-step.ts';
import type { CompiledStep } from './compiled-step.ts';
import { changeablePath } from './map-path.ts';
import type { RecipeStep } from './recipe.ts';
import { entryShapeAt, namingMember, typedValue } from './typed-value.ts';

export function appendStep(path: string, given: Json, unlessPresent: boolean): CompiledStep {
  refuseNothing(given);
  const shape = entryShapeAt(changeablePath(path));
  const value = typedValue(given, shape);
  const text = canonicalJson(value);
  // One that was named by its text alone is there when any entry has this name, whatever else that says.
  const isThere = (entry: Json): boolean =>
    canonicalJson(entry) === text || (typeof given === 'string' && isNamed(entry, given, shape));
  return atPath(
    path,
    (before) => {
      if (before === undefined || before === null) return [value];
      const list = listOf(before);
      if (list === null) return before;
      if (unlessPresent && list.some(isThere)) return before;
      return [...list, value];
    },
    create,
  );
}

type Match = Extract<RecipeStep, { operation: 'remove' }>['match'];

export function removeStep(path: string, match: Match): CompiledStep {
  const shape = entryShapeAt(changeablePath(path));
  return atPath(path, (before) => {
    const list = listOf(before);
    if (list === null) return before;
    const left = list.filter((entry) => !isMatch(entry, match, shape));
    if (left.length === list.length) return before;
    return left.length === 0 ? undefined : left;
  });
}

/** True for an entry with this name; a bare text is its own. */
function isNamed(entry: Json, name: string, shape: Shape | undefined): boolean {
  if (typeof entry === 'string' || typeof entry === 'number') return `${entry}` === name;
  if (!isJsonObject(entry)) return false;
  const member = shape?.kind === 'object' ? namingMember(shape) : undefined;
  return member !== undefined && entry[member] === name;
}

function isMatch(entry: Json, match: Match, shape: Shape | undefined): boolean {
  if (!isJsonObject(match)) return isNamed(entry, String(match), shape);
  if (!isJsonObject(entry)) return false;
  return Object.entries(match).every(
    ([name, wanted]) =>
      Object.hasOwn(entry, name) && canonicalJson(entry[name]) === canonicalJson(wanted),
  );
}

export function relationStep(
  step: Extract<RecipeStep, { operation: 'add-relation' }>,
): CompiledStep {
  refuseOtherThan('relatedIdentifierType', step.relatedIdentifierType);
  refuseOtherThan('relationType', step.relationType);
  if (step.resourceTypeGeneral !== undefined)
    refuseOtherThan('resourceTypeGeneral', step.resourceTypeGeneral);
  const parsed = step.relatedIdentifierType === 'DOI' ? parseDoi(step.relatedIdentifier) : null;
  const relation: Readonly<Record<string, Json>> = {
    // A DOI is written bare, however it was pasted.
    relatedIdentifier: parsed?.ok === true ? parsed.value : step.relatedIdentifier,
    relatedIdentifierType: step.relatedIdentifierType,
    relationType: step.relationType,
    ...(step.resourceTypeGeneral === undefined
      ? {}
      : { resourceTypeGeneral: step.resourceTypeGeneral }),
  };
  const identifier = sameKey(step.relatedIdentifier);
  const isSame = (entry: Json): boolean =>
    isJsonObject(entry) &&
    entry['relationType'] === step.relationType &&
    typeof entry['relatedIdentifier'] === 'string' &&
    sameKey(entry['relatedIdentifier']) === identifier;
  const add = atPath(
    'relatedIdentifiers',
    (before) => {
      const list = listOf(before) ?? [];
      return list.some(isSame) ? before : [...list, relation];
    },
    create,
  );
  return (attributes, context) => {
    return identifier === sameKey(context.doi) ? { attributes } : add(attributes, context);
  };
}

/** Equal for a DOI in any of its forms, and for other identifiers that differ in case alone. */
function sameKey(identifier: string): string {
  const parsed = parseDoi(identifier);
  return parsed.ok ? doiKey(parsed.value) : identifier.toLowerCase();
}

function refuseOtherThan(list: VocabularyName, value: string): void {
  if (isTerm(list, value)) return;
  const near = nearestTerm(list, value);
  throw new AppError('VALIDATION', {
    message: `“${value}” is no ${list} of DataCite’s schema.`,
    nextStep: near === undefined ? 'Choose one of its list.' : `Did you mean ${near}?`,
    path: list,
  });
}

export function licenceStep(identifier: string, mode: 'replace' | 'add'): CompiledStep {
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
