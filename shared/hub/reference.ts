import type { CardKind } from '../cards/card.ts';
import { isHubId } from '../cards/map-relations.ts';
import type { Hub } from './hub.ts';

/** What one line of a list names. `kind` null: the text does not say whether it is a model or a data set. */
export type HubReference =
  | {
      readonly what: 'item';
      readonly kind: CardKind | null;
      readonly name: string;
      readonly revision: string | null;
    }
  | { readonly what: 'owner'; readonly owner: string }
  | { readonly what: 'collection'; readonly slug: string }
  | { readonly what: 'refused'; readonly reason: RefusedReference };

/** `space`: no DOI is given to them (B2). `other-hub`: an address of another site than this hub's. */
export type RefusedReference = 'space' | 'other-hub' | 'unreadable';

const refused = (reason: RefusedReference): HubReference => ({ what: 'refused', reason });

/**
 * Reads what people paste: an address of the hub, `datasets/owner/name`, `owner/name`, the name of a user or an
 * organisation, `collections/owner/slug`, `hf://…`. A name alone is an owner; data sets without one are written
 * `datasets/name`.
 */
export function readReference(text: string, hub: Pick<Hub, 'web' | 'endpoint'>): HubReference {
  const typed = text.trim().replace(/^hf:\/\//i, '');
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  let path = typed;
  if (isAddress) {
    if (!URL.canParse(typed)) return refused('unreadable');
    const url = new URL(typed);
    const hosts = [hub.web, hub.endpoint].map((base) => new URL(base).host);
    if (!hosts.includes(url.host.replace(/^www\./, ''))) return refused('other-hub');
    path = decoded(url.pathname);
  }
  const [first = '', ...rest] =
    path
      .split(/[?#]/, 1)[0]
      ?.split('/')
      .filter((part) => part !== '') ?? [];
  switch (first.toLowerCase()) {
    case 'spaces':
      return refused('space');
    case 'datasets':
      return item('dataset', rest);
    case 'models':
      return item('model', rest);
    case 'collections':
      return rest.length === 2 && rest.every(isName)
        ? { what: 'collection', slug: rest.join('/') }
        : refused('unreadable');
    case 'organizations':
    case 'users':
      return owner(rest[0] ?? '');
    default:
      if (rest.length === 0) return owner(first);
      return item(isAddress ? 'model' : null, [first, ...rest]);
  }
}

/** Lines of a list: empty ones and comments (`#`) are passed over; the rest of a CSV line after the id, too. */
export function readReferences(text: string): readonly string[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map(
      (line) =>
        line
          .split(/[\t;,]/, 1)[0]
          ?.trim()
          .replace(/^["']|["']$/g, '') ?? '',
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines)];
}

function owner(name: string): HubReference {
  return isName(name) ? { what: 'owner', owner: name } : refused('unreadable');
}

/** Pages below an item that name a revision of it. */
const revisionPages = new Set(['tree', 'blob', 'raw', 'resolve', 'commit', 'commits']);
const otherPages = new Set(['settings', 'discussions', 'viewer', 'edit', 'embed']);

function item(kind: CardKind | null, parts: readonly string[]): HubReference {
  const [first = '', second] = parts;
  const isAlone = second === undefined || revisionPages.has(second) || otherPages.has(second);
  const name = isAlone ? first : `${first}/${second}`;
  const [page, revision] = parts.slice(isAlone ? 1 : 2);
  if (!isHubId(name)) return refused('unreadable');
  const isPinned = page !== undefined && revisionPages.has(page) && revision !== undefined;
  return { what: 'item', kind, name, revision: isPinned && revision !== 'main' ? revision : null };
}

function isName(name: string): boolean {
  return isHubId(name) && !name.includes('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A broken escape names nothing.
    return '';
  }
}
