import type { Failure } from '#shared/contract/define.ts';
import type { RecordDetail, RecordRow } from '#shared/contract/records.ts';
import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { doiPath } from '../datacite/client.ts';
import type { Payload } from '../register/build-payload.ts';
import { buildPayload } from '../register/build-payload.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { getRecord } from './find-records.ts';
import type { LedgerRecord } from './record.ts';
import { cellReader } from './cells.ts';
import { propertyOfFacet } from './facet-counts.ts';
import { matchDois } from './match-dois.ts';
import { useOf } from './note-use.ts';
import type { RecordViews } from './record-views.ts';
import { onIndexProgress, recordViews } from './record-views.ts';

export type RecordHandlers = Pick<
  Handlers,
  | 'records.list'
  | 'records.get'
  | 'records.facets'
  | 'records.match'
  | 'records.indexes'
  | 'records.payload'
>;

/** The columns of a list's row, under the names of the contract. */
const rowColumns = `record.id, doi, state, title, creators, resource_type as resourceType,
  publication_year as publicationYear, publisher, repository_id as repositoryId,
  collection_id as collectionId, error_count as errorCount, warning_count as warningCount,
  hint_count as hintCount, sync, updated_at as updatedAt`;

export function createRecordHandlers(context: CoreContext): RecordHandlers {
  const { ledger } = context;
  const views = recordViews(ledger);
  onIndexProgress(ledger, () => context.emit('indexes.changed', {}));

  return {
    'records.list': async ({ filter, offset, limit, properties = [], ...how }) => {
      const { sort, descending, isQuick = false, isWhole = false } = how;
      await views.prepare(filter, { sort });
      const quick = isQuick ? views.quickView(filter, { sort, descending }) : null;
      const view = quick ?? views.view(filter, { sort, descending });
      const page = JSON.stringify([...view.slice(offset, offset + limit)]);
      const cells = properties.length === 0 ? null : cellReader(properties, isWhole);
      const rows = ledger.db.all<RecordRow & { attributes?: string }>(
        `select ${rowColumns}${cells === null ? '' : ', attributes'}
         from json_each(?) join record on record.id = json_each.value order by json_each.key`,
        page,
      );
      return {
        rows:
          cells === null
            ? rows
            : rows.map(({ attributes = '{}', ...row }) => ({ ...row, cells: cells(attributes) })),
        total: view.total,
        ...(quick === null ? {} : { isPartial: true }),
      };
    },

    'records.facets': async ({ filter, facets, limit }) => {
      await views.prepare(filter, {});
      return {
        facets: facets.map((id) => {
          const property = propertyOfFacet(id);
          if (property === null || views.properties.isReady(property))
            return { id, ...views.facet(filter, id, limit), isWaiting: false };
          makeIndexes(context, views, facets);
          return { id, values: [], withoutValue: 0, distinct: 0, isWaiting: true };
        }),
      };
    },

    'records.match': ({ text, filter }) => matchDois(ledger, text, filter),

    'records.indexes': () => ({ indexes: [...views.progress()] }),

    'records.get': ({ doi }) => detailOf(context, known(context, doi)),

    'records.payload': ({ doi, state }) => {
      const record = known(context, doi);
      const payload = record.sync === 'observe-only' ? null : payloadOf(context, record, state);
      return {
        method: payload?.method ?? 'PUT',
        path: payload?.path ?? doiPath(record.doi),
        // Empty: DataCite holds all of it already, or it is not ours to change. Nothing would be sent.
        json: payload?.body ?? '',
        xml: writeDataciteXml(record.attributes, record.doi),
      };
    },
  };
}

/** Starts making what counts wait for; who asked is told by an event when it is there. */
function makeIndexes(context: CoreContext, views: RecordViews, facets: readonly string[]): void {
  void views.prepare({}, { facets }).then(
    () => context.emit('indexes.changed', {}),
    (cause: unknown) => {
      const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      context.ports.log({ level: 'error', message: 'An index failed', detail: { error } });
    },
  );
}

function payloadOf(
  { ledger }: CoreContext,
  record: LedgerRecord,
  target: RemoteState,
): Payload | null {
  return buildPayload({
    doi: record.doi,
    clientId: getRepository(ledger, record.repositoryId).clientId,
    attributes: record.attributes,
    state: record.state,
    remote: record.remote,
    target,
  });
}

/** The record of a DOI in any form that people paste; `NOT_FOUND` where the ledger has none. */
function known({ ledger }: CoreContext, text: string): LedgerRecord {
  const parsed = parseDoi(text);
  const record = getRecord(ledger, parsed.ok ? parsed.value : text);
  if (record !== null) return record;
  throw new AppError('NOT_FOUND', {
    message: `The ledger has no record of ${doiKey(parsed.ok ? parsed.value : text)}.`,
    nextStep: 'Check the DOI, or bring in the collection that it belongs to.',
  });
}

function detailOf({ ledger }: CoreContext, record: LedgerRecord): RecordDetail {
  const row = ledger.db.get<
    RecordRow & { url: string | null; collectionName: string | null; repositoryName: string }
  >(
    `select ${rowColumns}, record.url,
       (select name from collection where id = record.collection_id) as collectionName,
       (select name from repository where id = record.repository_id) as repositoryName
     from record where id = ?`,
    record.id,
  );
  if (row === undefined) throw new Error('Invariant broken: the record was there a moment ago');
  return {
    ...row,
    source: record.source === null ? null : { ...record.source, key: record.itemKey },
    attributes: record.attributes,
    remote: record.remote,
    remoteState: record.remoteState,
    confirmedAt: record.confirmedAt,
    findings: record.findings as RecordDetail['findings'],
    lastFailure: lastFailure(ledger, record.id),
    createdAt: record.createdAt,
    use: useOf(ledger, record.id),
  };
}

/** Why the newest operation did not succeed; null when it did, or when there is none. */
function lastFailure(ledger: CoreContext['ledger'], recordId: number): Failure | null {
  const newest = ledger.db.get<{ failure: string | null }>(
    `select failure from operation where record_id = ? and status not in ('cancelled','superseded')
     order by sequence desc limit 1`,
    recordId,
  );
  return newest?.failure == null ? null : (JSON.parse(newest.failure) as Failure);
}
