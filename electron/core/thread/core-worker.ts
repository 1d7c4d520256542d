/**
 * The core's own thread: SQLite calls are synchronous, so here they may take their time while the
 * window's process never waits for the disk. Started by `startCoreThread`, never imported.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { Secret } from '#shared/support/secret.ts';
import { ok } from '#shared/support/result.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Core } from '../compose.ts';
import { compose } from '../compose.ts';
import { createFileLog } from '../log/file-log.ts';
import { createNetwork } from '../network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '../node-ports.ts';
import type { CoreConfig, Log } from '../ports.ts';
import { toWire } from '../router.ts';
import { createSessionVault } from '../vault/session-vault.ts';
import { createAskedVault } from './asked-vault.ts';
import type { Call, CoreThreadData, FromCore, ToCore } from './messages.ts';

const port = mustExist(parentPort, 'the port of the core thread');
const data = workerData as CoreThreadData;
const log = createFileLog(data.logFolder, nodeClock);
const network = createNetwork({ userAgent: data.userAgent, allowInsecureLoopback: true });
const send = (message: FromCore): void => port.postMessage(message);
const asked =
  data.vaultStrength === null
    ? null
    : createAskedVault(data.vaultStrength, (id, question) => send({ type: 'vault', id, question }));

async function open(): Promise<void> {
  try {
    const core = await compose(
      {
        clock: nodeClock,
        randomBytes: nodeRandomBytes,
        vault: asked ?? createSessionVault(),
        network,
        log,
        crashPoint: () => undefined,
      },
      readConfig(data.config),
    );
    core.subscribe((event, payload) => send({ type: 'event', event, payload }));
    port.on('message', (message: ToCore) => {
      if (message.type === 'vault-reply') asked?.settle(message.id, message.result);
      else void reply(core, message.id, message.call);
    });
    send({ type: 'opened' });
  } catch (cause) {
    send({ type: 'failed', error: wire(cause, log) });
    network.close();
  }
}

async function reply(core: Core, id: number, call: Call): Promise<void> {
  try {
    send({ type: 'reply', id, result: await carryOut(core, call) });
  } catch (cause) {
    send({ type: 'reply', id, result: { ok: false, error: wire(cause, log) } });
  }
  // Nothing keeps the thread alive any more; the host hears its end.
  if (call.kind === 'stop') port.close();
}

async function carryOut(core: Core, call: Call) {
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
      network.close();
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

await open();
