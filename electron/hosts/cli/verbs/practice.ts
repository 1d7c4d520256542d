import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AccountsFile, PracticeOptions } from '#core/practice/index.ts';
import { readAccounts, readFaults, startPractice } from '#core/practice/index.ts';
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
  const world = await readWorld(options);
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
      ...world,
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

/** How the world around it behaves: what lags, what fails, which web pages there are. */
async function readWorld(
  options: OptionValues,
): Promise<Pick<PracticeOptions, 'lagMs' | 'pagesFolder' | 'faults'>> {
  const lagMs = options.integer('lag', 0, 86_400_000);
  const pages = options.text('pages');
  const faults = options.text('faults');
  return {
    ...(lagMs === null ? {} : { lagMs }),
    ...(pages === null ? {} : { pagesFolder: await folderAt(pages) }),
    ...(faults === null ? {} : { faults: await readFaultsFile(faults) }),
  };
}

async function folderAt(given: string): Promise<string> {
  const path = fromWhereThePersonStands(given);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) throw new WrongUse(text.noFolder(path));
  return path;
}

async function readFaultsFile(given: string): Promise<ReturnType<typeof readFaults>> {
  const path = fromWhereThePersonStands(given);
  try {
    return readFaults(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new WrongUse(text.faultsUnreadable(path, (cause as Error).message));
  }
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
