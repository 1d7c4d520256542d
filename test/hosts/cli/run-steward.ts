import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';

import { runCommandLine } from '#hosts/cli/run.ts';
import { projectFolder } from '#hosts/where.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON Lines. */
  readonly lines: readonly Record<string, unknown>[];
}

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command line in this process: everything but the start of a process, which costs more than most verbs do
 * (a second of CPU each, and the tests run hundreds). One after the other, since a process has one environment.
 */
export function runSteward(args: readonly string[], place: Place = {}): Promise<Run> {
  const result = before.then(() => runHere(args, place));
  before = result.catch(() => undefined);
  return result;
}

let before: Promise<unknown> = Promise.resolve();

async function runHere(args: readonly string[], place: Place): Promise<Run> {
  const given = { INIT_CWD: place.cwd ?? projectFolder, ...place.env };
  const kept = Object.keys(given).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, given);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([textOf(stdout), textOf(stderr)]);
  const surroundings = { streams: { stdout, stderr }, env: process.env };
  try {
    const code = await runCommandLine(args, { ...surroundings, signal: AbortSignal.any([]) });
    stdout.end();
    stderr.end();
    return runOf(args, code, await said);
  } finally {
    for (const [name, value] of kept) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** Runs the real command in a process of its own, as a person or a script would. */
export async function runProcess(args: readonly string[], place: Place = {}): Promise<Run> {
  const child = startSteward(args, place);
  const said = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number | null];
  return runOf(args, code, await said);
}

export function startSteward(args: readonly string[], place: Place = {}) {
  const bin = join(projectFolder, 'electron', 'hosts', 'cli', 'bin.mjs');
  return spawn(process.execPath, [bin, ...args], {
    cwd: place.cwd ?? projectFolder,
    env: { ...process.env, INIT_CWD: place.cwd ?? projectFolder, ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function runOf(
  args: readonly string[],
  code: number | null,
  [stdout, stderr]: readonly [string, string],
): Run {
  const lines = args.includes('--json') ? stdout.split('\n').filter((line) => line !== '') : [];
  return {
    code,
    stdout,
    stderr,
    lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
