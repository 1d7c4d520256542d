import type { Fix } from '../../findings/finding.ts';
import { listOf, textOf } from '../../values/tolerant.ts';
import { nameKey, rorKey } from '../prepared-context.ts';
import type { RecordView } from '../record-view.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';

const platform =
  /^(?:hugging ?face|github|gitlab|kaggle|bitbucket|google drive|dropbox|onedrive|pypi|docker hub)(?:,? inc\.?)?$/i;

/** Whose item it is: publisher, host, funder (A31, A43, E3, E6). */
export const institutionRules: readonly Rule[] = [
  {
    code: 'publisher-outside-institution',
    requirements: ['E6', 'E3'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'DOIs are registered for content that the institution answers for, and are not passed on to third parties.',
    remedy: 'Correct the publisher, or record why the institution is responsible.',
    reads: ['publisher'],
    check: (record, hit) => {
      const { publisher, context } = record;
      if (context.institution === undefined || publisher === '' || platform.test(publisher)) return;
      if (isOurs(record)) return;
      const path = record.publisherIsObject ? 'publisher.name' : 'publisher';
      hit(
        path,
        `The publisher “${publisher}” is not ${context.institution.names[0] ?? 'the institution'}.`,
      );
    },
  },
  {
    code: 'publisher-is-platform',
    requirements: ['E6', 'A31'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'The publisher is who answers for the item; a platform that stores it is its hosting institution.',
    remedy:
      'Make the institution the publisher, and the platform a contributor of the type HostingInstitution.',
    reads: ['publisher', 'contributors'],
    check: (record, hit) => {
      if (!platform.test(record.publisher)) return;
      const path = record.publisherIsObject ? 'publisher.name' : 'publisher';
      const name = record.context.institution?.names[0];
      const fix = name === undefined ? undefined : platformFix(record, name, path);
      hit(path, `The publisher is the platform “${record.publisher}”.`, fix);
    },
  },
  {
    code: 'publisher-ror-missing',
    requirements: ['A47', 'A32'],
    source: sources.schema,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'The ROR identifier says which organisation is meant (schema 4.7, 4.a).',
    remedy: 'Add the publisher’s ROR identifier.',
    reads: ['publisher'],
    check: (record, hit) => {
      const { publisher, publisherRor, context } = record;
      if (publisher === '' || publisherRor !== '' || platform.test(publisher)) return;
      const ror = context.institutionKeys.has(nameKey(publisher))
        ? context.institution?.rorIds?.[0]
        : undefined;
      hit(
        'publisher',
        `The publisher “${publisher}” has no ROR identifier.`,
        ror === undefined ? undefined : publisherRorFix(publisher, ror),
      );
    },
  },
  {
    code: 'hosting-institution-missing',
    requirements: ['A31'],
    source: sources.article,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'Someone keeps the files and promises access; the record says who.',
    remedy: 'Add a contributor of the type HostingInstitution.',
    reads: ['contributors'],
    check: ({ contributors, context }, hit) => {
      if (contributors.some(({ contributorType }) => contributorType === 'HostingInstitution'))
        return;
      const name = context.institution?.names[0];
      const path = `contributors[${contributors.length}]`;
      const value = {
        name: name ?? '',
        nameType: 'Organizational',
        contributorType: 'HostingInstitution',
      };
      const fix =
        name === undefined ? undefined : { label: `Add ${name}`, changes: [{ path, value }] };
      hit('contributors', 'No hosting institution is named.', fix);
    },
  },
  {
    code: 'funder-identifier-missing',
    requirements: ['A43'],
    source: sources.article,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Funders find what they paid for by their identifier, not by a spelling of their name.',
    remedy: 'Add the funder’s ROR or Crossref Funder identifier.',
    reads: ['fundingReferences'],
    check: ({ attributes }, hit) => {
      listOf(attributes.fundingReferences).forEach(({ funderName, funderIdentifier }, index) => {
        if (textOf(funderName) === '' || textOf(funderIdentifier) !== '') return;
        hit(
          `fundingReferences[${index}].funderIdentifier`,
          `The funder “${textOf(funderName)}” has no identifier.`,
        );
      });
    },
  },
];

function isOurs({ publisher, publisherRor, context }: RecordView): boolean {
  return (
    (publisherRor !== '' && context.institutionRors.has(rorKey(publisherRor))) ||
    context.institutionKeys.has(nameKey(publisher))
  );
}

function publisherRorFix(name: string, ror: string): Fix {
  const value = {
    name,
    publisherIdentifier: ror,
    publisherIdentifierScheme: 'ROR',
    schemeUri: 'https://ror.org',
  };
  return { label: 'Add the institution’s ROR identifier', changes: [{ path: 'publisher', value }] };
}

function platformFix({ publisher, contributors }: RecordView, name: string, path: string): Fix {
  const isHost = contributors.some(
    ({ contributorType }) => contributorType === 'HostingInstitution',
  );
  const host = {
    name: publisher,
    nameType: 'Organizational',
    contributorType: 'HostingInstitution',
  };
  return {
    label: `Make ${name} the publisher`,
    changes: [
      { path, value: name },
      ...(isHost ? [] : [{ path: `contributors[${contributors.length}]`, value: host }]),
    ],
  };
}
