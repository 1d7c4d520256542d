import { twinReasonsOf } from '#shared/duplicates/compare-items.ts';
import type { TwinReason } from '#shared/duplicates/compare-items.ts';
import { factsOf, mainTitle } from '#shared/duplicates/item-facts.ts';
import { titleWords } from '#shared/duplicates/normalise.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { parseRemoteRecord } from '#shared/outbox/remote-record.ts';
import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { NetworkFailure } from '../network/network.ts';

/** One question to one service, as it would be sent. */
export interface OnlineQuestion {
  readonly service: 'DataCite' | 'Crossref';
  readonly origin: string;
  readonly path: string;
  /** What of the draft leaves this computer. */
  readonly words: string;
}

export interface OnlineTwin {
  readonly doi: string;
  readonly attributes: Attributes;
  readonly reasons: readonly TwinReason[];
}

/** Longer titles find nothing more. */
const mostWords = 10;
const mostFound = 20;
const timeoutMs = 20_000;

/** What would be asked: words of the title and the family name of the first creator, nothing else. */
export function onlineQuestions(attributes: Attributes): OnlineQuestion[] {
  const words = titleWords(mainTitle(attributes))
    .map((word) => word.replaceAll('_', ' '))
    .slice(0, mostWords);
  const [family = ''] = (attributes.creators?.[0]?.name ?? '').split(',');
  if (words.length === 0) return [];
  const said = `${words.join(' ')} ${family.trim()}`.trim();
  // Quoted, so that no word is an operator of the query language.
  const query = words.map((word) => `titles.title:"${word.replaceAll('"', '')}"`).join(' AND ');
  return [
    {
      service: 'DataCite',
      origin: 'https://api.datacite.org',
      path: `/dois?query=${encodeURIComponent(query)}&page%5Bsize%5D=${mostFound}&disable-facets=true&affiliation=true&publisher=true`,
      words: words.join(' '),
    },
    {
      service: 'Crossref',
      origin: 'https://api.crossref.org',
      path: `/works?query.bibliographic=${encodeURIComponent(said)}&rows=${mostFound}`,
      words: said,
    },
  ];
}

/** Asks both services and answers what may be the same item. Throws `OFFLINE` when one of them does not answer. */
export async function findOnlineTwins(
  { ports }: Pick<CoreContext, 'ports'>,
  item: { readonly doi: string; readonly attributes: Attributes },
): Promise<OnlineTwin[]> {
  const facts = factsOf(item.doi, item.attributes);
  const found: OnlineTwin[] = [];
  for (const { service, origin, path } of onlineQuestions(item.attributes)) {
    const body = await ask(ports.network, origin, path);
    for (const { doi, attributes } of service === 'DataCite'
      ? fromDatacite(body)
      : fromCrossref(body)) {
      const other = factsOf(doi, attributes);
      const reasons = other.doi === facts.doi ? [] : twinReasonsOf(facts, other);
      if (reasons.length > 0) found.push({ doi: other.doi, attributes, reasons });
    }
  }
  return found.filter(({ doi }, index) => found.findIndex((each) => each.doi === doi) === index);
}

async function ask(
  network: CoreContext['ports']['network'],
  origin: string,
  path: string,
): Promise<unknown> {
  try {
    const headers = { Accept: 'application/json' };
    const { body, status } = await network.send({
      method: 'GET',
      origin,
      path,
      headers,
      timeoutMs,
    });
    return status === 200 ? (JSON.parse(body) as unknown) : null;
  } catch (cause) {
    if (!(cause instanceof NetworkFailure) && !(cause instanceof SyntaxError)) throw cause;
    throw new AppError('OFFLINE', { message: reviewText.foreign.offline, retryable: true, cause });
  }
}

interface Found {
  readonly doi: string;
  readonly attributes: Attributes;
}

function fromDatacite(body: unknown): Found[] {
  const data = isJsonObject(body) ? body['data'] : null;
  if (!Array.isArray(data)) return [];
  return (data as unknown[]).flatMap((entry) => parseRemoteRecord(entry) ?? []);
}

/** Only what a comparison needs; other agencies describe in another schema. */
function fromCrossref(body: unknown): Found[] {
  const message = isJsonObject(body) ? body['message'] : null;
  const items = isJsonObject(message) ? message['items'] : null;
  if (!Array.isArray(items)) return [];
  return (items as unknown[]).filter(isJsonObject).flatMap((work) => {
    const { DOI: doi, title, author, issued } = work;
    if (typeof doi !== 'string') return [];
    const [shown] = Array.isArray(title) ? (title as unknown[]) : [];
    const names = (Array.isArray(author) ? (author as unknown[]) : []).filter(isJsonObject);
    const year = yearOf(issued);
    const attributes: Attributes = {
      titles: typeof shown === 'string' ? [{ title: shown }] : [],
      creators: names.map(({ family, given, name }) => ({
        name: [family ?? name, given].filter((part) => typeof part === 'string').join(', '),
      })),
      ...(year === null ? {} : { publicationYear: year }),
    };
    return [{ doi, attributes }];
  });
}

function yearOf(issued: unknown): number | null {
  const parts = isJsonObject(issued) ? issued['date-parts'] : null;
  const [first] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const [year] = Array.isArray(first) ? (first as unknown[]) : [];
  return typeof year === 'number' ? year : null;
}
