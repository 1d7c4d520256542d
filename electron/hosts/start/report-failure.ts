import { AppError } from '#shared/support/app-error.ts';
import { text } from '#shared/text/browser.en.ts';

/** Says on standard error why a start failed, and answers the exit code for it (3: environment). */
export function reportStartFailure(cause: unknown, port: number | null): 3 {
  process.stderr.write(`${sentenceFor(cause, port)}\n`);
  return 3;
}

function sentenceFor(cause: unknown, port: number | null): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE' && port !== null) return text.portTaken(port);
  if (cause instanceof AppError) {
    return cause.nextStep === undefined ? cause.message : `${cause.message}\n${cause.nextStep}`;
  }
  // A defect: whoever reads this needs the place.
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
