import type { Fix, Gate, Severity } from '../findings/finding.ts';
import type { Attributes, RecordState, RelatedIdentifier } from '../metadata/attributes.ts';
import type { Traits } from '../values/text-traits.ts';
import type { RecordView } from './record-view.ts';

/**
 * A guideline as data. It looks at one record (and what its context tells about others) and reports what
 * the service would accept and a good steward would not. A rule never has the severity `error`: that word
 * is kept for what the service refuses.
 */
export interface Rule {
  /** Its identity, stable for ever: policies and waivers name it. */
  readonly code: string;
  /** The rows of the requirements that it answers, the leading one first. */
  readonly requirements: readonly string[];
  /** Where the guideline comes from, for people. */
  readonly source: string;
  /** The three aims of a documented, reproducible, shareable object (requirement B1). */
  readonly aim: 'reproducible' | 'documented' | 'shareable';
  readonly severity: Exclude<Severity, 'error'>;
  readonly gate: Gate;
  readonly why: string;
  readonly remedy: string;
  /**
   * True when the schema refuses the same for some states: in `checkRecord` the schema's error at the same
   * path then stands alone.
   */
  readonly echoesSchema?: boolean;
  /** What has to occur in some text of the record for the rule to find anything; absent: it is always asked. */
  readonly needs?: Traits;
  /**
   * All attributes whose values decide what it finds, whatever the record: a change of any other leaves its findings
   * as they are. A test watches every rule at its reading.
   */
  readonly reads: readonly (keyof Attributes)[];
  /** True when it looks at each of them by itself: what it finds in one does not hang on the others. */
  readonly apart?: true;
  readonly check: (record: RecordView, hit: Hit) => void;
}

/** Reports one violation: the path in the attributes, a sentence, and where it is mechanical a fix. */
export type Hit = (path: string, message: string, fix?: Fix) => void;

/** What a rule may know beside the record. All of it optional: a rule that lacks its part stays silent. */
export interface GuidelineContext {
  readonly institution?: Institution;
  /** Prefixes (and shoulders) that this account may change. */
  readonly prefixes?: readonly string[];
  /** The day, as `YYYY-MM-DD`; the core passes its clock's. */
  readonly today?: string;
  /** The state that the record has or is about to get. */
  readonly state?: RecordState;
  /** The metadata that this same DOI has at the service now. */
  readonly published?: { readonly version?: string | null; readonly url?: string | null };
  /** The other records of the collection. */
  readonly siblings?: readonly Sibling[];
}

export interface Institution {
  readonly names: readonly string[];
  readonly rorIds?: readonly string[];
}

/** As much of another record as the rules about relations need. */
export interface Sibling {
  readonly doi: string;
  readonly url?: string | null;
  readonly version?: string | number | null;
  readonly relatedIdentifiers?: readonly RelatedIdentifier[];
}

export const sources = {
  bestPractices: 'DataCite best practices for DOI registration',
  schema: 'DataCite Metadata Schema 4.7',
  article: 'guideline on DOIs for datasets and models',
  hub: 'Hugging Face documentation on DOIs',
} as const;
