import { asDoi, isSameDoi } from '../doi/doi.ts';
import type { Attributes, DateEntry, RelatedIdentifier } from '../metadata/attributes.ts';
import { equalJson } from '../support/json.ts';
import { present } from '../support/present.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import type { Tombstone } from './tombstone.ts';

/**
 * The record of an item that is gone: its address is the tombstone page, a date of the type Withdrawn tells
 * machines when and why, and a relation leads to what takes its place. Applied twice it is the same. What
 * comes back some day gets the page only.
 */
export function withdrawnAttributes(
  attributes: Attributes,
  tombstone: Tombstone,
  pageUrl: string,
): Attributes {
  const moved: Attributes = { ...attributes, url: pageUrl };
  if (tombstone.isTemporary) return moved;
  const withSuccessor =
    tombstone.successorDoi === '' || tombstone.successorRelation === ''
      ? moved
      : { ...moved, relatedIdentifiers: withRelation(attributes, tombstone) };
  return { ...withSuccessor, dates: withDate(attributes, tombstone) };
}

function withDate({ dates }: Attributes, tombstone: Tombstone): DateEntry[] {
  const others = listOf(dates).filter(({ dateType }) => dateType !== 'Withdrawn');
  return [
    ...others,
    {
      date: tombstone.withdrawnDate,
      dateType: 'Withdrawn',
      dateInformation: tombstone.statement.trim(),
    },
  ];
}

function withRelation(
  { relatedIdentifiers }: Attributes,
  { successorDoi, successorRelation }: Tombstone,
): RelatedIdentifier[] {
  const known = listOf(relatedIdentifiers);
  const doi = asDoi(successorDoi) ?? successorDoi;
  const isThere = known.some(
    ({ relatedIdentifier, relationType }) =>
      relationType === successorRelation && isSameDoi(textOf(relatedIdentifier), doi),
  );
  if (isThere) return known as RelatedIdentifier[];
  return [
    ...known,
    { relatedIdentifier: doi, relatedIdentifierType: 'DOI', relationType: successorRelation },
  ];
}

/** True when a record says that its item is gone. */
export function isWithdrawn({ dates }: Attributes): boolean {
  return listOf(dates).some(({ dateType }) => dateType === 'Withdrawn');
}

/**
 * The record with everything taken back that `withdrawnAttributes` did to it: exactly what was there before
 * where nobody else worked on it since; what others added stays.
 */
export function restoredAttributes(
  attributes: Attributes,
  before: Attributes,
  { successorDoi, successorRelation }: Tombstone,
): Attributes {
  const isOurs = ({ relatedIdentifier, relationType }: RelatedIdentifier): boolean =>
    successorDoi !== '' &&
    relationType === successorRelation &&
    isSameDoi(textOf(relatedIdentifier), successorDoi);
  const isWithdrawal = ({ dateType }: DateEntry): boolean => dateType === 'Withdrawn';
  const { dates, relatedIdentifiers } = attributes;
  return present({
    ...attributes,
    url: before.url,
    dates: merged(listOf(dates), listOf(before.dates), isWithdrawal) ?? before.dates,
    relatedIdentifiers:
      merged(listOf(relatedIdentifiers), listOf(before.relatedIdentifiers), isOurs) ??
      before.relatedIdentifiers,
  });
}

/** Null: but for `isOurs`, nothing changed since then. */
function merged<T extends object>(
  now: readonly T[],
  before: readonly T[],
  isOurs: (entry: T) => boolean,
): T[] | null {
  const kept = now.filter((entry) => !isOurs(entry));
  const known = before.filter((entry) => !isOurs(entry));
  return equalJson(kept, known) ? null : [...kept, ...before.filter(isOurs)];
}
