import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { textAnswer, type Answer } from './answer.ts';
import type { PracticeRecord } from './record.ts';
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
  return { status: 302, headers: { location: url, vary: 'Accept' }, body: null };
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
  for (const address of [`https://${host}${pagePath}${search}`, `https://${host}${pagePath}`]) {
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

function pageOf(record: PracticeRecord): Answer {
  const { metadata } = record;
  const title = firstMember(metadata['titles'], 'title') ?? record.doi;
  const names = listOf(metadata['creators']).map((creator) => textMember(creator, 'name'));
  const link = `https://doi.org/${record.doi}`;
  const description = firstMember(metadata['descriptions'], 'description');
  return htmlAnswer(
    200,
    title,
    [
      `<p>${escapeHtml(names.filter((name) => name !== null).join('; '))}</p>`,
      `<p><a href="${escapeHtml(encodeURI(link))}">${escapeHtml(link)}</a></p>`,
      ...(description === null ? [] : [`<p>${escapeHtml(description)}</p>`]),
    ].join('\n'),
  );
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value)
    ? ((value as readonly Json[]).filter(isJsonObject) as JsonObject[])
    : [];
}

function textMember(value: JsonObject | undefined, name: string): string | null {
  const member = value?.[name];
  return typeof member === 'string' ? member : null;
}

function firstMember(list: Json | undefined, name: string): string | null {
  return textMember(listOf(list)[0], name);
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
