import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { CardKind } from '#shared/cards/card.ts';
import { evaluationFiles } from '#shared/hub/evaluations.ts';
import { cloneAddress } from '#shared/hub/clone-address.ts';
import type { Hub } from '#shared/hub/hub.ts';
import { identifyCard } from '#shared/cards/identify-card.ts';
import { isHubId } from '#shared/cards/map-relations.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import { readFront } from '../cards/read-front.ts';
import { findSourceFiles } from '../collections/source-files.ts';
import type { FetchedItem } from './fetch-item.ts';

/** A clone of an item, or its place in the cache of huggingface_hub, on this computer. */
export interface LocalItem {
  readonly folder: string;
  /** As people see it, below the folder that they chose. */
  readonly shown: string;
  readonly kind: CardKind | null;
  readonly name: string | null;
  /** A clone whose address is not one of the hub that was chosen. */
  readonly isOfOtherHub: boolean;
}

const largestCard = 6 * 1024 * 1024;

/** Items below chosen folders: every README.md, with what the place and the card tell of its name. Only names are read. */
export async function findLocalItems(
  paths: readonly string[],
  hub: Pick<Hub, 'web' | 'endpoint'>,
): Promise<readonly LocalItem[]> {
  const { files } = await findSourceFiles(paths, 'folder');
  const cards = files.filter(
    ({ format, path }) => format === 'hub-card' && /(?:^|[\\/])README\.md$/i.test(path),
  );
  const found: LocalItem[] = [];
  for (const file of cards) {
    const { front, body } = frontOf(await readText(file.path));
    const { id, kind } = identifyCard(
      { folders: file.folders, depth: file.depth, fileName: 'README.md' },
      front,
      body,
    );
    const folder = dirname(file.path);
    const cloned = await clonedFrom(folder, hub);
    found.push({
      folder,
      shown: file.name,
      kind: cloned === 'other' ? kind : (cloned?.kind ?? kind),
      name: cloned === 'other' ? id : (cloned?.name ?? id),
      isOfOtherHub: cloned === 'other',
    });
  }
  return found;
}

/** The item that a clone was made of, from its remote; the address may hold a token, so nothing else of it is kept. */
async function clonedFrom(
  folder: string,
  hub: Pick<Hub, 'web' | 'endpoint'>,
): Promise<{ readonly kind: CardKind; readonly name: string } | 'other' | null> {
  const config = (await readOptional(join(folder, '.git', 'config'))) ?? '';
  const url = cloneAddress(config);
  const [, host = '', path = ''] =
    /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+(?::\d+)?)[:/](.+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? [];
  const hosts = [hub.web, hub.endpoint].map((base) => new URL(base).host);
  if (!hosts.includes(host) && !hosts.includes(host.replace(/^hf\.co$/, 'huggingface.co')))
    return host === '' ? null : 'other';
  const name = path.replace(/^datasets\//, '');
  if (!isHubId(name) || path.startsWith('spaces/')) return null;
  return { kind: path.startsWith('datasets/') ? 'dataset' : 'model', name };
}

function frontOf(card: string) {
  const split = splitCard(card);
  const front = split.front === null ? {} : readFront(split.front, split.frontLine).front;
  return { front, body: split.body };
}

/** Card, CITATION.cff and revision of a local item. Its data and weights are never opened. */
export async function readLocalItem(
  folder: string,
  item: { readonly kind: CardKind; readonly name: string },
): Promise<FetchedItem> {
  const revision = await revisionOf(folder);
  return {
    item,
    revision,
    revisionDate: null,
    tag: null,
    info: null,
    card: await readOptional(join(folder, 'README.md')),
    citationFile: await readOptional(join(folder, 'CITATION.cff')),
    evaluations: item.kind === 'model' ? await readEvaluationFiles(folder) : [],
  };
}

async function readEvaluationFiles(folder: string): Promise<FetchedItem['evaluations']> {
  const names = await readdir(join(folder, '.eval_results')).catch(() => []);
  const read = evaluationFiles(names.map((name) => `.eval_results/${name}`)).map(async (file) => ({
    file,
    text: (await readOptional(join(folder, ...file.split('/')))) ?? '',
  }));
  return Promise.all(read);
}

/** A snapshot of the cache is named after its commit; a clone says it in `.git`. Null where neither is. */
async function revisionOf(folder: string): Promise<string | null> {
  const snapshot = /[\\/]snapshots[\\/]([0-9a-f]{40})$/.exec(folder)?.[1];
  if (snapshot !== undefined) return snapshot;
  const head = await readOptional(join(folder, '.git', 'HEAD'));
  if (head === null) return null;
  const ref = /^ref: (refs\/[\w./-]{1,200})\s*$/.exec(head)?.[1];
  if (ref === undefined || ref.includes('..')) return shaIn(head);
  const loose = await readOptional(join(folder, '.git', ...ref.split('/')));
  if (loose !== null) return shaIn(loose);
  const packed = (await readOptional(join(folder, '.git', 'packed-refs'))) ?? '';
  return shaIn(packed.split('\n').find((line) => line.endsWith(` ${ref}`)) ?? '');
}

function shaIn(text: string): string | null {
  return /\b[0-9a-f]{40}\b/.exec(text)?.[0] ?? null;
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readText(path);
  } catch {
    // Absent, or not to be read: then the item has none.
    return null;
  }
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  return size > largestCard ? '' : readFile(path, 'utf8');
}
