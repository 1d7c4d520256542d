import type { Client } from '#shared/contract/client.ts';
import { changeKind } from '#shared/contract/changes.ts';
import type { SheetUpdate, UpdateLine } from '#shared/contract/sheet-updates.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { text as commandText } from '#shared/text/command-line.en.ts';
import { sheetVerbText as text } from '#shared/text/sheet-verbs.en.ts';
import { followChangeSet, sayRefusals, sendOrSay } from '../change-output.ts';
import { printChanges, printEffects } from '../preview-output.ts';
import { readRecipe, readSources } from '../source-options.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { waitFor } from '../wait.ts';

/** A sheet that comes back: compared, shown, and unless only a preview is asked for applied as one change set. */
export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const source = readSources(call.words);
  const kind = changeKind.safeParse(options.text('kind') ?? 'correction');
  if (!kind.success) throw new WrongUse(text.kinds(changeKind.options.join(', ')));
  const { client, admitSource } = await call.openCore();
  const { encoding, delimiter, sheet, mapping } = await readRecipe(client, options);
  const sourceId = await admitSource(source.paths, source.name);
  const settings = { encoding, delimiter, sheet, mapping };
  const { updateId } = await client.call('sheetUpdates.start', { sourceId, settings });
  const compared = await follow(call, client, updateId);
  if (compared === null) {
    output.say(commandText.interrupted);
    return 1;
  }
  for (const warning of compared.warnings) output.say(warning);
  if (compared.status !== 'ready') {
    output.say(compared.failure?.message ?? text.notCompared);
    return 1;
  }
  await printLines(call, client, updateId);
  output.say(text.compared(compared));
  const leftOut = compared.refusedCount + compared.observeOnlyCount > 0;
  if (options.has('preview')) printEffects(output, effectsOf(compared));
  if (options.has('preview') || compared.changedCount === 0) return leftOut ? 1 : 0;
  const { changeSetId } = await client.call('sheetUpdates.apply', {
    updateId,
    changeKind: kind.data,
    reason: options.text('reason'),
  });
  const label = changesText.cli.changing;
  const { done, isStopped } = await followChangeSet(call, client, { id: changeSetId, label });
  output.line({ changeSet: done.id, ...done });
  output.say(text.applied(done.changedCount, done.refusedCount, done.id));
  sayRefusals(output, done.refused);
  if (isStopped) return 1;
  const sent = options.has('send') && done.id !== null ? await sendOrSay(call, client, done.id) : 0;
  return sent === 0 && (leftOut || done.refusedCount > 0) ? 1 : sent;
};

function effectsOf(compared: SheetUpdate) {
  const { rowCount, changedCount, unchangedCount, refusedCount, observeOnlyCount } = compared;
  const { atDataciteCount, leftOut, findings } = compared;
  return {
    ...{ rowCount, changedCount, unchangedCount, refusedCount, observeOnlyCount },
    ...{ atDataciteCount, leftOut, findings },
  };
}

async function follow(
  call: VerbCall,
  client: Client,
  updateId: number,
): Promise<SheetUpdate | null> {
  const ended = await waitFor(client, ['sheetUpdates.changed'], call.signal, async () => {
    const state = await client.call('sheetUpdates.get', { updateId });
    call.output.progress({
      label: text.comparing,
      done: state.rowCount,
      total: null,
      failed: state.refusedCount,
      perSecond: state.perSecond,
      secondsLeft: state.secondsLeft,
    });
    return state.status === 'reading' ? null : state;
  });
  call.output.progress(null);
  if (ended === null) await client.call('sheetUpdates.cancel', { updateId });
  return ended;
}

async function printLines(call: VerbCall, client: Client, updateId: number): Promise<void> {
  const problems: string[][] = [];
  for (let offset = 0; ;) {
    const page = await client.call('sheetUpdates.lines', {
      updateId,
      only: 'all',
      offset,
      limit: 200,
    });
    for (const line of page.lines) {
      call.output.line(line);
      if (line.status !== 'changed') problems.push(asRow(line));
      else if (call.options.has('preview')) printChanges(call.output, line.doi, line.changes);
    }
    offset += page.lines.length;
    if (page.lines.length === 0 || offset >= page.total) break;
  }
  if (problems.length === 0) return;
  const { row, doi, problem } = commandText.heading;
  call.output.table([row, doi, problem], problems);
}

function asRow({ row, doi, problems }: UpdateLine): string[] {
  const said = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return [String(row), doi, said.join(' ')];
}
