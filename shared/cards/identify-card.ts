import type { CardKind } from './card.ts';
import { isHubId } from './map-relations.ts';

/** Where a card lies: names of folders from the chosen one downwards, then the file. */
export interface CardPlace {
  /** Names of all folders above the file, as far as they are known; the last one holds the file. */
  readonly folders: readonly string[];
  /** How many of them lie inside the chosen folder. */
  readonly depth: number;
  readonly fileName: string;
}

/**
 * The repository's id and kind, from where the card lies: the Hub's own cache (`datasets--owner--name`), a
 * clone (`owner/name/README.md`, `name/README.md`) or a file that is called after it (`name.md`). The kind is
 * else told by fields that only one of the two has. Null where nothing tells.
 */
export function identifyCard(
  place: CardPlace,
  front: Readonly<Record<string, unknown>>,
  body: string,
): { readonly id: string | null; readonly kind: CardKind | null } {
  const cache = place.folders
    .map((folder) => /^(datasets|models)--(.+)$/.exec(folder))
    .find((match) => match !== null);
  const [, cacheKind, cacheName = ''] = cache ?? [];
  const id = cache == null ? idOfPlace(place) : cacheName.replace('--', '/');
  const told = cacheKind === 'datasets' ? 'dataset' : cacheKind === 'models' ? 'model' : null;
  return { id: isHubId(id) ? id : null, kind: told ?? kindOf(front, body) };
}

function idOfPlace({ folders, depth, fileName }: CardPlace): string {
  const stem = fileName.replace(/\.(?:md|markdown)$/i, '');
  if (!/^readme$/i.test(stem)) return stem.replace(/^([^_-]+)(?:--|__)(?=[^_-])/, '$1/');
  return folders.slice(-Math.min(2, Math.max(1, depth))).join('/');
}

const datasetFields = [
  'pretty_name',
  'task_categories',
  'task_ids',
  'size_categories',
  'dataset_info',
  'annotations_creators',
  'language_creators',
  'multilinguality',
  'source_datasets',
  'paperswithcode_id',
  'configs',
  'viewer',
];
const modelFields = [
  'pipeline_tag',
  'library_name',
  'base_model',
  'base_model_relation',
  'model-index',
  'model_name',
  'datasets',
  'metrics',
  'widget',
  'inference',
  'new_version',
];

function kindOf(front: Readonly<Record<string, unknown>>, body: string): CardKind | null {
  const count = (fields: readonly string[]): number =>
    fields.filter((field) => Object.hasOwn(front, field)).length;
  const [dataset, model] = [count(datasetFields), count(modelFields)];
  if (dataset !== model) return dataset > model ? 'dataset' : 'model';
  const heading = /^#\s+(data(?:set)?|model)\s+card\b/im.exec(body)?.[1]?.toLowerCase();
  if (heading === undefined) return null;
  return heading === 'model' ? 'model' : 'dataset';
}
