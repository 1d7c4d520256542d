import { parseDoi } from '../../doi/doi.ts';
import type { Fix } from '../../findings/finding.ts';
import { isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import { textOf } from '../../values/tolerant.ts';
import { pathText } from '../path.ts';
import { fullName, isPresent, scalarText } from '../xml/service-view.ts';
import type { Members } from './constraints.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { mendTo } from './mend.ts';
import { foretellLanguage, foretellRights, foretellSubjects } from './foretell-stored.ts';

/**
 * What the service will do to a record that it accepts: what it fills in, leaves out of its XML or
 * stores in another form (datacite.md 1.8, "Normalisations" and "XML writer defaults").
 */
export function foretellChanges(context: Context, record: Members): void {
  eachEntry(context, record, 'creators', foretellPerson);
  eachEntry(context, record, 'contributors', foretellPerson);
  eachEntry(context, record, 'dates', foretellDate);
  eachEntry(context, record, 'descriptions', foretellDescription);
  eachEntry(context, record, 'relatedIdentifiers', foretellRelated);
  eachEntry(context, record, 'fundingReferences', foretellFunding);
  eachEntry(context, record, 'relatedItems', foretellItem);
  eachEntry(context, record, 'rightsList', foretellRights);
  eachEntry(context, record, 'identifiers', foretellIdentifier);
  foretellAliases(context, record);
  foretellSubjects(context, record['subjects']);
  foretellLanguage(context, record['language']);
}

/** What is foretold of one entry of a list of the record. */
type Foretell = (context: Context, entry: Members, record: Members) => void;

const foretellPerson: Foretell = (context, person) => {
  if (isPresent(person['lang'])) report(context, 'member-not-in-xml', { at: 'lang' });
  const name = person['name'];
  if (!isPresent(name) || !isPresent(person['familyName'])) return;
  const instead = fullName(person);
  if (name !== instead)
    report(context, 'name-differs-from-parts', {
      at: 'name',
      value: name,
      instead,
      fix: mendTo('Write the name from its parts', pathText([...context.path, 'name']), instead),
    });
};

const foretellDate: Foretell = (context, date) => foretellType(context, date, 'dateType', 'Issued');
const foretellDescription: Foretell = (context, description) =>
  foretellType(context, description, 'descriptionType', 'Abstract');
const foretellContributor: Foretell = (context, contributor) =>
  foretellType(context, contributor, 'contributorType', 'Other');
const foretellRelated: Foretell = (context, related) =>
  reportUnwritten(context, related, metadataScheme);
const foretellFunding: Foretell = (context, funding) =>
  reportUnwritten(context, funding, funderScheme);
const foretellItem: Foretell = (context, item) =>
  eachEntry(context, item, 'contributors', foretellContributor);

const metadataScheme = ['relatedMetadataScheme', 'schemeUri', 'schemeType'] as const;
const funderScheme = ['schemeUri'] as const;

function eachEntry(context: Context, owner: Members, member: string, look: Foretell): void {
  const list = owner[member];
  if (!Array.isArray(list) || list.length === 0) return;
  context.path.push(member);
  for (let at = 0; at < list.length; at += 1) {
    const entry: unknown = list[at];
    if (!isJsonObject(entry)) continue;
    context.path.push(at);
    look(context, entry, owner);
    context.path.pop();
  }
  context.path.pop();
}

function reportUnwritten(context: Context, entry: Members, members: readonly string[]): void {
  for (const member of members) {
    if (isPresent(entry[member])) report(context, 'member-not-in-xml', { at: member });
  }
}

function foretellType(context: Context, entry: Members, member: string, filled: string): void {
  if (entry[member] === undefined || entry[member] === null) {
    const fix = mendTo(`Write ${filled}`, pathText([...context.path, member]), filled);
    report(context, 'type-filled-in', { at: member, instead: filled, fix });
  }
}

function foretellIdentifier(context: Context, entry: Members, record: Members): void {
  if (entry['identifierType'] !== 'DOI') return;
  const value = entry['identifier'] ?? '';
  report(context, 'identifier-doi-dropped', { value, fix: movingFix(context, value, record) });
}

/** Another DOI of the item becomes a relation; its own DOI has no need of an entry. */
function movingFix(context: Context, value: unknown, record: Members): Fix {
  const doi = typeof value === 'string' ? parseDoi(value) : null;
  const related = record['relatedIdentifiers'];
  const length = Array.isArray(related) ? related.length : 0;
  const isOther =
    doi?.ok === true && doi.value.toLowerCase() !== textOf(record['doi']).toLowerCase();
  const relation = {
    relatedIdentifier: doi?.ok === true ? doi.value : '',
    relatedIdentifierType: 'DOI',
    relationType: 'IsIdenticalTo',
  };
  return {
    label: isOther ? 'Make it a relation' : 'Remove the entry',
    changes: [
      { path: pathText(context.path) },
      ...(isOther ? [{ path: `relatedIdentifiers[${length}]`, value: relation }] : []),
    ],
  };
}

/** A fetched record carries both lists, with the same content; only a difference is lost. */
function foretellAliases(context: Context, record: Members): void {
  const { identifiers, alternateIdentifiers: aliases } = record as Record<
    'identifiers' | 'alternateIdentifiers',
    unknown
  >;
  if (!Array.isArray(identifiers) || !Array.isArray(aliases)) return;
  const said = (entry: Members, value: string, type: string): string =>
    JSON.stringify([scalarText(entry[value]), scalarText(entry[type])]);
  const renamed = aliases
    .filter(isJsonObject)
    .map((alias) => said(alias, 'alternateIdentifier', 'alternateIdentifierType'));
  const plain = identifiers
    .filter(isJsonObject)
    .map((entry) => said(entry, 'identifier', 'identifierType'));
  if (renamed.join() === plain.join()) return;
  const missing = aliases.filter(isJsonObject).flatMap((alias, at) =>
    plain.includes(renamed[at] ?? '')
      ? []
      : [
          {
            identifier: alias['alternateIdentifier'] ?? null,
            identifierType: alias['alternateIdentifierType'] ?? null,
          },
        ],
  );
  const fix = {
    label: 'Keep one list with all of them',
    changes: [
      { path: 'alternateIdentifiers' },
      { path: 'identifiers', value: [...(identifiers as Json[]), ...missing] as Json },
    ],
  };
  report(context, 'aliases-ignored', { at: 'alternateIdentifiers', fix });
}
