// Takes one guard away after the other, in a copy of the project, and looks whether a test notices.
//
//   node test/reliability/saboteurs.ts [--only NAME]
//
// Prints one JSON line a saboteur and ends with 1 when one of them was not caught. `--only` names one of them, or a
// twin of another proof.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { saboteurs, twins } from './saboteur-list.ts';
import type { Saboteur } from './saboteur-list.ts';

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen =
  only === undefined ? saboteurs : [...saboteurs, ...twins].filter(({ name }) => name === only);
if (chosen.length === 0) throw new Error(`No saboteur is called “${only ?? ''}”`);
const root = join(import.meta.dirname, '../..');
/** What tests are run from. */
const parts = [
  ...['electron', 'shared', 'test'],
  ...['package.json', 'tsconfig.base.json', 'vitest.config.ts'],
];
const copy = mkdtempSync(join(tmpdir(), 'saboteurs-'));
try {
  for (const part of parts) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const saboteur of chosen) {
    const isCaught = sabotage(saboteur);
    console.log(JSON.stringify({ saboteur: saboteur.name, caught: isCaught }));
    if (!isCaught) process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true });
}

function sabotage({ name, file, guard, instead, tests, named }: Saboteur): boolean {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(guard))
    throw new Error(`The guard that “${name}” takes away is not in ${file}`);
  writeFileSync(path, text.replace(guard, instead));
  const limits = ['--testTimeout', '30000', ...(named === undefined ? [] : ['-t', named])];
  const run = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', ...limits, ...tests], {
    cwd: copy,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    timeout: 300_000,
  });
  writeFileSync(path, text);
  // By a test that failed: one that did not even begin has noticed nothing.
  return /^ *Tests .*\b\d+ failed/m.test(run.stdout);
}
