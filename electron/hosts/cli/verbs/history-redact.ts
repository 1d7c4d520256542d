import { text } from '#shared/text/command-line.en.ts';
import type { RunVerb } from '../verb.ts';

/** Says what it would do; does it with `--yes`. */
export const run: RunVerb = async ({ openCore, options, output }) => {
  const redaction = { containing: options.required('containing') };
  const reason = options.required('reason');
  const { client } = await openCore();
  const plan = await client.call('history.planRedaction', { redaction });
  output.print(text.redactionPlan(plan));
  if (!options.has('yes') || plan.textCount === 0) {
    output.line({ ...plan, done: false });
    if (plan.textCount > 0) output.print(text.redactionAsk);
    return 0;
  }
  const done = await client.call('history.redact', { redaction, reason });
  output.line({ ...done, done: true });
  output.print(text.redacted(done));
  return 0;
};
