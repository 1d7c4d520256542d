import type { DriftLine } from '#shared/contract/drift.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A comparison that came to an end, as the ledger keeps it; its lines are read in pages. */
export interface KeptComparison {
  readonly comparedAt: string;
  readonly readCount: number;
  readonly total: number | null;
  readonly recordCount: number;
  readonly lineCount: number;
}

/** Keeps the last comparison of an account, in place of the one before. */
export function keepComparison(
  ledger: Ledger,
  repositoryId: string,
  kept: KeptComparison,
  lines: readonly DriftLine[],
): void {
  const { db } = ledger;
  ledger.transaction(() => {
    db.run('delete from drift_report where repository_id = ?', repositoryId);
    db.run(
      `insert into drift_report (repository_id, compared_at, read_count, total, record_count, line_count)
       values (@repositoryId, @comparedAt, @readCount, @total, @recordCount, @lineCount)`,
      { repositoryId, ...kept },
    );
    for (const [position, { doi, path, cause, here, there }] of lines.entries()) {
      db.run(
        `insert into drift_line (repository_id, position, doi, path, cause, here, there)
         values (?, ?, ?, ?, ?, ?, ?)`,
        repositoryId,
        position,
        doi,
        path,
        cause,
        canonicalJson(here),
        canonicalJson(there),
      );
    }
  });
}

export function keptComparison({ db }: Ledger, repositoryId: string): KeptComparison | null {
  const row = db.get<KeptComparison>(
    `select compared_at as comparedAt, read_count as readCount, total, record_count as recordCount,
       line_count as lineCount from drift_report where repository_id = ?`,
    repositoryId,
  );
  return row ?? null;
}

export function keptLines(
  { db }: Ledger,
  repositoryId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): DriftLine[] {
  return db
    .all<Omit<DriftLine, 'here' | 'there'> & { here: string; there: string }>(
      `select doi, path, cause, here, there from drift_line
       where repository_id = ? and position >= ? order by position limit ?`,
      repositoryId,
      offset,
      limit,
    )
    .map((row) => ({
      ...row,
      here: JSON.parse(row.here) as DriftLine['here'],
      there: JSON.parse(row.there) as DriftLine['there'],
    }));
}
