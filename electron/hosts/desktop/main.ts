import { join } from 'node:path';

import { nodeRandomBytes } from '#core/node-ports.ts';
import { openKeeper } from '#core/vault/keeper.ts';
import { startCore } from '../running-core.ts';
import { readDataFolder } from '../start-options.ts';
import { desktop } from './electron.ts';
import { startDesktop } from './start-desktop.ts';
import { systemProxy } from './system-proxy.ts';
import { readUpdateFeed } from './update-feed.ts';
import { openKeychain } from './vault.ts';

// Built by electron-vite into out/main; page and preload lie beside it.
const outFolder = join(import.meta.dirname, '..');
const args = process.argv.slice(desktop.app.isPackaged ? 1 : 2);
const dataFolder = readDataFolder(args);
const isSafeMode = args.includes('--safe-mode');

await startDesktop(
  desktop,
  {
    dataFolder,
    rendererFolder: join(outFolder, 'renderer'),
    preload: join(outFolder, 'preload', 'preload.cjs'),
    isDeveloping: !desktop.app.isPackaged,
    isSafeMode,
    args,
  },
  async (onLongUpdate) =>
    await startCore({
      onLongUpdate,
      dataFolder,
      host: 'desktop',
      vault: await openKeeper({
        dataFolder,
        randomBytes: nodeRandomBytes,
        keychain: await openKeychain(desktop.safeStorage, dataFolder),
      }),
      // The system's settings, its PAC file included, before any request is made.
      proxy: await systemProxy(desktop),
      isSafeMode,
      updateFeed: desktop.app.isPackaged ? readUpdateFeed(process.resourcesPath) : null,
      workerFile: join(import.meta.dirname, 'core-worker.js'),
    }),
);
