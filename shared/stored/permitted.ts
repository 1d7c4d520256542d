import { isJsonObject, type Json, type JsonObject } from '../support/json.ts';

/**
 * Which members of a request the service looks at, as data, and what it does with the rest: it drops
 * them without a word, at every level (design: datacite.md 1.5; lupo `ParamsSanitizer`). An array of
 * scalars where objects belong becomes `[]`, which wipes what was stored.
 */
export type Shape =
  | 'scalar'
  /** One scalar, or an array of nothing else. */
  | 'scalars'
  /** Any object. */
  | 'object'
  /** One object or an array of objects with these members; at the top level a scalar survives to validation. */
  | ShapeMembers;

export type ShapeMembers = { readonly [member: string]: Shape };

/** An object shape whose members are all scalars. */
function members(names: string): Readonly<Record<string, 'scalar'>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'scalar']));
}

const nameIdentifiers = members('nameIdentifier nameIdentifierScheme schemeUri');
const affiliation = members('name affiliationIdentifier affiliationIdentifierScheme schemeUri');
const person = {
  ...members('name nameType givenName familyName lang'),
  nameIdentifiers,
  affiliation,
};
const relatedPerson = members('name nameType givenName familyName');
const point = members('pointLongitude pointLatitude');

/** The metadata attributes: sending any of them makes the service write the XML anew. */
export const metadataShapes = {
  creators: person,
  contributors: { ...person, contributorType: 'scalar' },
  titles: members('title titleType lang'),
  publisher: members('name publisherIdentifier publisherIdentifierScheme schemeUri lang'),
  publicationYear: 'scalar',
  types: members('resourceTypeGeneral resourceType schemaOrg bibtex citeproc ris'),
  subjects: members('subject subjectScheme schemeUri valueUri lang classificationCode'),
  dates: members('date dateType dateInformation'),
  language: 'scalar',
  identifiers: members('identifier identifierType'),
  relatedIdentifiers: members(
    'relatedIdentifier relatedIdentifierType relationType relationTypeInformation ' +
      'resourceTypeGeneral relatedMetadataScheme schemeUri schemeType',
  ),
  relatedItems: {
    ...members(
      'relatedItemType relationType relationTypeInformation publicationYear volume issue number ' +
        'numberType firstPage lastPage publisher edition',
    ),
    relatedItemIdentifier: members(
      'relatedItemIdentifier relatedItemIdentifierType relatedMetadataScheme schemeURI schemeType',
    ),
    creators: relatedPerson,
    titles: members('title titleType'),
    contributors: { ...relatedPerson, contributorType: 'scalar' },
  },
  sizes: 'scalars',
  formats: 'scalars',
  version: 'scalar',
  rightsList: members('rights rightsUri rightsIdentifier rightsIdentifierScheme schemeUri lang'),
  descriptions: members('description descriptionType lang'),
  geoLocations: {
    geoLocationPlace: 'scalar',
    geoLocationPoint: point,
    geoLocationBox: members(
      'westBoundLongitude eastBoundLongitude southBoundLatitude northBoundLatitude',
    ),
    geoLocationPolygon: { polygonPoint: point, inPolygonPoint: point },
  },
  fundingReferences: members(
    'funderName funderIdentifier funderIdentifierType awardNumber awardUri awardTitle schemeUri',
  ),
  container: members('type identifier identifierType title volume issue firstPage lastPage'),
  contentUrl: 'scalars',
} as const satisfies Readonly<Record<string, Shape>>;

export type MetadataKey = keyof typeof metadataShapes;

/** Attributes that are written without touching the XML, and those that only steer the request. */
const otherShapes = {
  ...members('doi prefix event url xml schemaVersion reason source mode'),
  alternateIdentifiers: members('alternateIdentifier alternateIdentifierType'),
  landingPage: 'object',
} as const satisfies Readonly<Record<string, Shape>>;

const writableShapes: Readonly<Record<string, Shape>> = { ...metadataShapes, ...otherShapes };

export const metadataKeys = Object.keys(metadataShapes) as readonly MetadataKey[];

function isScalar(value: Json | undefined): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function permitMembers(value: JsonObject, shape: ShapeMembers): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, memberShape] of Object.entries(shape)) {
    if (!Object.hasOwn(value, name)) continue;
    const member = permit(value[name], memberShape, false);
    if (member !== undefined) kept[name] = member;
  }
  return kept;
}

function permit(value: Json | undefined, shape: Shape, scalarsSurvive: boolean): Json | undefined {
  if (shape === 'scalar') return isScalar(value) ? value : undefined;
  if (shape === 'scalars') {
    return isScalar(value) || (Array.isArray(value) && value.every(isScalar)) ? value : undefined;
  }
  if (shape === 'object') return isJsonObject(value) || isScalar(value) ? value : undefined;
  if (Array.isArray(value)) {
    const objects = (value as readonly Json[]).filter(isJsonObject) as readonly JsonObject[];
    return objects.map((entry) => permitMembers(entry, shape));
  }
  if (isJsonObject(value)) return permitMembers(value, shape);
  return scalarsSurvive && isScalar(value) ? value : undefined;
}

/**
 * What is left of `data.attributes` after the service's strong parameters: only known keys, at every
 * level. `alternateIdentifiers` is turned into `identifiers`, and only counts when that is absent.
 */
export function permitAttributes(attributes: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, shape] of Object.entries(writableShapes)) {
    if (!Object.hasOwn(attributes, name)) continue;
    const value = permit(attributes[name], shape, true);
    if (value !== undefined) kept[name] = value;
  }
  if ('alternateIdentifiers' in kept) {
    const aliases = kept['alternateIdentifiers'];
    delete kept['alternateIdentifiers'];
    kept['identifiers'] ??= isScalar(aliases) ? (aliases ?? null) : renameAliases(aliases);
  }
  return kept;
}

function renameAliases(aliases: Json | undefined): Json {
  const list = (Array.isArray(aliases) ? aliases : [aliases]) as readonly JsonObject[];
  return list.map((alias) => ({
    ...('alternateIdentifier' in alias && { identifier: alias['alternateIdentifier'] ?? null }),
    ...('alternateIdentifierType' in alias && {
      identifierType: alias['alternateIdentifierType'] ?? null,
    }),
  }));
}
