import { open, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Client } from '#shared/contract/client.ts';
import type { Input } from '#shared/contract/contract.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { OptionValues } from '../option-values.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

// Named, never imported: it is for people who trust nothing else of ours.
const verifier = import.meta.resolve('../verify-log.mjs');

type Wish = Omit<Input<'history.export'>, 'after'>;

/** The head goes to standard error, so that a person can keep it apart from what it proves. */
export const run: RunVerb = async ({ openCore, options, output }) => {
  const path = options.text('out');
  const wish = readWish(options);
  const { client } = await openCore();
  if (path === null) {
    output.say(text.headIs(await exportTo(client, wish, (piece) => output.raw(piece))));
    return 0;
  }
  const file = await createFile(fromWhereThePersonStands(path));
  try {
    const reached = await exportTo(client, wish, async (piece) => file.writeFile(piece));
    await file.sync();
    const head = await client.call('history.head', {});
    const headPath = `${path}.head`;
    await writeFile(fromWhereThePersonStands(headPath), `${JSON.stringify(head)}\n`);
    const isWhole = wish.form === 'jsonl' && wish.filter === undefined;
    output.line({ file: path, headFile: headPath, ...(isWhole ? reached : head) });
    output.print(text.headIs(isWhole ? reached : head));
    output.print(text.headBeside(headPath));
    if (isWhole) output.say(text.checkedBy(fileURLToPath(verifier), path, reached.hash));
    return 0;
  } finally {
    await file.close();
  }
};

function readWish(options: OptionValues): Wish {
  const form = options.text('to') ?? 'jsonl';
  if (form !== 'jsonl' && form !== 'html') throw new WrongUse(text.exportForm);
  const doi = options.text('doi');
  const batchId = options.text('batch');
  return doi === null && batchId === null ? { form } : { form, filter: { doi, batchId } };
}

async function exportTo(client: Client, wish: Wish, write: (piece: string) => Promise<void>) {
  for (let after = 0; ;) {
    const piece = await client.call('history.export', { ...wish, after });
    await write(piece.text);
    if (piece.next === null) return piece.head;
    after = piece.next;
  }
}

/** Never in place of another file: an export is evidence, and so may the older one be. */
async function createFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw isThere ? new WrongUse(text.fileIsThere(path)) : cause;
  }
}
