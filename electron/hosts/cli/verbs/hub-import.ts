import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import type { Client } from '#shared/contract/client.ts';
import type { HubRun } from '#shared/contract/hub-shapes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubCliText as text } from '#shared/text/hub-cli.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import { findRepository } from '../find.ts';
import { hubId } from '../hub-items.ts';
import type { OpenCore, RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { waitFor } from '../wait.ts';

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const collectionName = options.required('collection');
  const itemKind = kindOf(options.text('kind'));
  const written = await writtenOf(call);
  const core = await call.openCore();
  const { client } = core;
  const { id: repositoryId } = await findRepository(client, options.required('repository'));
  const { runId, isContinued } = await client.call('hub.bringIn', {
    profileId: await hubId(client, options.text('hub')),
    source: await sourceOf(call, core, written, itemKind),
    repositoryId,
    collectionName,
  });
  if (isContinued) output.say(text.goesOn);
  const ended = await follow(call, client, runId);
  await printLines(call, client, runId);
  output.say(text.broughtIn(ended));
  if (ended.failure !== null) output.say(ended.failure);
  if (ended.status !== 'done') output.say(text.stopped(ended.status));
  return ended.status === 'done' && ended.failedCount + ended.refusedCount === 0 ? 0 : 1;
};

function kindOf(value: string | null): 'model' | 'dataset' | null {
  if (value === null || value === 'model' || value === 'dataset') return value;
  throw new WrongUse(text.wrongKind);
}

/** Words of the command line and lines of the list, together. */
async function writtenOf({ words, options }: VerbCall): Promise<string> {
  const file = options.text('list');
  const list = file === null ? '' : await readList(file);
  const all = [...words, list].join('\n').trim();
  if (all === '' && options.text('folder') === null) throw new WrongUse(text.nothingNamed);
  return all;
}

async function readList(file: string): Promise<string> {
  try {
    return await readFile(fromWhereThePersonStands(file), 'utf8');
  } catch (cause) {
    throw new AppError('SOURCE_UNREADABLE', { message: `${file}: ${String(cause)}`, cause });
  }
}

async function sourceOf(
  call: VerbCall,
  core: OpenCore,
  written: string,
  itemKind: 'model' | 'dataset' | null,
) {
  const folder = call.options.text('folder');
  if (folder === null) return { kind: 'list', text: written, itemKind } as const;
  const path = fromWhereThePersonStands(folder);
  return {
    kind: 'folder',
    sourceId: await core.admitSource([path], basename(path)),
    itemKind,
  } as const;
}

async function follow(call: VerbCall, client: Client, runId: number): Promise<HubRun> {
  const { output } = call;
  const read = async (): Promise<HubRun> =>
    (await client.call('hub.run', { id: runId, offset: 0, limit: 1 })).run;
  const ended = await waitFor(client, ['hub.changed'], call.signal, async () => {
    const state = await read();
    output.progress({
      label: text.bringingIn,
      done: state.total - state.waitingCount,
      total: state.total,
      failed: state.failedCount,
    });
    return state.status === 'running' ? null : state;
  });
  output.progress(null);
  if (ended !== null) return ended;
  output.say(text.interrupted);
  await client.call('hub.controlRun', { id: runId, action: 'pause' });
  return read();
}

async function printLines({ output }: VerbCall, client: Client, runId: number): Promise<void> {
  const problems: string[][] = [];
  for (let offset = 0; ;) {
    const { run: whole, lines } = await client.call('hub.run', { id: runId, offset, limit: 200 });
    for (const line of lines) {
      output.line(line);
      if (line.message !== null) problems.push([line.reference, line.message]);
    }
    offset += lines.length;
    if (lines.length === 0 || offset >= whole.total) break;
  }
  if (problems.length > 0) output.table([text.heading.item, text.heading.problem], problems);
}
