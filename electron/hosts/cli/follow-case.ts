import type { Client } from '#shared/contract/client.ts';
import type { CaseDetail, CaseItem } from '#shared/contract/removal-shapes.ts';
import { parseCaseName } from '#shared/removal/case-number.ts';
import type { StepName } from '#shared/removal/steps.ts';
import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { ExitCode, VerbCall } from './verb.ts';
import { WrongUse } from './verb.ts';
import { waitFor } from './wait.ts';

export function caseIdOf(word: string): number {
  const id = parseCaseName(word);
  if (id === null || id < 1) throw new WrongUse(text.noCase(word));
  return id;
}

/** All DOIs of a case, with where each stands. */
export async function itemsOfCase(client: Client, id: number): Promise<CaseItem[]> {
  const found: CaseItem[] = [];
  for (;;) {
    const page = await client.call('removal.items', { id, offset: found.length, limit: 200 });
    found.push(...page.items);
    if (page.items.length === 0 || found.length >= page.total) return found;
  }
}

/** Long enough for a page that somebody must put online to be told, instead of waited for. */
const patienceMs = 15_000;

/** Waits until the steps have come to an end, and tells each DOI's; 0 when all are through. */
export async function followCase(
  { output, signal }: VerbCall,
  client: Client,
  what: { readonly id: number; readonly label: string },
): Promise<ExitCode> {
  let lastState = '';
  let lastMove = performance.now();
  await waitFor(client, ['removal.changed'], signal, async () => {
    const detail = await client.call('removal.case', { id: what.id });
    const { counts } = detail;
    const busy = counts.working + counts.restoring;
    const state = JSON.stringify(counts);
    if (state !== lastState) lastMove = performance.now();
    lastState = state;
    output.progress({
      label: what.label,
      done: detail.itemCount - busy,
      total: detail.itemCount,
      failed: detail.halfCount,
    });
    if (busy === 0 && !['working', 'restoring'].includes(detail.status)) return detail;
    const isStuck = performance.now() - lastMove > patienceMs;
    return isStuck && (await waitsForPerson(client, what.id)) ? detail : null;
  });
  output.progress(null);
  return await report(output, client, what.id);
}

async function waitsForPerson(client: Client, id: number): Promise<boolean> {
  const items = await itemsOfCase(client, id);
  return items.every(({ status, step }) => status !== 'working' || step === 'page-checked');
}

async function report(output: VerbCall['output'], client: Client, id: number): Promise<ExitCode> {
  const detail: CaseDetail = await client.call('removal.case', { id });
  const items = await itemsOfCase(client, id);
  for (const item of items) {
    output.line(item);
    if (item.failure === null) continue;
    const step = item.step === null ? '' : removalText.step[item.step as StepName];
    output.say(text.halfDone(item.doi, step, item.failure.message));
  }
  const half = detail.counts['half-done'] + detail.counts['half-restored'];
  const busy = detail.counts.working + detail.counts.restoring;
  if (busy > 0) output.say(text.waits);
  const through = detail.counts.done + detail.counts.restored;
  output.print(text.ended(removalText.status[detail.status].toLowerCase(), through, half));
  return half + busy === 0 ? 0 : 1;
}
