import type { Failure } from '#shared/contract/define.ts';
import type { ServiceError } from '#shared/outbox/classify-response.ts';
import type { ErrorCode } from '#shared/support/app-error.ts';

/** A failure as it is kept with an operation and shown in its row. */
export function failure(
  code: ErrorCode,
  message: string,
  nextStep: string | null,
  path: string | null = null,
): Failure {
  return { code, message, path, nextStep };
}

/** The service's refusal, in the words of the field that has to change; several are listed. */
export function refusal(errors: readonly ServiceError[]): Failure {
  const message = errors.map(({ source, title }) =>
    source === null ? title : `${source}: ${title}`,
  );
  return failure('REMOTE_REJECTED', message.join('\n'), null, errors[0]?.source ?? null);
}
