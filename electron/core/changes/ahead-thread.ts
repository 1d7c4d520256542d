/** A thread of its own for work on many records (ahead.ts). Started, never imported. */
import { parentPort, workerData } from 'node:worker_threads';

import { mustExist } from '#shared/support/assert.ts';
import { createSalts } from '../history/commitment.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '../node-ports.ts';
import type { AheadWork } from './ahead.ts';
import { packResults } from './pack-results.ts';
import type { FromAhead, ToAhead } from './start-ahead.ts';
import { workAhead } from './work-ahead.ts';

const port = mustExist(parentPort, 'the port of the thread');
const send = (message: FromAhead): void => {
  if (message === 'ready' || message.kind !== 'results') {
    port.postMessage(message);
    return;
  }
  const { results, memory } = packResults(message.results);
  port.postMessage({ ...message, results } satisfies FromAhead, [memory]);
};

const work = workerData as AheadWork;
const ledger = openLedger(work.path, { clock: nodeClock, readonly: true });
// Every page is read once: there is nothing to keep.
ledger.db.exec('pragma cache_size = -4096');
const answer = workAhead({ ledger, newSalt: createSalts(nodeRandomBytes) }, work);
port.on('message', (message: ToAhead) => {
  if (message === 'close') {
    ledger.close();
    port.close();
    return;
  }
  send(answer(message));
});
send('ready');
