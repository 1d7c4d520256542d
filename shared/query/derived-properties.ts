import { hasOrcid, isOrganisation } from '../guidelines/creators.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import type { PropertyValue } from './property-path.ts';
import { parsePropertyPath, valuesAt } from './property-path.ts';

/**
 * Values of a record that many questions are about and no single path gives. Each has the name of its
 * field in `fields.ts`. A change of what one gives needs a higher number in `derivedVersion`, so that
 * indexes made before are made again.
 */
export const derivedVersion = 1;

type Reader = (attributes: Attributes) => readonly PropertyValue[];

const derived: Readonly<Record<string, Reader>> = {
  licence: ({ rightsList }) =>
    listOf(rightsList).flatMap(({ rightsIdentifier, rightsUri }) =>
      present(textOf(rightsIdentifier) || textOf(rightsUri)),
    ),
  language: ({ language }) => present(textOf(language)),
  orcid: ({ creators }) => {
    const people = listOf(creators).filter(
      (creator) => textOf(creator.name) !== '' && !isOrganisation(creator),
    );
    const known = people.filter(hasOrcid).length;
    if (people.length === 0) return [];
    return [known === 0 ? 'none' : known < people.length ? 'some' : 'all'];
  },
  relation: ({ relatedIdentifiers }) =>
    listOf(relatedIdentifiers).flatMap(({ relationType }) => present(textOf(relationType))),
  versions: ({ relatedIdentifiers }) =>
    listOf(relatedIdentifiers).flatMap(({ relationType }) =>
      present(versionWords[textOf(relationType)] ?? ''),
    ),
};

/** How a record stands in a version chain, by the relation that it names. */
const versionWords: Readonly<Record<string, string>> = {
  IsPreviousVersionOf: 'has-newer',
  IsNewVersionOf: 'has-older',
  HasVersion: 'has-parts',
  IsVersionOf: 'is-part',
};

/** `3` of `http://datacite.org/schema/kernel-3`; '' where there is none. */
export function kernelOf(schemaVersion: string | null): string {
  return /kernel-(\d[\d.]*)/.exec(schemaVersion ?? '')?.[1] ?? '';
}

function present(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

/** Longest value that is indexed; what is longer is found and sorted by its beginning. */
export const longestValue = 300;
/** Values of one record that are indexed. */
const mostValues = 500;

/** How the values of a property are read out of a record: by its derived name or its path. */
export function propertyReader(name: string): (attributes: Attributes) => string[] {
  const steps = Object.hasOwn(derived, name) ? null : parsePropertyPath(name);
  const read: Reader =
    derived[name] ?? ((attributes) => (steps === null ? [] : valuesAt(attributes, steps)));
  return (attributes) => {
    const values = read(attributes).map((value) => String(value).trim().slice(0, longestValue));
    if (values.length < 2) return values.filter((value) => value !== '');
    return [...new Set(values)].filter((value) => value !== '').slice(0, mostValues);
  };
}

/** The member of the metadata that the values of a property are read from. */
export function propertyMember(name: string): string {
  if (isDerived(name)) return derivedMembers[name] ?? '';
  const [first] = parsePropertyPath(name) ?? [];
  return first !== undefined && 'member' in first ? first.member : '';
}

const derivedMembers: Readonly<Record<string, string>> = {
  licence: 'rightsList',
  language: 'language',
  orcid: 'creators',
  relation: 'relatedIdentifiers',
  versions: 'relatedIdentifiers',
};

/** True when this name stands for values that no single path gives. */
export function isDerived(name: string): boolean {
  return Object.hasOwn(derived, name);
}
