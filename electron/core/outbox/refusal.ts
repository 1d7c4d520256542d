import type { Failure } from '#shared/contract/define.ts';
import { explainServiceError } from '#shared/explain/explain-service-error.ts';
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

/** More than anybody reads; the contract's limit lies above it. */
const longestMessage = 10_000;

/** The service's refusal, in the words of the fields that have to change; all of them at once. */
export function refusal(errors: readonly ServiceError[]): Failure {
  const explained = errors.map((error) => explainServiceError(error));
  const message = unique(explained.map((entry) => entry.message)).join('\n');
  const nextStep = unique(explained.map((entry) => entry.nextStep)).join('\n');
  return failure(
    'REMOTE_REJECTED',
    message.slice(0, longestMessage),
    nextStep === '' ? null : nextStep.slice(0, longestMessage),
    explained.find(({ path }) => path !== '')?.path.slice(0, 500) ?? null,
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}
