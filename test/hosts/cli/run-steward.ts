import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { projectFolder } from '#hosts/where.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON Lines. */
  readonly lines: readonly Record<string, unknown>[];
}

/** Runs the real command in a process of its own, as a person or a script would. */
export async function runSteward(
  args: readonly string[],
  place: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const child = startSteward(args, place);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  const isJson = args.includes('--json');
  const lines = isJson
    ? stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];
  return { code, stdout, stderr, lines };
}

export function startSteward(
  args: readonly string[],
  place: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const bin = join(projectFolder, 'electron', 'hosts', 'cli', 'bin.mjs');
  return spawn(process.execPath, [bin, ...args], {
    cwd: place.cwd ?? projectFolder,
    env: { ...process.env, INIT_CWD: place.cwd ?? projectFolder, ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
