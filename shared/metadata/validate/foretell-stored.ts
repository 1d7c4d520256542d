import {
  fieldOfScience,
  fieldSubject,
  squeezed,
  storedSubject,
} from '../../stored/fields-of-science.ts';
import { storedLanguage } from '../../stored/stored-language.ts';
import { storedRights, writtenOver } from '../../stored/stored-rights.ts';
import { canonicalJson, isJsonObject } from '../../support/json.ts';
import type { JsonObject } from '../../support/json.ts';
import { pathText } from '../path.ts';
import { textOf } from '../../values/tolerant.ts';
import { isPresent } from '../xml/service-view.ts';
import type { Members } from './constraints.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { mendLanguage, mendTo } from './mend.ts';

/**
 * Values that the service replaces with its own, worked out by the same rules that predict what it stores
 * (`shared/stored`): a property test holds the two together.
 */

/** The two-letter code, the value itself, or nothing. */
export function foretellLanguage(context: Context, language: unknown): void {
  if (typeof language !== 'string' || language === '' || language.length === 2) return;
  const stored = storedLanguage(language);
  if (stored === language) return;
  const proposal = stored ?? mendLanguage(language);
  const told = {
    at: 'language',
    value: language,
    instead: stored ?? undefined,
    fix: mendTo(`Write ${proposal ?? ''}`, 'language', proposal),
  };
  if (stored === null) report(context, 'language-lost', told);
  else if (language.includes('-')) report(context, 'language-region-lost', told);
  else report(context, 'language-rewritten', told);
}

/**
 * An entry that names a licence of the SPDX list is written over with the list's own values. Told are those that
 * take another's place; what is only completed is no loss.
 */
export function foretellRights(context: Context, rights: Members): void {
  const stored = writtenOver(rights as JsonObject);
  const rewritten = replaced(rights, stored);
  const [only] = rewritten;
  if (only === undefined) return;
  const { rightsIdentifier: given, rightsUri } = rights;
  const instead = textOf(stored['rights']);
  if (isMistaken(rights, stored)) {
    const path = pathText([...context.path, 'rightsIdentifier']);
    const fix = mendTo('Name CC-BY-ND-4.0', path, 'cc-by-nd-4.0');
    report(context, 'rights-mistaken', { value: rightsUri, instead, fix });
  } else if (rewritten.length === 1 && only === 'rightsIdentifier') {
    const path = pathText([...context.path, only]);
    const fix = mendTo('Write it in lower case', path, textOf(stored[only]));
    report(context, 'rights-identifier-lower-cased', { at: only, value: given, fix });
  } else {
    const value = given ?? rightsUri ?? rights['rights'];
    const [entry] = storedRights([rights as JsonObject]) as readonly JsonObject[];
    const changes = [
      { path: pathText(context.path), value: { ...rights, ...entry } as JsonObject },
    ];
    const fix = { label: 'Write it as DataCite stores it', changes };
    report(context, 'rights-rewritten', { value, instead, allowed: rewritten.join(', '), fix });
  }
}

/** The names of the members that another value takes the place of. */
function replaced(rights: Members, stored: Members): readonly string[] {
  let names: string[] | undefined;
  for (const name of Object.keys(stored)) {
    const value = stored[name];
    if (value == null || value === rights[name] || !isPresent(rights[name])) continue;
    (names ??= []).push(name);
  }
  return names ?? none;
}

const none: readonly string[] = [];

/** The service takes version 4.0 of CC BY-ND for 2.0, unless the identifier says it (datacite/datacite#2441). */
function isMistaken(rights: Members, stored: Members): boolean {
  return (
    stored['rightsIdentifier'] === 'cc-by-nd-2.0' && String(rights['rightsUri']).includes('/4.0')
  );
}

/** Blanks are squeezed, duplicates go, and a label that the service recognises brings its field along. */
export function foretellSubjects(context: Context, subjects: unknown): void {
  if (!Array.isArray(subjects) || subjects.length === 0) return;
  const labels = new Set<string>();
  const fields = new Set<string>();
  let count = 0;
  context.path.push('subjects');
  for (const [at, entry] of subjects.entries()) {
    const label: unknown = isJsonObject(entry) ? entry['subject'] : undefined;
    if (typeof label !== 'string') continue;
    const text = squeezed(label);
    const field = fieldOfScience(text);
    if (field !== null) fields.add(field);
    labels.add(text);
    count += 1;
    if (text === label) continue;
    context.path.push(at);
    const fix = mendTo('Squeeze the blanks', pathText([...context.path, 'subject']), text);
    report(context, 'subject-blanks-squeezed', { at: 'subject', value: label, fix });
    context.path.pop();
  }
  // Nearly no record gets any further: its labels differ, and none is a field.
  if (labels.size < count || fields.size > 0) compareWhole(context, subjects, fields);
  context.path.pop();
}

function compareWhole(
  context: Context,
  subjects: readonly unknown[],
  fields: ReadonlySet<string>,
): void {
  const seen = new Set<string>();
  for (const [at, entry] of subjects.entries()) {
    if (!isJsonObject(entry)) continue;
    const key = canonicalJson(storedSubject(entry as JsonObject));
    if (seen.has(key)) {
      const changes = [{ path: pathText([...context.path, at]) }];
      const fix = { label: 'Remove the second entry', changes };
      report(context, 'subject-duplicate-removed', { at, value: entry['subject'], fix });
    }
    seen.add(key);
  }
  const added = [...fields].filter((field) => !seen.has(canonicalJson(fieldSubject(field))));
  if (added.length === 0) return;
  const instead = added.map((field) => `FOS: ${field}`).join(', ');
  report(context, 'subject-fields-added', { path: 'subjects', instead });
}
