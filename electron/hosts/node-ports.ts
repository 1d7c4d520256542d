import { join } from 'node:path';

import { createFileLog } from '#core/log/file-log.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import type { Ports, Vault } from '#core/ports.ts';
import { programVersion } from './version.ts';

/** The core's ports in plain Node; the vault is what the host has. */
export function createNodePorts(dataFolder: string, vault: Vault): Ports {
  return {
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    vault,
    network: createNetwork({
      userAgent: `DOI-Steward/${programVersion}`,
      allowInsecureLoopback: true,
    }),
    log: createFileLog(join(dataFolder, 'logs'), nodeClock),
    crashPoint: () => undefined,
  };
}
