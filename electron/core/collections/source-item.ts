import type { Failure } from '#shared/contract/define.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import type { Change } from '#shared/metadata/upgrade.ts';
import { AppError } from '#shared/support/app-error.ts';

/** One item as its source has it, before defaults and before the ledger is asked. */
export interface SourceItem {
  /** File name as people see it. */
  readonly source: string;
  /** Row, line or place in the file, from 1; null where the file is the item. */
  readonly row: number | null;
  /** The id that the source itself gives: a mapped column, the Hub's id, a path. */
  readonly key: string | null;
  /** Null when the item could not be read; then `failure` says why. */
  readonly attributes: Attributes | null;
  /** The state that the source asks for (an API body's event); null where it asks for none. */
  readonly state: RemoteState | null;
  /** Findings about the source; those about the record come from validation. */
  readonly findings: readonly Finding[];
  readonly failure: Failure | null;
  /** The whole request body, where the source holds one: it can be judged as the service would. */
  readonly body?: unknown;
  /** For DataCite XML: its namespace, and what reading it into the words of 4.7 changed. */
  readonly xml?: { readonly schemaVersion: string; readonly changes: readonly Change[] };
}

/** An error as part of a line. Defects are no part of a line: they end the run. */
export function toFailure(cause: unknown): Failure {
  if (!(cause instanceof AppError)) throw cause;
  return {
    code: cause.code,
    message: cause.message,
    path: cause.path ?? null,
    nextStep: cause.nextStep ?? null,
  };
}

export function failedItem(source: string, row: number | null, cause: unknown): SourceItem {
  return {
    source,
    row,
    key: null,
    attributes: null,
    state: null,
    findings: [],
    failure: toFailure(cause),
  };
}
