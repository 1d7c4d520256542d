import { writeCursor, type Page } from './page.ts';
import type { PracticeRecord } from './record.ts';
import type { PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** What `links.next` carries on. The others, `state` and `sort` among them, are forgotten there. */
const kept = [
  'query',
  'provider-id',
  'consortium-id',
  'client-id',
  'funder-id',
  'affiliation-id',
  'resource-type-id',
  'prefix',
  'certificate',
  'published',
  'created',
  'registered',
  ...[
    'citations',
    'references',
    'parts',
    'part-of',
    'versions',
    'version-of',
    'views',
    'downloads',
    'person',
    'affiliation',
    'funder',
  ].map((name) => `has-${name}`),
  'disable-facets',
  'facets',
  'detail',
  'composite',
  'affiliation',
  'publisher',
  'fields[dois]',
  'funded_by',
  'affiliation-country',
];

export function nextLink(
  request: PracticeRequest,
  page: Page,
  last: PracticeRecord | undefined,
  world: World,
): string {
  const parameters = new URLSearchParams();
  for (const name of kept) {
    const value = request.query.get(name);
    if (value !== null) parameters.set(name, value);
  }
  if (page.cursor === null) parameters.set('page[number]', String(page.number + 1));
  else if (last !== undefined)
    parameters.set('page[cursor]', writeCursor(last.createdMs, last.doi));
  parameters.set('page[size]', String(page.size));
  parameters.sort();
  return `${world.baseUrl}/dois?${parameters.toString()}`;
}

/** A scroll goes on by its snapshot alone. */
export function scrollLink(id: string, keepAlive: string, size: number, world: World): string {
  const parameters = new URLSearchParams({
    'page[scroll]': keepAlive,
    'page[size]': String(size),
    'scroll-id': id,
  });
  return `${world.baseUrl}/dois?${parameters.toString()}`;
}
