import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Client } from '#shared/contract/client.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

// Named, never imported: it is for people who trust nothing else of ours.
const verifier = import.meta.resolve('../verify-log.mjs');

/** The head goes to standard error, so that a person can keep it apart from what it proves. */
export const run: RunVerb = async ({ openCore, options, output }) => {
  const path = options.text('out');
  const { client } = await openCore();
  if (path === null) {
    output.say(text.headIs(await exportTo(client, (piece) => output.raw(piece))));
    return 0;
  }
  const file = await createFile(fromWhereThePersonStands(path));
  try {
    const head = await exportTo(client, async (piece) => file.writeFile(piece));
    await file.sync();
    output.line({ file: path, ...head });
    output.print(text.headIs(head));
    output.say(text.checkedBy(fileURLToPath(verifier), path, head.hash));
    return 0;
  } finally {
    await file.close();
  }
};

async function exportTo(client: Client, write: (piece: string) => Promise<void>) {
  for (let after = 0; ;) {
    const piece = await client.call('history.export', { after });
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
