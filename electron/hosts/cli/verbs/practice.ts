import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AccountsFile } from '#core/practice/index.ts';
import { readAccounts, startPractice } from '#core/practice/index.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { OptionValues } from '../option-values.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async ({ options, output, signal }) => {
  const latencyMs = options.integer('latency', 0, 60_000);
  const port = options.integer('port', 0, 65_535) ?? 0;
  const rate = readRate(options.text('rate'));
  const accounts = await readAccountsFile(options);
  const store = options.text('store');
  const scratch = store === null ? await mkdtemp(join(tmpdir(), 'steward-practice-')) : null;
  const file =
    store === null ? join(scratch ?? '', 'practice.sqlite') : fromWhereThePersonStands(store);
  try {
    const practice = await startPractice({
      file,
      port,
      clock: nodeClock,
      randomBytes: nodeRandomBytes,
      ...(latencyMs === null ? {} : { latencyMs }),
      ...(rate === null ? {} : { rate }),
      ...(accounts === null ? {} : { accounts }),
    });
    const { url, username, password, prefix } = practice;
    // One line in both shapes of output: whoever starts this needs it to connect.
    const line = { url, username, password, prefix };
    if (output.json) output.line(line);
    else output.print(JSON.stringify(line));
    output.say(text.practiceStays(url));
    if (!signal.aborted) await once(signal, 'abort');
    await practice.close();
    return 0;
  } finally {
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
};

function readRate(given: string | null): { requests: number; seconds: number } | null {
  if (given === null) return null;
  const [, requests = 0, seconds = 0] = (/^(\d{1,9})\/(\d{1,6})$/.exec(given) ?? []).map(Number);
  if (requests < 1 || seconds < 1) throw new WrongUse(text.rateShape);
  return { requests, seconds };
}

async function readAccountsFile(options: OptionValues): Promise<AccountsFile | null> {
  const given = options.text('accounts');
  if (given === null) return null;
  const path = fromWhereThePersonStands(given);
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as AccountsFile;
    readAccounts(file);
    return file;
  } catch (cause) {
    throw new WrongUse(text.accountsUnreadable(path, (cause as Error).message));
  }
}
