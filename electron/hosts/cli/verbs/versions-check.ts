import { defectText } from '#shared/text/version-defects.en.ts';
import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import { chainFilterOf, eachChain } from '../chains.ts';
import type { RunVerb } from '../verb.ts';

/** One line a defect; ends with 1 when there is any, so that a script can hold a catalogue to it. */
export const run: RunVerb = async (call) => {
  const { output } = call;
  const { client } = await call.openCore();
  let [chains, defects] = [0, 0];
  const rows: string[][] = [];
  for await (const { doi, defectCount } of eachChain(call, client, chainFilterOf(call))) {
    chains += 1;
    if (defectCount === 0) continue;
    const { chain } = await client.call('versions.chain', { doi });
    for (const defect of chain?.defects ?? []) {
      defects += 1;
      const message = defectText[defect.code].sentence(defect);
      output.line({
        chain: doi,
        code: defect.code,
        doi: defect.at,
        others: defect.others,
        message,
      });
      rows.push([defect.code, message]);
    }
  }
  if (rows.length > 0) output.table([text.heading.defects, text.heading.what], rows);
  output.say(text.checked(chains, defects));
  return defects === 0 && !call.signal.aborted ? 0 : 1;
};
