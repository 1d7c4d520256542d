import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import type { Json, JsonObject } from '#shared/support/json.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { metadataKeys } from '#shared/stored/permitted.ts';
import { emptyValue } from '#shared/stored/stored-value.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import type { PracticeRecord } from './record.ts';
import type { World } from './world.ts';

/** One record as DataCite would hold it. */
export interface Holding {
  readonly doi: string;
  readonly clientId: string;
  readonly state: RemoteState;
  readonly url: string | null;
  /** As read with `affiliation=true&publisher=true`. */
  readonly attributes: Attributes;
  readonly reason: string | null;
  readonly createdMs: number;
  readonly registeredMs: number | null;
  readonly updatedMs: number;
  readonly metadataVersion: number;
}

export function listHoldings(world: World): Holding[] {
  return Array.from(world.records.all(), (record) => ({
    doi: record.doi,
    clientId: record.clientId,
    state: record.state,
    url: record.url,
    attributes: {
      ...(record.metadata as Attributes),
      doi: record.doi,
      url: record.url,
      schemaVersion: record.schemaVersion,
    },
    reason: record.reason,
    createdMs: record.createdMs,
    registeredMs: record.registeredMs,
    updatedMs: record.updatedMs,
    metadataVersion: record.metadataVersion,
  }));
}

/** A record in brief, for people. */
export interface HoldingLine extends Pick<Holding, 'doi' | 'state' | 'url' | 'updatedMs'> {
  readonly title: string | null;
}

export interface HoldingPage {
  readonly lines: readonly HoldingLine[];
  readonly total: number;
}

/** A part of the holdings in order of the DOIs, without reading the rest. */
export function pageOfHoldings({ db }: World, offset: number, limit: number): HoldingPage {
  interface Row {
    readonly doi: string;
    readonly state: RemoteState;
    readonly url: string | null;
    readonly title: unknown;
    readonly updated_ms: number;
  }
  const rows = db.all<Row>(
    `select doi, state, url, metadata ->> '$.titles[0].title' as title, updated_ms
     from record order by doi limit ? offset ?`,
    limit,
    offset,
  );
  return {
    lines: rows.map(({ doi, state, url, title, updated_ms: updatedMs }) => ({
      ...{ doi, state, url, updatedMs },
      // Drafts hold whatever was sent.
      title: typeof title === 'string' ? title : null,
    })),
    total: db.get<{ total: number }>('select count(*) as total from record')?.total ?? 0,
  };
}

/** A record to put in as it is. */
export interface Seed {
  readonly doi: string;
  readonly clientId: string;
  readonly state: RemoteState;
  readonly attributes?: Attributes & { readonly source?: string };
  readonly createdMs?: number;
  readonly updatedMs?: number;
}

/** Puts records into the store and the index without a check, an activity or a lag. */
export function seedRecords(seeds: readonly Seed[], world: World): void {
  const nowMs = world.clock.now();
  world.db.transaction(() => {
    for (const seed of seeds) {
      const record = toRecord(seed, Math.floor(nowMs / 1000) * 1000);
      world.records.put(record);
      world.index.expect(record.doi, nowMs);
    }
  });
  world.index.catchUp(Number.MAX_SAFE_INTEGER);
}

function toRecord(seed: Seed, nowMs: number): PracticeRecord {
  const attributes = seed.attributes ?? {};
  const stored = predictStored(attributes) as JsonObject;
  const metadata: Record<string, Json> = {};
  for (const key of metadataKeys) metadata[key] = stored[key] ?? emptyValue(key);
  const createdMs = seed.createdMs ?? nowMs;
  return {
    doi: seed.doi.toLowerCase(),
    clientId: seed.clientId,
    state: seed.state,
    url: attributes.url ?? null,
    metadata,
    xml: writeDataciteXml(metadata, seed.doi),
    schemaVersion: attributes.schemaVersion ?? null,
    source: attributes.source ?? 'api',
    reason: null,
    landingPage: null,
    handleUrl: seed.state === 'draft' ? null : (attributes.url ?? null),
    createdMs,
    registeredMs: seed.state === 'draft' ? null : createdMs,
    updatedMs: seed.updatedMs ?? createdMs,
    auditVersion: 0,
    metadataVersion: 0,
  };
}
