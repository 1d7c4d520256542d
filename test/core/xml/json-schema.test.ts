import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { differences, ourStructure, schemaStructure } from './json-schema.ts';

/**
 * Where published JSON schemas differ from what the service does, the service stands: our table was held against
 * it and its XSD. The differences are listed here, so that a new one is noticed.
 */
const folder = join(import.meta.dirname, '../../../../shared/datacite/json-schema');
const hasSchemas = existsSync(folder);
if (!hasSchemas) console.warn('Skipped: ../shared/datacite/json-schema is not beside the project');

/** The files of the service's own schemas, which no file of theirs puts together. */
const preview: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'creators titles publisher subjects contributors dates language relatedIdentifiers relatedItems sizes ' +
      'formats version descriptions publicationYear rightsList geoLocations fundingReferences'
    )
      .split(' ')
      .map((name) => [name, `${name.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`)}.json`]),
  ),
  types: 'resource_type.json',
  identifiers: 'alternate_identifiers.json',
};

describe.skipIf(!hasSchemas)('published JSON schemas of DataCite metadata', () => {
  it('of the service name the same members and values as our table; they leave out what is no metadata', () => {
    const theirs = schemaStructure(join(folder, 'lupo-preview'), preview);
    expect(differences(ourStructure(), theirs)).toEqual(ofTheService);
  });

  it('of inveniosoftware (4.5) differ as listed', () => {
    const theirs = schemaStructure(join(folder, 'inveniosoftware'), { '': 'datacite-v4.5.json' });
    expect(differences(ourStructure(), theirs)).toEqual(ofInvenio);
  });

  it('would be noticed if they named something else', () => {
    const ours = ourStructure();
    const other = new Map(ours).set('titles.subtitle', null).set('titles.titleType', ['Main']);
    other.delete('version');
    expect(differences(ours, other)).toEqual([
      'ours only: version',
      'theirs only: titles.subtitle',
      'values in ours only: titles.titleType: AlternativeTitle, Subtitle, TranslatedTitle, Other',
      'values in theirs only: titles.titleType: Main',
    ]);
  });
});

const ofTheService = [
  // The API's other name for identifiers, what it derives, and what stands beside the metadata.
  'ours only: alternateIdentifiers',
  'ours only: container',
  'ours only: contentUrl',
  'ours only: doi',
  'ours only: schemaVersion',
  'ours only: types.bibtex',
  'ours only: types.citeproc',
  'ours only: types.ris',
  'ours only: types.schemaOrg',
  'ours only: url',
];

/** People of related items: theirs have affiliations and identifiers, which schema and service do not know. */
const relatedPeople = ['contributors', 'creators'].flatMap((people) => [
  ...['', '.affiliationIdentifier', '.affiliationIdentifierScheme', '.name', '.schemeUri'].map(
    (member) => `theirs only: relatedItems.${people}.affiliation${member}`,
  ),
  ...['', '.nameIdentifier', '.nameIdentifierScheme', '.schemeUri'].map(
    (member) => `theirs only: relatedItems.${people}.nameIdentifiers${member}`,
  ),
]);
const after45 = 'Award, Poster, Presentation, Project';
const identifiersAfter45 = 'CSTR, RAiD, RRID, SWHID';

const ofInvenio = [
  // The service answers with all of these, and takes them.
  'ours only: container.identifier',
  'ours only: container.identifierType',
  'ours only: container.issue',
  'ours only: container.lastPage',
  'ours only: container.volume',
  'ours only: contentUrl',
  'ours only: fundingReferences.schemeUri',
  'ours only: identifiers',
  'ours only: relatedItems.relatedItemIdentifier.relatedMetadataScheme',
  'ours only: relatedItems.relatedItemIdentifier.schemeType',
  'ours only: relatedItems.relatedItemIdentifier.schemeURI',
  'ours only: types.bibtex',
  'ours only: types.citeproc',
  'ours only: types.ris',
  'ours only: types.schemaOrg',
  // Instructions of a request, no metadata.
  'theirs only: event',
  'theirs only: prefix',
  'theirs only: suffix',
  // Theirs shares one definition with related identifiers; the service drops these here.
  'theirs only: relatedItems.relatedMetadataScheme',
  'theirs only: relatedItems.resourceTypeGeneral',
  'theirs only: relatedItems.schemeType',
  'theirs only: relatedItems.schemeUri',
  ...relatedPeople,
  // Came with 4.6 and 4.7.
  'ours only: relatedIdentifiers.relationTypeInformation',
  'ours only: relatedItems.relationTypeInformation',
  'values in ours only: contributors.contributorType: Translator',
  'values in ours only: dates.dateType: Coverage',
  `values in ours only: relatedIdentifiers.relatedIdentifierType: ${identifiersAfter45}`,
  'values in ours only: relatedIdentifiers.relationType: IsTranslationOf, HasTranslation, Other',
  `values in ours only: relatedIdentifiers.resourceTypeGeneral: ${after45}`,
  'values in ours only: relatedItems.contributors.contributorType: Translator',
  `values in ours only: relatedItems.relatedItemIdentifier.relatedItemIdentifierType: ${identifiersAfter45}`,
  `values in ours only: relatedItems.relatedItemType: ${after45}`,
  'values in ours only: relatedItems.relationType: IsTranslationOf, HasTranslation, Other',
  `values in ours only: types.resourceTypeGeneral: ${after45}`,
].sort();
