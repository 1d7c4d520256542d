import { mkdir } from 'node:fs/promises';

import type { CoreConfig } from '#core/ports.ts';
import type { KeptVault } from '#core/vault/keeper.ts';
import { startCoreThread } from '#core/thread/start-core.ts';
import { usualDataFolder } from './data-folder.ts';
import { serveHandoff } from './handoff/serve-handoff.ts';
import type { HostedCore } from './hosted-core.ts';
import { proxyOf } from './proxy.ts';
import { programVersion, userAgent } from './version.ts';

/** The core of a host with a window: it runs until the host stops it. */
export interface RunningCore extends HostedCore {
  stop(): Promise<void>;
  /** Tells when the core ended by itself, which is a defect: the host must say so and close. */
  onEnd(listener: () => void): void;
  /** As `NetworkOptions.proxy`, from now on. */
  useProxy(proxy: string | null): void;
}

interface CoreOptions {
  readonly dataFolder: string;
  readonly host: 'desktop' | 'browser';
  /** Absent or null: secrets last as long as the program. */
  readonly vault?: KeptVault | null;
  /** As `NetworkOptions.proxy`; what the environment names unless told. */
  readonly proxy?: string | null;
  /** True: nothing is sent by itself, so that a ledger in trouble can be looked at. */
  readonly isSafeMode?: boolean;
  /** As `CoreConfig.updateFeed`. */
  readonly updateFeed?: CoreConfig['updateFeed'];
  /** As `Ports.onLongUpdate`: it is said before anything else can be shown. */
  readonly onLongUpdate: () => void;
  /** The built worker; absent where Node runs the sources. */
  readonly workerFile?: string;
}

/** Starts the core in its thread, and lets commands of the same person use it meanwhile. */
export async function startCore(options: CoreOptions): Promise<RunningCore> {
  const { dataFolder, host, workerFile } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const core = await startCoreThread(
    {
      dataFolder,
      machineFolder: usualDataFolder(),
      host,
      version: programVersion,
      practice: { kind: 'embedded' },
      contactEmail: null,
      sends: options.isSafeMode !== true,
      updateFeed: options.updateFeed ?? null,
    },
    {
      userAgent,
      vault: options.vault ?? null,
      onLongUpdate: options.onLongUpdate,
      proxy: options.proxy === undefined ? proxyOf(process.env) : options.proxy,
      ...(workerFile === undefined ? {} : { workerFile }),
    },
  );
  await core.start();
  const handoff = await serveHandoff(core, dataFolder);
  return {
    dispatch: core.dispatch,
    subscribe: (listener) => core.subscribe(listener),
    admitSource: (paths, name) => core.admitSource(paths, name),
    onEnd: (listener) => core.onEnd(() => listener()),
    useProxy: (proxy) => core.useProxy(proxy),
    async stop() {
      await handoff.close();
      await core.stop();
    },
  };
}
