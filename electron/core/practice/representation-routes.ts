import { toBibtex } from '#shared/citation/bibtex.ts';
import { toCslJson } from '#shared/citation/csl-json.ts';
import { howToCite } from '#shared/citation/how-to-cite.ts';
import { toRis } from '#shared/citation/ris.ts';
import { toSchemaOrg } from '#shared/citation/schema-org.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import type { JsonObject } from '#shared/support/json.ts';
import { jsonAnswer, textAnswer, type Answer } from './answer.ts';
import { included } from './list-dois.ts';
import type { PracticeRecord } from './record.ts';
import { singleView, visibleRecord } from './doi-routes.ts';
import type { PracticeRequest } from './request.ts';
import { serialiseRecord } from './serialise-record.ts';
import type { World } from './world.ts';

/** Media types that one DOI can be had in beside JSON:API. */
const writers: Readonly<Record<string, (record: PracticeRecord) => string>> = {
  'application/vnd.datacite.datacite+xml': (record) =>
    record.xml ?? writeDataciteXml(record.metadata, record.doi),
  'application/vnd.datacite.datacite+json': (record) =>
    JSON.stringify(asDataciteJson(record), null, 2),
  'application/vnd.schemaorg.ld+json': (record) =>
    JSON.stringify(toSchemaOrg(markedAttributes(record)), null, 2),
  'application/vnd.citationstyles.csl+json': (record) =>
    JSON.stringify(toCslJson(markedAttributes(record)), null, 2),
  'application/x-bibtex': (record) => toBibtex(markedAttributes(record)),
  'application/x-research-info-systems': (record) => toRis(markedAttributes(record)),
  'text/x-bibliography': (record) => howToCite(markedAttributes(record)),
};

/** Citations are those of the app, marked: the service words them a little otherwise, and its DOIs are real. */
export function markedAttributes(record: PracticeRecord): Attributes {
  return markUnreal({ ...record.metadata, doi: record.doi, url: record.url }, 'practice');
}

function asDataciteJson(record: PracticeRecord): JsonObject {
  const filled = Object.entries(record.metadata).filter(
    ([, value]) => value !== null && (typeof value !== 'object' || Object.keys(value).length > 0),
  );
  return {
    id: `https://doi.org/${record.doi}`,
    doi: record.doi.toUpperCase(),
    url: record.url,
    ...Object.fromEntries(filled),
    schemaVersion: record.schemaVersion,
    state: record.state,
  };
}

export function isRepresentation(mediaType: string): boolean {
  return Object.hasOwn(writers, mediaType);
}

/** `GET /dois/:doi`, as JSON:API or in what `Accept` (or a path before the DOI) asks for. */
export function getDoi(
  request: PracticeRequest,
  world: World,
  doi: string,
  mediaType: string | null,
): Answer | null {
  const record = visibleRecord(request, world, doi);
  const wanted = mediaType ?? chooseType(request.headers['accept']);
  if (wanted === null) return null;
  if (wanted === jsonApi) {
    const data = serialiseRecord(record, singleView(request, world));
    return jsonAnswer(200, { data, ...included(request, [record], world) });
  }
  return textAnswer(200, wanted, writers[wanted]?.(record) ?? '');
}

const jsonApi = 'application/vnd.api+json';

/** The first media type that can be given; null when there is none (406). */
function chooseType(accept: string | undefined): string | null {
  const types = (accept ?? '*/*')
    .split(',')
    .map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  for (const type of types) {
    if (['', '*/*', 'application/*', 'application/json', jsonApi, 'text/html'].includes(type))
      return jsonApi;
    if (isRepresentation(type)) return type;
  }
  return null;
}
