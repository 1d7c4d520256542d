import type { Client } from '#shared/contract/client.ts';
import type { ImportLine, ImportRun, ReadSettings } from '#shared/contract/collections.ts';
import { AppError } from '#shared/support/app-error.ts';
import { text } from '#shared/text/command-line.en.ts';
import { findRepository } from '../find.ts';
import type { Output } from '../output.ts';
import { readDefaults, readRecipe, readSources } from '../source-options.ts';
import type { RunVerb } from '../verb.ts';
import { waitFor } from '../wait.ts';

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const source = readSources(call.words);
  const targetState = options.targetState('state') ?? 'findable';
  const collectionName = options.required('collection');
  const defaults = await readDefaults(options);

  const { client, admitSource } = await call.openCore();
  const { id: repositoryId } = await findRepository(client, options.required('repository'));
  const settings = await readRecipe(client, options);
  const sourceId = await admitSource(source.paths, source.name);
  // What is left out on purpose is said before anything happens, never passed over.
  for (const warning of await warningsOf(client, sourceId, settings)) output.say(warning);
  const { importId } = await client.call('imports.start', {
    sourceId,
    settings,
    repositoryId,
    collectionName,
    defaults,
    targetState,
  });
  const finished = await followImport(client, importId, output, call.signal);
  const allValid = await printLines(client, importId, output);
  output.say(text.imported(finished));
  if (finished.failure !== null) {
    output.say(finished.failure.message);
    // A script that reads lines learns of a source that could not be read at all.
    output.line(wholeSource(finished));
  }
  if (finished.status !== 'done') {
    output.say(text.importStopped(finished.status));
    return 1;
  }
  return finished.failedCount === 0 && allValid ? 0 : 1;
};

/** A source that cannot be read has no warnings here: the import that follows says why it failed. */
async function warningsOf(
  client: Client,
  sourceId: string,
  settings: ReadSettings,
): Promise<readonly string[]> {
  try {
    return (await client.call('imports.inspect', { sourceId, settings })).warnings;
  } catch (cause) {
    if (cause instanceof AppError) return [];
    throw cause;
  }
}

async function followImport(
  client: Client,
  importId: number,
  output: Output,
  signal: AbortSignal,
): Promise<ImportRun> {
  const finished = await waitFor(client, ['imports.changed'], signal, async () => {
    const state = await client.call('imports.get', { importId });
    output.progress({
      label: text.importing,
      done: state.itemCount,
      total: state.itemTotal,
      failed: state.failedCount,
      perSecond: state.itemsPerSecond,
      secondsLeft: state.secondsLeft,
    });
    return state.status === 'running' || state.status === 'paused' ? null : state;
  });
  output.progress(null);
  if (finished !== null) return finished;
  output.say(text.interrupted);
  await client.call('imports.cancel', { importId });
  return await client.call('imports.get', { importId });
}

/** One line per item as it came; true when every item is valid. */
async function printLines(client: Client, importId: number, output: Output): Promise<boolean> {
  let allValid = true;
  const problems: string[][] = [];
  for await (const line of eachLine(client, importId)) {
    allValid &&= line.valid || line.status === 'observe-only';
    output.line(asResult(line));
    if (!line.valid && !output.json) problems.push(asRow(line));
  }
  if (problems.length > 0) {
    const { source, row, doi, problem } = text.heading;
    output.table([source, row, doi, problem], problems);
  }
  return allValid;
}

async function* eachLine(client: Client, importId: number): AsyncGenerator<ImportLine> {
  for (let offset = 0; ;) {
    const page = await client.call('imports.lines', { importId, only: 'all', offset, limit: 200 });
    yield* page.lines;
    offset += page.lines.length;
    if (page.lines.length === 0 || offset >= page.total) return;
  }
}

function asResult(line: ImportLine): object {
  const { source, row, doi, status, valid, findings, failure } = line;
  return { source, row, doi, status, valid, findings, ...(failure === null ? {} : { failure }) };
}

function wholeSource({ sourceName: source, failure }: ImportRun): object {
  return { source, row: null, doi: null, status: 'failed', valid: false, findings: [], failure };
}

function asRow(line: ImportLine): string[] {
  const errors = line.findings.filter((finding) => finding.severity === 'error');
  const problem = line.failure?.message ?? errors.map((error) => error.message).join(' ');
  return [line.source, line.row === null ? '' : String(line.row), line.doi ?? '', problem];
}
