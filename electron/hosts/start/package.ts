import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { text } from '#shared/text/browser.en.ts';
import { projectFolder } from '../where.ts';
import { buildWhatIsStale } from './build.ts';
import { findElectron } from './electron-binary.ts';

/**
 * Packs the desktop app with electron-builder: `--dir` unpacked, else as `electron-builder.yml` says
 * for this platform. Everything up to the packing works without Electron's binary; the packing does not.
 */
async function pack(args: readonly string[]): Promise<number> {
  if (!buildWhatIsStale()) return 3;
  if ((await findElectron()) === null) {
    process.stderr.write(`${text.packsWithElectron}\n`);
    return 3;
  }
  const tool = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(process.execPath, [tool, ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = await pack(process.argv.slice(2));
