/** A thread of its own for one layout: elkjs is synchronous and may take seconds. Started, never imported. */
import { parentPort, workerData } from 'node:worker_threads';

import { mustExist } from '#shared/support/assert.ts';
import type { FreeGraph } from '#shared/versions/free-graph.ts';
import { runElk } from './run-elk.ts';

const port = mustExist(parentPort, 'the port of the layout thread');
port.postMessage(await runElk(workerData as FreeGraph));
