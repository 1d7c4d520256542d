import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { createClient } from '#shared/contract/client.ts';
import { AppError } from '#shared/support/app-error.ts';
import { text } from '#shared/text/command-line.en.ts';
import { connectHandoff } from '../handoff/connect-handoff.ts';
import type { HostedCore } from '../hosted-core.ts';
import { programVersion } from '../version.ts';
import { unlockFromEnvironment, withEnvironmentPasswords } from './environment-vault.ts';
import type { OpenCore } from './verb.ts';

export interface OpenedCore extends OpenCore {
  close(): Promise<void>;
}

interface Wish {
  readonly dataFolder: string;
  /** `read` may look beside another writer; only `send` lets the outbox go on. */
  readonly needs: 'read' | 'write' | 'send';
  say(sentence: string): void;
}

// Two commands that start at the same moment: one of them opens the ledger, the other finds it
// locked for the moment until the first has announced itself.
const triesMs = [50, 100, 200, 400, 800, 1500];

/**
 * The core for one command: the one that already runs on this ledger when there is one, else one of
 * its own in this process, which other commands may use meanwhile. When neither can be had, a verb
 * that only reads looks at the ledger beside its writer; every other fails with `LEDGER_BUSY`.
 */
export async function openCore(wish: Wish): Promise<OpenedCore> {
  let busy: unknown;
  for (const waitMs of triesMs) {
    const running = await connectHandoff(wish.dataFolder);
    if (running !== null)
      return { ...asOpened(running, () => running.close()), isHandedOver: true };
    try {
      return await openOwnCore(wish);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'LEDGER_BUSY') throw cause;
      busy = cause;
    }
    await sleep(waitMs);
  }
  if (wish.needs !== 'read') throw busy;
  wish.say(text.readsBeside);
  return await openOwnCore(wish, true);
}

function asOpened(core: HostedCore, close: () => Promise<void>): OpenedCore {
  return {
    client: createClient({
      invoke: (channel, input) => core.dispatch(channel, input),
      subscribe: (listener) => core.subscribe(listener),
    }),
    admitSource: (paths, name) => core.admitSource(paths, name),
    isHandedOver: false,
    close,
  };
}

async function openOwnCore(wish: Wish, isReadonly = false): Promise<OpenedCore> {
  await mkdir(wish.dataFolder, { recursive: true, mode: 0o700 });
  // Loaded here, so that help, wrong use and handed-over calls do not pay for it.
  const [
    { compose },
    { usualDataFolder },
    { createNodePorts },
    { openNodeVault },
    { serveHandoff },
  ] = await Promise.all([
    import('#core/compose.ts'),
    import('../data-folder.ts'),
    import('../node-ports.ts'),
    import('../vault/open-vault.ts'),
    import('../handoff/serve-handoff.ts'),
  ]);
  const kept = await openNodeVault(wish.dataFolder);
  await unlockFromEnvironment(kept, process.env);
  const vault = withEnvironmentPasswords(kept, process.env);
  const ports = createNodePorts(wish.dataFolder, vault, kept);
  const core = await compose(ports, {
    dataFolder: wish.dataFolder,
    machineFolder: usualDataFolder(),
    host: 'command-line',
    version: programVersion,
    practice: { kind: 'embedded' },
    contactEmail: null,
    readonly: isReadonly,
    sends: wish.needs === 'send',
  });
  const stop = async (): Promise<void> => {
    await core.stop();
    ports.network.close();
  };
  if (isReadonly) return asOpened(core, stop);
  try {
    await core.start();
    const handoff = await serveHandoff(core, wish.dataFolder);
    return asOpened(core, async () => {
      if (handoff.connectionCount > 0) wish.say(text.othersUseThis);
      await handoff.retire();
      await handoff.close();
      await stop();
    });
  } catch (cause) {
    await stop();
    throw cause;
  }
}
