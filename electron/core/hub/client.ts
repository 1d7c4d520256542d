import type { CardKind } from '#shared/cards/card.ts';
import { apiFolder } from '#shared/hub/hub.ts';
import type { Hub } from '#shared/hub/hub.ts';
import type { HubAccount, HubCollection, HubCommit, HubInfo } from '#shared/hub/info.ts';
import {
  readAccount,
  readCollection,
  readCommits,
  readInfo,
  readPullRequests,
  readRefs,
  readTree,
} from '#shared/hub/info.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { HubAnswer, HubClientParts } from './hub-get.ts';
import { createGet } from './hub-get.ts';

export interface HubList {
  readonly items: readonly HubInfo[];
  /** Path of the next page; null: this was the last. */
  readonly next: string | null;
}

/**
 * The API of a hub, read only: metadata and cards, never data or weights, and never a write. Waits for its turn,
 * repeats what a hub refuses for rate or breaks off, and throws `AppError` when that does not help: an
 * answer about one item is never an error.
 */
export interface HubClient {
  readonly hub: Hub;
  info(
    kind: CardKind,
    name: string,
    revision?: string | null,
    signal?: AbortSignal,
  ): Promise<HubAnswer<HubInfo>>;
  /** One of those files; nothing else is asked for. */
  text(
    kind: CardKind,
    name: string,
    asked: { readonly file: TextFile; readonly revision: string },
    signal?: AbortSignal,
  ): Promise<HubAnswer<string>>;
  /** Commits back from a revision, the newest first, page after page until `until` is among them. */
  commits(
    kind: CardKind,
    name: string,
    asked: { readonly revision: string; readonly until: string | null },
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly HubCommit[]>>;
  refs(
    kind: CardKind,
    name: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly { name: string; sha: string }[]>>;
  tree(
    kind: CardKind,
    name: string,
    revision: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<ReadonlyMap<string, string>>>;
  pullRequests(
    kind: CardKind,
    name: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly { number: number; title: string }[]>>;
  /** Items of an owner, 1,000 a page; `next` of the page before goes on. */
  list(kind: CardKind, owner: string, next: string | null, signal?: AbortSignal): Promise<HubList>;
  collection(slug: string, signal?: AbortSignal): Promise<HubAnswer<HubCollection>>;
  /** Who the token speaks for; `unseen`: it is not valid. */
  account(signal?: AbortSignal): Promise<HubAnswer<HubAccount>>;
  /** A page for people, as it came: the terms of the hub. */
  page(path: string, signal?: AbortSignal): Promise<HubAnswer<string>>;
}

/** The files that are read as text: a card, its citation, and the scores of a model. Never data or weights. */
export type TextFile = 'README.md' | 'CITATION.cff' | `.eval_results/${string}`;

/** A card of 5 MB is read; a larger one is no card. */
const largestText = 6 * 1024 * 1024;
const largestList = 40 * 1024 * 1024;
/** Commits that one page holds, and pages that are followed: what is further back is counted as not known. */
const pageLength = 100;
const mostPages = 50;

export function createHubClient(parts: HubClientParts): HubClient {
  const { hub } = parts;
  const get = createGet(parts);
  const item = (kind: CardKind, name: string): string =>
    `/api/${apiFolder[kind]}/${segments(name)}`;
  const raw = (kind: CardKind, name: string): string =>
    `${kind === 'dataset' ? '/datasets' : ''}/${segments(name)}/raw`;
  const json = async <T>(
    path: string,
    name: string,
    read: (value: unknown) => T | null,
    signal?: AbortSignal,
  ): Promise<HubAnswer<T>> => {
    const answer = await get(path, name, largestList, signal);
    if (answer.kind !== 'found') return answer;
    const value = read(parse(hub, answer.value.body));
    // An answer without the least that it must hold says nothing about the item: neither that it is gone.
    if (value === null) throw noMetadata(hub);
    return { ...answer, value };
  };
  /** Follows `Link` from page to page; what the first page says about the item holds for all. */
  const pages = async <T>(
    first: { readonly path: string; readonly name: string },
    read: (value: unknown) => readonly T[] | null,
    isEnough: (found: readonly T[]) => boolean,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly T[]>> => {
    const all: T[] = [];
    let { path } = first;
    for (let page = 0; ; page += 1) {
      const answer = await get(path, first.name, largestList, signal);
      if (answer.kind !== 'found') return page === 0 ? answer : { kind: 'absent' };
      const found = read(parse(hub, answer.value.body));
      if (found === null) return { kind: 'absent' };
      all.push(...found);
      const next = nextPage(hub, answer.value.headers['link']);
      if (next === null || isEnough(found) || page >= mostPages) return { ...answer, value: all };
      path = next;
    }
  };
  return {
    hub,
    info: (kind, name, revision, signal) =>
      json(
        `${item(kind, name)}${revision == null ? '' : `/revision/${encodeURIComponent(revision)}`}`,
        name,
        (value) => readInfo(value, kind),
        signal,
      ),
    text: async (kind, name, { file, revision }, signal) => {
      const path = `${raw(kind, name)}/${encodeURIComponent(revision)}/${segments(file)}`;
      const answer = await get(path, name, largestText, signal);
      return answer.kind === 'found' ? { ...answer, value: answer.value.body } : answer;
    },
    async commits(kind, name, { revision, until }, signal) {
      const path = `${item(kind, name)}/commits/${encodeURIComponent(revision)}?limit=${until === null ? 1 : pageLength}`;
      const isEnough = (found: readonly HubCommit[]): boolean =>
        until === null || found.some(({ sha }) => sha === until);
      return pages({ path, name }, readCommits, isEnough, signal);
    },
    refs: (kind, name, signal) => json(`${item(kind, name)}/refs`, name, readRefs, signal),
    async tree(kind, name, revision, signal) {
      const path = `${item(kind, name)}/tree/${encodeURIComponent(revision)}?recursive=true`;
      const read = (value: unknown) => {
        const files = readTree(value);
        return files === null ? null : [...files];
      };
      const answer = await pages({ path, name }, read, () => false, signal);
      return answer.kind === 'found' ? { ...answer, value: new Map(answer.value) } : answer;
    },
    pullRequests: (kind, name, signal) =>
      json(
        `${item(kind, name)}/discussions?type=pull_request&status=open`,
        name,
        readPullRequests,
        signal,
      ),
    async list(kind, owner, next, signal) {
      const path =
        next ?? `/api/${apiFolder[kind]}?author=${encodeURIComponent(owner)}&limit=1000&full=true`;
      const answer = await get(path, owner, largestList, signal);
      if (answer.kind !== 'found') return { items: [], next: null };
      const value = parse(hub, answer.value.body);
      const items = (Array.isArray(value) ? (value as unknown[]) : []).flatMap(
        (each) => readInfo(each, kind) ?? [],
      );
      return { items, next: nextPage(hub, answer.value.headers['link']) };
    },
    collection: (slug, signal) =>
      json(`/api/collections/${segments(slug)}`, slug, readCollection, signal),
    account: (signal) => json('/api/whoami-v2', '', readAccount, signal),
    async page(path, signal) {
      const answer = await get(path, '', largestText, signal);
      return answer.kind === 'found' ? { ...answer, value: answer.value.body } : answer;
    },
  };
}

function segments(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

function parse(hub: Hub, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw noMetadata(hub);
  }
}

function noMetadata(hub: Hub): AppError {
  return new AppError('REMOTE_REJECTED', { message: text.client.noJson(hub.name) });
}

/** The page that `Link: <...>; rel="next"` names, on this hub only. */
function nextPage(hub: Hub, link: string | undefined): string | null {
  const next = /<([^<>]{1,4000})>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, hub.endpoint)) return null;
  const url = new URL(next, hub.endpoint);
  return url.origin === new URL(hub.endpoint).origin ? url.pathname + url.search : null;
}
