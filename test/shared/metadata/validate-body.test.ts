import { describe, expect, it } from 'vitest';

import { validateBody } from '#shared/metadata/validate-body.ts';

describe('a request body', () => {
  it.each([null, [], {}, { data: [] }, { data: { attributes: [] } }, 'x'])(
    'is reported when it is %j',
    (body) => {
      expect(validateBody(body).map(({ code }) => code)).toEqual(['body-not-jsonapi']);
    },
  );

  it('needs a DOI or a prefix, unless the DOI exists', () => {
    const body = { data: { attributes: { titles: [] } } };
    expect(validateBody(body).map(({ code }) => code)).toEqual(['doi-missing']);
    expect(validateBody(body, { existing: true })).toEqual([]);
  });

  it('has contributor types checked in a draft only under kernel-4 or as an update', () => {
    const attributes = { doi: '10.14454/x', contributors: [{ name: 'A' }] };
    const codes = (more: object, existing: boolean): string[] =>
      validateBody({ data: { attributes: { ...attributes, ...more } } }, { existing }).map(
        ({ code }) => code,
      );
    expect(codes({}, false)).toEqual([]);
    expect(codes({}, true)).toEqual(['contributor-type-refused']);
    expect(codes({ schemaVersion: 'http://datacite.org/schema/kernel-4' }, false)).toEqual([
      'contributor-type-refused',
    ]);
  });
});
