import { hubCliText as text } from '#shared/text/hub-cli.en.ts';
import { AppError } from '#shared/support/app-error.ts';
import { eachHubItem } from '../hub-items.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { options, output, words } = call;
  const wanted = (words[0] ?? '').replace(/^(?:datasets|models)\//, '');
  const hub = options.text('hub');
  const { client } = await call.openCore();
  for await (const row of eachHubItem(client, {
    text: wanted,
    ...(hub === null ? {} : { profileId: hub }),
  })) {
    if (row.name !== wanted) continue;
    const { dois } = await client.call('hub.item', { id: row.id });
    const cited = options.has('all')
      ? dois
      : dois
          .filter(({ outdatedAt, role }) => outdatedAt === null && role === 'version')
          .slice(0, 1);
    if (cited.length === 0) {
      output.say(text.noDoi(wanted));
      return 1;
    }
    for (const { doi, revision, outdatedAt, citation } of cited) {
      output.line({ item: row.name, doi, revision, outdatedAt, citation });
      output.print(citation);
    }
    return 0;
  }
  throw new AppError('NOT_FOUND', { message: text.noItem(wanted) });
};
