import type { CardKind } from '#shared/cards/card.ts';
import type { HubRepo, HubRevision, HubWorld } from './world.ts';
import { fileId } from './world.ts';

/** What the real Hub answers, as `huggingface.js` (packages/hub/src/types/api) and `huggingface_hub` read it. */

/** Front matter as the API parses it, given by the server because the reader of YAML lies elsewhere. */
export type ReadFrontMatter = (card: string) => Readonly<Record<string, unknown>>;

export function cardOf(revision: HubRevision): string | null {
  const file = revision.files['README.md'];
  return file !== undefined && 'text' in file ? file.text : null;
}

export function infoAnswer(
  repo: HubRepo,
  revision: HubRevision,
  read: ReadFrontMatter,
  isFull: boolean,
): Record<string, unknown> {
  const last = repo.dois.at(-1);
  const card = cardOf(revision);
  const cardData = card === null ? null : read(card);
  return {
    _id: repo.objectId,
    id: repo.name,
    ...(repo.kind === 'model' ? { modelId: repo.name } : {}),
    author: repo.name.includes('/') ? repo.name.split('/')[0] : undefined,
    sha: revision.sha,
    createdAt: repo.createdAt,
    lastModified: repo.revisions.at(-1)?.date,
    private: repo.isPrivate,
    gated: repo.gated,
    disabled: repo.isDisabled,
    downloads: 0,
    likes: 0,
    tags: [
      ...tagsOf(cardData),
      ...(last !== undefined && repo.hasDoiTag ? [`doi:${last.doi}`] : []),
      'region:us',
    ],
    ...(last === undefined ? {} : { doi: { id: last.doi, commit: last.commit } }),
    ...(isFull
      ? {
          cardData,
          contributors: repo.contributors.map((user) => ({ user, _id: user })),
          lastAuthor: { email: 'somebody@example.org', user: repo.contributors[0] ?? 'somebody' },
          siblings: Object.keys(revision.files).map((rfilename) => ({ rfilename })),
          usedStorage: Object.values(revision.files).reduce(
            (sum, file) => sum + ('bytes' in file ? file.bytes : Buffer.byteLength(file.text)),
            0,
          ),
        }
      : {}),
  };
}

function tagsOf(front: Readonly<Record<string, unknown>> | null): string[] {
  const list = (name: string): string[] => {
    const value = front?.[name];
    return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
      (each) => typeof each === 'string',
    );
  };
  return [
    ...list('task_categories').map((each) => `task_categories:${each}`),
    ...list('language').map((each) => `language:${each}`),
    ...list('license').map((each) => `license:${each}`),
    ...list('tags'),
  ];
}

export function commitsAnswer(repo: HubRepo, from: HubRevision): unknown[] {
  return repo.revisions
    .slice(0, repo.revisions.indexOf(from) + 1)
    .reverse()
    .map(({ sha, title, date }) => ({
      id: sha,
      title,
      message: '',
      date,
      authors: repo.contributors.slice(0, 1).map((user) => ({ user })),
    }));
}

export function refsAnswer(repo: HubRepo): unknown {
  return {
    branches: [{ name: 'main', ref: 'refs/heads/main', targetCommit: repo.revisions.at(-1)?.sha }],
    tags: repo.tags.map(({ name, sha }) => ({ name, ref: `refs/tags/${name}`, targetCommit: sha })),
    converts: [],
    pullRequests: [],
  };
}

export function treeAnswer(revision: HubRevision): unknown[] {
  return Object.entries(revision.files).map(([path, file]) => ({
    type: 'file',
    path,
    oid: fileId(file),
    size: 'bytes' in file ? file.bytes : Buffer.byteLength(file.text),
  }));
}

export function discussionsAnswer(repo: HubRepo): unknown {
  const discussions = repo.pullRequests.map(({ number, title, isOpen }) => ({
    num: number,
    title,
    status: isOpen ? 'open' : 'closed',
    isPullRequest: true,
    author: { name: 'somebody' },
    createdAt: repo.createdAt,
  }));
  return { discussions, count: discussions.length, start: 0 };
}

export function collectionAnswer(world: HubWorld, slug: string): unknown {
  const found = world.collections.find((each) => each.slug === slug);
  if (found === undefined) return null;
  return {
    slug: found.slug,
    title: found.title,
    description: found.description,
    private: false,
    owner: { name: slug.split('/')[0] ?? '', type: 'org' },
    items: found.items.map((item, position) => ({ _id: `${slug}-${position}`, position, ...item })),
  };
}

/** The public DataCite record of a DOI that this hub generated: few properties, as the real one's are. */
export function registryAnswer(world: HubWorld, web: string, doi: string): unknown {
  for (const repo of world.repos) {
    const minted = repo.dois.find((each) => each.doi.toLowerCase() === doi.toLowerCase());
    if (minted === undefined) continue;
    return {
      data: {
        id: minted.doi.toLowerCase(),
        type: 'dois',
        attributes: {
          doi: minted.doi.toLowerCase(),
          state: 'findable',
          url: `${web}${repoPath(repo.kind, repo.name)}`,
          titles: [{ title: minted.title }],
          creators: [
            {
              name: minted.author,
              nameType: 'Organizational',
              affiliation: [],
              nameIdentifiers: [],
            },
          ],
          publisher: { name: 'Hugging Face' },
          publicationYear: Number(minted.at.slice(0, 4)),
          types: { resourceTypeGeneral: repo.kind === 'dataset' ? 'Dataset' : 'Model' },
          version: minted.commit.slice(0, 7),
          created: minted.at,
          registered: minted.at,
          updated: minted.at,
          metadataVersion: 1,
        },
        relationships: { client: { data: { id: 'hub.practice', type: 'clients' } } },
      },
    };
  }
  return null;
}

export function repoPath(kind: CardKind, name: string): string {
  return kind === 'dataset' ? `/datasets/${name}` : `/${name}`;
}
