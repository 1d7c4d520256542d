/** A thread of its own for one layout: elkjs is synchronous and may take seconds. Started, never imported. */
import { parentPort, workerData } from 'node:worker_threads';

import { mustExist } from '#shared/support/assert.ts';
import type { FreeGraph } from '#shared/versions/free-layout.ts';
import { layOutFreely } from './lay-out-freely.ts';

const port = mustExist(parentPort, 'the port of the layout thread');
port.postMessage(await layOutFreely(workerData as FreeGraph));
