/**
 * The controlled lists of DataCite Metadata Schema 4.7, each value with the version that added it
 * ('4.0' stands for 4.0 or before). Source: the schema's documentation and the revision notes of its
 * XSD (2010-08-26 to 2026-03-03). The service follows the newest list whatever `schemaVersion` says.
 */
export type SchemaVersion = '4.0' | '4.1' | '4.2' | '4.3' | '4.4' | '4.5' | '4.6' | '4.7';

const resourceTypeGeneral = {
  Audiovisual: '4.0',
  Award: '4.6',
  Book: '4.4',
  BookChapter: '4.4',
  Collection: '4.0',
  ComputationalNotebook: '4.4',
  ConferencePaper: '4.4',
  ConferenceProceeding: '4.4',
  DataPaper: '4.1',
  Dataset: '4.0',
  Dissertation: '4.4',
  Event: '4.0',
  Image: '4.0',
  Instrument: '4.5',
  InteractiveResource: '4.0',
  Journal: '4.4',
  JournalArticle: '4.4',
  Model: '4.0',
  OutputManagementPlan: '4.4',
  PeerReview: '4.4',
  PhysicalObject: '4.0',
  Poster: '4.7',
  Preprint: '4.4',
  Presentation: '4.7',
  Project: '4.6',
  Report: '4.4',
  Service: '4.0',
  Software: '4.0',
  Sound: '4.0',
  Standard: '4.4',
  StudyRegistration: '4.5',
  Text: '4.0',
  Workflow: '4.0',
  Other: '4.0',
} as const satisfies VocabularyTable;

const contributorType = {
  ContactPerson: '4.0',
  DataCollector: '4.0',
  DataCurator: '4.0',
  DataManager: '4.0',
  Distributor: '4.0',
  Editor: '4.0',
  HostingInstitution: '4.0',
  Other: '4.0',
  Producer: '4.0',
  ProjectLeader: '4.0',
  ProjectManager: '4.0',
  ProjectMember: '4.0',
  RegistrationAgency: '4.0',
  RegistrationAuthority: '4.0',
  RelatedPerson: '4.0',
  ResearchGroup: '4.0',
  Researcher: '4.0',
  RightsHolder: '4.0',
  Sponsor: '4.0',
  Supervisor: '4.0',
  Translator: '4.6',
  WorkPackageLeader: '4.0',
} as const satisfies VocabularyTable;

const dateType = {
  Accepted: '4.0',
  Available: '4.0',
  Collected: '4.0',
  Copyrighted: '4.0',
  Coverage: '4.6',
  Created: '4.0',
  Issued: '4.0',
  Other: '4.1',
  Submitted: '4.0',
  Updated: '4.0',
  Valid: '4.0',
  Withdrawn: '4.2',
} as const satisfies VocabularyTable;

/** Case-sensitive: `arXiv`, `bibcode`, `w3id` and `Handle` are spelt so. */
const relatedIdentifierType = {
  ARK: '4.0',
  arXiv: '4.0',
  bibcode: '4.0',
  CSTR: '4.6',
  DOI: '4.0',
  EAN13: '4.0',
  EISSN: '4.0',
  Handle: '4.0',
  IGSN: '4.0',
  ISBN: '4.0',
  ISSN: '4.0',
  ISTC: '4.0',
  LISSN: '4.0',
  LSID: '4.0',
  PMID: '4.0',
  PURL: '4.0',
  RAiD: '4.7',
  RRID: '4.6',
  SWHID: '4.7',
  UPC: '4.0',
  URL: '4.0',
  URN: '4.0',
  w3id: '4.2',
} as const satisfies VocabularyTable;

const relationType = {
  IsCitedBy: '4.0',
  Cites: '4.0',
  IsSupplementTo: '4.0',
  IsSupplementedBy: '4.0',
  IsContinuedBy: '4.0',
  Continues: '4.0',
  IsDescribedBy: '4.1',
  Describes: '4.1',
  HasMetadata: '4.0',
  IsMetadataFor: '4.0',
  HasVersion: '4.1',
  IsVersionOf: '4.1',
  IsNewVersionOf: '4.0',
  IsPreviousVersionOf: '4.0',
  IsPartOf: '4.0',
  HasPart: '4.0',
  IsPublishedIn: '4.4',
  IsReferencedBy: '4.0',
  References: '4.0',
  IsDocumentedBy: '4.0',
  Documents: '4.0',
  IsCompiledBy: '4.0',
  Compiles: '4.0',
  IsVariantFormOf: '4.0',
  IsOriginalFormOf: '4.0',
  IsIdenticalTo: '4.0',
  IsReviewedBy: '4.0',
  Reviews: '4.0',
  IsDerivedFrom: '4.0',
  IsSourceOf: '4.0',
  IsRequiredBy: '4.1',
  Requires: '4.1',
  IsObsoletedBy: '4.2',
  Obsoletes: '4.2',
  IsCollectedBy: '4.5',
  Collects: '4.5',
  IsTranslationOf: '4.6',
  HasTranslation: '4.6',
  Other: '4.7',
} as const satisfies VocabularyTable;

const descriptionType = {
  Abstract: '4.0',
  Methods: '4.0',
  SeriesInformation: '4.0',
  TableOfContents: '4.0',
  TechnicalInfo: '4.0',
  Other: '4.0',
} as const satisfies VocabularyTable;

const titleType = {
  AlternativeTitle: '4.0',
  Subtitle: '4.0',
  TranslatedTitle: '4.0',
  Other: '4.0',
} as const satisfies VocabularyTable;

const nameType = { Organizational: '4.1', Personal: '4.1' } as const satisfies VocabularyTable;

const numberType = {
  Article: '4.4',
  Chapter: '4.4',
  Report: '4.4',
  Other: '4.4',
} as const satisfies VocabularyTable;

const funderIdentifierType = {
  'Crossref Funder ID': '4.0',
  GRID: '4.0',
  ISNI: '4.0',
  ROR: '4.3',
  Other: '4.0',
} as const satisfies VocabularyTable;

type VocabularyTable = Readonly<Record<string, SchemaVersion>>;

/** Value → version that added it, by list. */
export const vocabularies = {
  resourceTypeGeneral,
  contributorType,
  dateType,
  relatedIdentifierType,
  relationType,
  descriptionType,
  titleType,
  nameType,
  numberType,
  funderIdentifierType,
} as const;

export type VocabularyName = keyof typeof vocabularies;

const terms: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(vocabularies).map(([name, table]) => [name, Object.keys(table)]),
);

const termSets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Array.from(terms, ([name, list]) => [name, new Set(list)]),
);

/** The values of a list, in the order in which people are shown them. */
export function termsOf(name: VocabularyName): readonly string[] {
  return terms.get(name) ?? [];
}

/** The same as a set, for a question that is asked often. */
export function setOfTerms(name: VocabularyName): ReadonlySet<string> {
  return termSets.get(name) ?? new Set();
}

/** True when `value` stands in the list exactly so: case counts, as it does for the service. */
export function isTerm(name: VocabularyName, value: unknown): boolean {
  return typeof value === 'string' && termSets.get(name)?.has(value) === true;
}

/** The term that differs from `value` only in case, spaces, hyphens, underscores or `s` for `z`. */
export function nearestTerm(name: VocabularyName, value: string): string | undefined {
  const wanted = fold(value);
  return termsOf(name).find((term) => fold(term) === wanted);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
    .replace(/isational$/, 'izational');
}

/** True when the schema has a list of this name. */
export function isVocabularyName(name: string): name is VocabularyName {
  return Object.hasOwn(vocabularies, name);
}
