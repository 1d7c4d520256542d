import type { Attributes, RemoteState } from '../metadata/attributes.ts';
import { metadataKeys } from '../stored/permitted.ts';
import { isJsonObject } from '../support/json.ts';

/** A DOI as the service answered it, read with `affiliation=true&publisher=true`. */
export interface RemoteRecord {
  /** In the service's lower case. */
  readonly doi: string;
  readonly state: RemoteState;
  /** What can be written: metadata, `url` and `schemaVersion`; counts and timestamps are not in it. */
  readonly attributes: Attributes;
  /** Null where the answer is sparse. Parse, never compare as text: the list leaves milliseconds out. */
  readonly updated: string | null;
  /** When the handle was registered. Null on a registered or findable DOI: it does not resolve. */
  readonly registered: string | null;
  readonly created: string | null;
  readonly metadataVersion: number | null;
  /** The account that it belongs to; null where the answer does not say. */
  readonly clientId: string | null;
  /** How often it is used, as DataCite counts it (requirement A28); null where the answer is sparse. */
  readonly use: RemoteUse | null;
}

interface RemoteUse {
  readonly citations: number;
  readonly views: number;
  readonly downloads: number;
}

const remoteStates: ReadonlySet<unknown> = new Set(['draft', 'registered', 'findable']);
const kept: readonly string[] = [...metadataKeys, 'url', 'schemaVersion'];

/** One resource of an answer, or null when it does not have the shape of a DOI. */
export function parseRemoteRecord(resource: unknown): RemoteRecord | null {
  if (!isJsonObject(resource)) return null;
  const source = resource['attributes'];
  if (!isJsonObject(source)) return null;
  const doi = text(source['doi']) ?? text(resource['id']);
  const state = source['state'];
  if (doi === null || !remoteStates.has(state)) return null;
  const attributes: Record<string, unknown> = {};
  for (const key of kept) if (source[key] !== undefined) attributes[key] = source[key];
  const version = source['metadataVersion'];
  return {
    doi: doi.toLowerCase(),
    state: state as RemoteState,
    attributes: attributes,
    updated: text(source['updated']),
    registered: text(source['registered']),
    created: text(source['created']),
    metadataVersion: typeof version === 'number' ? version : null,
    clientId: clientOf(resource['relationships']),
    use: useOf(source),
  };
}

function useOf(source: Readonly<Record<string, unknown>>): RemoteUse | null {
  const [citations, views, downloads] = ['citationCount', 'viewCount', 'downloadCount'].map(
    (name) => {
      const count = source[name];
      return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
    },
  );
  if (citations == null || views == null || downloads == null) return null;
  return { citations, views, downloads };
}

function clientOf(relationships: unknown): string | null {
  const client = isJsonObject(relationships) ? relationships['client'] : null;
  const data = isJsonObject(client) ? client['data'] : null;
  return isJsonObject(data) ? (text(data['id'])?.toLowerCase() ?? null) : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
