import { recordShape } from '../metadata/schema/shape.ts';
import type { Shape } from '../metadata/schema/shape.ts';
import type { PathStep } from '../query/property-path.ts';
import { membersOf, parsePropertyPath } from '../query/property-path.ts';

/** A place in the metadata that an operation can name. */
export interface PropertyPath {
  readonly path: string;
  /** `text`: one value; `list`: entries that can be added and taken away; `object`: a group of members. */
  readonly kind: 'text' | 'list' | 'object';
}

const unchangeable = new Set(['doi', 'schemaVersion', 'container', 'alternateIdentifiers']);

/** All places of the schema, in its order, as batch operations name them: `creators[*].name`. */
export const propertyPaths: readonly PropertyPath[] = [...recordShape.members]
  .filter(([name]) => !unchangeable.has(name))
  .flatMap(([name, shape]) => pathsOf(name, shape));

function pathsOf(path: string, shape: Shape): PropertyPath[] {
  if (shape.kind === 'text') return [{ path, kind: 'text' }];
  if (shape.kind === 'list') {
    const entry = `${path}[*]`;
    const inner =
      shape.of.kind === 'text'
        ? [{ path: entry, kind: 'text' } as const]
        : pathsOf(entry, shape.of);
    return [{ path, kind: 'list' }, ...inner];
  }
  const members = [...shape.members].flatMap(([name, member]) =>
    pathsOf(`${path}.${name}`, member),
  );
  return [{ path, kind: 'object' }, ...members];
}

const knownMembers = new Set(
  propertyPaths.map(({ path }) => membersOf(parsePropertyPath(path) ?? [])),
);

/** True when the schema has this place; entries by number or by type are places of their list. */
export function isPlace(steps: readonly PathStep[]): boolean {
  return knownMembers.has(membersOf(steps));
}
