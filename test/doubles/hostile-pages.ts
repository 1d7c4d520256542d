import { createHash } from 'node:crypto';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { landingPage, tombstonePage } from '#shared/removal/page-html.ts';
import type { PageBody, PageSource } from '#shared/removal/page-parts.ts';
import { landingBody, tombstoneBody } from '#shared/removal/page-parts.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** A record that has the same text in every field that a page shows. */
export function attributesWith(text: string): Attributes {
  return {
    url: text,
    titles: [{ title: text }],
    creators: [{ name: text, nameType: 'Personal', affiliation: [{ name: text }] }],
    publisher: { name: text },
    publicationYear: 2024,
    language: text,
    version: text,
    types: { resourceTypeGeneral: 'Dataset', resourceType: text },
    subjects: [{ subject: text }],
    rightsList: [{ rights: text, rightsUri: text }],
    descriptions: [
      { description: text, descriptionType: 'Abstract' },
      { description: text, descriptionType: 'TechnicalInfo' },
    ],
    relatedIdentifiers: [
      { relatedIdentifier: text, relatedIdentifierType: 'URL', relationType: 'IsPartOf' },
    ],
  };
}

export interface HostilePage {
  readonly name: string;
  readonly html: string;
  readonly body: PageBody;
}

/** Every kind of page with one text in all its fields, those of the record, the case and the template. */
export function hostilePages(text: string): HostilePage[] {
  const source: PageSource = {
    doi: '10.5072/abc',
    attributes: attributesWith(text),
    versions: [{ doi: `10.5072/${text.replace(/\s/g, '')}`, title: text, version: text }],
    place: null,
    isPractice: true,
  };
  const tombstone: Tombstone = {
    ...emptyTombstone,
    reason: 'spam',
    statement: text,
    circumstancesDate: text,
    withdrawnDate: text,
    decidedBy: text,
    authority: text,
    contact: text,
    successorDoi: text,
    successorRelation: 'IsObsoletedBy',
    citation: text,
  };
  const template = {
    institution: text,
    logo: text,
    accent: text,
    imprint: text,
    imprintUrl: text,
    homeUrl: text,
  };
  const setting = { template, sha256, metadataName: 'page.json' };
  const landing = { language: 'de', itemUrl: text } as const;
  return [
    {
      name: 'tombstone',
      html: tombstonePage(source, tombstone, setting).html,
      body: tombstoneBody(source, tombstone),
    },
    {
      name: 'tombstone with its citation',
      html: tombstonePage(source, { ...tombstone, citation: '' }, setting).html,
      body: tombstoneBody(source, { ...tombstone, citation: '' }),
    },
    {
      name: 'landing page',
      html: landingPage(source, landing, setting).html,
      body: landingBody(source, landing),
    },
  ];
}
