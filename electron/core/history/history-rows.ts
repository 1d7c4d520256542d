import type { Database, SqlValue } from '../sqlite/database.ts';

/** Ledgers before version 70 have no format and no texts; backups of them are still proved. */
export function hasTexts(db: Database): boolean {
  return (
    db.get(`select 1 from sqlite_schema where type = 'table' and name = 'history_text'`) !==
    undefined
  );
}

/** The columns of `StoredEvent`, in its order, then both hashes. */
export function eventColumns(db: Database): string {
  return `sequence, ${hasTexts(db) ? 'format' : '1 as format'}, id, at, person, kind, doi,
    batch_id as batchId, operation_id as operationId, reason, body,
    previous_hash as previousHash, hash`;
}

/** The text behind a commitment; null where it was taken out. */
export interface Opening {
  readonly part: string;
  readonly salt: string | null;
  readonly text: string | null;
  readonly redactedBy: number | null;
}

type TextRow = readonly [
  sequence: number,
  part: string,
  salt: string | null,
  text: string | null,
  redactedBy: number | null,
];

/**
 * Reads the texts of a history beside its events: `of` must be asked in rising order.
 */
export interface TextReader {
  of(sequence: number): Opening[];
  /** The first sequence that had texts and was never asked for; null when there is none so far. */
  stray(): number | null;
  close(): void;
}

export function readTexts(db: Database, after: number): TextReader {
  const rows = hasTexts(db)
    ? db.scan<TextRow & readonly SqlValue[]>(
        `select sequence, part, salt, text, redacted_by from history_text
         where sequence > ? order by sequence, part`,
        after,
      )
    : null;
  let current = rows?.next();
  let strayAt: number | null = null;
  return {
    of(sequence) {
      const found: Opening[] = [];
      while (current !== undefined && current.done !== true && current.value[0] <= sequence) {
        const [at, part, salt, text, redactedBy] = current.value;
        if (at === sequence) found.push({ part, salt, text, redactedBy });
        else strayAt ??= at;
        current = rows?.next();
      }
      return found;
    },
    stray: () => strayAt,
    close: () => void rows?.return?.(),
  };
}
