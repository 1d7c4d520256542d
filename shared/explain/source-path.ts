/** Where the service's `source` lies in the attributes: snake_case, XSD element names and torn strings. */
const fieldOf: Readonly<Record<string, string>> = {
  date: 'dates',
  publication_year: 'publicationYear',
  publicationYear: 'publicationYear',
  related_identifiers: 'relatedIdentifiers',
  relatedIdentifier: 'relatedIdentifiers',
  relatedIdentifiers: 'relatedIdentifiers',
  related_items: 'relatedItems',
  relatedItem: 'relatedItems',
  relatedItemIdentifier: 'relatedItems',
  geo_locations: 'geoLocations',
  geoLocation: 'geoLocations',
  rights_list: 'rightsList',
  rights: 'rightsList',
  funding_references: 'fundingReferences',
  fundingReference: 'fundingReferences',
  funderName: 'fundingReferences',
  funderIdentifier: 'fundingReferences',
  awardNumber: 'fundingReferences',
  alternateIdentifiers: 'identifiers',
  alternateIdentifier: 'identifiers',
  identifier: 'doi',
  version_info: 'version',
  publisher_obj: 'publisher',
  resourceType: 'types',
  resourceTypeGeneral: 'types.resourceTypeGeneral',
  content_url: 'contentUrl',
  landing_page: 'landingPage',
  schema_version: 'schemaVersion',
  creator: 'creators',
  creatorName: 'creators',
  givenName: 'creators',
  familyName: 'creators',
  nameIdentifier: 'creators',
  affiliation: 'creators',
  contributor: 'contributors',
  contributorName: 'contributors',
  title: 'titles',
  subject: 'subjects',
  description: 'descriptions',
  size: 'sizes',
  format: 'formats',
};
const geoElement =
  /^(?:point(?:Latitude|Longitude)|(?:west|east|south|north)Bound\w+|geoLocation\w+|(?:in)?[pP]olygonPoint)$/;
const plainFields = new Set([
  'doi',
  'url',
  'creators',
  'contributors',
  'titles',
  'descriptions',
  'subjects',
  'dates',
  'identifiers',
  'types',
  'container',
  'language',
  'publisher',
  'sizes',
  'formats',
  'version',
]);

/**
 * The attribute that a `source` means, '' for the record as a whole. Attribute errors come torn,
 * `creatorName', attribute 'nameType` (datacite.md 1.8): both halves are read.
 */
export function pathOfSource(source: string): string {
  const torn = /^(\w+)', attribute '(\w+)/.exec(source);
  if (torn !== null) {
    const element = torn[1] ?? '';
    if (element === 'resourceType') return 'types.resourceTypeGeneral';
    return pathOfSource(element);
  }
  if (plainFields.has(source)) return source;
  if (geoElement.test(source)) return 'geoLocations';
  return Object.hasOwn(fieldOf, source) ? (fieldOf[source] ?? '') : '';
}

/** What a path is called in sentences. */
export function nameOfPath(path: string): string {
  return Object.hasOwn(spokenNames, path) ? (spokenNames[path] ?? path) : path;
}

const spokenNames: Readonly<Record<string, string>> = {
  '': 'record',
  doi: 'DOI',
  url: 'landing page',
  publicationYear: 'publication year',
  relatedIdentifiers: 'related identifiers',
  relatedItems: 'related items',
  geoLocations: 'geolocations',
  rightsList: 'rights',
  fundingReferences: 'funding references',
  identifiers: 'alternate identifiers',
  types: 'resource type',
  'types.resourceTypeGeneral': 'general resource type',
  schemaVersion: 'schema version',
  contentUrl: 'content URL',
  landingPage: 'landing page check',
};
