import { join } from 'node:path';

import { startCore } from '../running-core.ts';
import { readDataFolder } from '../start-options.ts';
import { desktop } from './electron.ts';
import { startDesktop } from './start-desktop.ts';
import { createKeychainVault } from './vault.ts';

// Built by electron-vite into out/main; page and preload lie beside it.
const outFolder = join(import.meta.dirname, '..');
const dataFolder = readDataFolder(process.argv.slice(desktop.app.isPackaged ? 1 : 2));

await startDesktop(
  desktop,
  {
    dataFolder,
    rendererFolder: join(outFolder, 'renderer'),
    preload: join(outFolder, 'preload', 'preload.cjs'),
    isDeveloping: !desktop.app.isPackaged,
  },
  async () =>
    await startCore({
      dataFolder,
      host: 'desktop',
      vault: await createKeychainVault(desktop.safeStorage, dataFolder),
      workerFile: join(import.meta.dirname, 'core-worker.js'),
    }),
);
