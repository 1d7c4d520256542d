import { readCitation } from '../citation/citation-source.ts';
import { howToCite, howToCiteMarkdown } from '../citation/how-to-cite.ts';
import { toSchemaOrg } from '../citation/schema-org.ts';
import { escapeHtml } from '../history/escape-html.ts';
import { packStyle } from '../history/pack-style.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { shareText as text } from '../text/share.en.ts';
import type { Realm } from './mark-unreal.ts';
import { markUnreal, realmMarks } from './mark-unreal.ts';
import type { SharedFile } from './share-record.ts';

export const collectionForms = ['html', 'markdown', 'csv', 'atom', 'sitemap', 'json-ld'] as const;
export type CollectionForm = (typeof collectionForms)[number];

export interface SharedCollection {
  readonly name: string;
  readonly realm: Realm;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly records: readonly { readonly attributes: Attributes; readonly updatedAt: string }[];
}

/** A table of contents, or a feed, of what a collection has published (requirements E25b and E25e). */
export function shareCollection(collection: SharedCollection, form: CollectionForm): SharedFile {
  const { realm } = collection;
  const records = collection.records.map(({ attributes, updatedAt }) => {
    const marked = markUnreal(attributes, realm);
    return { attributes: marked, updatedAt, source: readCitation(marked) };
  });
  const mark = realmMarks[realm];
  const name = mark === '' ? collection.name : `[${mark}] ${collection.name}`;
  const entries: Entries = { name, mark, updatedAt: collection.updatedAt, records };
  switch (form) {
    case 'html':
      return { text: contentsHtml(entries), extension: 'html', mediaType: 'text/html' };
    case 'markdown':
      return {
        text: `# ${name}\n\n${records.map(({ attributes }) => `- ${howToCiteMarkdown(attributes)}\n`).join('')}`,
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
        text: `${JSON.stringify({ '@context': 'https://schema.org', '@type': 'DataCatalog', name, dataset: records.map(({ attributes }) => toSchemaOrg(attributes)) }, null, 2)}\n`,
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
    readonly source: ReturnType<typeof readCitation>;
  }[];
}

function contentsHtml({ name, mark, records }: Entries): string {
  const items = records.map(({ attributes, source }) => {
    const cite = howToCite(attributes);
    const body = source.link === '' ? cite : cite.slice(0, -source.link.length);
    const link = escapeHtml(source.link);
    return `<li>${escapeHtml(body)}<a href="${link}">${link}</a></li>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(name)}</title><style>${packStyle}</style></head>
<body>${mark === '' ? '' : `<p class="warning">${escapeHtml(text.unreal(mark))}</p>`}<h1>${escapeHtml(name)}</h1><ol>
${items.join('\n')}
</ol></body></html>
`;
}

function contentsCsv({ records }: Entries): string {
  const rows = records.map(({ source }) => [
    source.link,
    source.title,
    source.authors.map(({ literal }) => literal).join('; '),
    source.year,
    source.publisher,
    source.type,
  ]);
  const lines = [['url', 'title', 'creators', 'year', 'publisher', 'type'], ...rows];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4287; the id of an entry is the address of its DOI, which never changes. */
function atomFeed({ name, updatedAt, records }: Entries): string {
  const entries = records.map(
    ({ source, updatedAt: at }) =>
      `<entry><id>${escapeHtml(source.link)}</id><title>${escapeHtml(source.title)}</title><updated>${escapeHtml(at)}</updated><link href="${escapeHtml(source.link)}"/>${source.authors.map(({ literal }) => `<author><name>${escapeHtml(literal)}</name></author>`).join('')}<summary>${escapeHtml(source.abstract)}</summary></entry>`,
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
