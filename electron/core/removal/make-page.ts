import { createHash } from 'node:crypto';

import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Page } from '#shared/removal/page-html.ts';
import { tombstonePage } from '#shared/removal/page-html.ts';
import type { PageSource } from '#shared/removal/page-parts.ts';
import { tombstoneBody } from '#shared/removal/page-parts.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { isWithdrawn } from '#shared/removal/withdrawn-attributes.ts';
import { isLive } from '#shared/versions/version-node.ts';
import type { CoreContext } from '../context.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { componentOf } from '../versions/edge-table.ts';
import { readPlaces } from '../versions/places.ts';
import { readRecords } from '../versions/version-records.ts';
import { fileNames } from './places.ts';
import type { PageFile } from './places.ts';
import { readSettings } from './settings.ts';

/** Lower-case hex. */
export function sha256Hex(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

export function sha256Base64(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** More versions than a reader looks through. */
const mostVersions = 50;

/** The sources of a record's page. `isHere`: DOIs that go together are no versions to send a reader to. */
export function pageSource(
  { ledger }: CoreContext,
  what: {
    readonly doi: string;
    readonly attributes: Attributes;
    readonly repository: Pick<Repository, 'environment'>;
    readonly leaving: ReadonlySet<string>;
  },
): PageSource {
  const versions = readRecords(ledger, componentOf(ledger, what.doi, mostVersions))
    .filter(
      ({ node, attributes }) =>
        node.key !== what.doi &&
        !what.leaving.has(node.key) &&
        isLive(node) &&
        !isWithdrawn(attributes),
    )
    .slice(0, mostVersions)
    .map(({ node }) => ({ doi: node.key, title: node.title, version: node.version }));
  return {
    doi: what.doi,
    attributes: what.attributes,
    versions,
    place: readPlaces(ledger, [what.doi]).get(what.doi) ?? null,
    isPractice: what.repository.environment === 'practice',
  };
}

export interface MadePage extends Page {
  readonly files: readonly PageFile[];
  readonly heading: string;
  /** SHA-256 of the HTML. */
  readonly sha256: string;
}

export function makeTombstone(
  { ledger }: CoreContext,
  source: PageSource,
  tombstone: Tombstone,
): MadePage {
  const names = fileNames(source.doi);
  const page = tombstonePage(source, tombstone, {
    template: readSettings(ledger).template,
    sha256: sha256Base64,
    metadataName: names.jsonLd.split('/').at(-1) ?? names.jsonLd,
  });
  return {
    ...page,
    heading: tombstoneBody(source, tombstone).heading,
    sha256: sha256Hex(page.html),
    files: [
      { name: names.html, text: page.html },
      { name: names.jsonLd, text: page.jsonLd },
    ],
  };
}
