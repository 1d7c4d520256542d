/**
 * Failures as data. `AppError` is thrown inside the core and turned into a `WireError` at the one
 * boundary (`electron/core/router.ts`); the sentences for people stand in `shared/text/errors.en.ts`,
 * total by type. Expected outcomes are no errors: they are part of a procedure's output.
 */
export const errorCodes = [
  'VALIDATION',
  'NOT_FOUND',
  'CONFLICT',
  'OFFLINE',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'REMOTE_REJECTED',
  'VAULT_UNAVAILABLE',
  'LEDGER_CORRUPT',
  'LEDGER_BUSY',
  'LEDGER_TOO_NEW',
  'DISK_FULL',
  'SOURCE_UNREADABLE',
  'CONFIRMATION_NEEDED',
  'CANCELLED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface AppErrorDetail {
  /** What happened, for people, with names, rows and fields; never a secret, never a stack. */
  readonly message: string;
  /** What to do next; falls back to the catalogue's sentence for the code. */
  readonly nextStep?: string;
  /** True when the same call may succeed later unchanged. Decided where the knowledge is. */
  readonly retryable?: boolean;
  /** Where: a path in the metadata or the input. */
  readonly path?: string;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly nextStep: string | undefined;
  readonly retryable: boolean;
  readonly path: string | undefined;

  constructor(code: ErrorCode, detail: AppErrorDetail) {
    super(detail.message, { cause: detail.cause });
    this.code = code;
    this.nextStep = detail.nextStep;
    this.retryable = detail.retryable ?? false;
    this.path = detail.path;
  }
}

/** An error as it crosses a process boundary. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly nextStep: string | null;
  readonly retryable: boolean;
  readonly path: string | null;
  /** Names the line in the local log; only for defects. */
  readonly traceId: string | null;
}
