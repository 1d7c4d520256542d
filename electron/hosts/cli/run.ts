import { hostname } from 'node:os';

import { AppError } from '#shared/support/app-error.ts';
import type { ErrorCode } from '#shared/support/app-error.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../where.ts';
import { helpText } from './help.ts';
import { createOptionValues } from './option-values.ts';
import type { Output, Streams } from './output.ts';
import { createOutput } from './output.ts';
import type { OpenedCore } from './open-core.ts';
import { readArguments } from './read-arguments.ts';
import type { ReadArguments } from './read-arguments.ts';
import type { ExitCode } from './verb.ts';
import { WrongUse } from './verb.ts';
import { verbs } from './verbs.ts';

export interface Surroundings {
  readonly streams: Streams;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Runs one command line and answers its exit code. Never throws. */
export async function runCommandLine(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const talk = createOutput(surroundings.streams, args.includes('--json'));
  let read: ReadArguments | null = null;
  try {
    read = readArguments(args, verbs);
    if (read.wantsHelp) {
      surroundings.streams.stdout.write(`${helpText(verbs, read.verb)}\n`);
      return 0;
    }
    return await runVerb(read, talk, surroundings);
  } catch (cause) {
    return report(cause, read, talk);
  }
}

async function runVerb(
  read: ReadArguments,
  output: Output,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { run } = await read.verb.load();
  const dataFolder = await dataFolderFor(read.values['data'], surroundings.env);
  let opened: OpenedCore | null = null;
  try {
    return await run({
      words: read.words,
      verbs,
      options: createOptionValues(read.values),
      output,
      dataFolder,
      signal: surroundings.signal,
      async openCore() {
        const { openCore } = await import('./open-core.ts');
        const needs = read.verb.needs === 'nothing' ? 'read' : read.verb.needs;
        opened ??= await openCore({ dataFolder, needs, say: output.say });
        return opened;
      },
    });
  } finally {
    output.progress(null);
    await (opened as OpenedCore | null)?.close();
  }
}

async function dataFolderFor(
  given: string | boolean | undefined,
  env: Surroundings['env'],
): Promise<string> {
  if (typeof given === 'string') return fromWhereThePersonStands(given);
  const { usualDataFolder } = await import('../data-folder.ts');
  return usualDataFolder({ env, platform: process.platform, computer: hostname() });
}

// The surroundings, not the work, stand in the way: a script may try again once they are mended.
const environmentCodes: ReadonlySet<ErrorCode> = new Set([
  'LEDGER_BUSY',
  'LEDGER_CORRUPT',
  'LEDGER_TOO_NEW',
  'DISK_FULL',
  'VAULT_UNAVAILABLE',
]);

function report(cause: unknown, read: ReadArguments | null, output: Output): ExitCode {
  if (cause instanceof WrongUse) {
    output.say(cause.message);
    output.say(text.seeHelp(read?.verb.name ?? cause.verb));
    return 2;
  }
  if (cause instanceof AppError) {
    output.say(cause.message);
    if (cause.nextStep !== undefined) output.say(cause.nextStep);
    if (environmentCodes.has(cause.code) || isEnvironmentFailure(cause.cause)) return 3;
    return cause.code === 'CONFIRMATION_NEEDED' ? 2 : 1;
  }
  // A defect: whoever reads this needs the place, and there is nothing secret in a stack.
  output.say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  return isEnvironmentFailure(cause) ? 3 : 1;
}

function isEnvironmentFailure(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EADDRINUSE'].includes(code);
}
