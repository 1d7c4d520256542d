import type { Attributes, Contributor, Creator } from '../metadata/attributes.ts';
import type { Fix } from '../findings/finding.ts';
import { fullName, isPresent } from '../metadata/xml/service-view.ts';
import type { Json } from '../support/json.ts';
import { remember } from '../support/remember.ts';
import { isOrcidAddress, isRorAddress, parseIsni } from './authority-id.ts';
import { checkForm, checkNameIdentifier, checkRor } from './check-authorities.ts';
import { formatName, holdsSeveralNames, isOrganisationName, splitNames } from './person-name.ts';
import { listOf, objectOf, textOf } from './tolerant.ts';
import type { Report } from './value-finding.ts';
import { setFix } from './value-finding.ts';

const organisationRoles = new Set([
  'HostingInstitution',
  'RegistrationAgency',
  'RegistrationAuthority',
  'ResearchGroup',
]);
const personRoles = new Set([
  'ProjectLeader',
  'ProjectMember',
  'RelatedPerson',
  'Researcher',
  'Supervisor',
  'WorkPackageLeader',
]);

/** Everyone and every organisation that a record names: creators, contributors, publisher, funders. */
export function checkPeople(attributes: Attributes, report: Report): void {
  checkNames('creators', attributes.creators, report);
  checkNames('contributors', attributes.contributors, report);
  checkPublisher(attributes, report);
  checkFunders(attributes, report);
}

function checkNames(
  list: 'creators' | 'contributors',
  names: readonly Contributor[] | undefined,
  report: Report,
): void {
  let index = -1;
  for (const person of listOf(names)) {
    index += 1;
    checkName(person, list, index, report);
    checkTidiness(person, list, index, report);
    if (list === 'contributors') checkRole(person, index, report);
    const name = textOf(person.name);
    if (person.nameType !== 'Organizational' && holdsSeveral(name)) {
      const fix = splittingFix(listOf(names), list, index);
      report(
        'name-holds-several',
        `${list}[${index}].name`,
        `“${name}” seems to hold several people.`,
        fix,
      );
    }
    let inner = -1;
    for (const identifier of listOf(person.nameIdentifiers)) {
      inner += 1;
      const text = textOf(identifier.nameIdentifier);
      const scheme = textOf(identifier.nameIdentifierScheme);
      if (scheme === 'ORCID' && isOrcidAddress(text)) continue;
      checkNameIdentifier(identifier, `${list}[${index}].nameIdentifiers[${inner}]`, report);
    }
    inner = -1;
    for (const affiliation of listOf(person.affiliation)) {
      inner += 1;
      const text = textOf(affiliation.affiliationIdentifier);
      const scheme = textOf(affiliation.affiliationIdentifierScheme);
      if (isSound(text, scheme)) continue;
      const path = `${list}[${index}].affiliation[${inner}].affiliationIdentifier`;
      checkRor({ text, scheme, path }, report);
    }
  }
}

/** Nothing at all, or exactly what DataCite asks for; decides for the many before anything is built. */
function isSound(text: string, scheme: string): boolean {
  return text === '' ? scheme === '' : scheme === 'ROR' && isRorAddress(text);
}

function checkName(person: Contributor, list: string, index: number, report: Report): void {
  const name = textOf(person.name);
  const role = textOf(person.contributorType);
  const isPersonal = person.nameType === 'Personal';
  if (organisationRoles.has(role) && isPersonal) {
    report(
      'contributor-type-doubtful',
      `${list}[${index}].contributorType`,
      `“${name}” is a person, but ${role} is the role of an organisation.`,
    );
  } else if (personRoles.has(role) && person.nameType === 'Organizational') {
    report(
      'contributor-type-doubtful',
      `${list}[${index}].contributorType`,
      `“${name}” is an organisation, but ${role} is the role of a person.`,
    );
  }
  if (name === '') return;
  if (isPersonal && textOf(person.familyName) === '' && isOrganisationName(name)) {
    const path = `${list}[${index}].nameType`;
    report(
      'name-type-doubtful',
      path,
      `“${name}” reads like an organisation, but is given as a person.`,
      setFix('Make it an organisation', path, 'Organizational'),
    );
  } else if (person.nameType === 'Organizational' && holdsOrcid(person)) {
    const path = `${list}[${index}].nameType`;
    report(
      'name-type-doubtful',
      path,
      `“${name}” has an ORCID iD, which only people have, but is given as an organisation.`,
      setFix('Make it a person', path, 'Personal'),
    );
  }
}

/** Every person as an entry of their own, where each of the names can be read. */
function splittingFix(names: readonly Contributor[], list: string, index: number): Fix | undefined {
  const person = names[index];
  const readings = splitNames(textOf(person?.name));
  if (person === undefined || readings === null) return undefined;
  const { contributorType } = person;
  const entries = readings.map((reading) => ({
    name: formatName(reading) ?? '',
    nameType: 'Personal',
    givenName: reading.givenName ?? '',
    familyName: reading.familyName ?? '',
    ...(contributorType == null ? {} : { contributorType }),
  }));
  const value = [...names.slice(0, index), ...entries, ...names.slice(index + 1)] as Json;
  return setFix(`Make ${entries.length} entries of it`, list, value);
}

const isUntidy = remember((name) => /^\s|\s$|\s\s|[,;:]\s*$/.test(name));
const nameMembers = ['name', 'givenName', 'familyName'] as const;

/** Blanks and marks that copying leaves around a name. */
function checkTidiness(person: Contributor, list: string, index: number, report: Report): void {
  for (const member of nameMembers) {
    const text: unknown = person[member];
    if (typeof text !== 'string' || text.length > maxNameLength || !isUntidy(text)) continue;
    const tidy = text
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/[\s,;:]+$/, '');
    if (tidy === '') continue;
    // The service writes such a name from its parts: they are what is to be tidied, each by itself.
    if (member === 'name' && isPresent(person.familyName) && text === fullName({ ...person }))
      continue;
    const path = `${list}[${index}].${member}`;
    const message = `“${text}” has blanks or marks around the name.`;
    report('name-untidy', path, message, setFix(`Write “${tidy}”`, path, tidy));
  }
}

/** Longer texts are no names; they are not looked at for tidiness. */
const maxNameLength = 1000;

/** A role that only people or only organisations have says which of them this is. */
function checkRole(person: Contributor, index: number, report: Report): void {
  if (textOf(person.nameType) !== '' || textOf(person.name) === '') return;
  const role = textOf(person.contributorType);
  const type = organisationRoles.has(role)
    ? 'Organizational'
    : personRoles.has(role) && textOf(person.familyName) !== ''
      ? 'Personal'
      : null;
  if (type === null) return;
  const path = `contributors[${index}].nameType`;
  const message = `“${textOf(person.name)}” has the role ${role}, but no name type.`;
  report('name-type-missing', path, message, setFix(`Write ${type}`, path, type));
}

const holdsSeveral = remember(
  (name) => /;| and | & | et | und |,.*,.*,/i.test(name) && holdsSeveralNames(name),
);

function holdsOrcid(person: Creator): boolean {
  return listOf(person.nameIdentifiers).some((identifier) =>
    /orcid/i.test(textOf(identifier.nameIdentifierScheme)),
  );
}

function checkPublisher(attributes: Attributes, report: Report): void {
  const publisher = objectOf(attributes.publisher);
  const text = textOf(publisher.publisherIdentifier);
  const scheme = textOf(publisher.publisherIdentifierScheme);
  if (!isSound(text, scheme))
    checkRor({ text, scheme, path: 'publisher.publisherIdentifier' }, report);
}

function checkFunders(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const funding of listOf(attributes.fundingReferences)) {
    index += 1;
    const text = textOf(funding.funderIdentifier);
    const type = textOf(funding.funderIdentifierType);
    if (isSound(text, type) || (type === 'Crossref Funder ID' && isFunderId(text))) continue;
    const path = `fundingReferences[${index}].funderIdentifier`;
    if (type === 'Crossref Funder ID' && text !== '') {
      report(
        'funder-id-invalid',
        path,
        `“${text}” is not a Crossref Funder ID. One looks like https://doi.org/10.13039/501100000780.`,
      );
    } else if (type === 'ISNI' && text !== '') {
      checkForm({ text, path, code: 'isni-invalid', parse: parseIsni }, report);
    } else checkRor({ text, scheme: type, path, member: 'Type' }, report);
  }
}

const isFunderId = remember((text) =>
  /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)?10\.13039\/\d+$/i.test(text),
);
