import type { Client } from '#shared/contract/client.ts';
import type { LandingFilter, LandingRow } from '#shared/contract/landing.ts';
import { landingVerdicts } from '#shared/landing/codes.ts';
import type { LandingVerdict } from '#shared/landing/codes.ts';
import { text as commandText } from '#shared/text/command-line.en.ts';
import { landingCodeText, landingText, landingVerdictText } from '#shared/text/landing.en.ts';
import { queryOption } from '../find.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { waitFor } from '../wait.ts';

const pageSize = 200;
const { cli: text } = landingText;

/** Looks at pages and waits for the end, or shows what was last seen; 1 when a page is broken. */
export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const records = queryOption(options.text('query'));
  const hasQuery = records.query !== undefined;
  const isAsked = hasQuery || options.has('all');
  const { client } = await call.openCore();
  if (isAsked) {
    const of = hasQuery ? { filter: records } : ('all' as const);
    const { addedCount, runId } = await client.call('landing.start', { of });
    if (addedCount === 0 && runId === null) {
      output.say(text.nothing);
      return 0;
    }
    if (!(await follow(call, client))) {
      output.say(commandText.interrupted);
      return 1;
    }
  }
  const counts = await show(call, client, hasQuery ? { records } : {});
  output.say(text.result(counts));
  return counts.broken === 0 ? 0 : 1;
};

/** False when the person ended it; the audit is paused then, and a later one goes on. */
async function follow({ output, signal }: VerbCall, client: Client): Promise<boolean> {
  const ended = await waitFor(client, ['landing.changed'], signal, async () => {
    const { run: state } = await client.call('landing.status', {});
    if (state === null) return true;
    const { doneCount, total, perSecond } = state;
    output.progress({ label: text.progress, done: doneCount, total, perSecond });
    return state.status === 'running' ? null : true;
  });
  output.progress(null);
  if (ended === null) await client.call('landing.pause', {});
  return ended !== null;
}

async function show(
  { output }: VerbCall,
  client: Client,
  filter: LandingFilter,
): Promise<Record<LandingVerdict, number>> {
  const counts = Object.fromEntries(landingVerdicts.map((verdict) => [verdict, 0])) as Record<
    LandingVerdict,
    number
  >;
  const bad: LandingRow[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.call('landing.list', { filter, offset, limit: pageSize });
    for (const row of page.rows) {
      counts[row.verdict] += 1;
      if (output.json) output.line(row);
      else if (row.verdict !== 'good') bad.push(row);
    }
    if (page.rows.length < pageSize) break;
  }
  if (bad.length > 0) {
    output.table(
      [...text.headings],
      bad.map(({ verdict, doi, findings, url }) => [
        landingVerdictText[verdict],
        doi,
        findings.map(({ code }) => landingCodeText[code].name).join('; '),
        url,
      ]),
    );
  }
  return counts;
}
