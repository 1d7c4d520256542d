import { join } from 'node:path';

import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import { createFileLog } from '#core/log/file-log.ts';
import { createNetwork } from '#core/network/create-network.ts';
import type { Network } from '#core/network/network.ts';
import { createPageReader } from '#core/network/page-reader.ts';
import { createFileWorker } from '#core/ledger/file-work.ts';
import { createCheckpointStarter } from '#core/sqlite/start-checkpoints.ts';
import { createElkThread } from '#core/versions/start-elk-thread.ts';
import { nodeClock, nodeIsNetworkPath, nodeRandomBytes } from '#core/node-ports.ts';
import type { Ports, Vault, VaultKeeper } from '#core/ports.ts';
import { ledgerText } from '#shared/text/ledger.en.ts';
import { proxyOf } from './proxy.ts';
import { userAgent } from './version.ts';

/** The core's ports in plain Node; the vault is what the host has. The network is to be closed in the end. */
export function createNodePorts(
  dataFolder: string,
  vault: Vault,
  keeper?: VaultKeeper,
): Ports & { readonly network: Network & { close(): void } } {
  const proxy = proxyOf(process.env);
  const network = createNetwork({ userAgent, allowInsecureLoopback: true, proxy });
  const pages = createPageReader({ proxy });
  return {
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    vault,
    ...(keeper === undefined ? {} : { keeper }),
    network: {
      send: (request) => network.send(request),
      close() {
        network.close();
        pages.close();
      },
    },
    pages,
    log: createFileLog(join(dataFolder, 'logs'), nodeClock),
    isNetworkPath: nodeIsNetworkPath,
    fileWork: createFileWorker(new URL('../core/thread/core-worker.ts', import.meta.url)),
    layOut: createElkThread(new URL('../core/versions/elk-thread.ts', import.meta.url)),
    workAhead: createAheadStarter(new URL('../core/ahead/ahead-thread.ts', import.meta.url)),
    checkpoints: createCheckpointStarter(
      new URL('../core/sqlite/checkpoint-thread.ts', import.meta.url),
    ),
    onLongUpdate: () => process.stderr.write(`${ledgerText.updates}\n`),
    crashPoint: () => undefined,
  };
}
