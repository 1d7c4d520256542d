import { isJsonObject } from '../support/json.ts';
import type { Attributes, Contributor, DateEntry, FundingReference } from './attributes.ts';
import { kernels } from './schema/properties.ts';

/** One thing that was changed, or could not be kept, when a record was brought to schema 4.7. */
export interface Change {
  /** Path in the attributes that came of it. */
  readonly path: string;
  readonly message: string;
  /** True when the meaning cannot be known from the record alone. */
  readonly needsDecision: boolean;
}

export interface Upgrade {
  readonly attributes: Attributes;
  readonly changes: readonly Change[];
}

/**
 * Brings a record of any kernel to the words of 4.7, and says what was changed and what a person must
 * decide. Within kernel 4 only values were added, so there it changes what never was valid. The service
 * refuses every update of a record in kernel 2 or 3 that does not come with this. A record that is
 * right already is given back as it is.
 */
export function upgradeAttributes(record: Attributes): Upgrade {
  const { schemaVersion } = record;
  const named = schemaVersion != null && schemaVersion !== '';
  const { attributes, changes } = upgradeValues(record, named ? schemaVersion : kernels.current);
  if (!named || schemaVersion === kernels.current) return { attributes, changes };
  const message = `Schema ${schemaVersion} became ${kernels.current}`;
  return {
    attributes: { ...attributes, schemaVersion: kernels.current },
    changes: [...changes, { path: 'schemaVersion', message, needsDecision: false }],
  };
}

/** As `upgradeAttributes`, for values whose `schemaVersion` stands elsewhere. */
export function upgradeValues(record: Attributes, schemaVersion: string): Upgrade {
  const changes: Change[] = [];
  if (kernels.retired.includes(schemaVersion) && (record.types?.resourceTypeGeneral ?? '') === '') {
    const message = 'There is no general resource type, which 4.0 requires';
    note(changes, 'types.resourceTypeGeneral', message, true);
  }
  const attributes = moveFunders(upgradeDates(upgradeTypes(record, changes), changes), changes);
  return { attributes, changes };
}

/** Stored records can be of any age and hold anything: only what has the right form is looked into. */
const listOf = <T>(list: readonly T[] | undefined): readonly T[] =>
  (Array.isArray(list) ? list : []) as readonly T[];

const says = (entry: unknown, member: string, ...values: string[]): boolean =>
  isJsonObject(entry) && values.some((value) => entry[member] === value);

function note(changes: Change[], path: string, message: string, needsDecision = false): void {
  changes.push({ path, message, needsDecision });
}

function upgradeTypes(record: Attributes, changes: Change[]): Attributes {
  const { types } = record;
  if (types?.resourceTypeGeneral !== 'Film') return record;
  note(
    changes,
    'types.resourceTypeGeneral',
    'Film became Audiovisual, as the schema renamed it in 3.0',
  );
  return { ...record, types: { ...types, resourceTypeGeneral: 'Audiovisual' } };
}

function upgradeDates(record: Attributes, changes: Change[]): Attributes {
  const isRetired = (date: DateEntry): boolean => says(date, 'dateType', 'StartDate', 'EndDate');
  const present = listOf(record.dates);
  if (!present.some(isRetired)) return record;
  const dates = present.map((date, at) => {
    if (!isRetired(date)) return date;
    const message =
      `The date type ${date.dateType ?? ''} went in 3.0; the date was kept as Other. ` +
      'Say what began or ended, best as one range (start/end)';
    note(changes, `dates[${at}].dateType`, message, true);
    const dateInformation = [date.dateType, date.dateInformation].filter(Boolean).join(': ');
    return { ...date, dateType: 'Other', dateInformation };
  });
  return { ...record, dates };
}

/** The contributor type Funder went in 4.0, which has funding references instead. */
function moveFunders(record: Attributes, changes: Change[]): Attributes {
  const isFunder = (contributor: Contributor): boolean =>
    says(contributor, 'contributorType', 'Funder');
  const funders = listOf(record.contributors).filter(isFunder);
  if (funders.length === 0) return record;
  note(
    changes,
    'fundingReferences',
    'Contributors of type Funder became funding references, as 4.0 wants them',
  );
  const { contributors, ...others } = record;
  const left = listOf(contributors).filter((contributor) => !isFunder(contributor));
  return {
    ...others,
    ...(left.length === 0 ? {} : { contributors: left }),
    fundingReferences: [...listOf(record.fundingReferences), ...funders.map(fundingReference)],
  };
}

function fundingReference({ name, nameIdentifiers }: Contributor): FundingReference {
  const [identifier] = listOf(nameIdentifiers);
  const funderName = name ?? '';
  const funderIdentifier = identifier?.nameIdentifier;
  if (funderIdentifier == null || funderIdentifier === '') return { funderName };
  const funderIdentifierType = identifierType(
    funderIdentifier,
    identifier?.nameIdentifierScheme ?? '',
  );
  return { funderName, funderIdentifier, funderIdentifierType };
}

function identifierType(identifier: string, scheme: string): string {
  if (identifier.includes('10.13039/')) return 'Crossref Funder ID';
  return ['ROR', 'ISNI', 'GRID'].find((known) => known === scheme.toUpperCase()) ?? 'Other';
}
