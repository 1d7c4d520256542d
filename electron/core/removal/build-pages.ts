import { isAbsolute } from 'node:path';

import type { Output } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { landingPage } from '#shared/removal/page-html.ts';
import { indexPage, sitemap } from '#shared/removal/pages-index.ts';
import type { IndexEntry } from '#shared/removal/pages-index.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { pageSource, sha256Base64 } from './make-page.ts';
import { fileNames, folderPlace, handFolder, placeOf } from './places.ts';
import type { PageFile, PlaceForPages } from './places.ts';
import { readSettings } from './settings.ts';

interface Kept {
  readonly doi: string;
  readonly heading: string;
  readonly html: string;
  readonly json_ld: string;
  readonly made_on: string;
}

interface LandingRow {
  readonly doi: string;
  readonly attributes: string;
  readonly repository_id: string;
  readonly title: string | null;
  readonly updated_at: string;
}

/** Pages written between two turns of the event loop. */
const perTurn = 50;

/**
 * Writes all tombstone pages that are out, byte by byte as they were checked, and the landing pages of
 * published records if asked, with an index and a sitemap: a static site.
 */
export async function buildPages(
  context: CoreContext,
  { folder, landing }: { readonly folder: string | null; readonly landing: boolean },
): Promise<Output<'removal.buildPages'>> {
  const { ledger, ports } = context;
  const settings = readSettings(ledger);
  const base = settings.place?.baseUrl ?? '';
  const place = targetOf(context, folder);
  const entries: IndexEntry[] = [];
  const moves: (readonly string[])[] = [];
  const kept = ledger.db.all<Kept>(
    `select doi, heading, html, json_ld, made_on from removal_page where kind = 'tombstone' order by doi`,
  );
  for (const { doi, heading, html, json_ld: jsonLd, made_on: day } of kept) {
    const names = fileNames(doi);
    await place.write([
      { name: names.html, text: html },
      { name: names.jsonLd, text: jsonLd },
    ]);
    entries.push({ doi, heading, day });
  }
  if (landing) {
    const gone = new Set(kept.map(({ doi }) => doi));
    const rows = ledger.db.all<LandingRow>(
      `select doi, attributes, repository_id, title, updated_at from record
       where state = 'findable' and burnt = 0 and sync <> 'observe-only' order by doi`,
    );
    for (const [at, row] of rows.entries()) {
      if (gone.has(row.doi)) continue;
      await place.write(landingFiles(context, row, place.urlOf(row.doi)));
      const move = base === '' ? null : moveTo(row, place.urlOf(row.doi));
      if (move !== null) moves.push(move);
      entries.push({ doi: row.doi, heading: row.title ?? '', day: row.updated_at.slice(0, 10) });
      if (at % perTurn === 0) await ports.clock.sleep(0);
    }
  }
  const { template } = settings;
  await place.write([
    {
      name: 'index.html',
      text: indexPage(entries, template, { language: 'en', sha256: sha256Base64 }),
    },
    ...(base === '' ? [] : [{ name: 'sitemap.xml', text: sitemap(entries, base) }]),
  ]);
  return {
    pageCount: entries.length,
    folder: folder ?? place.kind,
    addresses: moves.length === 0 ? '' : csvOf([['doi', 'url', 'contentUrl[0]'], ...moves]),
  };
}

function targetOf(context: CoreContext, folder: string | null): PlaceForPages {
  const { place } = readSettings(context.ledger);
  if (folder !== null) {
    if (!isAbsolute(folder)) {
      throw new AppError('VALIDATION', {
        message: removalText.error.badPlace(`${folder} is no full path of a folder`),
        path: 'folder',
      });
    }
    return folderPlace('folder', folder, place?.baseUrl ?? '');
  }
  if (place === null) return folderPlace('by-hand', handFolder(context), '');
  return placeOf(context, place);
}

/**
 * How a DOI is to lead to its new page: the page as the record's address, and where the item is as the address of
 * its content. Null: it leads there already.
 */
function moveTo({ doi, attributes: json }: LandingRow, pageUrl: string): readonly string[] | null {
  const { url, contentUrl } = JSON.parse(json) as Attributes;
  return url === pageUrl ? null : [doi, pageUrl, firstOf(contentUrl) ?? url ?? ''];
}

/** A sheet that `update` reads; every cell quoted (RFC 4180). */
function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function firstOf(content: Attributes['contentUrl']): string | undefined {
  const first: unknown = Array.isArray(content) ? content[0] : content;
  return typeof first === 'string' ? first : undefined;
}

/** The item itself is where the record says that its content is; else where the record leads now. */
function landingFiles(context: CoreContext, row: LandingRow, pageUrl: string): PageFile[] {
  const attributes = JSON.parse(row.attributes) as Attributes;
  const elsewhere = attributes.url === pageUrl ? '' : attributes.url;
  const itemUrl = firstOf(attributes.contentUrl) ?? elsewhere ?? '';
  const names = fileNames(row.doi);
  const source = pageSource(context, {
    doi: row.doi,
    attributes,
    repository: getRepository(context.ledger, row.repository_id),
    leaving: new Set(),
  });
  const page = landingPage(
    source,
    { language: 'en', itemUrl },
    {
      template: readSettings(context.ledger).template,
      sha256: sha256Base64,
      metadataName: names.jsonLd.split('/').at(-1) ?? names.jsonLd,
    },
  );
  return [
    { name: names.html, text: page.html },
    { name: names.jsonLd, text: page.jsonLd },
  ];
}
