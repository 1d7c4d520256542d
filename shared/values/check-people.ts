import type {
  Affiliation,
  Attributes,
  Contributor,
  Creator,
  NameIdentifier,
} from '../metadata/attributes.ts';
import type { Result } from '../support/result.ts';
import { parseIsni, parseOrcid, parseRor } from './authority-id.ts';
import { holdsSeveralNames, isOrganisationName } from './person-name.ts';
import { listOf, objectOf, textOf } from './tolerant.ts';
import type { Report, ValueCode } from './value-finding.ts';
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
    let inner = -1;
    for (const identifier of listOf(person.nameIdentifiers)) {
      inner += 1;
      const text = textOf(identifier.nameIdentifier);
      const scheme = textOf(identifier.nameIdentifierScheme);
      if (isPlainOrcid(text) && scheme === 'ORCID' && parseOrcid(text).ok) continue;
      checkNameIdentifier(identifier, `${list}[${index}].nameIdentifiers[${inner}]`, report);
    }
    inner = -1;
    for (const affiliation of listOf(person.affiliation)) {
      inner += 1;
      if (
        textOf(affiliation.affiliationIdentifier) === '' &&
        textOf(affiliation.affiliationIdentifierScheme) === ''
      )
        continue;
      checkAffiliation(affiliation, `${list}[${index}].affiliation[${inner}]`, report);
    }
  }
}

/** Exactly what DataCite asks for; decides for the many good ones before anything is built. */
function isPlainOrcid(text: string): boolean {
  return text.length === 37 && text.startsWith('https://orcid.org/');
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
  if (person.nameType !== 'Organizational' && mayHoldSeveral(name) && holdsSeveralNames(name)) {
    report(
      'name-holds-several',
      `${list}[${index}].name`,
      `“${name}” seems to hold several people.`,
    );
  }
}

function mayHoldSeveral(name: string): boolean {
  return /;| and | & | et | und |,.*,.*,/i.test(name);
}

function holdsOrcid(person: Creator): boolean {
  return listOf(person.nameIdentifiers).some((identifier) =>
    /orcid/i.test(textOf(identifier.nameIdentifierScheme)),
  );
}

function checkNameIdentifier(identifier: NameIdentifier, path: string, report: Report): void {
  const text = textOf(identifier.nameIdentifier);
  const scheme = textOf(identifier.nameIdentifierScheme);
  if (text === '') {
    if (scheme !== '')
      report(
        'identifier-value-missing',
        path,
        `The scheme ${scheme} is named, but there is no identifier.`,
      );
    return;
  }
  const meant = scheme === '' ? schemeOf(text) : scheme.toUpperCase();
  if (scheme === '') {
    const fix =
      meant === null
        ? undefined
        : setFix(`Name the scheme ${meant}`, `${path}.nameIdentifierScheme`, meant);
    report('identifier-scheme-missing', path, `The identifier “${text}” has no scheme.`, fix);
  } else if (meant === 'ORCID' && scheme !== 'ORCID') {
    const schemePath = `${path}.nameIdentifierScheme`;
    const fix = setFix('Write ORCID', schemePath, 'ORCID');
    report(
      'identifier-scheme-missing',
      schemePath,
      `Only the spelling ORCID is recognised, not “${scheme}”.`,
      fix,
    );
  }
  if (meant === 'ORCID')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'orcid-invalid', parse: parseOrcid },
      report,
    );
  if (meant === 'ISNI')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'isni-invalid', parse: parseIsni },
      report,
    );
  if (meant === 'ROR')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'ror-invalid', parse: parseRor },
      report,
    );
}

function checkAffiliation(affiliation: Affiliation, path: string, report: Report): void {
  checkRor(
    {
      text: textOf(affiliation.affiliationIdentifier),
      scheme: textOf(affiliation.affiliationIdentifierScheme),
      path: `${path}.affiliationIdentifier`,
    },
    report,
  );
}

function checkPublisher(attributes: Attributes, report: Report): void {
  const publisher = objectOf(attributes.publisher);
  const text = textOf(publisher.publisherIdentifier);
  const scheme = textOf(publisher.publisherIdentifierScheme);
  if (text !== '' || scheme !== '')
    checkRor({ text, scheme, path: 'publisher.publisherIdentifier' }, report);
}

function checkFunders(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const funding of listOf(attributes.fundingReferences)) {
    index += 1;
    const text = textOf(funding.funderIdentifier);
    const type = textOf(funding.funderIdentifierType);
    const path = `fundingReferences[${index}].funderIdentifier`;
    if (type === 'Crossref Funder ID' && text !== '') {
      if (/^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)?10\.13039\/\d+$/i.test(text)) continue;
      report(
        'funder-id-invalid',
        path,
        `“${text}” is not a Crossref Funder ID. One looks like https://doi.org/10.13039/501100000780.`,
      );
    } else if (type === 'ISNI' && text !== '') {
      checkForm({ text, path, code: 'isni-invalid', parse: parseIsni }, report);
    } else if (text !== '' || type !== '')
      checkRor({ text, scheme: type, path, member: 'Type' }, report);
  }
}

interface Identified {
  readonly text: string;
  readonly scheme: string;
  readonly path: string;
  readonly member?: 'Scheme' | 'Type';
}

/** An organisation's identifier with the member beside it that names its scheme. */
function checkRor({ text, scheme, path, member = 'Scheme' }: Identified, report: Report): void {
  if (text === '') {
    if (scheme !== 'Other')
      report(
        'identifier-value-missing',
        path,
        `The scheme ${scheme} is named, but there is no identifier.`,
      );
    return;
  }
  const meant = scheme === '' ? schemeOf(text) : scheme.toUpperCase();
  if (scheme === '') {
    const fix =
      meant === null ? undefined : setFix(`Name the scheme ${meant}`, `${path}${member}`, meant);
    report('identifier-scheme-missing', path, `The identifier “${text}” has no scheme.`, fix);
  }
  if (meant === 'ROR') checkForm({ text, path, code: 'ror-invalid', parse: parseRor }, report);
  if (meant === 'ISNI') checkForm({ text, path, code: 'isni-invalid', parse: parseIsni }, report);
}

interface FormCheck {
  readonly text: string;
  readonly path: string;
  readonly code: ValueCode;
  readonly parse: (text: string) => Result<string>;
}

function checkForm({ text, path, code, parse }: FormCheck, report: Report): void {
  const result = parse(text);
  if (!result.ok) report(code, path, result.error);
  else if (result.value !== text) {
    const fix = setFix('Write it as its address', path, result.value);
    report('identifier-not-url', path, `“${text}” is best given as ${result.value}.`, fix);
  }
}

/** The scheme that an identifier tells by itself. */
function schemeOf(text: string): 'ORCID' | 'ROR' | 'ISNI' | null {
  if (/orcid\.org/i.test(text)) return 'ORCID';
  if (/ror\.org/i.test(text)) return 'ROR';
  if (/isni\.org/i.test(text)) return 'ISNI';
  return /^0000-000[1-3]-\d{4}-\d{3}[\dX]$/.test(text) ? 'ORCID' : null;
}
