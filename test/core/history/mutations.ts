import type { StoredEvent } from '#core/history/event-text.ts';
import { chainHash, eventText, firstHash } from '#core/history/event-text.ts';
import type { Database } from '#core/sqlite/database.ts';

type Mutation = (db: Database, at: number) => void;

/** What somebody with the file and a SQL shell might do to a history of at least two events. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'an altered character': (db, at) =>
    db.exec(
      `update history_event set body = replace(body, 'Edit', 'Edif') where sequence = ${String(at)}`,
    ),
  'another person': (db, at) =>
    db.exec(`update history_event set person = 'Mallory' where sequence = ${String(at)}`),
  'another time': (db, at) =>
    db.exec(`update history_event set at = '2020-01-01' where sequence = ${String(at)}`),
  'a deleted event': (db, at) =>
    db.exec(`delete from history_event where sequence = ${String(at)}`),
  'two events swapped': (db, at) => {
    const other = at === 1 ? 2 : at - 1;
    db.exec(`update history_event set sequence = -1 where sequence = ${String(at)};
      update history_event set sequence = ${String(at)} where sequence = ${String(other)};
      update history_event set sequence = ${String(other)} where sequence = -1`);
  },
  'a doubled event': (db, at) =>
    db.exec(`insert into history_event select (select max(sequence) + 1 from history_event), id || 'x',
      at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash, format
      from history_event where sequence = ${String(at)}`),
  'a tail cut off': (db, at) =>
    db.exec(`delete from history_event where sequence >= ${String(at)};
      delete from history_text where sequence >= ${String(at)}`),
  'a deleted event and a recomputed rest': (db, at) => {
    db.exec(`delete from history_event where sequence = ${String(at)};
      update history_event set sequence = sequence - 1 where sequence > ${String(at)};
      delete from history_text where sequence = ${String(at)};
      update history_text set sequence = sequence - 1 where sequence > ${String(at)}`);
    relink(db, at);
  },
  'a rewritten event with a hash of its own': (db, at) => {
    db.exec(`update history_event set kind = 'forged' where sequence = ${String(at)}`);
    relink(db, at, 1);
  },
  'a rewritten event and a recomputed rest': (db, at) => {
    db.exec(`update history_event set kind = 'forged' where sequence = ${String(at)}`);
    relink(db, at);
  },
  'an event in front of the first': (db) =>
    db.exec(`insert into history_event select 0, 'forged', at, person, kind, doi, batch_id,
      operation_id, reason, body, previous_hash, hash, format from history_event where sequence = 1`),
  'another text behind a commitment': (db, at) =>
    db.exec(`update history_text set text = text || 'x' where sequence = ${String(at)}`),
  'a text of another event': (db, at) =>
    db.exec(`update history_text set (salt, text) =
      (select salt, text from history_text o where o.sequence = ${String(at === 1 ? 2 : at - 1)}
         and o.part = history_text.part) where sequence = ${String(at)}`),
  'a text gone without an event that says so': (db, at) =>
    db.exec(`update history_text set text = null, salt = null, redacted_by = ${String(at)}
      where sequence = ${String(at)}`),
  'a commitment without its text': (db, at) =>
    db.exec(`delete from history_text where sequence = ${String(at)}`),
  'a text that nobody committed to': (db, at) =>
    db.exec(`insert into history_text (sequence, part, salt, text)
      values (${String(at)}, 'zzz', '00', 'forged')`),
};

/** Takes away what refuses changes in the program; nothing but this opens the table to them. */
export function dropTriggers(db: Database): void {
  db.exec(`drop trigger history_event_never_changed; drop trigger history_event_never_deleted;
    drop trigger history_text_never_deleted; drop trigger history_text_only_redacted`);
}

/** Hashes `count` events from `from` on anew, as a forger who knows the format would. */
function relink(db: Database, from: number, count = -1): void {
  const rows = db.all<StoredEvent>(
    `select sequence, id, at, person, kind, doi, batch_id as batchId, operation_id as operationId,
       reason, body, format from history_event where sequence >= ? order by sequence limit ?`,
    from,
    count,
  );
  const before = db.get<{ hash: string }>(
    'select hash from history_event where sequence = ?',
    from - 1,
  );
  let previous = before?.hash ?? firstHash;
  for (const row of rows) {
    const hash = chainHash(previous, eventText(row));
    db.run(
      'update history_event set previous_hash = ?, hash = ? where sequence = ?',
      previous,
      hash,
      row.sequence,
    );
    previous = hash;
  }
}
