import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { text } from '#shared/text/browser.en.ts';
import { projectFolder } from '../where.ts';
import { buildWhatIsStale } from './build.ts';
import { findElectron } from './electron-binary.ts';
import { packedBinaries, wrongFuses } from './fuses.ts';
import { writeSupply } from './write-supply.ts';

/**
 * Packs the desktop app with electron-builder: `--dir` unpacked, else as `electron-builder.yml` says
 * for this platform. Everything up to the packing works without Electron's binary; the packing does not.
 */
async function pack(args: readonly string[]): Promise<number> {
  if (!buildWhatIsStale()) return 3;
  writeSupply();
  if ((await findElectron()) === null) {
    process.stderr.write(`${text.packsWithElectron}\n`);
    return 3;
  }
  const tool = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(process.execPath, [tool, ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
  });
  if (status !== 0) return status ?? 1;
  return await checkFuses();
}

/** What was packed is read again: a door that is open in the binary must not be passed on. */
async function checkFuses(): Promise<0 | 1> {
  let code: 0 | 1 = 0;
  for (const binary of packedBinaries(join(projectFolder, 'dist'), 'DOI Steward')) {
    const wrong = await wrongFuses(binary);
    if (wrong.length > 0) code = 1;
    const verdict = wrong.length === 0 ? text.fusesRight : wrong.join(', ');
    process.stderr.write(`${binary}: ${verdict}\n`);
  }
  return code;
}

process.exitCode = await pack(process.argv.slice(2));
