import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { explainServiceError } from '#shared/explain/explain-service-error.ts';

const k4 = '{http://datacite.org/schema/kernel-4}';
const xsd = (text: string): string => `DOI 10.14454/abc: ${text} at line 4, column 0`;

/** Every text that datacite.md quotes: source, title, status, and the path that must change. */
const texts: readonly (readonly [string, string, number, string])[] = [
  ['', 'Bad credentials.', 401, ''],
  ['', 'You are not authorized to access this resource.', 403, 'doi'],
  ['', "The resource you are looking for doesn't exist.", 404, 'doi'],
  ['', 'Method not allowed', 405, 'doi'],
  ['', 'The content type is not recognized.', 406, ''],
  ['', 'The resource already exists.', 409, 'doi'],
  ['', 'You need to provide a payload following the JSONAPI spec', 400, ''],
  ['', "unexpected token at '{'", 400, ''],
  ['', "undefined method `dig' for nil", 400, ''],
  ['', 'Failed to parse query [title:[]', 400, ''],
  ['', 'Wrong account ID or password.', 400, ''],
  ['', 'param is missing or the value is empty or invalid: attributes', 422, ''],
  ['', 'Parameter prefix is required', 422, 'doi'],
  ['', 'SERVER NOT RESPONSIBLE FOR HANDLE', 403, 'url'],
  [
    '',
    'Your request has been rate limited. See https://support.datacite.org/docs/rate-limit.',
    429,
    '',
  ],
  ['doi', 'Is invalid', 422, 'doi'],
  ['doi', 'This DOI has already been taken', 422, 'doi'],
  ['url', 'URL is not valid', 422, 'url'],
  ['url', "Can't be blank", 422, 'url'],
  [
    'url',
    'URL https://elsewhere.net/x is not allowed by repository datacite.limited domain settings.',
    422,
    'url',
  ],
  ['titles', "Title 'x' should be an object instead of a string.", 422, 'titles'],
  ['descriptions', "Description 'x' should be an object instead of a string.", 422, 'descriptions'],
  [
    'related_identifiers',
    "Related identifier 'x' should be an object instead of a string.",
    422,
    'relatedIdentifiers',
  ],
  [
    'related_items',
    "Related item 'x' should be an object instead of a string.",
    422,
    'relatedItems',
  ],
  [
    'funding_references',
    "Funding reference 'x' should be an object instead of a string.",
    422,
    'fundingReferences',
  ],
  [
    'geo_locations',
    "Geolocation 'x' should be an object instead of a string.",
    422,
    'geoLocations',
  ],
  ['identifiers', "Identifier 'x' should be an object instead of a string.", 422, 'identifiers'],
  ['dates', 'Date x should be an object instead of a string.', 422, 'dates'],
  ['types', "Types 'x' should be an object instead of a string.", 422, 'types'],
  ['container', "Container 'x' should be an object instead of a string.", 422, 'container'],
  ['landing_page', "Landing page 'x' should be an object instead of a string.", 422, 'landingPage'],
  ['rights_list', "Rights 'x' should be an object instead of a string.", 422, 'rightsList'],
  [
    'rights_list',
    'Rights should not have a length of more than 2000 characters.',
    422,
    'rightsList',
  ],
  [
    'contributors',
    'Contributor \'{"name" => "X"}\' is missing a required element: contributor type.',
    422,
    'contributors',
  ],
  [
    'contributors',
    'Contributor \'{"name"=>"X"}\' has a contributor type that is not supported in schema 4: \'Funder\'.',
    422,
    'contributors',
  ],
  ['language', 'Language x is in an invalid format.', 422, 'language'],
  ['xml', "Can't be blank", 422, ''],
  [
    'xml',
    'DOI 10.14454/abc: Schema http://datacite.org/schema/kernel-3 is no longer supported',
    422,
    'schemaVersion',
  ],
  ['metadata', 'Is invalid', 422, ''],
  ['creators', xsd(`Missing child element(s). Expected is ( ${k4}creator ).`), 422, 'creators'],
  ['titles', xsd(`Missing child element(s). Expected is ( ${k4}title ).`), 422, 'titles'],
  [
    'publisher',
    xsd(
      "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length of '1'.",
    ),
    422,
    'publisher',
  ],
  [
    'publication_year',
    xsd("[facet 'pattern'] The value '' is not accepted by the pattern '[\\d]{4}'."),
    422,
    'publicationYear',
  ],
  [
    'xml',
    xsd(
      `Missing child element(s). Expected is one of ( ${k4}resourceType, ${k4}subjects, ${k4}dates ).`,
    ),
    422,
    'types.resourceTypeGeneral',
  ],
  [
    "resourceType', attribute 'resourceTypeGeneral",
    xsd(
      "[facet 'enumeration'] The value 'dataset' is not an element of the set {'Audiovisual', 'Award'}.",
    ),
    422,
    'types.resourceTypeGeneral',
  ],
  [
    "creatorName', attribute 'nameType",
    xsd(
      "[facet 'enumeration'] The value 'Person' is not an element of the set {'Organizational', 'Personal'}.",
    ),
    422,
    'creators',
  ],
  [
    'relatedIdentifier',
    xsd("The attribute 'relationType' is required but missing."),
    422,
    'relatedIdentifiers',
  ],
  [
    'pointLatitude',
    xsd("[facet 'maxInclusive'] The value '91' is greater than the maximum value allowed ('90')."),
    422,
    'geoLocations',
  ],
  [
    'pointLatitude',
    xsd(`'45°N' is not a valid value of the atomic type '${k4}latitudeType'.`),
    422,
    'geoLocations',
  ],
  [
    'geoLocationPolygon',
    xsd(`Missing child element(s). Expected is ( ${k4}polygonPoint ).`),
    422,
    'geoLocations',
  ],
  [
    'The document has no document element',
    'DOI 10.14454/abc: The document has no document element. at line 1, column 0',
    422,
    '',
  ],
  ['publisher_obj', 'Array size at root is less than: 1', 422, 'publisher'],
];

describe('the errors of the service', () => {
  it.each(texts)('%s: %s (%d) are known, at %j', (source, title, status, path) => {
    const { known, ...explained } = explainServiceError({ source, title, status: String(status) });
    expect(known).toBe(true);
    expect(explained.path).toBe(path);
    expect(explained.message).toMatch(/^[\p{Lu}“].*\.$/u);
    expect(explained.nextStep).toMatch(/^\p{Lu}.*\.$/u);
    expect(explained.message).not.toMatch(/facet|kernel-4\}|=>|undefined/);
  });

  it('are said in the words of the field', () => {
    const say = (source: string, title: string) =>
      explainServiceError({ source, title, status: 422 });
    expect(say('creators', xsd(`Missing child element(s). Expected is ( ${k4}creator ).`))).toEqual(
      {
        path: 'creators',
        message: 'The record has no creator.',
        nextStep: 'Add at least one creator.',
        known: true,
      },
    );
    expect(
      say(
        'pointLatitude',
        xsd(
          "[facet 'maxInclusive'] The value '91' is greater than the maximum value allowed ('90').",
        ),
      ).message,
    ).toBe('The latitude 91 is above 90.');
    expect(
      say(
        'contributors',
        'Contributor \'{"name" => "Ann \\"B\\""}\' is missing a required element: contributor type.',
      ).message,
    ).toContain('Ann');
    expect(
      say('relatedIdentifier', xsd("The attribute 'relationType' is required but missing."))
        .message,
    ).toBe('An entry of the related identifiers has no relation type.');
  });

  it('that are new are shown verbatim, with a next step after their status', () => {
    expect(
      explainServiceError({ source: 'rights_list', title: 'A text of tomorrow', status: 422 }),
    ).toEqual({
      path: 'rightsList',
      message: 'A text of tomorrow',
      nextStep: 'Look at the rights, and compare with the findings of this record.',
      known: false,
    });
    expect(explainServiceError({ status: 503 })).toEqual({
      path: '',
      message: 'The service answered with status 503 and no text.',
      nextStep: 'The service has a problem. The app tries again; nothing is lost.',
      known: false,
    });
  });

  it('of any wording are explained without throwing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.option(fc.integer()), (source, title, status) => {
        expect(explainServiceError({ source, title, status }).message).not.toBe('');
      }),
    );
    expect(explainServiceError({ source: '__proto__', title: 'constructor' }).path).toBe('');
  });

  const bodies = '/work/shared/datacite/bodies/index.json';
  it.skipIf(!existsSync(bodies))(
    'in the recorded answers are all known (skips where they are not at hand)',
    () => {
      const { cases } = JSON.parse(readFileSync(bodies, 'utf8')) as {
        cases: {
          expected: {
            status: number;
            errors?: { source?: string; title?: string; status?: string }[];
          };
        }[];
      };
      const errors = cases.flatMap(({ expected }) =>
        (expected.errors ?? []).map((error) => ({ status: expected.status, ...error })),
      );
      expect(errors.length).toBeGreaterThan(10);
      expect(errors.filter((error) => !explainServiceError(error).known)).toEqual([]);
    },
  );
});
