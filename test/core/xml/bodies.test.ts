import { describe, expect, it } from 'vitest';
import { readBodyXml } from '#core/xml/read-body-xml.ts';
import { stateOfBody, validateBody } from '#shared/metadata/validate-body.ts';
import { bodies, hasOfficial } from './official.ts';

if (!hasOfficial) console.warn('Skipped: ../shared/datacite/bodies is not beside the project');

/** Where the service's `source` and text point to, as a path in the attributes. */
const expectedPaths: Readonly<Record<string, readonly string[]>> = {
  'i001-spec-doi-plus-sign': ['doi'],
  'i002-spec-creators-only-opaque-metadata-error': [
    'titles',
    'publisher',
    'publicationYear',
    'types.resourceTypeGeneral',
  ],
  'i003-spec-xml-missing-creator': ['creators'],
  'i004-spec-xml-kernel-2-2': ['xml'],
  'i005-spec-xml-kernel-3': ['xml'],
  'i006-spec-xml-kernel-3-0': ['xml'],
  'i007-spec-xml-kernel-3-1': ['xml'],
  'i008-spec-malformed-doi-gives-403': ['doi'],
  'i009-spec-landingpage-string': ['landingPage'],
  'i010-spec-register-without-url': ['url'],
  'i011-spec-publish-without-url': ['url'],
  'i012-spec-validate-missing-creators': ['creators'],
  'i013-spec-validate-malformed-creators': ['creators[0].name'],
  'i014-spec-validate-nametype-lower-case': ['creators[0].nameType'],
};

describe.skipIf(!hasOfficial)('the 115 request bodies with the verdict of the real service', () => {
  it.each(hasOfficial ? bodies() : [])('$file: valid $valid', ({ file, valid, body }) => {
    const errors = validateBody(body, { readXml: readBodyXml, domains: ['*'] }).filter(
      ({ severity }) => severity === 'error',
    );
    const paths = errors.map(({ path }) => path);
    const name = file.replace('metadata/', '').replace('.json', '');
    expect(paths).toEqual(valid ? [] : expectedPaths[name]);
  });

  it('are asked for in the state that their event names', () => {
    const wrong = bodies().filter(({ body, state, valid }) => valid && stateOfBody(body) !== state);
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });
});
