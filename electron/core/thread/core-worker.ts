/**
 * The core's own thread: SQLite calls are synchronous, so here they may take their time while the
 * window's process never waits for the disk. Started by `startCoreThread`, never imported.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { Secret } from '#shared/support/secret.ts';
import { err, ok } from '#shared/support/result.ts';
import { mustExist } from '#shared/support/assert.ts';
import { createAheadStarter } from '../ahead/start-ahead.ts';
import type { Core } from '../compose.ts';
import { compose } from '../compose.ts';
import { createFileLog } from '../log/file-log.ts';
import { createNetwork } from '../network/create-network.ts';
import { createPageReader } from '../network/page-reader.ts';
import type { FileWork, FileWorkData } from '../ledger/file-work.ts';
import { createFileWorker, doFileWork } from '../ledger/file-work.ts';
import { createCheckpointStarter } from '../sqlite/start-checkpoints.ts';
import { createElkThread } from '../versions/start-elk-thread.ts';
import { nodeClock, nodeIsNetworkPath, nodeRandomBytes } from '../node-ports.ts';
import type { CoreConfig, Log } from '../ports.ts';
import { toWire } from '../router.ts';
import { createSessionVault } from '../vault/session-vault.ts';
import { createAskedVault } from './asked-vault.ts';
import type { Call, CoreThreadData, FromCore, ToCore } from './messages.ts';

/** A thread's file: beside this one where all are bundled, else in its own folder. */
function threadFile(folder: string, name: string): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `../${folder}/${name}.ts` : `./${name}.js`, import.meta.url);
}

const port = mustExist(parentPort, 'the port of the core thread');
const send = (message: FromCore): void => port.postMessage(message);

async function open(data: CoreThreadData): Promise<void> {
  const log = createFileLog(data.logFolder, nodeClock);
  const network = createNetwork({
    userAgent: data.userAgent,
    allowInsecureLoopback: true,
    proxy: data.proxy,
  });
  const pages = createPageReader({ proxy: data.proxy ?? null });
  const close = (): void => {
    network.close();
    pages.close();
  };
  const asked =
    data.vaultStrength === null
      ? null
      : createAskedVault(data.vaultStrength, (id, question) =>
          send({ type: 'vault', id, question }),
        );
  try {
    const core = await compose(
      {
        clock: nodeClock,
        randomBytes: nodeRandomBytes,
        vault: asked ?? createSessionVault(),
        ...(asked === null ? {} : { keeper: asked }),
        network,
        pages,
        log,
        isNetworkPath: nodeIsNetworkPath,
        // This very file: it also does the work that reads whole files, in threads of their own.
        fileWork: createFileWorker(new URL(import.meta.url)),
        layOut: createElkThread(threadFile('versions', 'elk-thread')),
        workAhead: createAheadStarter(threadFile('ahead', 'ahead-thread')),
        checkpoints: createCheckpointStarter(threadFile('sqlite', 'checkpoint-thread')),
        onLongUpdate: () => send({ type: 'updating' }),
        crashPoint: () => undefined,
      },
      readConfig(data.config),
    );
    core.subscribe((event, payload) => send({ type: 'event', event, payload }));
    port.on('message', (message: ToCore) => {
      if (message.type === 'vault-reply') asked?.settle(message.id, message.result);
      else if (message.type === 'proxy') {
        network.useProxy(message.proxy);
        pages.useProxy(message.proxy);
      } else void reply({ core, log, close }, message);
    });
    send({ type: 'opened' });
  } catch (cause) {
    send({ type: 'failed', error: wire(cause, log) });
    close();
  }
}

interface Served {
  readonly core: Core;
  readonly log: Log;
  /** Ends what the core does not own. */
  readonly close: () => void;
}

async function reply(served: Served, { id, call }: { id: number; call: Call }): Promise<void> {
  try {
    send({ type: 'reply', id, result: await carryOut(served, call) });
  } catch (cause) {
    send({ type: 'reply', id, result: { ok: false, error: wire(cause, served.log) } });
  }
  // Nothing keeps the thread alive any more; the host hears its end.
  if (call.kind === 'stop') port.close();
}

async function carryOut({ core, close }: Served, call: Call) {
  switch (call.kind) {
    case 'dispatch':
      return core.dispatch(call.channel, call.input);
    case 'admit':
      return ok(await core.admitSource(call.paths, call.name));
    case 'start':
      await core.start();
      return ok(null);
    case 'stop':
      await core.stop();
      close();
      return ok(null);
  }
}

function wire(cause: unknown, to: Log) {
  return toWire(cause, to, () => Buffer.from(nodeRandomBytes(8)).toString('hex'));
}

function readConfig({ practice, ...config }: CoreThreadData['config']): CoreConfig {
  return {
    ...config,
    practice:
      practice.kind === 'embedded'
        ? practice
        : { ...practice, password: new Secret(practice.password) },
  };
}

async function answerFileWork(work: FileWork): Promise<void> {
  try {
    port.postMessage(ok(await doFileWork(work)));
  } catch (cause) {
    port.postMessage(err(wire(cause, () => undefined)));
  }
}

const data = workerData as CoreThreadData | FileWorkData;
if ('fileWork' in data) await answerFileWork(data.fileWork);
else await open(data);
