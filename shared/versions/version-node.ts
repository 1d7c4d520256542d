import { doiKey } from '../doi/doi.ts';
import type { Attributes, RecordState } from '../metadata/attributes.ts';
import { relatedKey } from '../guidelines/prepared-context.ts';
import { meaningOf } from './relation-kinds.ts';
import { readLandingUrl } from '../values/landing-url.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** A related identifier as a record states it, with what it comes to. */
export interface Statement {
  /** Its place in `relatedIdentifiers`. */
  readonly index: number;
  /** The relation type as written; may be free text. */
  readonly type: string;
  /** The identifier as written. */
  readonly value: string;
  /** `DOI`, `URL` ... as written; may be empty. */
  readonly valueType: string;
  /** The comparison form of the DOI that is meant; null for other identifiers. */
  readonly key: string | null;
  /** True when the DOI was found by the landing page that is given in its place. */
  readonly isByAddress: boolean;
}

/** Who can change a record: this ledger's accounts, somebody else, or nobody that the ledger knows. */
export type Holding = 'own' | 'observed' | 'unknown';

/** What version chains need to know of a record. `unknown` ones are named by others and not in the ledger. */
export interface VersionNode {
  /** The DOI in its comparison form. */
  readonly key: string;
  readonly holding: Holding;
  readonly title: string;
  readonly state: RecordState | 'unknown';
  readonly version: string;
  /** Dates by type, as far as they begin with a whole year; the earliest of each type. */
  readonly dates: Readonly<Record<string, string>>;
  readonly url: string;
  /** The address leads to whatever is newest. */
  readonly hasMovingUrl: boolean;
  /** A date of the type Withdrawn: what remains is a tombstone. */
  readonly isTombstone: boolean;
  /** Somebody noted that it is out of date, whatever its relations say. */
  readonly isMarkedOutdated: boolean;
  /** The DOI was given up: nothing can ever be found there. */
  readonly isGivenUp: boolean;
  readonly statements: readonly Statement[];
}

/** The DOI of the ledger's record whose landing page this is; null: there is none. */
export type DoiAt = (url: string) => string | null;

export interface NodeFacts {
  readonly holding: Exclude<Holding, 'unknown'>;
  readonly state: RecordState;
  readonly isMarkedOutdated?: boolean;
  readonly isGivenUp?: boolean;
  readonly doiAt?: DoiAt;
}

/** Reads a record for its chain. Takes metadata of any shape and never throws. */
export function readNode(doi: string, attributes: Attributes, facts: NodeFacts): VersionNode {
  const titles = listOf(attributes.titles);
  const main = titles.find((title) => textOf(title.titleType) === '') ?? titles[0];
  const url = textOf(attributes.url);
  const dates = readDates(attributes);
  return {
    key: doiKey(doi),
    holding: facts.holding,
    title: textOf(main?.title),
    state: facts.state,
    version: textOf(attributes.version),
    dates,
    url,
    hasMovingUrl: url !== '' && readLandingUrl(url)?.isMovingHead === true,
    isTombstone: Object.hasOwn(dates, 'Withdrawn'),
    isMarkedOutdated: facts.isMarkedOutdated ?? false,
    isGivenUp: facts.isGivenUp ?? false,
    statements: readStatements(attributes, facts.doiAt),
  };
}

/** A record that others name and the ledger does not hold. */
export function unknownNode(key: string): VersionNode {
  return {
    key,
    holding: 'unknown',
    title: '',
    state: 'unknown',
    version: '',
    dates: {},
    url: '',
    hasMovingUrl: false,
    isTombstone: false,
    isMarkedOutdated: false,
    isGivenUp: false,
    statements: [],
  };
}

/** The related identifiers of a record; an address of a record that the ledger holds counts as its DOI. */
export function readStatements(attributes: Attributes, doiAt: DoiAt = () => null): Statement[] {
  return listOf(attributes.relatedIdentifiers).map((related, index) => {
    const value = textOf(related.relatedIdentifier);
    const type = textOf(related.relationType);
    const named = value === '' ? null : relatedKey(value);
    const isTold = named === null && meaningOf(type) !== null && /^https?:/i.test(value);
    const found = isTold ? doiAt(value) : null;
    return {
      index,
      type,
      value,
      valueType: textOf(related.relatedIdentifierType),
      key: named ?? (found === null ? null : doiKey(found)),
      isByAddress: found !== null,
    };
  });
}

function readDates(attributes: Attributes): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { date, dateType } of listOf(attributes.dates)) {
    const [day, type] = [textOf(date), textOf(dateType)];
    if (type === '') continue;
    // A withdrawal counts in whatever form its date is written.
    if (type === 'Withdrawn' || /^\d{4}(?!\d)/.test(day)) {
      const known = found[type];
      found[type] = known === undefined || day < known ? day : known;
    }
  }
  const year = textOf(attributes.publicationYear);
  if (/^\d{4}$/.test(year)) found['publicationYear'] = year;
  return found;
}

/** Where a reader can be sent: findable and not withdrawn. Of a foreign record nothing else is known. */
export function isLive(node: VersionNode): boolean {
  return (
    !node.isTombstone && !node.isGivenUp && node.state !== 'reserved' && node.state !== 'draft'
  );
}
