import type { Creator } from '../metadata/attributes.ts';
import { isOrganisationName } from '../values/person-name.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** What a creator is, as far as the entry tells. */
export function isOrganisation(creator: Creator): boolean {
  if (creator.nameType === 'Organizational') return true;
  if (creator.nameType === 'Personal' || textOf(creator.familyName) !== '') return false;
  return isOrganisationName(textOf(creator.name));
}

export function hasOrcid(creator: Creator): boolean {
  return listOf(creator.nameIdentifiers).some(
    ({ nameIdentifier, nameIdentifierScheme }) =>
      nameIdentifierScheme === 'ORCID' || /orcid\.org/i.test(textOf(nameIdentifier)),
  );
}

/** The places of those creators who are people: named, and no organisations. */
export function placesOfPeople(creators: readonly Creator[]): readonly number[] {
  const places: number[] = [];
  creators.forEach((creator, at) => {
    if (textOf(creator.name) !== '' && !isOrganisation(creator)) places.push(at);
  });
  return places;
}
