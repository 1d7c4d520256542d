import { hubCliText as text } from '#shared/text/hub-cli.en.ts';
import { eachHubItem } from '../hub-items.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

const shows = ['no-doi', 'current', 'outdated', 'events', 'unseen'] as const;

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const only = options.text('only');
  const show = shows.find((each) => each === only);
  if (only !== null && show === undefined) throw new WrongUse(text.wrongOnly(only));
  const hub = options.text('hub');
  const { client } = await call.openCore();
  const table: string[][] = [];
  for await (const row of eachHubItem(client, {
    ...(show === undefined ? {} : { show }),
    ...(hub === null ? {} : { profileId: hub }),
  })) {
    output.line(row);
    table.push([
      row.name,
      row.doi ?? '',
      row.standing,
      row.access,
      row.openEventCount === 0 ? '' : String(row.openEventCount),
    ]);
  }
  const { item, doi, standing, access, events } = text.heading;
  if (table.length > 0) output.table([item, doi, standing, access, events], table);
  else output.say(text.noItems);
  return 0;
};
