import type {
  Affiliation,
  Creator,
  FundingReference,
  NameIdentifier,
  RelatedIdentifier,
  Rights,
} from '../metadata/attributes.ts';
import { nearestTerm } from '../metadata/schema/vocabularies.ts';
import { parseDoi } from '../doi/doi.ts';
import { present } from '../support/present.ts';
import { parseIsni, parseOrcid, parseRor } from '../values/authority-id.ts';
import { parseDate, proposeDate } from '../values/date.ts';
import { recogniseIdentifier } from '../values/identifier.ts';
import { findLicence, spdxSchemeUri } from '../values/licence.ts';
import { formatName, readName } from '../values/person-name.ts';

/** The cells of one entry by member; absent where the cell is empty. */
export type Fields = ReadonlyMap<string, string>;
/** Tells of a value that was kept as it was typed although it cannot be right. */
export type Note = (member: string, code: string, message: string) => void;

export const rorSchemeUri = 'https://ror.org';

/** A person or organisation. Only a comma tells where a family name ends; other names stay as typed. */
export function buildPerson(fields: Fields, note: Note): Creator | null {
  const given = fields.get('givenName');
  const family = fields.get('familyName');
  const typed =
    fields.get('name') ?? [family, given].filter((part) => part !== undefined).join(', ');
  if (typed === '') return null;
  const identifier = fields.get('nameIdentifier');
  const affiliation = buildAffiliation(fields);
  return {
    ...nameParts(typed, { given, family, kind: fields.get('nameType') }),
    ...present({
      nameIdentifiers:
        identifier === undefined ? undefined : [buildNameIdentifier(identifier, note)],
      affiliation: affiliation === null ? undefined : [affiliation],
    }),
  };
}

function nameParts(
  name: string,
  told: { given: string | undefined; family: string | undefined; kind: string | undefined },
): Creator {
  const type = told.kind === undefined ? undefined : nameTypeOf(told.kind);
  if (told.given !== undefined || told.family !== undefined) {
    const nameType = type ?? 'Personal';
    return present({ name, nameType, givenName: told.given, familyName: told.family });
  }
  const reading = type === 'Organizational' ? null : readName(name);
  if (reading?.kind === 'person' && reading.confidence === 'certain') {
    const { givenName, familyName } = reading;
    return present({
      name: formatName(reading) ?? name,
      nameType: 'Personal',
      givenName,
      familyName,
    });
  }
  return present({
    name,
    nameType: type ?? (reading?.kind === 'organisation' ? 'Organizational' : undefined),
  });
}

function nameTypeOf(text: string): string {
  if (/^(?:p|pers|individu|natürlich|mensch)/i.test(text)) return 'Personal';
  return /^(?:o|inst|group|corp|team|juristisch)/i.test(text) ? 'Organizational' : text;
}

function buildNameIdentifier(text: string, note: Note): NameIdentifier {
  const orcid = parseOrcid(text);
  if (orcid.ok) return authority('ORCID', orcid.value, 'https://orcid.org');
  const ror = parseRor(text);
  if (ror.ok) return authority('ROR', ror.value, rorSchemeUri);
  const isni = parseIsni(text);
  if (isni.ok) return authority('ISNI', isni.value, 'https://isni.org');
  note('nameIdentifiers[0]', 'import-identifier-unclear', `“${text}” is no ORCID, ROR or ISNI.`);
  return { nameIdentifier: text, nameIdentifierScheme: 'ORCID' };
}

function authority(scheme: string, url: string, schemeUri: string): NameIdentifier {
  return { nameIdentifier: url, nameIdentifierScheme: scheme, schemeUri };
}

function buildAffiliation(fields: Fields): Affiliation | null {
  const name = fields.get('affiliation');
  const identifier = fields.get('affiliationIdentifier');
  if (name === undefined && identifier === undefined) return null;
  return present({ name, ...(identifier === undefined ? {} : affiliationIdentifier(identifier)) });
}

function affiliationIdentifier(text: string): Affiliation {
  const ror = parseRor(text);
  if (!ror.ok) return { affiliationIdentifier: text };
  return {
    affiliationIdentifier: ror.value,
    affiliationIdentifierScheme: 'ROR',
    schemeUri: rorSchemeUri,
  };
}

/** A related identifier. Its type is told by its value; the relation must be told by the sheet. */
export function buildRelation(fields: Fields, note: Note): RelatedIdentifier | null {
  const text = fields.get('relatedIdentifier');
  if (text === undefined) return null;
  const told = fields.get('relatedIdentifierType');
  const type =
    told === undefined
      ? recogniseIdentifier(text)
      : (nearestTerm('relatedIdentifierType', told) ?? told);
  if (type === null) {
    note(
      'relatedIdentifierType',
      'import-related-type-unclear',
      `What kind of identifier “${text}” is cannot be told from its form.`,
    );
  }
  const doi = type === 'DOI' ? parseDoi(text) : null;
  const relation = fields.get('relationType');
  const general = fields.get('resourceTypeGeneral');
  return present({
    relatedIdentifier: doi?.ok === true ? doi.value : text,
    relatedIdentifierType: type ?? undefined,
    relationType:
      relation === undefined ? undefined : (nearestTerm('relationType', relation) ?? relation),
    resourceTypeGeneral: general === undefined ? undefined : resourceTypeOf(general),
  });
}

/** A licence by name, address or SPDX identifier, completed from the SPDX list where it is one. */
export function buildRights(fields: Fields): Rights | null {
  const texts = ['rightsIdentifier', 'rightsUri', 'rights'].flatMap(
    (member) => fields.get(member) ?? [],
  );
  if (texts.length === 0) return null;
  const lang = fields.get('lang');
  const licence = texts.map(findLicence).find((found) => found !== null) ?? null;
  if (licence !== null) return present({ ...licenceRights(licence), lang });
  const rights = fields.get('rights');
  const uri = fields.get('rightsUri');
  const isAddress = rights !== undefined && uri === undefined && /^https?:\/\/\S+$/i.test(rights);
  return present({
    rights: isAddress ? undefined : rights,
    rightsUri: isAddress ? rights : uri,
    rightsIdentifier: fields.get('rightsIdentifier'),
    lang,
  });
}

/** The whole entry for a licence of the SPDX list; identifiers in lower case, as the service stores them. */
export function licenceRights(licence: { id: string; name: string; url: string }): Rights {
  return {
    rights: licence.name,
    rightsUri: licence.url,
    rightsIdentifier: licence.id.toLowerCase(),
    rightsIdentifierScheme: 'SPDX',
    schemeUri: spdxSchemeUri,
  };
}

export function buildFunding(fields: Fields): FundingReference | null {
  if (fields.size === 0) return null;
  const identifier = fields.get('funderIdentifier');
  return present({
    funderName: fields.get('funderName'),
    ...(identifier === undefined ? {} : funderIdentifier(identifier)),
    awardNumber: fields.get('awardNumber'),
    awardTitle: fields.get('awardTitle'),
    awardUri: fields.get('awardUri'),
  });
}

function funderIdentifier(text: string): FundingReference {
  const ror = parseRor(text);
  if (ror.ok) {
    return { funderIdentifier: ror.value, funderIdentifierType: 'ROR', schemeUri: rorSchemeUri };
  }
  const doi = parseDoi(text);
  if (doi.ok && doi.value.startsWith('10.13039/')) {
    return {
      funderIdentifier: `https://doi.org/${doi.value}`,
      funderIdentifierType: 'Crossref Funder ID',
    };
  }
  if (/^grid\.\d+\.\w+$/i.test(text))
    return { funderIdentifier: text, funderIdentifierType: 'GRID' };
  const isni = parseIsni(text);
  if (isni.ok) return { funderIdentifier: isni.value, funderIdentifierType: 'ISNI' };
  return { funderIdentifier: text, funderIdentifierType: 'Other' };
}

/** A date in ISO form where it can mean only one day; what could be two days stays as it was typed. */
export function readDay(text: string, note: Note): string {
  if (parseDate(text) !== null) return text;
  const proposal = proposeDate(text);
  if (proposal === null) {
    note('date', 'import-date-unclear', `“${text}” is not a date that has only one meaning.`);
    return text;
  }
  return proposal;
}

const foreignTypes: ReadonlyMap<string, string> = new Map([
  ['datensatz', 'Dataset'],
  ['datensätze', 'Dataset'],
  ['data', 'Dataset'],
  ['datasets', 'Dataset'],
  ['jeu de données', 'Dataset'],
  ['données', 'Dataset'],
  ['conjunto de datos', 'Dataset'],
  ['logiciel', 'Software'],
  ['code', 'Software'],
  ['modell', 'Model'],
  ['modèle', 'Model'],
  ['sammlung', 'Collection'],
  ['bild', 'Image'],
  ['article', 'JournalArticle'],
  ['thesis', 'Dissertation'],
]);

/** A value of `resourceTypeGeneral` however it is spelt; what is none stays for validation to name. */
export function resourceTypeOf(text: string): string {
  return (
    nearestTerm('resourceTypeGeneral', text) ?? foreignTypes.get(text.trim().toLowerCase()) ?? text
  );
}
