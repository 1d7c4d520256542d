import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { Json, JsonObject } from '#shared/support/json.ts';

/** One DOI as the service's database holds it. */
export interface PracticeRecord {
  /** Lower case. */
  readonly doi: string;
  readonly clientId: string;
  readonly state: RemoteState;
  readonly url: string | null;
  /** The metadata attributes in stored form, under their API names. */
  readonly metadata: JsonObject;
  readonly xml: string | null;
  readonly schemaVersion: string | null;
  readonly source: string;
  readonly reason: string | null;
  readonly landingPage: Json;
  /** Where the handle points; null as long as it was never registered. */
  readonly handleUrl: string | null;
  readonly createdMs: number;
  /** Null for drafts, and where the handle server failed. */
  readonly registeredMs: number | null;
  readonly updatedMs: number;
  /** Grows with every save. */
  readonly auditVersion: number;
  /** Grows when the XML changed. */
  readonly metadataVersion: number;
}

export function prefixOf(doi: string): string {
  return doi.split('/', 1)[0] ?? '';
}

export function suffixOf(doi: string): string {
  return doi.slice(doi.indexOf('/') + 1);
}

/** The `Issued` date, else the publication year, as the service's `published`. */
export function publishedOf(metadata: JsonObject): string | null {
  const dates = Array.isArray(metadata['dates']) ? (metadata['dates'] as readonly Json[]) : [];
  for (const entry of dates) {
    if (isIssued(entry)) return entry.date;
  }
  const year = metadata['publicationYear'];
  return typeof year === 'number' ? String(year) : null;
}

function isIssued(entry: Json): entry is { readonly dateType: 'Issued'; readonly date: string } {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const date = entry as JsonObject;
  return date['dateType'] === 'Issued' && typeof date['date'] === 'string';
}
