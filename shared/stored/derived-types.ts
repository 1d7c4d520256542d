import type { Json, JsonObject } from '../support/json.ts';

/**
 * The four types for citation formats that the service derives from `resourceTypeGeneral` and the
 * free text `resourceType`, each only where it is absent (datacite.md 1.8; a value that was fetched
 * and sent back therefore goes stale). Free text that names a Crossref type wins over the general one.
 */
interface Derived {
  readonly schemaOrg?: string;
  readonly citeproc?: string;
  readonly bibtex?: string;
  readonly ris?: string;
}

const byGeneralType: Readonly<Record<string, Derived>> = {
  Audiovisual: { schemaOrg: 'MediaObject', ris: 'MPCT' },
  Book: { schemaOrg: 'Book', ris: 'BOOK' },
  BookChapter: { schemaOrg: 'Chapter', ris: 'CHAP' },
  Collection: { schemaOrg: 'Collection' },
  ComputationalNotebook: { schemaOrg: 'SoftwareSourceCode', ris: 'COMP' },
  ConferencePaper: { schemaOrg: 'Article', ris: 'CPAPER' },
  ConferenceProceeding: { schemaOrg: 'Periodical', ris: 'CONF' },
  DataPaper: { schemaOrg: 'Article' },
  Dataset: { schemaOrg: 'Dataset', ris: 'DATA' },
  Dissertation: { schemaOrg: 'Thesis', ris: 'THES' },
  Event: { schemaOrg: 'Event' },
  Image: { schemaOrg: 'ImageObject', ris: 'FIGURE' },
  Journal: { schemaOrg: 'Periodical' },
  JournalArticle: { schemaOrg: 'ScholarlyArticle', ris: 'JOUR' },
  PeerReview: { schemaOrg: 'Review' },
  // The service says RRPT here, not RPRT.
  Report: { schemaOrg: 'Report', ris: 'RRPT' },
  Service: { schemaOrg: 'Service' },
  Software: { schemaOrg: 'SoftwareSourceCode', ris: 'COMP' },
  Sound: { schemaOrg: 'AudioObject', ris: 'SOUND' },
  Text: { schemaOrg: 'ScholarlyArticle', ris: 'RPRT' },
  Other: { schemaOrg: 'CreativeWork' },
};

/** Keys as `resourceType` reads after Ruby's `underscore.camelcase`. */
const byFreeText: Readonly<Record<string, Derived>> = {
  Proceedings: { bibtex: 'proceedings', ris: 'CONF' },
  ReferenceBook: { schemaOrg: 'Book', bibtex: 'book', ris: 'BOOK' },
  JournalIssue: { schemaOrg: 'PublicationIssue' },
  ProceedingsArticle: { citeproc: 'paper-conference', ris: 'CPAPER' },
  Other: { schemaOrg: 'CreativeWork', ris: 'GEN' },
  Dissertation: { schemaOrg: 'Thesis', citeproc: 'thesis', bibtex: 'phdthesis', ris: 'THES' },
  Dataset: { schemaOrg: 'Dataset', citeproc: 'dataset', ris: 'DATA' },
  EditedBook: { schemaOrg: 'Book', citeproc: 'book', bibtex: 'book', ris: 'BOOK' },
  JournalArticle: {
    schemaOrg: 'ScholarlyArticle',
    citeproc: 'article-journal',
    bibtex: 'article',
    ris: 'JOUR',
  },
  Report: { schemaOrg: 'Report', citeproc: 'report', bibtex: 'techreport', ris: 'RPRT' },
  Standard: { ris: 'STAND' },
  BookSection: { citeproc: 'chapter', bibtex: 'inbook', ris: 'CHAP' },
  BookPart: { ris: 'CHAP' },
  Book: { schemaOrg: 'Book', citeproc: 'book', bibtex: 'book', ris: 'BOOK' },
  BookChapter: { schemaOrg: 'Chapter', citeproc: 'chapter', bibtex: 'inbook', ris: 'CHAP' },
  Monograph: { schemaOrg: 'Book', citeproc: 'book', bibtex: 'book', ris: 'BOOK' },
  Component: { schemaOrg: 'CreativeWork' },
  ReferenceEntry: { citeproc: 'entry-dictionary', ris: 'DICT' },
  JournalVolume: { schemaOrg: 'PublicationVolume' },
  PostedContent: { schemaOrg: 'ScholarlyArticle', bibtex: 'article' },
  PeerReview: { schemaOrg: 'Review' },
};

/** An empty citeproc type is what the service gives for an Article. */
const bySchemaOrg: Readonly<Record<string, Derived>> = {
  Article: { citeproc: '', bibtex: 'article' },
  AudioObject: { citeproc: 'song' },
  Dataset: { citeproc: 'dataset' },
  ImageObject: { citeproc: 'graphic' },
  Report: { citeproc: 'report' },
  ScholarlyArticle: { citeproc: 'article-journal', bibtex: 'article' },
  Thesis: { citeproc: 'thesis', bibtex: 'phdthesis' },
};

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Ruby on Rails' `underscore.camelcase`: `journal-article`, `JournalArticle` -> `JournalArticle`. */
function camelCase(text: string): string {
  const underscored = text
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return underscored.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** `types` as it is stored: the derived four added where they are absent, nulls removed. */
export function deriveTypes(types: JsonObject): JsonObject {
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  const free = lookUp(byFreeText, camelCase(text(types['resourceType'])));
  const general = lookUp(byGeneralType, text(types['resourceTypeGeneral']).replaceAll('_', '-'));
  const schemaOrg = free?.schemaOrg ?? general?.schemaOrg ?? 'CreativeWork';
  const citation = lookUp(bySchemaOrg, schemaOrg);
  const complete: Record<string, Json> = {
    schemaOrg,
    citeproc: free?.citeproc ?? citation?.citeproc ?? 'article',
    bibtex: free?.bibtex ?? citation?.bibtex ?? 'misc',
    ris: free?.ris ?? general?.ris ?? 'GEN',
    ...types,
  };
  return Object.fromEntries(Object.entries(complete).filter(([, value]) => value !== null));
}
