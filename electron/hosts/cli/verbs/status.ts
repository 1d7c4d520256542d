import { text } from '#shared/text/command-line.en.ts';
import { formatTable } from '../text-table.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, output }) => {
  const { client } = await openCore();
  const state = await client.call('app.state', {});
  const outbox = await client.call('outbox.summary', {});
  const practice = await client.call('practice.status', {});
  output.line({ ...state, outbox, practice });

  const { repository, environment, prefixes, records } = text.heading;
  output.table(
    [repository, environment, prefixes, records],
    state.repositories.map((one) => [
      `${one.name} (${one.id})`,
      one.environment,
      one.prefixes.join(', '),
      String(one.recordCount),
    ]),
  );
  const waiting = outbox.queuedCount + outbox.inFlightCount + outbox.waitingCount;
  output.print(
    `\n${formatTable([
      [text.fact.sync, state.sync.reason ?? state.sync.mode],
      [text.fact.outbox, text.outboxIs(outbox.mode, waiting, outbox.failedCount)],
      [text.fact.ledger, state.ledger.path],
    ])}`,
  );
  return outbox.failedCount === 0 ? 0 : 1;
};
