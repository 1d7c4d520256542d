import { expect, it } from 'vitest';

import { isPlace, propertyPaths } from '#shared/changes/property-paths.ts';
import { parsePropertyPath } from '#shared/query/property-path.ts';

it('knows the places of the schema, also single entries and entries of one type', () => {
  const known = (path: string) => isPlace(parsePropertyPath(path) ?? []);
  expect(propertyPaths.every(({ path }) => known(path))).toBe(true);
  expect(known('creators[0].affiliation[*].name')).toBe(true);
  expect(known('dates[Issued].date')).toBe(true);
  expect(known('creators.name')).toBe(true);
  expect(known('creators[0].nonsense')).toBe(false);
  expect(known('doi')).toBe(false);
});
