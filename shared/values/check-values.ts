import { parseDoi } from '../doi/doi.ts';
import type { Finding } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { checkPeople } from './check-people.ts';
import { checkTexts } from './check-texts.ts';
import { isReversed, parseDate, proposeDate } from './date.ts';
import { checkGeoLocation } from './geo.ts';
import { checkIdentifier, isPlainly } from './identifier.ts';
import { findLanguage } from './language.ts';
import { findLicence } from './licence.ts';
import { listOf, objectOf, textOf } from './tolerant.ts';
import { anyTraits, trait } from './text-traits.ts';
import type { Traits } from './text-traits.ts';
import type { Report } from './value-finding.ts';
import { reportTo, setFix } from './value-finding.ts';

/**
 * Every value of a record against what it says it is: identifiers and their check digits, dates, places,
 * languages, licences, encodings. Warnings and hints only; takes any input and never throws. `traits` are those
 * of the record's texts, where they are known.
 */
export function checkValues(attributes: Attributes, traits: Traits = anyTraits): Finding[] {
  const findings: Finding[] = [];
  const report = reportTo(findings);
  checkPeople(attributes, report);
  checkDates(attributes, report);
  checkRelations(attributes, report);
  checkRelatedItems(attributes, report);
  checkPlaces(attributes, report);
  checkRights(attributes, report);
  checkLanguage(attributes, report);
  if ((traits & trait.damaged) !== 0) checkTexts(attributes, report);
  return findings;
}

function checkDates(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const { date } of listOf(attributes.dates)) {
    index += 1;
    const text = textOf(date);
    if (text === '') continue;
    const reading = parseDate(text);
    if (reading === null) {
      const path = `dates[${index}].date`;
      const proposal = proposeDate(text);
      const fix = proposal === null ? undefined : setFix(`Write ${proposal}`, path, proposal);
      report('date-malformed', path, `“${text}” is not a date in a form that DataCite knows.`, fix);
    } else if (isReversed(reading)) {
      const path = `dates[${index}].date`;
      const swapped = text.split('/').reverse().join('/');
      report(
        'date-range-reversed',
        path,
        `The range “${text}” ends before it starts.`,
        setFix('Swap the dates', path, swapped),
      );
    }
  }
}

function checkRelations(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const relation of listOf(attributes.relatedIdentifiers)) {
    index += 1;
    const value = textOf(relation.relatedIdentifier);
    const type = textOf(relation.relatedIdentifierType);
    if (value !== '' && type !== '' && !isPlainly(type, value)) {
      checkRelated({ value, type, path: `relatedIdentifiers[${index}].relatedIdentifier` }, report);
    }
    if (relation.relationType === 'Other' && textOf(relation.relationTypeInformation) === '') {
      const path = `relatedIdentifiers[${index}].relationTypeInformation`;
      report(
        'relation-information-missing',
        path,
        `The relation to “${value}” is of type Other and not explained.`,
      );
    }
  }
}

function checkRelatedItems(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const item of listOf(attributes.relatedItems)) {
    index += 1;
    const identifier = objectOf(item.relatedItemIdentifier);
    const value = textOf(identifier.relatedItemIdentifier);
    const type = textOf(identifier.relatedItemIdentifierType);
    if (value === '' || type === '') continue;
    checkRelated(
      { value, type, path: `relatedItems[${index}].relatedItemIdentifier.relatedItemIdentifier` },
      report,
    );
  }
}

interface Related {
  readonly value: string;
  readonly type: string;
  readonly path: string;
}

function checkRelated({ value, type, path }: Related, report: Report): void {
  const problem = checkIdentifier(type, value);
  if (problem === null) {
    if (type === 'DOI' && !value.startsWith('10.')) checkDoiForm(value, path, report);
    return;
  }
  if (problem.kind === 'check-digit')
    report('related-identifier-check-digit', path, problem.message);
  else if (problem.type === undefined)
    report('related-identifier-malformed', path, problem.message);
  else {
    const fix = setFix(`Make it a ${problem.type}`, `${path}Type`, problem.type);
    report('related-identifier-type', `${path}Type`, problem.message, fix);
  }
}

/** A DOI under an address of a resolver, or with its label before it. */
function checkDoiForm(value: string, path: string, report: Report): void {
  const parsed = parseDoi(value);
  if (!parsed.ok) return;
  const fix = setFix('Write the bare DOI', path, parsed.value);
  report('related-identifier-form', path, `“${value}” is best given as ${parsed.value}.`, fix);
}

function checkPlaces(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const place of listOf(attributes.geoLocations)) {
    index += 1;
    for (const { code, path, message, fix } of checkGeoLocation(place)) {
      const at = `geoLocations[${index}]`;
      const changes = fix?.changes.map((change) => ({ ...change, path: at + change.path }));
      report(code, at + path, message, fix && changes && { ...fix, changes });
    }
  }
}

function checkRights(attributes: Attributes, report: Report): void {
  let index = -1;
  for (const rights of listOf(attributes.rightsList)) {
    index += 1;
    const id = textOf(rights.rightsIdentifier);
    if (
      id === '' ||
      textOf(rights.rightsIdentifierScheme).toLowerCase() !== 'spdx' ||
      findLicence(id) !== null
    )
      continue;
    const path = `rightsList[${index}].rightsIdentifier`;
    const meant = findLicence(textOf(rights.rightsUri)) ?? findLicence(textOf(rights.rights));
    const fix =
      meant === null ? undefined : setFix(`Write ${meant.id}`, path, meant.id.toLowerCase());
    report('rights-identifier-unknown', path, `“${id}” is not in the SPDX list of licences.`, fix);
  }
}

function checkLanguage(attributes: Attributes, report: Report): void {
  const text = textOf(attributes.language);
  if (text === '' || findLanguage(text) !== null) return;
  report('language-unknown', 'language', `“${text}” is not a language code that ISO 639 knows.`);
}
