import type { PropertyPath } from '#shared/changes/property-paths.ts';
import { recipeStep } from '#shared/changes/recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import type { VocabularyName } from '#shared/metadata/schema/vocabularies.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { readMerges } from './merge-draft.ts';

export type Operation = RecipeStep['operation'];

/** A step as it stands in the dialog: every field a text. */
export interface StepDraft {
  readonly operation: Operation;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Field {
  readonly name: string;
  readonly kind:
    'path' | 'text' | 'value' | 'term' | 'choice' | 'switch' | 'licence' | 'codes' | 'merges';
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  /** Of a path: which places the operation can work on. */
  readonly places?: readonly PropertyPath['kind'][];
}

/** A field that has a control of its own: licences, codes of findings, merges, a value of the path's kind. */
const own = (name: string, kind: 'licence' | 'codes' | 'merges' | 'value'): Field => ({
  name,
  kind,
});
/** One of the schema's list of this name. */
const term = (name: VocabularyName): Field => ({ name, kind: 'term' });
const path = (...places: PropertyPath['kind'][]): Field => ({ name: 'path', kind: 'path', places });
const typed = (name: string): Field => ({ name, kind: 'text' });
const choice = (name: string, ids: readonly string[]): Field => ({
  name,
  kind: 'choice',
  choices: ids.map((id) => ({ id, label: text.choices[id] ?? id })),
});
const yesOrNo = (name: string): Field => ({ name, kind: 'switch' });

const stepOptions = recipeStep.options;
const transformIds = stepOptions.flatMap((option) =>
  'transform' in option.shape ? option.shape.transform.options : [],
);

/** Which fields each operation asks for, in their order: the first of a choice holds until another is chosen. */
export const operationFields: Readonly<Record<Operation, readonly Field[]>> = {
  set: [
    path('text', 'list', 'object'),
    own('value', 'value'),
    choice('mode', ['replace', 'only-missing']),
  ],
  clear: [path('text', 'list', 'object')],
  append: [path('list'), typed('value'), choice('mode', ['unless-present', 'always'])],
  remove: [path('list'), typed('match')],
  replace: [path('text'), typed('from'), typed('to')],
  'find-replace': [
    path('text'),
    typed('find'),
    typed('replaceWith'),
    yesOrNo('isRegex'),
    yesOrNo('ignoreCase'),
    yesOrNo('wholeValue'),
  ],
  transform: [path('text', 'list'), choice('transform', transformIds)],
  'url-pattern': [path('text'), typed('from'), typed('to')],
  'add-relation': [
    typed('relatedIdentifier'),
    term('relatedIdentifierType'),
    term('relationType'),
    term('resourceTypeGeneral'),
  ],
  'set-licence': [own('identifier', 'licence'), choice('mode', ['replace', 'add'])],
  'fix-findings': [own('codes', 'codes')],
  'merge-values': [path('text'), own('merges', 'merges')],
  upgrade: [term('resourceTypeGeneral'), yesOrNo('keepDatesAsOther')],
};

export const operations = Object.keys(operationFields) as Operation[];

const usualPath: Readonly<Record<string, string>> = {
  append: 'subjects',
  remove: 'subjects',
  'url-pattern': 'url',
  transform: 'titles[*].title',
};

/** A fresh step, with what is usual filled in. */
export function newDraft(operation: Operation): StepDraft {
  const fields = operationFields[operation].map(({ name, kind, choices }) => {
    const first = kind === 'choice' ? (choices?.[0]?.id ?? '') : '';
    return [name, kind === 'path' ? (usualPath[operation] ?? 'publisher.name') : first] as const;
  });
  return { operation, fields: { ...Object.fromEntries(fields), relatedIdentifierType: 'DOI' } };
}

/** The step that a draft means, or what is still missing. */
export function toStep({ operation, fields }: StepDraft): RecipeStep | string {
  const values = Object.fromEntries(
    operationFields[operation].flatMap(({ name, kind }) => {
      const value = fields[name] ?? '';
      if (kind === 'switch') return [[name, value === 'yes'] as const];
      if (name === 'resourceTypeGeneral' && value.trim() === '') return [];
      return [[name, valueOf(operation, name, value)] as const];
    }),
  );
  const read = recipeStep.safeParse({ operation, ...values });
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0] ?? '');
  return text.missing(fieldLabel(operation, name));
}

/** The words over a field: its own where an operation means something else by a name than others do. */
export function fieldLabel(operation: Operation, name: string): string {
  return text.fields[`${operation}.${name}`] ?? text.fields[name] ?? name;
}

/** What a person typed where any value may stand: JSON where it looks like it, a year as a number, else a text. */
function valueOf(operation: Operation, name: string, typedText: string): unknown {
  if (name === 'codes') return lines(typedText);
  if (name === 'path') return typedText.trim();
  if (name === 'merges') return readMerges(typedText);
  const isAny =
    ['value', 'match'].includes(name) || (operation === 'replace' && ['from', 'to'].includes(name));
  if (!isAny || !/^\s*[[{]/.test(typedText)) return typedText;
  try {
    return JSON.parse(typedText) as unknown;
  } catch {
    return undefined;
  }
}

/** Codes or other words, separated as people separate them. */
export function lines(typedText = ''): string[] {
  return typedText
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A saved step as a draft again. */
export function fromStep(step: RecipeStep): StepDraft {
  const draft = newDraft(step.operation);
  const values = Object.entries(step as Readonly<Record<string, unknown>>).flatMap(
    ([name, value]) => {
      if (name === 'operation') return [];
      if (typeof value === 'boolean') return [[name, value ? 'yes' : ''] as const];
      return [[name, typeof value === 'string' ? value : writtenOf(value)] as const];
    },
  );
  return { ...draft, fields: { ...draft.fields, ...Object.fromEntries(values) } };
}

function writtenOf(value: unknown): string {
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  return isList ? value.join('\n') : JSON.stringify(value);
}
