import { agencyOf } from '#shared/doi/agency.ts';
import { displayDoi, parseDoi } from '#shared/doi/doi.ts';
import { parseRemoteRecord } from '#shared/outbox/remote-record.ts';
import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { reviewText } from '#shared/text/review.en.ts';
import { formatCitations } from '../citation/format-citation.ts';
import type { CoreContext } from '../context.ts';
import { NetworkFailure } from '../network/network.ts';
import type { HttpResponse } from '../network/network.ts';
import type { Handlers } from '../router.ts';

const text = reviewText.foreign;
const timeoutMs = 20_000;

/**
 * A DOI of anybody (A13, A22): which agency holds it, its title and its citation. Nothing is kept and nothing is ever
 * sent to it. DataCite's are cited from their metadata, others as their agency renders them.
 */
export function createForeignHandlers({ ports }: CoreContext): Pick<Handlers, 'review.foreign'> {
  const ask = async (origin: string, path: string, accept: string): Promise<HttpResponse> => {
    try {
      const headers = { Accept: accept };
      return await ports.network.send({ method: 'GET', origin, path, headers, timeoutMs });
    } catch (cause) {
      if (!(cause instanceof NetworkFailure)) throw cause;
      throw new AppError('OFFLINE', { message: text.offline, retryable: true, cause });
    }
  };
  return {
    'review.foreign': async ({ doi }) => {
      const parsed = parseDoi(doi);
      if (!parsed.ok) throw new AppError('VALIDATION', { message: parsed.error, path: 'doi' });
      const name = parsed.value;
      const encoded = name.split('/').map(encodeURIComponent).join('/');
      const told = await ask('https://doi.org', `/doiRA/${encoded}`, 'application/json');
      const agency = agencyIn(told.body) ?? agencyOf(name).agency;
      const base = { doi: name, agency, url: displayDoi(name) };
      if (agency === 'DataCite') {
        const path = `/dois/${encoded}?affiliation=true&publisher=true`;
        const answer = await ask('https://api.datacite.org', path, 'application/vnd.api+json');
        const record = answer.status === 200 ? parseRemoteRecord(dataOf(answer.body)) : null;
        if (record === null) throw new AppError('NOT_FOUND', { message: text.unknown(name) });
        const attributes = { ...record.attributes, doi: name };
        const [citation = ''] = await formatCitations([attributes]);
        const title = attributes.titles?.[0]?.title ?? null;
        return { ...base, title, citation, attributes };
      }
      const answer = await ask('https://api.crossref.org', `/works/${encoded}`, 'application/json');
      const work = answer.status === 200 ? messageOf(answer.body) : null;
      if (work === null) throw new AppError('NOT_FOUND', { message: text.unknown(name) });
      return {
        ...base,
        title: work.title,
        citation: `${work.citation} ${base.url}`,
        attributes: null,
      };
    },
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // An answer that is no JSON tells nothing; the caller says that nobody knows the DOI.
    return null;
  }
}

function agencyIn(body: string): string | null {
  const parsed = parseJson(body);
  const [first] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  const name = isJsonObject(first) ? first['RA'] : null;
  return typeof name === 'string' ? name.slice(0, 500) : null;
}

function dataOf(body: string): unknown {
  const parsed = parseJson(body);
  return isJsonObject(parsed) ? parsed['data'] : null;
}

/** Authors, year, title and container of Crossref's works: enough to recognise it by. */
function messageOf(body: string): { title: string | null; citation: string } | null {
  const parsed = parseJson(body);
  const work = isJsonObject(parsed) ? parsed['message'] : null;
  if (!isJsonObject(work)) return null;
  const title = firstText(work['title']);
  const authors = Array.isArray(work['author']) ? (work['author'] as unknown[]) : [];
  const names = authors.filter(isJsonObject).map((author) => {
    const { family, given, name } = author;
    return [family ?? name, given].filter((part) => typeof part === 'string').join(', ');
  });
  const issued = isJsonObject(work['issued']) ? work['issued']['date-parts'] : null;
  const [parts] = Array.isArray(issued) ? (issued as unknown[]) : [];
  const [year] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const container = firstText(work['container-title']);
  const shown = [
    names.join('; '),
    typeof year === 'number' ? `(${year})` : '',
    title ?? '',
    container ?? '',
  ];
  return {
    title,
    citation: `${shown
      .filter((part) => part !== '')
      .join('. ')
      .slice(0, 20_000)}.`,
  };
}

function firstText(value: unknown): string | null {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  return typeof first === 'string' ? first.slice(0, 20_000) : null;
}
