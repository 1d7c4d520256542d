import { createHash } from 'node:crypto';

import type { CardKind } from '#shared/cards/card.ts';
import { assert, mustExist } from '#shared/support/assert.ts';

/** A file of a revision: text that is served (cards), or only a size, as data and weights have. */
export type HubFile = { readonly text: string } | { readonly bytes: number };

export interface HubRevision {
  readonly sha: string;
  readonly title: string;
  readonly date: string;
  readonly files: Readonly<Record<string, HubFile>>;
}

export interface MintedDoi {
  readonly doi: string;
  readonly commit: string;
  readonly at: string;
  /** Metadata as the hub registered it: title with revision, one author, year, the hub as publisher. */
  readonly title: string;
  readonly author: string;
}

export interface HubRepo {
  readonly kind: CardKind;
  name: string;
  readonly objectId: string;
  readonly createdAt: string;
  /** Oldest first; the last one is the head. */
  revisions: HubRevision[];
  tags: { name: string; sha: string }[];
  isPrivate: boolean;
  gated: false | 'auto' | 'manual';
  isDisabled: boolean;
  /** Withheld for legal reasons: everybody is refused with 451. */
  isBlocked?: boolean;
  contributors: string[];
  pullRequests: { number: number; title: string; isOpen: boolean }[];
  dois: MintedDoi[];
  hasDoiTag: boolean;
}

export interface HubPerson {
  readonly name: string;
  readonly fullName: string;
  readonly isOrganisation: boolean;
}

/** Everything that a local hub holds; plain JSON, so that it can be kept as a file. */
export interface HubWorld {
  repos: HubRepo[];
  /** Old names of renamed items, `datasets/owner/name` to the present one. */
  renamed: Record<string, string>;
  collections: {
    slug: string;
    title: string;
    description: string;
    items: { type: string; id: string }[];
  }[];
  people: HubPerson[];
  nextDoi: number;
  /** Counts every object that was ever made, so that no name comes twice. */
  made: number;
}

export function emptyWorld(): HubWorld {
  return { repos: [], renamed: {}, collections: [], people: [], nextDoi: 1, made: 0 };
}

function shaOf(...parts: readonly (string | number)[]): string {
  return createHash('sha1').update(parts.join('\n')).digest('hex');
}

/** Object name of a file as git would give it; only its being different matters here. */
export function fileId(file: HubFile): string {
  return shaOf('text' in file ? file.text : `${file.bytes} bytes`);
}

/** Changes to a local hub, each what an owner or the hub itself may do. All are synchronous and total. */
export function changeWorld(world: HubWorld, now: () => string) {
  const find = (kind: CardKind, name: string): HubRepo =>
    mustExist(
      world.repos.find((repo) => repo.kind === kind && repo.name === name),
      `${kind} ${name} on the local hub`,
    );
  const headOf = (repo: HubRepo): HubRevision => mustExist(repo.revisions.at(-1), 'a revision');
  const commit = (repo: HubRepo, title: string, files: HubRevision['files']): string => {
    world.made += 1;
    const sha = shaOf(repo.objectId, title, world.made);
    repo.revisions.push({
      sha,
      title,
      date: now(),
      files: { ...repo.revisions.at(-1)?.files, ...files },
    });
    return sha;
  };
  const create = (
    kind: CardKind,
    name: string,
    files: HubRevision['files'],
    at = now(),
  ): HubRepo => {
    world.made += 1;
    const repo: HubRepo = {
      kind,
      name,
      objectId: shaOf(kind, name, world.made).slice(0, 24),
      createdAt: at,
      revisions: [
        { sha: shaOf(kind, name, 'first', world.made), title: 'initial commit', date: at, files },
      ],
      tags: [],
      isPrivate: false,
      gated: false,
      isDisabled: false,
      contributors: [],
      pullRequests: [],
      dois: [],
      hasDoiTag: false,
    };
    delete world.renamed[`${kind}/${name}`];
    world.repos.push(repo);
    return repo;
  };
  return {
    find,
    headOf,
    create,
    /** A new revision; files that are not named stay. */
    moveHead: (kind: CardKind, name: string, title: string, files: HubRevision['files']) =>
      commit(find(kind, name), title, files),
    /** One commit instead of the whole history (`super_squash_history`): the old ones are lost. */
    squash(kind: CardKind, name: string): void {
      const repo = find(kind, name);
      const { files } = headOf(repo);
      repo.revisions = [];
      commit(repo, 'Super-squash branch main', files);
    },
    rename(kind: CardKind, from: string, to: string): void {
      const repo = find(kind, from);
      repo.name = to;
      world.renamed[`${kind}/${from}`] = to;
    },
    remove(kind: CardKind, name: string): void {
      const repo = find(kind, name);
      world.repos = world.repos.filter((each) => each !== repo);
    },
    /** Another object under the same name. */
    recreate(kind: CardKind, name: string): void {
      const repo = find(kind, name);
      const { files } = headOf(repo);
      world.repos = world.repos.filter((each) => each !== repo);
      create(kind, name, files);
    },
    set(
      kind: CardKind,
      name: string,
      change: Partial<
        Pick<HubRepo, 'isPrivate' | 'gated' | 'isDisabled' | 'isBlocked' | 'hasDoiTag'>
      >,
    ): void {
      Object.assign(find(kind, name), change);
    },
    /** Somebody corrects the public record of the item's newest DOI. */
    setRecord(
      kind: CardKind,
      name: string,
      record: Partial<Pick<MintedDoi, 'title' | 'author'>>,
    ): void {
      const repo = find(kind, name);
      repo.dois = repo.dois.map((each, at) =>
        at === repo.dois.length - 1 ? { ...each, ...record } : each,
      );
    },
    tag(kind: CardKind, name: string, tag: string): void {
      const repo = find(kind, name);
      repo.tags.push({ name: tag, sha: headOf(repo).sha });
    },
    /** What the button “Generate DOI” does: for the current revision, and the old one is outdated. */
    generateDoi(kind: CardKind, name: string, prefix: string, author?: string): MintedDoi {
      const repo = find(kind, name);
      const { sha } = headOf(repo);
      const owner = name.includes('/') ? (name.split('/')[0] ?? name) : name;
      const minted: MintedDoi = {
        doi: `${prefix}/hf/${String(world.nextDoi).padStart(4, '0')}`,
        commit: sha,
        at: now(),
        title: `${name.slice(name.indexOf('/') + 1)} (Revision ${sha.slice(0, 7)})`,
        author: author ?? world.people.find((person) => person.name === owner)?.fullName ?? owner,
      };
      assert(!repo.isPrivate, 'a private item gets no DOI');
      world.nextDoi += 1;
      repo.dois.push(minted);
      repo.hasDoiTag = true;
      return minted;
    },
  };
}

export type WorldChanges = ReturnType<typeof changeWorld>;
