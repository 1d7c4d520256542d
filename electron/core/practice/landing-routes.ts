import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readCitation } from '#shared/citation/citation-source.ts';
import { howToCite } from '#shared/citation/how-to-cite.ts';
import { toJsonLdScript } from '#shared/citation/schema-org.ts';
import { shareText } from '#shared/text/share.en.ts';
import { headerUrl, textAnswer, type Answer } from './answer.ts';
import type { PracticeRecord } from './record.ts';
import { markedAttributes } from './representation-routes.ts';
import type { PracticeRequest } from './request.ts';
import { samplePages } from './sample/sample-pages.ts';
import type { World } from './world.ts';

/** `GET /resolve/:doi`: what doi.org does. Drafts have no handle. */
export function resolveDoi(world: World, doi: string): Answer {
  const record = world.records.find(doi);
  const url = record?.handleUrl;
  if (url == null || record?.state === 'draft') {
    return htmlAnswer(
      404,
      'DOI Not Found',
      `<p>This DOI cannot be found in the handle system: ${escapeHtml(doi)}</p>`,
    );
  }
  return { status: 302, headers: { location: headerUrl(url), vary: 'Accept' }, body: null };
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * The institution's web server: a file of the pages folder at `<host>/<path>`, else a page made for a
 * record whose address this is, else 404. It never leaves the folder.
 */
export function landingPage(
  request: PracticeRequest,
  world: World,
  host: string,
  pagePath: string,
): Answer {
  const file = fileFor(world.pagesFolder, host, pagePath);
  if (file !== null) {
    const type = contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
    return textAnswer(200, type, readFileSync(file, 'utf8'));
  }
  const question = request.target.indexOf('?');
  const search = question < 0 ? '' : request.target.slice(question);
  const plain = safeDecode(pagePath) ?? pagePath;
  for (const tail of new Set([pagePath + search, pagePath, plain])) {
    const address = `https://${host}${tail}`;
    const record = world.records.findByUrl(address);
    if (record !== null) return pageOf(record);
    const title = samplePages().get(address);
    if (title !== undefined)
      return htmlAnswer(200, title, '<p>This page describes an item of the sample collection.</p>');
  }
  return htmlAnswer(404, 'Page not found', '<p>There is nothing at this address.</p>');
}

/** Only plain names, so that neither `..` nor an absolute path can lead out of the folder. */
const safeHost = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

function fileFor(folder: string | null, host: string, pagePath: string): string | null {
  if (folder === null || !safeHost.test(host) || host.includes('..')) return null;
  const decoded = safeDecode(pagePath);
  if (decoded === null || /[\0\\]/.test(decoded)) return null;
  const root = path.resolve(folder, host);
  for (const name of [decoded, `${decoded}.html`, path.posix.join(decoded, 'index.html')]) {
    const file = path.resolve(root, `.${path.posix.normalize(`/${name}`)}`);
    if (file.startsWith(root + path.sep) && existsSync(file) && statSync(file).isFile())
      return file;
  }
  return null;
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // Malformed escapes name no file.
    return null;
  }
}

/** What a guideline asks of a landing page: title, citation with the DOI's address, description, JSON-LD. */
function pageOf(record: PracticeRecord): Answer {
  const attributes = markedAttributes(record);
  const { title, abstract, link } = readCitation(attributes);
  return htmlAnswer(
    200,
    title,
    [
      `<p><strong>${escapeHtml(shareText.unreal('PRACTICE'))}</strong></p>`,
      `<p>${escapeHtml(howToCite(attributes))}</p>`,
      `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
      `<p>${escapeHtml(abstract)}</p>`,
      `<script type="application/ld+json">${toJsonLdScript(attributes)}</script>`,
    ].join('\n'),
  );
}

function htmlAnswer(status: number, title: string, body: string): Answer {
  const heading = escapeHtml(title);
  return textAnswer(
    status,
    'text/html; charset=utf-8',
    `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${heading}</title></head>\n<body>\n<h1>${heading}</h1>\n${body}\n</body>\n</html>\n`,
  );
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
