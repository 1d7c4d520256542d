import type { Fix } from '../../findings/finding.ts';
import type { Rights } from '../../metadata/attributes.ts';
import { remember } from '../../support/remember.ts';
import { findLicence, isAccessStatement, spdxSchemeUri } from '../../values/licence.ts';
import type { Licence } from '../../values/licence.ts';
import { textOf } from '../../values/tolerant.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';

/** Access that is not open to all. */
const closedStatement =
  /semantics\/(?:closed|restricted|embargoed)Access|access_right\/c_(?:16ec|f1cf|14cb)|^(?:closed|restricted|embargoed) access$/i;

const isClosed = remember((text) => closedStatement.test(text));

function saysAccess({ rights, rightsUri, rightsIdentifier }: Rights): boolean {
  return [rights, rightsUri, rightsIdentifier].some((text) => isAccessStatement(textOf(text)));
}

function isStated({ rights, rightsUri, rightsIdentifier }: Rights): boolean {
  return textOf(rights) !== '' || textOf(rightsUri) !== '' || textOf(rightsIdentifier) !== '';
}

function licenceOf({ rights, rightsUri, rightsIdentifier }: Rights): Licence | null {
  return (
    findLicence(textOf(rightsIdentifier)) ??
    findLicence(textOf(rightsUri)) ??
    findLicence(textOf(rights))
  );
}

/** What others may do with the item (A14, A32, A46, E9, E12). */
export const rightsRules: readonly Rule[] = [
  {
    code: 'licence-missing',
    requirements: ['A14', 'E9', 'A30'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'Copyright is cleared before a DOI is assigned; without a licence nobody may reuse the item.',
    remedy: 'Choose a licence, or record the decision to give none.',
    reads: ['rightsList'],
    check: ({ rights }, hit) => {
      if (!rights.some((entry) => isStated(entry) && !saysAccess(entry)))
        hit('rightsList', 'No licence is given.');
    },
  },
  {
    code: 'licence-custom',
    requirements: ['E9', 'A46'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'hint',
    gate: 'asks',
    why: 'A licence that SPDX does not list has terms of its own; someone has to have read them.',
    remedy: 'Check the copyright, give the address of the terms, and record that you did.',
    reads: ['rightsList'],
    check: ({ rights }, hit) => {
      const stated = rights.findIndex((entry) => isStated(entry) && !saysAccess(entry));
      if (stated < 0 || rights.some((entry) => licenceOf(entry) !== null)) return;
      const { rights: name, rightsUri } = rights[stated] ?? {};
      hit(
        `rightsList[${stated}]`,
        `“${textOf(name) || textOf(rightsUri)}” is not a licence that SPDX lists.`,
      );
    },
  },
  {
    code: 'licence-not-machine-readable',
    requirements: ['A46', 'A32'],
    source: sources.schema,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'Machines and search filters read the SPDX identifier and the address (schema 4.7, 16.b).',
    remedy: 'Accept the identifier and address of the licence that is meant.',
    reads: ['rightsList'],
    check: ({ rights }, hit) => {
      rights.forEach((entry, index) => {
        if (textOf(entry.rightsIdentifier) !== '' && textOf(entry.rightsUri) !== '') return;
        const licence = licenceOf(entry);
        if (licence === null) return;
        const path = `rightsList[${index}]`;
        hit(
          path,
          `“${textOf(entry.rights) || textOf(entry.rightsUri) || licence.id}” lacks its SPDX identifier or address.`,
          licenceFix(path, licence),
        );
      });
    },
  },
  {
    code: 'access-unexplained',
    requirements: ['E12', 'C14', 'A35', 'E28d'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'none',
    why: 'Content may be closed, but the record then says how access is asked for.',
    remedy: 'Describe the way to access in a description, or in the rights.',
    reads: ['rightsList', 'descriptions'],
    check: ({ rights, descriptions }, hit) => {
      const closed = rights.findIndex(({ rights: name, rightsUri, rightsIdentifier }) =>
        [name, rightsUri, rightsIdentifier].some((text) => isClosed(textOf(text))),
      );
      if (closed < 0) return;
      const explains = /access|request|contact|embargo|available (?:on|from|upon)/i;
      const isExplained =
        descriptions.some(({ description }) => explains.test(textOf(description))) ||
        rights.some((entry) => !saysAccess(entry) && explains.test(textOf(entry.rights)));
      if (!isExplained)
        hit(`rightsList[${closed}]`, 'Access is restricted, and nothing says how to ask for it.');
    },
  },
  {
    code: 'metadata-restricted',
    requirements: ['E12'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'Content may be closed; the metadata of a DOI is open (CC0).',
    remedy: 'Take the statement away, and anything out of the metadata that must not be public.',
    reads: ['rightsList'],
    check: ({ rights }, hit) => {
      rights.forEach((entry, index) => {
        if (
          /metadata\s+(?:is|are)\s+(?:not public|restricted|confidential|closed|copyright)|restricted metadata/i.test(
            textOf(entry.rights),
          )
        ) {
          const isAll =
            textOf(entry.rightsUri) === '' &&
            textOf(entry.rightsIdentifier) === '' &&
            !/[.;!?]\s+\S/.test(textOf(entry.rights));
          const fix = isAll
            ? { label: 'Remove the statement', changes: [{ path: `rightsList[${index}]` }] }
            : undefined;
          hit(`rightsList[${index}].rights`, 'The rights restrict the metadata.', fix);
        }
      });
    },
  },
];

/** The service stores SPDX identifiers in lower case; sending them so keeps the comparison quiet. */
function licenceFix(path: string, licence: Licence): Fix {
  return {
    label: `Write it as ${licence.id}`,
    changes: [
      { path: `${path}.rights`, value: licence.name },
      { path: `${path}.rightsUri`, value: licence.url },
      { path: `${path}.rightsIdentifier`, value: licence.id.toLowerCase() },
      { path: `${path}.rightsIdentifierScheme`, value: 'SPDX' },
      { path: `${path}.schemeUri`, value: spdxSchemeUri },
    ],
  };
}
