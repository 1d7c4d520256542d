import type { Ledger } from '../ledger/ledger.ts';
import { removeChangesOf } from '../changes/change-set-table.ts';
import { practiceId } from './practice-link.ts';

/**
 * Takes everything of the practice repository out of the ledger but its row and its history. Joins the
 * caller's transaction. Nothing of a real repository can be touched: a trigger guards its operations.
 * Returns the number of records that went.
 */
export function removePracticeRows(ledger: Ledger): number {
  const { db } = ledger;
  const mine = 'select id from record where repository_id = ?';
  const statements = [
    'delete from overwritten_value where operation_id in (select id from operation where repository_id = ?)',
    'delete from activity_check where operation_id in (select id from operation where repository_id = ?)',
    'delete from attempt where operation_id in (select id from operation where repository_id = ?)',
    'delete from operation where repository_id = ?',
    'delete from batch where repository_id = ?',
    `delete from reservation where record_id in (${mine})`,
    `delete from record_text where rowid in (${mine})`,
    'delete from import_line where import_id in (select id from import_run where repository_id = ?)',
    'delete from import_run where repository_id = ?',
    'delete from sync_cursor where repository_id = ?',
    'delete from drift_report where repository_id = ?',
    'delete from hub_doi where doi in (select doi from record where repository_id = ?)',
    'delete from hub_run where repository_id = ?',
  ];
  removeChangesOf(ledger, practiceId);
  removePracticeHub(ledger);
  for (const sql of statements) db.run(sql, practiceId);
  const { changes } = db.run('delete from record where repository_id = ?', practiceId);
  db.run('delete from collection where repository_id = ?', practiceId);
  return changes;
}

/** The items of the practice hub; the hub itself stays as it is. */
function removePracticeHub({ db }: Ledger): void {
  const items = `select i.id from hub_item i join hub_profile p on p.id = i.profile_id where p.kind = 'practice'`;
  db.run(`delete from hub_doi where item_id in (${items})`);
  db.run(`delete from hub_item where id in (${items})`);
  for (const table of ['hub_collection', 'hub_organisation', 'hub_related', 'hub_terms'])
    db.run(
      `delete from ${table} where profile_id in (select id from hub_profile where kind = 'practice')`,
    );
}
