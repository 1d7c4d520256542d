import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { parse } from 'yaml';

import { projectFolder } from '../where.ts';
import { buildWhatIsStale } from './build.ts';
import { findElectron } from './electron-binary.ts';
import { packedBinaries, wrongFuses } from './fuses.ts';
import { pack } from './pack.ts';
import { writeSupply } from './write-supply.ts';

const toolFolder = join(projectFolder, 'node_modules', 'electron-builder');

/** Of electron-builder's own library, which checks what it is given the same way when it packs. */
interface BuilderConfig {
  validateConfiguration(config: unknown, log: { isEnabled: boolean; add(): void }): Promise<void>;
}

async function checkConfiguration(): Promise<string | null> {
  const load = createRequire(join(toolFolder, 'package.json'));
  const tool = load('app-builder-lib/out/util/config/config') as BuilderConfig;
  const written = readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8');
  try {
    await tool.validateConfiguration(parse(written), { isEnabled: false, add: () => undefined });
    return null;
  } catch (cause) {
    return `electron-builder.yml: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

process.exitCode = await pack(process.argv.slice(2), {
  build: buildWhatIsStale,
  writeSupply,
  checkConfiguration,
  findElectron,
  runTool(args) {
    const { status } = spawnSync(process.execPath, [join(toolFolder, 'cli.js'), ...args], {
      cwd: projectFolder,
      stdio: 'inherit',
    });
    return status ?? 1;
  },
  packed: () => packedBinaries(join(projectFolder, 'dist'), 'DOI Steward'),
  wrongFuses,
  say: (sentence) => void process.stderr.write(`${sentence}\n`),
});
