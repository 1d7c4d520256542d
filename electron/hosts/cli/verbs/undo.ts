import { changesText } from '#shared/text/changes.en.ts';
import { followChangeSet, sayRefusals, sendingOpenly } from '../change-output.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { options, output, words } = call;
  const { client } = await call.openCore();
  const id = words[0] ?? '';
  const plan = await client.call('changes.undoPlan', { id });
  output.say(changesText.cli.undoForeseen(plan));
  for (const sentence of [...plan.goes, ...plan.stays]) output.say(sentence);
  for (const { message, count } of plan.refused)
    output.say(changesText.cli.heldBack(count, message));
  if (options.has('preview')) {
    output.line({ changeSet: id, ...plan });
    return plan.refused.length === 0 ? 0 : 1;
  }
  const confirmation = options.text('confirm');
  if (plan.confirmation !== null && plan.confirmation !== confirmation) {
    output.say(changesText.cli.confirmWith(plan.confirmation));
    return 2;
  }
  const reason = options.text('reason');
  return sendingOpenly(call, client, async () => {
    const started = await client.call('changes.undo', { id, reason, confirmation });
    const label = changesText.cli.undoing;
    const { done, isStopped } = await followChangeSet(call, client, { id: started.id, label });
    output.line({ changeSet: done.id, undoOf: id, ...done });
    output.say(changesText.cli.undone(done.changedCount, done.refusedCount));
    sayRefusals(output, done.refused);
    return done.refusedCount === 0 && !isStopped ? 0 : 1;
  });
};
