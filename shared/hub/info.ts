import type { CardKind } from '../cards/card.ts';
import { textList, textOf } from '../cards/front-values.ts';
import { isHubId } from '../cards/map-relations.ts';
import { parseDoi } from '../doi/doi.ts';
import { isJsonObject } from '../support/json.ts';
import { isTimestamp } from '../support/timestamp.ts';

/**
 * What the hub's API says of one item, as far as it concerns a DOI. Shapes: `ApiModelInfo` and `ApiDatasetInfo` of
 * huggingface.js (packages/hub/src/types/api). Members may be missing or of another type than told: they are
 * read tolerantly. The address of the last author is never taken (requirement 4.4).
 */
export interface HubInfo {
  /** Stays the same when the item is renamed; null where the hub does not tell. */
  readonly objectId: string | null;
  readonly kind: CardKind;
  readonly name: string;
  readonly author: string | null;
  /** Commit of the revision that was asked for. */
  readonly sha: string | null;
  readonly createdAt: string | null;
  readonly lastModified: string | null;
  readonly isPrivate: boolean;
  readonly gated: 'no' | 'auto' | 'manual';
  readonly isDisabled: boolean;
  readonly doi: { readonly id: string; readonly commit: string | null } | null;
  /** DOIs named in tags `doi:…`. */
  readonly taggedDois: readonly string[];
  readonly tags: readonly string[];
  readonly cardData: Readonly<Record<string, unknown>> | null;
  /** Paths of its files; contents are never read. */
  readonly files: readonly string[];
  /** User names of who committed. */
  readonly contributors: readonly string[];
  readonly description: string | null;
  readonly citation: string | null;
  readonly parameterCount: number | null;
  readonly storageBytes: number | null;
}

/** Reads one answer; null when it has no id of a hub, so that it is no item at all. */
export function readInfo(answer: unknown, kind: CardKind): HubInfo | null {
  if (!isJsonObject(answer)) return null;
  const name = text(answer['id']) ?? text(answer['modelId']);
  if (name === null || !isHubId(name)) return null;
  const tags = textList(answer['tags']);
  const gated = answer['gated'];
  const safetensors = answer['safetensors'];
  return {
    objectId: short(answer['_id']),
    kind,
    name,
    author: short(answer['author']) ?? (name.includes('/') ? (name.split('/')[0] ?? null) : null),
    sha: commit(answer['sha']),
    createdAt: time(answer['createdAt']),
    lastModified: time(answer['lastModified']),
    isPrivate: answer['private'] === true,
    gated: gated === 'auto' || gated === 'manual' ? gated : gated === true ? 'manual' : 'no',
    isDisabled: answer['disabled'] === true,
    doi: readDoi(answer['doi']),
    taggedDois: tags.flatMap((tag) => (tag.startsWith('doi:') ? (doiOf(tag) ?? []) : [])),
    tags,
    cardData: isJsonObject(answer['cardData']) ? answer['cardData'] : null,
    files: readFiles(answer),
    contributors: names(answer['contributors'], 'user'),
    description: text(answer['description']),
    citation: text(answer['citation']),
    parameterCount: isJsonObject(safetensors) ? count(safetensors['total']) : null,
    storageBytes: count(answer['usedStorage']),
  };
}

/** `files` of the list API, `siblings[].rfilename` of the item's own. */
function readFiles(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const listed = names(answer['siblings'], 'rfilename');
  return listed.length > 0 ? listed : textList(answer['files']);
}

function readDoi(value: unknown): HubInfo['doi'] {
  const id = isJsonObject(value) ? doiOf(textOf(value['id'])) : doiOf(textOf(value));
  if (id === null) return null;
  return { id, commit: isJsonObject(value) ? commit(value['commit']) : null };
}

function doiOf(told: string): string | null {
  const parsed = told === '' ? null : parseDoi(told);
  return parsed?.ok === true ? parsed.value : null;
}

function names(value: unknown, member: string): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, 20_000)
    .flatMap((each: unknown) => (isJsonObject(each) ? (text(each[member]) ?? []) : []));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A name or id; what is longer than any is none. */
function short(value: unknown): string | null {
  const told = text(value);
  return told === null || told.length > 200 ? null : told;
}

/** A commit as git names it, whole. */
function commit(value: unknown): string | null {
  const told = text(value);
  return told !== null && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(told) ? told : null;
}

function time(value: unknown): string | null {
  const told = short(value);
  return told === null || !isTimestamp(told) ? null : told;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** One commit as `/commits` tells it. */
export interface HubCommit {
  readonly sha: string;
  readonly title: string;
  readonly date: string | null;
}

/** Null: this is no list of commits. */
export function readCommits(answer: unknown): readonly HubCommit[] | null {
  if (!Array.isArray(answer)) return null;
  return answer.flatMap((each: unknown) => {
    const sha = isJsonObject(each) ? commit(each['id']) : null;
    if (!isJsonObject(each) || sha === null) return [];
    return [{ sha, title: textOf(each['title']).slice(0, 300), date: time(each['date']) }];
  });
}

/** Tags of the item, by name. */
export function readRefs(
  answer: unknown,
): readonly { readonly name: string; readonly sha: string }[] {
  const tags = isJsonObject(answer) ? answer['tags'] : null;
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((each: unknown) => {
    if (!isJsonObject(each)) return [];
    const [name, sha] = [short(each['name']), commit(each['targetCommit'])];
    return name === null || sha === null ? [] : [{ name, sha }];
  });
}

/** Path and object name of each file: enough to count what changed between two revisions. Null: no list of files. */
export function readTree(answer: unknown): ReadonlyMap<string, string> | null {
  if (!Array.isArray(answer)) return null;
  const files = new Map<string, string>();
  for (const each of answer as unknown[]) {
    if (!isJsonObject(each) || each['type'] !== 'file') continue;
    files.set(textOf(each['path']), textOf(each['oid']));
  }
  return files;
}

/** Files that were added, changed or taken away between two trees. */
export function countChangedFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): number {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).length;
}

/** Open pull requests, which a new DOI would leave out (D16). */
export function readPullRequests(
  answer: unknown,
): readonly { readonly number: number; readonly title: string }[] {
  const list = isJsonObject(answer) ? answer['discussions'] : null;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    if (!isJsonObject(each) || each['isPullRequest'] !== true) return [];
    if (each['status'] !== 'open' && each['status'] !== 'draft') return [];
    return [{ number: count(each['num']) ?? 0, title: textOf(each['title']).slice(0, 300) }];
  });
}

/** The items of a hub's collection, in its order; papers and Spaces are told apart. */
export interface HubCollection {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly items: readonly { readonly type: string; readonly id: string }[];
}

export function readCollection(answer: unknown): HubCollection | null {
  if (!isJsonObject(answer)) return null;
  const slug = text(answer['slug']);
  if (slug === null) return null;
  const items = Array.isArray(answer['items']) ? (answer['items'] as unknown[]) : [];
  return {
    slug,
    title: textOf(answer['title']) || slug,
    description: textOf(answer['description']),
    items: items.flatMap((each) => {
      if (!isJsonObject(each)) return [];
      const id = text(each['id']) ?? text(each['item_id']);
      const type = text(each['type']) ?? text(each['item_type']) ?? '';
      return id === null ? [] : [{ type, id }];
    }),
  };
}

/** Who a token speaks for, and what it may do (B11). Its e-mail address is not taken. */
export interface HubAccount {
  readonly user: string;
  readonly fullName: string;
  /** `read`, `write`, `fineGrained`; empty where the hub does not tell. */
  readonly tokenRole: string;
  readonly organisations: readonly {
    readonly name: string;
    readonly fullName: string;
    readonly role: string;
  }[];
}

export function readAccount(answer: unknown): HubAccount | null {
  if (!isJsonObject(answer)) return null;
  const user = text(answer['name']);
  if (user === null) return null;
  const auth = isJsonObject(answer['auth']) ? answer['auth'] : {};
  const token = isJsonObject(auth['accessToken']) ? auth['accessToken'] : {};
  const orgs = Array.isArray(answer['orgs']) ? (answer['orgs'] as unknown[]) : [];
  return {
    user,
    fullName: textOf(answer['fullname']),
    tokenRole: textOf(token['role']),
    organisations: orgs.flatMap((each) => {
      const name = isJsonObject(each) ? text(each['name']) : null;
      if (!isJsonObject(each) || name === null) return [];
      return [{ name, fullName: textOf(each['fullname']), role: textOf(each['roleInOrg']) }];
    }),
  };
}
