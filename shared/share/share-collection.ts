import { readCitation } from '../citation/citation-source.ts';
import type { CitedPlace } from '../citation/cited-place.ts';
import { howToCite, howToCiteMarkdown } from '../citation/how-to-cite.ts';
import { toSchemaOrg } from '../citation/schema-org.ts';
import { escapeHtml } from '../history/escape-html.ts';
import { packStyle } from '../history/pack-style.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { shareText as text } from '../text/share.en.ts';
import type { Position } from '../versions/position.ts';
import type { Realm } from './mark-unreal.ts';
import { markUnreal, realmMarks } from './mark-unreal.ts';
import type { SharedFile } from './share-record.ts';
import { tellPlace } from './tell-place.ts';

export const collectionForms = ['html', 'markdown', 'csv', 'atom', 'sitemap', 'json-ld'] as const;
export type CollectionForm = (typeof collectionForms)[number];

export interface SharedCollection {
  readonly name: string;
  readonly realm: Realm;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly records: readonly {
    readonly attributes: Attributes;
    readonly updatedAt: string;
    readonly position?: Position | null;
  }[];
}

/** A table of contents, or a feed, of what a collection has published (requirements E25b and E25e). */
export function shareCollection(collection: SharedCollection, form: CollectionForm): SharedFile {
  const { realm } = collection;
  const records = collection.records.map(({ attributes, updatedAt, position = null }) => {
    const marked = markUnreal(attributes, realm);
    const place = tellPlace(position, { realm, attributes });
    return { attributes: marked, updatedAt, place, source: readCitation(marked) };
  });
  const mark = realmMarks[realm];
  const name = mark === '' ? collection.name : `[${mark}] ${collection.name}`;
  const entries: Entries = { name, mark, updatedAt: collection.updatedAt, records };
  switch (form) {
    case 'html':
      return { text: contentsHtml(entries), extension: 'html', mediaType: 'text/html' };
    case 'markdown':
      return {
        text: `# ${name}\n\n${records.map(({ attributes, place }) => `- ${howToCiteMarkdown(attributes)}${place === null ? '' : ` (${place.note})`}\n`).join('')}`,
        extension: 'md',
        mediaType: 'text/markdown',
      };
    case 'csv':
      return { text: contentsCsv(entries), extension: 'csv', mediaType: 'text/csv' };
    case 'atom':
      return { text: atomFeed(entries), extension: 'atom', mediaType: 'application/atom+xml' };
    case 'sitemap':
      return { text: sitemap(entries), extension: 'xml', mediaType: 'application/xml' };
    case 'json-ld':
      return {
        text: `${JSON.stringify({ '@context': 'https://schema.org', '@type': 'DataCatalog', name, dataset: records.map(({ attributes, place }) => toSchemaOrg(attributes, { place })) }, null, 2)}\n`,
        extension: 'jsonld',
        mediaType: 'application/ld+json',
      };
  }
}

interface Entries {
  readonly name: string;
  readonly mark: string;
  readonly updatedAt: string;
  readonly records: readonly {
    readonly attributes: Attributes;
    readonly updatedAt: string;
    readonly place: CitedPlace | null;
    readonly source: ReturnType<typeof readCitation>;
  }[];
}

function contentsHtml({ name, mark, records }: Entries): string {
  const items = records.map(({ attributes, source, place }) => {
    const cite = howToCite(attributes);
    const body = source.link === '' ? cite : cite.slice(0, -source.link.length);
    const link = escapeHtml(source.link);
    return `<li>${escapeHtml(body)}<a href="${link}">${link}</a>${place === null ? '' : `<br><small>${escapeHtml(place.note)}</small>`}</li>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(name)}</title><style>${packStyle}</style></head>
<body>${mark === '' ? '' : `<p class="warning">${escapeHtml(text.unreal(mark))}</p>`}<h1>${escapeHtml(name)}</h1><ol>
${items.join('\n')}
</ol></body></html>
`;
}

function contentsCsv({ records }: Entries): string {
  const rows = records.map(({ source, place }) => [
    source.link,
    source.title,
    source.authors.map(({ literal }) => literal).join('; '),
    source.year,
    source.publisher,
    source.type,
    place?.note ?? '',
  ]);
  const lines = [['url', 'title', 'creators', 'year', 'publisher', 'type', 'place'], ...rows];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4287; the id of an entry is the address of its DOI, which never changes. `latest-version`: RFC 5829. */
function atomFeed({ name, updatedAt, records }: Entries): string {
  const entries = records.map(
    ({ source, place, updatedAt: at }) =>
      `<entry><id>${escapeHtml(source.link)}</id><title>${escapeHtml(source.title)}</title><updated>${escapeHtml(at)}</updated><link href="${escapeHtml(source.link)}"/>${newerLink(place)}${source.authors.map(({ literal }) => `<author><name>${escapeHtml(literal)}</name></author>`).join('')}<summary>${escapeHtml([source.abstract, place?.note ?? ''].filter((part) => part !== '').join(' – '))}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:doi-steward:${escapeHtml(encodeURIComponent(name))}</id><title>${escapeHtml(name)}</title><updated>${escapeHtml(updatedAt)}</updated><author><name>${escapeHtml(name)}</name></author>
${entries.join('\n')}
</feed>
`;
}

/** Landing pages as search engines want them (sitemaps.org 0.9); of records that are not real, none is real. */
function sitemap({ records }: Entries): string {
  const urls = records
    .filter(({ source }) => source.landingPage !== '')
    .map(
      ({ source, updatedAt }) =>
        `<url><loc>${escapeHtml(source.landingPage)}</loc><lastmod>${escapeHtml(updatedAt.slice(0, 10))}</lastmod></url>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}

function newerLink(place: CitedPlace | null): string {
  return place?.newer == null
    ? ''
    : `<link rel="latest-version" href="${escapeHtml(place.newer)}"/>`;
}
