import type { CardKind } from '../cards/card.ts';
import { hubAddress, huggingFace } from '../cards/card.ts';

/**
 * A hub as an institution uses it. The same software runs under several brands (requirement C1), so that nothing
 * but the first profile names an address of one of them.
 */
export interface Hub {
  readonly id: string;
  readonly name: string;
  /** Origin of the API and of raw cards: `https://hub.example.org`. */
  readonly endpoint: string;
  /** Where people look at items; nearly always the same origin. */
  readonly web: string;
  /** Base of a public DataCite API that knows the DOIs of this hub. */
  readonly registry: string;
  /** Prefix of the DOIs that the hub itself generates; null: it offers none. */
  readonly doiPrefix: string | null;
  /** Where requests about items with a DOI go to; empty where nobody has told it. */
  readonly supportAddress: string;
}

/** The hub of the documents D1 to D23; its prefix and address are theirs. */
export const huggingFaceHub: Hub = {
  id: 'hugging-face',
  name: huggingFace.name,
  endpoint: huggingFace.web,
  web: huggingFace.web,
  registry: 'https://api.datacite.org',
  doiPrefix: '10.57967',
  supportAddress: `website@${new URL(huggingFace.web).host}`,
};

/** One item of a hub: a model or a data set. `name` is `owner/name`, or one word for old items without an owner. */
export interface HubItemName {
  readonly kind: CardKind;
  readonly name: string;
}

/** The word that paths of the API have for a kind. */
export const apiFolder: Readonly<Record<CardKind, string>> = {
  dataset: 'datasets',
  model: 'models',
};

/** `owner` of `owner/name`; empty for old items without one. */
export function ownerOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
}

/** The page of an item, of one revision where one is given. */
export function itemAddress(
  hub: Pick<Hub, 'name' | 'web'>,
  item: HubItemName,
  revision?: string,
): string {
  const page = hubAddress(hub, item.kind, item.name);
  return revision === undefined ? page : `${page}/tree/${encodeURIComponent(revision)}`;
}

/** Where the hub's owner of the item finds the DOI section (D5). */
export function settingsAddress(hub: Pick<Hub, 'name' | 'web'>, item: HubItemName): string {
  return `${hubAddress(hub, item.kind, item.name)}/settings`;
}

/** How a revision is written to people: seven characters, as the hub's own citations have it. */
export function shortRevision(sha: string): string {
  return /^[0-9a-f]{40}$/.test(sha) ? sha.slice(0, 7) : sha;
}

/** True for a DOI that this hub generated. */
export function isHubDoi(hub: Pick<Hub, 'doiPrefix'>, doi: string): boolean {
  return hub.doiPrefix !== null && doi.toLowerCase().startsWith(`${hub.doiPrefix.toLowerCase()}/`);
}
