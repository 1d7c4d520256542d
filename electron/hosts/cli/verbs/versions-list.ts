import type { ChainRow } from '#shared/contract/version-chains.ts';
import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import { chainFilterOf, eachChain } from '../chains.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { client } = await call.openCore();
  const rows: ChainRow[] = [];
  for await (const row of eachChain(call, client, chainFilterOf(call))) {
    call.output.line(row);
    rows.push(row);
  }
  const { doi, versions, latest, defects, title } = text.heading;
  if (rows.length > 0) {
    call.output.table(
      [doi, versions, latest, defects, title],
      rows.map((row) => [
        row.doi,
        String(row.versionCount),
        row.latestVersion,
        row.defectCount === 0 ? '' : String(row.defectCount),
        row.title,
      ]),
    );
  }
  call.output.say(rows.length === 0 ? text.noChains : text.listed(rows.length));
  return 0;
};
