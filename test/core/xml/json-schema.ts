import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { recordShape } from '#shared/metadata/schema/shape.ts';
import type { Shape } from '#shared/metadata/schema/shape.ts';
import { isVocabularyName, termsOf } from '#shared/metadata/schema/vocabularies.ts';
import { isJsonObject } from '#shared/support/json.ts';

/** Members by their path (`creators.nameIdentifiers.schemeUri`), each with its controlled values, or null. */
export type Structure = ReadonlyMap<string, readonly string[] | null>;

type Schema = Readonly<Record<string, unknown>>;

/** The structure that our schema table gives. */
export function ourStructure(): Structure {
  const structure = new Map<string, readonly string[] | null>();
  const walk = (shape: Shape, path: string): void => {
    if (shape.kind === 'list') walk(shape.of, path);
    else if (shape.kind === 'text') {
      structure.set(path, isVocabularyName(shape.type) ? termsOf(shape.type) : null);
    } else {
      structure.set(path, null);
      for (const [name, member] of shape.members)
        walk(member, path === '' ? name : `${path}.${name}`);
    }
  };
  walk(recordShape, '');
  structure.delete('');
  return structure;
}

/** The structure of JSON schema files; `roots` names the file (and place in it) of each property. */
export function schemaStructure(
  folder: string,
  roots: Readonly<Record<string, string>>,
): Structure {
  const files = new Map<string, Schema>();
  const load = (file: string): Schema => {
    const known =
      files.get(file) ?? (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema);
    files.set(file, known);
    return known;
  };
  const find = (reference: string, from: string): { schema: Schema; file: string } => {
    const [name = '', place = ''] = reference.split('#');
    const file = name === '' ? from : join(dirname(from), name);
    let found: unknown = load(file);
    for (const key of place.split('/').filter(Boolean))
      found = isJsonObject(found) ? found[key] : {};
    return { schema: isJsonObject(found) ? found : {}, file };
  };
  const structure = new Map<string, readonly string[] | null>();
  const walk = (schema: Schema, file: string, path: string): void => {
    if (typeof schema['$ref'] === 'string') {
      const found = find(schema['$ref'], file);
      walk(found.schema, found.file, path);
    }
    const values = schema['enum'];
    if (Array.isArray(values)) {
      const terms = values.filter((value) => value !== null) as string[];
      structure.set(path, [...new Set([...(structure.get(path) ?? []), ...terms])]);
    } else if (!structure.has(path)) structure.set(path, null);
    for (const key of ['allOf', 'anyOf', 'oneOf', 'items', 'then', 'else']) {
      const inner = schema[key];
      for (const each of Array.isArray(inner) ? inner : [inner]) {
        if (isJsonObject(each)) walk(each, file, path);
      }
    }
    const members = isJsonObject(schema['properties']) ? schema['properties'] : {};
    for (const [name, member] of Object.entries(members)) {
      if (isJsonObject(member)) walk(member, file, path === '' ? name : `${path}.${name}`);
    }
  };
  for (const [name, reference] of Object.entries(roots)) {
    const { schema, file } = find(reference, '');
    walk(schema, file, name);
  }
  structure.delete('');
  return structure;
}

/** Every difference as a line: members that one side lacks, values that one side lacks. */
export function differences(ours: Structure, theirs: Structure): string[] {
  const lines: string[] = [];
  for (const [path, values] of ours) {
    const other = theirs.get(path);
    if (other === undefined) {
      // What lies within a missing object is missing with it.
      if (theirs.has(path.replace(/\.?\w+$/, '')) || !path.includes('.'))
        lines.push(`ours only: ${path}`);
      continue;
    }
    if (values === null && other !== null) lines.push(`controlled in theirs: ${path}`);
    if (values !== null && other === null) lines.push(`controlled in ours: ${path}`);
    if (values === null || other === null) continue;
    const more = values.filter((value) => !other.includes(value));
    const less = other.filter((value) => !values.includes(value));
    if (more.length > 0) lines.push(`values in ours only: ${path}: ${more.join(', ')}`);
    if (less.length > 0) lines.push(`values in theirs only: ${path}: ${less.join(', ')}`);
  }
  for (const path of theirs.keys()) if (!ours.has(path)) lines.push(`theirs only: ${path}`);
  return lines.sort();
}
