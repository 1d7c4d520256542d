import type { Finding, Severity } from '#shared/findings/finding.ts';
import type { Attributes, RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type SyncState =
  'local' | 'unsent' | 'sending' | 'failed' | 'conflict' | 'in-step' | 'observe-only';

/** A record as the core works with it: the row of the ledger, its JSON read. */
export interface LedgerRecord {
  readonly id: number;
  /** In the comparison form (`doiKey`). */
  readonly doi: string;
  readonly repositoryId: string;
  readonly collectionId: number | null;
  readonly itemKey: string | null;
  readonly source: { readonly file: string; readonly row: number | null } | null;
  readonly state: RecordState;
  readonly sync: SyncState;
  readonly attributes: Attributes;
  /** SHA-256 of the attributes' canonical JSON, lower-case hex. */
  readonly contentHash: string;
  readonly sourceHash: string | null;
  readonly findings: readonly Finding[];
  /** What DataCite held when it was last read; null before that. */
  readonly remote: Attributes | null;
  readonly remoteState: RemoteState | null;
  readonly remoteUpdatedAt: string | null;
  readonly confirmedAt: string | null;
  /** True when the name was used and given up: it is never given out again. */
  readonly isBurnt: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The row behind a `LedgerRecord`. */
export interface RecordTableRow {
  readonly id: number;
  readonly doi: string;
  readonly repository_id: string;
  readonly collection_id: number | null;
  readonly item_key: string | null;
  readonly source_file: string | null;
  readonly source_row: number | null;
  readonly state: RecordState;
  readonly sync: SyncState;
  readonly title: string | null;
  readonly creators: string | null;
  readonly publisher: string | null;
  readonly attributes: string;
  readonly content_hash: string;
  readonly source_hash: string | null;
  readonly findings: string;
  readonly remote: string | null;
  readonly remote_state: RemoteState | null;
  readonly remote_updated_at: string | null;
  readonly confirmed_at: string | null;
  readonly burnt: number;
  readonly created_at: string;
  readonly updated_at: string;
}

export function toRecord(row: RecordTableRow): LedgerRecord {
  return {
    id: row.id,
    doi: row.doi,
    repositoryId: row.repository_id,
    collectionId: row.collection_id,
    itemKey: row.item_key,
    source: row.source_file === null ? null : { file: row.source_file, row: row.source_row },
    state: row.state,
    sync: row.sync,
    attributes: JSON.parse(row.attributes) as Attributes,
    contentHash: row.content_hash,
    sourceHash: row.source_hash,
    findings: JSON.parse(row.findings) as Finding[],
    remote: row.remote === null ? null : (JSON.parse(row.remote) as Attributes),
    remoteState: row.remote_state,
    remoteUpdatedAt: row.remote_updated_at,
    confirmedAt: row.confirmed_at,
    isBurnt: row.burnt === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

/**
 * The codes of stored findings, out of their text: ten times as quick as reading all of it. Nothing else can look
 * so, because quotes within a text are escaped.
 */
const storedCode = /\{"code":"([^"\\]*)","severity":"(error|warning|hint)"/g;

/** Codes of stored findings, one for each, in their order. */
export function codesIn(findings: string): string[] {
  return Array.from(findings.matchAll(storedCode), ([, code = '']) => code);
}

/** The same with their severities. */
export function gradesIn(findings: string): Pick<Finding, 'code' | 'severity'>[] {
  return Array.from(findings.matchAll(storedCode), ([, code = '', severity]) => {
    return { code, severity: severity as Severity };
  });
}

/** The codes of stored findings as a record keeps them beside them. */
export function findingCodes(findings: string): string {
  return codesIn(findings).join(' ');
}

/** Writes one row per code, with the worst severity that the record has under it. */
export function writeFindingCodes(
  ledger: Ledger,
  recordId: number,
  findings: readonly Finding[],
): void {
  const rank = { error: 0, warning: 1, hint: 2 };
  const worst = new Map<string, Severity>();
  for (const { code, severity } of findings) {
    const known = worst.get(code);
    if (known === undefined || rank[severity] < rank[known]) worst.set(code, severity);
  }
  for (const [code, severity] of worst) {
    ledger.db.run(
      'insert into record_finding (record_id, code, severity) values (?, ?, ?)',
      recordId,
      code,
      severity,
    );
  }
}
