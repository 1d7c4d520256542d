import type { CollectionSummary } from '#shared/contract/collections.ts';
import type { Defaults } from '#shared/contract/define.ts';
import { mergeDefaults } from '#shared/collections/defaults.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface Collection {
  readonly id: number;
  readonly repositoryId: string;
  readonly name: string;
  readonly defaults: Defaults;
}

interface Row {
  readonly id: number;
  readonly repository_id: string;
  readonly name: string;
  readonly defaults: string;
}

function toCollection(row: Row): Collection {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    name: row.name,
    defaults: JSON.parse(row.defaults) as Defaults,
  };
}

export function findCollection(
  ledger: Ledger,
  repositoryId: string,
  name: string,
): Collection | null {
  const row = ledger.db.get<Row>(
    'select id, repository_id, name, defaults from collection where repository_id = ? and name = ?',
    repositoryId,
    name,
  );
  return row === undefined ? null : toCollection(row);
}

/** The collection of this name, made where it is missing; `defaults` are put on top of its own. */
export function ensureCollection(
  context: CoreContext,
  wanted: { readonly repositoryId: string; readonly name: string; readonly defaults: Defaults },
): Collection {
  const { ledger } = context;
  return ledger.transaction(() => {
    const { repositoryId, name } = wanted;
    const known = findCollection(ledger, repositoryId, name);
    if (known !== null) {
      const defaults = mergeDefaults(known.defaults, wanted.defaults);
      saveDefaults(ledger, known.id, defaults);
      return { ...known, defaults };
    }
    const { lastId: id } = ledger.db.run(
      'insert into collection (repository_id, name, defaults, created_at) values (?, ?, ?, ?)',
      repositoryId,
      name,
      canonicalJson(wanted.defaults),
      context.timestamp(),
    );
    appendEvent(context, {
      kind: 'collection.created',
      summary: `Collection “${name}” was made.`,
      detail: { collectionId: id, repositoryId },
    });
    return { id, repositoryId, name, defaults: wanted.defaults };
  });
}

export function saveDefaults(ledger: Ledger, id: number, defaults: Defaults): void {
  ledger.db.run('update collection set defaults = ? where id = ?', canonicalJson(defaults), id);
}

interface SummaryRow {
  readonly id: number;
  readonly repository_id: string;
  readonly name: string;
  readonly defaults: string;
  readonly created_at: string;
  readonly last_import_at: string | null;
  readonly record_count: number;
  readonly reserved_count: number;
  readonly draft_count: number;
  readonly registered_count: number;
  readonly findable_count: number;
  readonly error_count: number;
  readonly warning_count: number;
  readonly waiting_count: number;
  readonly failed_count: number;
}

/** Collections with their counts, by name; one of them, or all. */
export function summariseCollections(ledger: Ledger, id: number | null): CollectionSummary[] {
  return ledger.db
    .all<SummaryRow>(
      `select c.id, c.repository_id, c.name, c.defaults, c.created_at,
         (select max(started_at) from import_run where collection_id = c.id) as last_import_at,
         count(r.id) as record_count,
         count(*) filter (where r.state = 'reserved') as reserved_count,
         count(*) filter (where r.state = 'draft') as draft_count,
         count(*) filter (where r.state = 'registered') as registered_count,
         count(*) filter (where r.state = 'findable') as findable_count,
         count(*) filter (where r.error_count > 0) as error_count,
         count(*) filter (where r.error_count = 0 and r.warning_count > 0) as warning_count,
         count(*) filter (where r.sync = 'sending') as waiting_count,
         count(*) filter (where r.sync in ('failed', 'conflict')) as failed_count
       from collection c left join record r on r.collection_id = c.id
       where @id is null or c.id = @id
       group by c.id order by c.name collate nocase, c.id limit 1000`,
      { id },
    )
    .map((row) => ({
      id: row.id,
      name: row.name,
      repositoryId: row.repository_id,
      defaults: JSON.parse(row.defaults) as Defaults,
      recordCount: row.record_count,
      stateCounts: {
        reserved: row.reserved_count,
        draft: row.draft_count,
        registered: row.registered_count,
        findable: row.findable_count,
      },
      errorCount: row.error_count,
      warningCount: row.warning_count,
      waitingCount: row.waiting_count,
      failedCount: row.failed_count,
      lastImportAt: row.last_import_at,
      createdAt: row.created_at,
    }));
}

export function summariseCollection(ledger: Ledger, id: number): CollectionSummary {
  const [summary] = summariseCollections(ledger, id);
  if (summary === undefined) {
    throw new AppError('NOT_FOUND', { message: `There is no collection ${id}.` });
  }
  return summary;
}
