import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a person has typed into the form of a record and not saved. */
export interface StoredEdit {
  readonly id: string;
  /** Null: the record is still to be made. */
  readonly recordId: number | null;
  readonly repositoryId: string;
  readonly collectionId: number | null;
  /** A DOI that was typed for a new record. */
  readonly doi: string | null;
  readonly base: Attributes;
  readonly attributes: Attributes;
  readonly revision: number;
  readonly updatedAt: string;
}

interface Row {
  readonly id: string;
  readonly record_id: number | null;
  readonly repository_id: string;
  readonly collection_id: number | null;
  readonly doi: string | null;
  readonly base: string | null;
  readonly attributes: string;
  readonly revision: number;
  readonly updated_at: string;
}

function toEdit(row: Row): StoredEdit {
  return {
    id: row.id,
    recordId: row.record_id,
    repositoryId: row.repository_id,
    collectionId: row.collection_id,
    doi: row.doi,
    base: row.base === null ? {} : (JSON.parse(row.base) as Attributes),
    attributes: JSON.parse(row.attributes) as Attributes,
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}

export function findEdit(ledger: Ledger, id: string): StoredEdit | null {
  const row = ledger.db.get<Row>('select * from record_edit where id = ?', id);
  return row === undefined ? null : toEdit(row);
}

export function findEditOf(ledger: Ledger, recordId: number): StoredEdit | null {
  const row = ledger.db.get<Row>('select * from record_edit where record_id = ?', recordId);
  return row === undefined ? null : toEdit(row);
}

/** The newest first. */
export function listEdits(ledger: Ledger): (StoredEdit & { readonly recordDoi: string | null })[] {
  return ledger.db
    .all<Row & { record_doi: string | null }>(
      `select record_edit.*, record.doi as record_doi
       from record_edit left join record on record.id = record_id
       order by record_edit.updated_at desc limit 200`,
    )
    .map((row) => ({ ...toEdit(row), recordDoi: row.record_doi }));
}

/** Writes an edit as a whole, under the next revision, which is returned with its time. */
export function storeEdit(
  context: Pick<CoreContext, 'ledger' | 'timestamp' | 'person'>,
  edit: Omit<StoredEdit, 'updatedAt'>,
): { readonly revision: number; readonly savedAt: string } {
  const savedAt = context.timestamp();
  const revision = edit.revision + 1;
  context.ledger.db.run(
    `insert into record_edit (id, record_id, repository_id, collection_id, doi, base, attributes, revision,
       person, created_at, updated_at)
     values (@id, @recordId, @repositoryId, @collectionId, @doi, @base, @attributes, @revision, @person,
       @now, @now)
     on conflict (id) do update set doi = excluded.doi, base = excluded.base,
       attributes = excluded.attributes, revision = excluded.revision, person = excluded.person,
       updated_at = excluded.updated_at`,
    {
      id: edit.id,
      recordId: edit.recordId,
      repositoryId: edit.repositoryId,
      collectionId: edit.collectionId,
      doi: edit.doi,
      base: canonicalJson(edit.base),
      attributes: canonicalJson(edit.attributes),
      revision,
      person: context.person(),
      now: savedAt,
    },
  );
  return { revision, savedAt };
}

export function removeEdit(ledger: Ledger, id: string): void {
  ledger.db.run('delete from record_edit where id = ?', id);
}
