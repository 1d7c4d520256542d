import type { Client } from '#shared/contract/client.ts';
import type { HubEventView } from '#shared/contract/hub-shapes.ts';
import { hubEventText } from '#shared/text/hub.en.ts';
import { hubCliText as text } from '#shared/text/hub-cli.en.ts';
import type { RunVerb } from '../verb.ts';
import { waitFor } from '../wait.ts';

export const run: RunVerb = async (call) => {
  const { output } = call;
  const { client } = await call.openCore();
  await client.call('hub.watch', { itemIds: null });
  const ended = await waitFor(client, ['hub.changed'], call.signal, async () => {
    const state = await client.call('hub.watchState', {});
    output.progress({
      label: text.looking,
      done: state.checkedCount,
      total: state.total,
      failed: state.failedCount,
    });
    return state.isRunning ? null : state;
  });
  output.progress(null);
  if (ended === null) {
    await client.call('hub.stopWatch', {});
    output.say(text.interrupted);
    return 1;
  }
  const rows = await openEvents(client);
  for (const event of rows) output.line(event);
  if (rows.length > 0) {
    const { item, what, before, after } = text.heading;
    output.table([item, what, before, after], rows.map(asRow));
  }
  output.say(text.watched(ended));
  if (ended.failure !== null) output.say(ended.failure);
  return ended.failure === null && ended.urgentEventCount === 0 ? 0 : 1;
};

function asRow({ itemName, kind, before, after }: HubEventView): string[] {
  return [itemName, hubEventText[kind].name, before, after];
}

async function openEvents(client: Client): Promise<HubEventView[]> {
  const all: HubEventView[] = [];
  for (;;) {
    const asked = { show: 'open', kind: null, offset: all.length, limit: 200 } as const;
    const { rows, total } = await client.call('hub.events', asked);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
