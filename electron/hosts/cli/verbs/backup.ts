import { mkdir } from 'node:fs/promises';

import { copyVerified } from '#core/ledger/copy-file.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async ({ openCore, options, output }) => {
  const to = options.text('to');
  const folder = to === null ? null : fromWhereThePersonStands(to);
  const always = options.has('always');
  if (always && folder === null) throw new WrongUse(text.backupAlwaysTo);
  const { client } = await openCore();
  if (folder !== null) await mkdir(folder, { recursive: true });
  const { path, backup } = await client.call('backups.create', {});
  const copy = folder === null ? null : await copyVerified(path, folder);
  if (always) await client.call('backups.setSecond', { folder });
  output.line({ path, copy, always, ...backup });
  for (const one of [path, copy]) {
    if (one !== null) output.print(text.backedUp(one, backup.sizeBytes));
  }
  if (always && folder !== null) output.print(text.backupsGoTo(folder));
  return 0;
};
