import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import type { Client } from '#shared/contract/client.ts';
import type { ExportRun } from '#shared/contract/exports.ts';
import { exportFormat, sheetForm } from '#shared/contract/exports.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { text as commandText } from '#shared/text/command-line.en.ts';
import { sheetVerbText as text } from '#shared/text/sheet-verbs.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import { filterOption, findCollection, findRepository } from '../find.ts';
import { readDois, sayUnknown } from '../read-selection.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { waitFor } from '../wait.ts';

/** Records to a file, or to standard output where no file is named and the format is text. */
export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const format = exportFormat.safeParse(options.required('to'));
  if (!format.success) throw new WrongUse(text.formats(exportFormat.options.join(', ')));
  const form = sheetForm.safeParse(options.text('layout') ?? 'wide');
  if (!form.success) throw new WrongUse(text.layouts);
  const out = options.text('out');
  if (out === null && format.data === 'xlsx') throw new WrongUse(text.needsFile);
  const { client } = await call.openCore();
  const list = options.text('dois');
  const named = list === null ? null : await readDois(client, list);
  const unknown = named?.unknown ?? [];
  const filter = await readFilter(call, client);
  const selection = { filter: { ...filter, ...(named === null ? {} : { dois: [...named.dois] }) } };
  const path = out === null ? null : fromWhereThePersonStands(out);
  const file = path === null ? null : await createFile(path);
  let isWhole = false;
  try {
    const { exportId } = await client.call('exports.start', {
      selection,
      format: format.data,
      form: form.data,
      properties: readProperties(options.text('properties')),
    });
    const ended = await follow(call, client, exportId);
    if (ended === null) {
      output.say(commandText.interrupted);
      return 1;
    }
    for (const warning of ended.warnings) output.say(warning);
    if (ended.status !== 'done') {
      output.say(ended.failure?.message ?? text.stopped);
      return 1;
    }
    // A piece may end within a character: one decoder for all of them.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    await take(client, exportId, async (piece) => {
      if (file === null) await output.raw(decoder.decode(piece, { stream: true }));
      else await file.writeFile(piece);
    });
    await file?.sync();
    isWhole = true;
    if (file !== null) {
      output.line({ file: out, recordCount: ended.total, bytes: ended.sizeBytes, unknown });
    }
    output.say(text.exported(ended.total));
    sayUnknown(output, unknown);
    return unknown.length === 0 ? 0 : 1;
  } finally {
    await file?.close();
    // What is not whole stands in nobody's way, and is taken for nothing else.
    if (path !== null && !isWhole) await rm(path, { force: true });
  }
};

async function readFilter(call: VerbCall, client: Client): Promise<RecordFilter> {
  const { options } = call;
  const [collection, repository] = ['collection', 'repository'].map((name) => options.text(name));
  return {
    ...(collection == null ? {} : { collectionId: (await findCollection(client, collection)).id }),
    ...(repository == null ? {} : { repositoryId: (await findRepository(client, repository)).id }),
    ...(await filterOption(client, options.text('query'), options.text('view'))),
  };
}

function readProperties(names: string | null): string[] | null {
  const list = (names ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return list.length === 0 ? null : list;
}

async function follow(call: VerbCall, client: Client, exportId: string): Promise<ExportRun | null> {
  const ended = await waitFor(client, [], call.signal, async () => {
    const state = await client.call('exports.get', { exportId });
    call.output.progress({
      label: text.exporting,
      done: state.doneCount,
      total: state.total,
      perSecond: state.perSecond,
      secondsLeft: state.secondsLeft,
    });
    return state.status === 'running' ? null : state;
  });
  call.output.progress(null);
  if (ended === null) await client.call('exports.cancel', { exportId });
  return ended;
}

/** The file in pieces, in order. */
async function take(
  client: Client,
  exportId: string,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  for (let offset: number | null = 0; offset !== null;) {
    const piece: { base64: string; nextOffset: number | null } = await client.call(
      'exports.piece',
      { exportId, offset },
    );
    await write(Buffer.from(piece.base64, 'base64'));
    offset = piece.nextOffset;
  }
}

/** Never in place of another file. */
async function createFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw isThere ? new WrongUse(commandText.fileIsThere(path)) : cause;
  }
}
