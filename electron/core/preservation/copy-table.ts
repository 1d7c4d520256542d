import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HeldRecord } from './write-copy.ts';

export interface DueRecord {
  readonly id: number;
  readonly doi: string;
  readonly remote: string | null;
  readonly remote_state: RemoteState | null;
  /** What was written for it last; null: nothing yet. */
  readonly known: { readonly name: string; readonly sha256: string } | null;
}

/** Records whose files are behind. */
export function dueRecords({ db }: Ledger, limit: number): DueRecord[] {
  return db
    .all<Omit<DueRecord, 'known'> & { name: string | null; sha256: string | null }>(
      `select r.id, r.doi, r.remote, r.remote_state, c.name, c.remote_sha256 as sha256
       from preservation_due d join record r on r.id = d.record_id
       left join preservation_copy c on c.record_id = r.id order by r.id limit ?`,
      limit,
    )
    .map(({ name, sha256, ...record }) => ({
      ...record,
      known: name === null || sha256 === null ? null : { name, sha256 },
    }));
}

/** Notes that the files hold `held`; a record that changed while they were written stays due. */
export function noteCopy(
  context: CoreContext,
  held: HeldRecord & { readonly id: number },
  { name, sha256 }: { readonly name: string; readonly sha256: string },
): void {
  const { ledger } = context;
  const { db } = ledger;
  ledger.transaction(() => {
    db.run(
      `insert into preservation_copy (record_id, remote_sha256, name, written_at)
       select id, ?, ?, ? from record where id = ? on conflict (record_id) do update set
         remote_sha256 = excluded.remote_sha256, name = excluded.name, written_at = excluded.written_at`,
      sha256,
      name,
      context.timestamp(),
      held.id,
    );
    db.run(
      `delete from preservation_due where record_id = @id and exists (select 1 from record
         where id = @id and remote is @remote and remote_state is @state)`,
      { id: held.id, remote: held.remote, state: held.remote_state },
    );
  });
}

/** DataCite does not hold it any more: what was kept stays. */
export function passOver({ db }: Ledger, recordId: number): void {
  db.run('delete from preservation_due where record_id = ?', recordId);
}

/** Every record that DataCite holds is due again: the files shall stand in another folder. */
export function forgetCopies({ db }: Ledger): void {
  db.run('delete from preservation_copy');
  db.run('insert or ignore into preservation_due select id from record where remote is not null');
}

export function countCopies({ db }: Ledger): { keptCount: number; dueCount: number } {
  return (
    db.get<{ keptCount: number; dueCount: number }>(
      `select (select count(*) from preservation_copy) as keptCount,
         (select count(*) from preservation_due) as dueCount`,
    ) ?? { keptCount: 0, dueCount: 0 }
  );
}
